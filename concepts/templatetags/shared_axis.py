"""Figures of one measure above one another, on an axis that they share.

Places are told in hundredths of the axis's width, as SVG takes them: a dot stays round and a line
as thick as it is, however wide the drawing is.
"""

import re
from dataclasses import dataclass
from math import ceil, floor

from django import template

from concepts.reading.evidence import QUESTIONS
from concepts.reading.measure import Measure, figures

from .numbers import grouped, printed

register = template.Library()
register.filter(grouped)

_SIGN = re.compile(r"(?:[rdg]|SMD)\Z")


@dataclass
class Row:
    """A number of a finding in its place; `low` and `high` where it has an interval. `label` tells
    it from the others of its finding, of which one `is_first`."""

    one: object
    statistic: object
    label: str
    value: str
    low: str
    high: str
    is_first: bool


@dataclass
class SharedAxis:
    """A measure's axis with its ticks, (place, what is written there), and the place of zero; and
    (question or None, rows) in order."""

    measure: Measure
    ticks: list
    zero: str
    groups: list

    @property
    def rows(self):
        return [row for _, rows in self.groups for row in rows]


@register.simple_tag
def shared_axes(found, by_question):
    """A SharedAxis of each measure that these have figures of; within a question the newest and
    largest first, or all as they come."""
    measures = {one.drawn[0].name: one.drawn[0] for one in found}
    return [
        _axis(measure, [one for one in found if one.drawn[0] is measure], by_question)
        for _, measure in sorted(measures.items(), reverse=True)
    ]


def _axis(measure, found, by_question):
    spans = [figures(statistic) for one in found for statistic in one.drawn[1]]
    # Counted in steps, so that no axis ends at .6000000000000001.
    first = min(0, *(floor(round(low / measure.step, 6)) for low, _, _ in spans))
    last = max(1, *(ceil(round(high / measure.step, 6)) for _, _, high in spans))

    def place(figure):
        return f"{100 * (figure / measure.step - first) / (last - first):.2f}%"

    steps = range(first, last + 1)
    ticks = [(place(step * measure.step), _tick(step * measure.step, measure)) for step in steps]
    groups = {}
    ordered = sorted(found, key=lambda one: (-one.year, *(-each for each in one.size)))
    for one in ordered if by_question else found:
        rows = groups.setdefault(one.question.name if by_question else "", (one.question, []))[1]
        rows += [
            _row(one, statistic, place, statistic is one.drawn[1][0]) for statistic in one.drawn[1]
        ]
    order = [name for name in QUESTIONS if name in groups] if by_question else [""]
    return SharedAxis(
        measure,
        ticks,
        place(0),
        [(groups[name][0] if by_question else None, groups[name][1]) for name in order],
    )


def _row(one, statistic, place, is_first):
    low, value, high = figures(statistic)
    ends = (place(low), place(high)) if statistic.low else ("", "")
    label = _label(statistic) or ("" if is_first else _note(statistic) or "Another estimate")
    return Row(one, statistic, label, place(value), *ends, is_first)


def _label(statistic):
    """What a number is of, and what its measure adds to its sign: `r, 25th percentile`."""
    sign, _, rest = statistic.measure.partition(", ")
    words = rest if _SIGN.match(sign) else statistic.measure
    return "; ".join(filter(None, (statistic.of, words)))


def _note(statistic):
    """What is noted of a number, if it is no further figure."""
    *_, last = ["", *statistic.details.splitlines()]
    return "" if ": " in last else last


def _tick(figure, measure):
    text = f"{figure:.1f}".removesuffix(".0") if figure else "0"
    return printed(text, measure.name)


@register.filter
def with_interval(statistic):
    """A value with its interval, as the column of a table has it."""
    value = printed(statistic.value, statistic.measure)
    if not statistic.low:
        return value
    ends = [printed(end, statistic.measure) for end in (statistic.low, statistic.high)]
    return f"{value} ({ends[0]} to {ends[1]})"
