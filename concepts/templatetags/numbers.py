"""The numbers of a finding, each whole: measure, value, interval, studies, people and year."""

import re

from django import template
from django.template.defaultfilters import capfirst
from django.utils.html import format_html, format_html_join

register = template.Library()

READ_WORDS = {
    "abstract": "We read the abstract, not the whole work.",
    "full": "We read the whole work.",
    "second-hand": "We read about it elsewhere, not the work itself.",
}
NOTES = {"significant: false": "not significant", "significant: true": "significant"}
EQUALS = "\N{NO-BREAK SPACE}=\N{NO-BREAK SPACE}"
_SYMBOL = re.compile(r"[a-zA-Z]{1,2}\Z|SMD\b")
_SIGN = re.compile(r"\w\b")
_BOUNDED = re.compile(r"(?:\w+ )?r\b")
_NUMBER = re.compile(r"(?<![\w.,])([-−]?)0?(\.\d+)")


def printed(text, measure):
    """A figure as it is set: a real minus; a correlation, which can't exceed 1, without the zero
    before the point and to two places."""
    if _BOUNDED.match(measure):
        text = _NUMBER.sub(lambda match: f"{match[1]}{match[2]:0<3}", text)
    return re.sub(r"(?<![\w.])-(?=[\d.])", "\N{MINUS SIGN}", text)


def grouped(text):
    """5386 as 5,386."""
    return f"{int(text):,}" if text.isascii() and text.isdigit() else text


@register.filter
def whole(statistic):
    measure, value = statistic.measure, printed(statistic.value, statistic.measure)
    if _SYMBOL.match(measure):
        sign, comma, rest = measure.partition(",")
        number = format_html(f"<b><i>{{}}</i>{{}}{EQUALS}{{}}</b>", sign, comma + rest, value)
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
            parts.append(format_html(f"<i>{{}}</i>{EQUALS}{{}}", sign, grouped(text)))
        elif text:
            parts.append(text)
    if statistic.year:
        parts.append(str(statistic.year))
    line = format_html_join("; ", "{}", ((part,) for part in parts))
    notes = "; ".join(NOTES.get(note, note) for note in statistic.details.splitlines())
    return format_html("{} <small>{}</small>", line, notes) if notes else line


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
