"""A correlation as people of a hundred, twice."""

from dataclasses import dataclass

from django import template

from concepts.hundred import Hundred, hundreds_of, nearest
from concepts.reading.measure import figures, measure_of

from .numbers import printed

register = template.Library()


@dataclass
class Hundreds:
    """A correlation `r` as it is printed, and as two Hundreds.

    `display` are the two numbers of the binomial effect size display, which stand for things that
    are either so or not so.
    """

    r: str
    upper: Hundred
    lower: Hundred
    display: tuple


@register.filter
def hundreds(statistic):
    """The Hundreds of a statistic, or None where it is no correlation."""
    found = figures(statistic)
    if found is None or measure_of(statistic).name != "r" or not -1 <= found[1] <= 1:
        return None
    display = nearest(50 + 50 * found[1])
    r = printed(statistic.value, statistic.measure)
    return Hundreds(r, *hundreds_of(found[1]), (display, 100 - display))
