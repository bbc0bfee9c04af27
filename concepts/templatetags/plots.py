"""The drawing of a number with its interval on the whole scale of its measure."""

import re
from dataclasses import dataclass

from django import template

register = template.Library()

# Only a correlation has a scale with two ends. Others (d, g, odds ratios) have none that could be
# shown whole, and stay words.
_CORRELATION = re.compile(r"r\Z|r[ ,]")
_NUMBER = re.compile(r"[-−]?(?:[01]|[01]?\.[0-9]{1,6})\Z")

MIDDLE, UNIT = 170, 160  # where 0 lies in a drawing 340 wide, and how far it is from there to 1


@dataclass(frozen=True)
class Plot:
    """The places of a value and of the ends of its interval, along the drawing."""

    value: float
    low: float
    high: float


def number(text):
    """A correlation as printed (`.28`, `0.278`, `−.1`) as a float, or None."""
    if not _NUMBER.match(text):
        return None
    found = float(text.replace("\N{MINUS SIGN}", "-"))
    return found if -1 <= found <= 1 else None


@register.filter
def plot(statistic):
    """The Plot of a Statistic, or None where it is no correlation with an interval around it."""
    if not _CORRELATION.match(statistic.measure):
        return None
    value, low, high = map(number, (statistic.value, statistic.low, statistic.high))
    if None in (value, low, high) or not low <= value <= high:
        return None
    return Plot(*(round(MIDDLE + UNIT * each, 1) for each in (value, low, high)))
