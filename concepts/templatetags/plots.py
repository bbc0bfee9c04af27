"""The drawing of a number with its interval on the whole scale of its measure.

A drawing is as wide as its scale, in the scale's own units: what is drawn are the figures as they
are read, and no arithmetic stands between a number and its place.
"""

import re
from dataclasses import dataclass
from itertools import pairwise

from django import template

register = template.Library()


@dataclass(frozen=True)
class Scale:
    """The whole of a measure: its ends, what is written under them, and the place of zero where
    that is no end."""

    measure: re.Pattern
    name: str
    least: int
    most: int
    ends: tuple
    middle: str = ""

    @property
    def width(self):
        return self.most - self.least


# Other measures (d, g, odds ratios, percent more) have no ends that could be shown: they stay
# words. Nor are sizes marked on a scale: what counts as small or large is contested.
SCALES = (
    Scale(re.compile(r"(?:\w+ )?r(?:,.*)?\Z"), "a correlation", -1, 1, ("−1", "1"), "0, no link"),
    Scale(re.compile(r"percent of "), "a share", 0, 100, ("0%", "100%")),
)
_NUMBER = re.compile(r"[-−+]?([0-9]{1,3}(\.[0-9]{1,6})?|\.[0-9]{1,6})\Z")


@dataclass
class Plot:
    """A value and the ends of its interval as SVG writes them; `is_last` where its scale is named
    below it, for itself and those above."""

    scale: Scale
    value: str
    low: str
    high: str
    length: str  # from low to high
    is_last: bool = True


def number(text):
    """A figure as printed (`.28`, `0.278`, `−.1`) as a float, or None."""
    return float(text.replace("\N{MINUS SIGN}", "-")) if _NUMBER.match(text) else None


def short(figure):
    """A float as short as SVG can be told it: .28, -.1, 40."""
    text = f"{figure:.6f}".rstrip("0").rstrip(".")
    return re.sub(r"(?<!\d)0(?=\.)", "", text) if text != "-0" else "0"


def plot(measure, value, low, high):
    """The Plot of a figure with its interval, all as printed; None where the measure has no whole
    scale, or where what is printed is no such figure, lies off the scale or outside its own
    interval."""
    scale = next((scale for scale in SCALES if scale.measure.match(measure)), None)
    found = [number(text) for text in (low, value, high)]
    if not scale or None in found:
        return None
    along = (scale.least, *found, scale.most)
    if any(one > other for one, other in pairwise(along)):
        return None
    least, middle, most = found
    return Plot(scale, *map(short, (middle, least, most, most - least)))


@register.filter
def plotted(statistics):
    """[(statistic, Plot or None)]; those of one scale share its names, under the last of them."""
    plots = [plot(each.measure, each.value, each.low, each.high) for each in statistics]
    drawn = [each for each in plots if each]
    for each, following in pairwise(drawn):
        if each.scale is following.scale:
            each.is_last = False
    return list(zip(statistics, plots, strict=True))
