"""The drawing of a number with its interval on the whole scale of its measure.

A drawing is as wide as its scale, in the scale's own units: what is drawn are the figures as they
are read, and no arithmetic stands between a number and its place.
"""

import re
from dataclasses import dataclass
from itertools import pairwise
from math import ceil, floor

from django import template

from concepts.reading.measure import MEASURES, figure, figures

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
    Scale(MEASURES["r"].pattern, "a correlation", -1, 1, ("−1", "1"), "0, no link"),
    Scale(re.compile(r"percent of "), "a share", 0, 100, ("0%", "100%")),
)


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


def short(number):
    """A float as short as SVG can be told it: .28, -.1, 40."""
    text = f"{number:.6f}".rstrip("0").rstrip(".")
    return re.sub(r"(?<!\d)0(?=\.)", "", text) if text != "-0" else "0"


def plot(measure, value, low, high):
    """The Plot of a figure with its interval, all as printed; None where the measure has no whole
    scale, or where what is printed is no such figure, lies off the scale or outside its own
    interval."""
    scale = next((scale for scale in SCALES if scale.measure.match(measure)), None)
    found = [figure(text) for text in (low, value, high)]
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


# Forest plots: figures of one measure above one another, on an axis that they share.

MOST_ROWS_OF_ONE = 2
# With fewer figures on an axis, there is nothing to compare.
FEWEST_DRAWN = 2


@dataclass
class Row:
    """A figure of a finding, where it is drawn with its place, its `value`; `low` and `length` are
    its interval, if it has one."""

    statistic: object
    value: str = ""
    low: str = ""
    length: str = ""


@dataclass
class Forest:
    """(finding, its rows) of each finding, on an axis as wide as `width` that begins at `least`,
    both as SVG writes them. `left` and `right` are what its ends are called; it has a `sign` if
    anything is drawn."""

    findings: list
    sign: str = ""
    least: str = ""
    width: str = ""
    left: str = ""
    right: str = ""


@register.simple_tag
def forest(findings):
    """The Forest of these findings, with rows of that measure which most of their figures have. One
    figure alone is not drawn: then all findings have their first number in words."""
    of_each = [(each, _figures_of(findings, each)) for each in MEASURES.values() if each.step]
    measure, found = max(of_each, key=lambda each: sum(map(len, each[1])))
    if sum(map(len, found)) < FEWEST_DRAWN:
        return Forest([(each, [Row(number) for number in each.numbers[:1]]) for each in findings])
    step = measure.step
    every = [number for rows in found for _, *numbers in rows for number in numbers]
    # Counted in steps, so that no axis ends at .6000000000000001.
    least = min(floor(round(min(every) / step, 6)), 0)
    most = max(ceil(round(max(every) / step, 6)), least + 1, 0)
    low, high = (float(f"{end * step:.1f}") for end in (least, most))
    rows = [[_row(*each) for each in rows] for rows in found]
    return Forest(
        list(zip(findings, rows, strict=True)),
        measure.name,
        short(low),
        short(high - low),
        _end(low),
        _end(high),
    )


def _figures_of(findings, measure):
    """Of each finding (statistic, low, value, high) of its figures that are of a measure."""
    return [
        [
            (statistic, *found)
            for statistic in finding.numbers
            if measure.pattern.match(statistic.measure) and (found := figures(statistic))
        ][:MOST_ROWS_OF_ONE]
        for finding in findings
    ]


def _row(statistic, low, value, high):
    interval = [short(low), short(high - low)] if high > low else []
    return Row(statistic, short(value), *interval)


def _end(number):
    return short(number).replace("-", "\N{MINUS SIGN}")
