"""A correlation as people of a hundred, twice."""

from dataclasses import dataclass
from math import asin, pi

from django import template

from concepts.reading.measure import figures, measure_of

from .numbers import printed

register = template.Library()


@dataclass
class Hundred:
    """So many of a hundred: a row of dots each ten, as SVG draws lines of dots. `on` are those who
    are counted, `off` the rest."""

    number: int

    @property
    def on(self):
        return _dots(0, self.number)

    @property
    def off(self):
        return _dots(self.number, 100)


@dataclass
class Hundreds:
    """What a correlation `r` means when both things are cut in the middle: how many of the upper
    hundred on one stand in the upper half on the other, and how many of the lower hundred.

    `display` are the two numbers of the binomial effect size display, which stand for things that
    are either so or not so.
    """

    r: str
    upper: Hundred
    lower: Hundred
    display: tuple


@register.filter
def hundreds(statistic):
    """The Hundreds of a statistic, or None where it is no correlation.

    With scores in the form of bells the share above both middles is 1/4 + arcsin(r) / 2π
    (Sheppard's theorem on the median dichotomy), out of the half that is above one of them.
    """
    found = figures(statistic)
    if found is None or measure_of(statistic).name != "r" or not -1 <= found[1] <= 1:
        return None
    upper = _rounded(50 + 100 * asin(found[1]) / pi)
    display = _rounded(50 + 50 * found[1])
    return Hundreds(
        printed(statistic.value, statistic.measure),
        Hundred(upper),
        Hundred(100 - upper),
        (display, 100 - display),
    )


def _rounded(number):
    """To the nearest whole one; a half goes up, whatever binary fractions make of it."""
    return int(round(number, 6) + 0.5)


def _dots(first, end):
    """A path of rows of ten: where lines are dotted, each unit of it has a dot."""
    lines = []
    while first < end:
        row, column = divmod(first, 10)
        last = min(end, (row + 1) * 10) - 1
        lines.append(f"M{column} {row}h{last - first + 0.01:g}")
        first = last + 1
    return "".join(lines)
