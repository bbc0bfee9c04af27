"""The numbers of a finding, each whole: measure, value, interval, studies, people and year."""

import re
from decimal import ROUND_HALF_UP, Decimal

from django import template
from django.template.defaultfilters import capfirst
from django.utils.html import format_html, format_html_join

from concepts.typesetting import explained, slanted

register = template.Library()
register.filter(slanted)
register.filter(explained)

READ_WORDS = {
    "abstract": "We read the abstract, not the whole work.",
    "full": "We read the whole work.",
    "second-hand": "We read about it elsewhere, not the work itself.",
}
NOTES = {"significant: false": "not significant", "significant: true": "significant"}
# Figures that stand beside a number, as they are kept and as they are printed. What is arithmetic
# alone, and disputed, is not printed.
FIGURES = (
    (re.compile(r"as d: (.+)"), "equal to d = {}"),
    (re.compile(r"I2 \(percent\): (.+)"), "I² = {}%"),
    (re.compile(r"p: (.+)"), "p = {}"),
    (re.compile(r"100 r² .*: .+"), ""),
)
EQUALS = "\N{NO-BREAK SPACE}=\N{NO-BREAK SPACE}"
_SYMBOL = re.compile(r"[a-zA-Z]{1,2}\Z|SMD\b")
_SIGN = re.compile(r"\w\b")
_BOUNDED = re.compile(r"(?:\w+ )?r\b")
_NUMBER = re.compile(r"(?<![\w.,])([-−]?)0?(\.\d+)")
_COUNTED = re.compile(r"count(?: of)?\b ?")
_PERCENT = re.compile(r"percent\b")
_LONG = re.compile(r"[-−]?0?\.\d{3,9}\Z")
_FIGURE = re.compile(r"[-−]?[\d.,]+\Z")
_ABOUT = re.compile(r"(?:about|less than|more than|under|over) [\d.,]+\Z")


def printed(text, measure):
    """A figure as it is set: a real minus; a correlation, which can't exceed 1, without the zero
    before the point and to two places."""
    if _BOUNDED.match(measure):
        text = _NUMBER.sub(lambda match: f"{match[1]}{match[2]:0<3}", text)
    return re.sub(r"(?<![\w.])-(?=[\d.])", "\N{MINUS SIGN}", text)


def grouped(text):
    """5386 as 5,386."""
    return f"{int(text):,}" if text.isascii() and text.isdigit() else text


def noted(line):
    """A line beside a number as it is printed."""
    for pattern, words in FIGURES:
        if match := pattern.fullmatch(line):
            figure = match[1] if match.lastindex else ""
            if line.startswith("p"):
                figure = figure.removeprefix("0")
            return words.format(figure)
    return NOTES.get(line, line)


@register.filter
def whole(statistic):
    """A number as a line has it. What its signs stand for, `explained` says once for all lines."""
    measure, value = statistic.measure, printed(statistic.value, statistic.measure)
    is_figure = _FIGURE.match(value)
    if _SYMBOL.match(measure):
        number = format_html(f"<b>{{}}{EQUALS}{{}}</b>", measure, value)
    elif is_figure and (words := _COUNTED.match(measure)):
        number = format_html("<b>{}</b> {}", grouped(value), measure[words.end() :])
    elif (is_figure or _ABOUT.match(value)) and (words := _PERCENT.match(measure)):
        number = format_html("<b>{}%</b>{}", value, measure[words.end() :])
    else:
        # A line begins with a capital; the sign of a measure is no word.
        starts = not statistic.of and not _SIGN.match(measure)
        number = format_html("{}: <b>{}</b>", capfirst(measure) if starts else measure, value)
    parts = [number]
    if statistic.low:
        ends = [printed(end, measure) for end in (statistic.low, statistic.high)]
        parts.append(format_html("95% interval {} to {}", *ends))
    for sign, text in (("k", statistic.studies), ("N", statistic.people)):
        if text.isdigit():
            parts.append(f"{sign}{EQUALS}{grouped(text)}")
        elif text:
            parts.append(text)
    if statistic.year:
        parts.append(str(statistic.year))
    line = format_html_join("; ", "{}", ((part,) for part in parts))
    notes = "; ".join(filter(None, map(noted, statistic.details.splitlines())))
    return format_html("{} <small>{}</small>", line, notes) if notes else line


@register.filter
def interval(statistic):
    """A value with its interval, as the column of a table has it."""
    ends = (statistic.low, statistic.high) if statistic.low else ()
    value, *ends = (
        printed(rounded(figure, statistic.measure), statistic.measure)
        for figure in (statistic.value, *ends)
    )
    return f"{value} ({ends[0]} to {ends[1]})" if ends else value


def rounded(figure, measure):
    """A correlation to the two places to which it is told in sentences."""
    if not _BOUNDED.match(measure) or not _LONG.match(figure):
        return figure
    plain = figure.replace("\N{MINUS SIGN}", "-")
    return str(Decimal(plain).quantize(Decimal("0.01"), ROUND_HALF_UP))


@register.filter
def counted(statistic):
    """The studies, people and year of a number, in words."""
    found = []
    for text, word in ((statistic.studies, "studies"), (statistic.people, "people")):
        if text:
            found.append(f"{grouped(text)} {word}" if text.isdigit() else text)
    return "; ".join([", ".join(found), str(statistic.year or "")]).strip("; ")


@register.filter
def as_sentence(statistic, scale):
    """A number with its interval on its scale, for those who don't see it drawn."""
    value, low, high = (
        printed(figure, statistic.measure)
        for figure in (statistic.value, statistic.low, statistic.high)
    )
    least, most = scale.ends
    return (
        f"{scale.name.capitalize()} of {value}, 95% interval {low} to {high}, "
        f"on the scale from {least} to {most}."
    )


@register.filter
def basis_words(finding):
    """What a finding rests on, as a sentence begins."""
    words = {"correlational": "Correlational study", "trial": "Trial", "review": "Review"}
    basis = words.get(finding.basis, finding.basis.capitalize())
    pooled = {"trials": "trials", "qualitative": "qualitative studies"}
    if finding.primary_studies:
        kind = pooled.get(finding.primary_studies, f"{finding.primary_studies} studies")
        return f"{basis} of {kind}"
    return basis


@register.filter
def read_words(finding):
    return READ_WORDS[finding.read]
