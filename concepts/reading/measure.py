"""What the numbers of findings are numbers of, and their figures as they can be compared."""

import re
from dataclasses import dataclass
from itertools import pairwise


@dataclass(frozen=True)
class Measure:
    """A family of measures that may be compared with one another, and with no others.

    `about` says what such a number means, for a reader who meets it for the first time; `step` is
    that of the axis on which its figures are drawn, where they can share one.
    """

    name: str
    title: str
    pattern: re.Pattern
    about: str
    step: float | None = None


MEASURES = {
    measure.name: measure
    for measure in (
        Measure(
            "r",
            "Correlations (r)",
            re.compile(r"(?:\w+ )?r(?:,.*)?\Z"),
            "how closely two things rise and fall together, from −1 to 1. At 0 there is no link; "
            "it does not say what comes first, and .28 is not 28%",
            0.2,
        ),
        Measure(
            "d",
            "Differences between groups (d, g)",
            re.compile(r"(?:\w+ )*(?:absolute )?[dg](?:\b.*)?\Z|SMD\b.*\Z"),
            "how far apart the averages of two groups are, counted in standard deviations, which "
            "are the usual spread between people. g is d with a correction for small samples; "
            "neither can stand beside r",
            0.5,
        ),
        Measure(
            "odds",
            "Odds ratios",
            re.compile(r"odds ratio\b"),
            "the odds of something in one group divided by its odds in the other. 1 is no "
            "difference; which group comes first decides whether it is above or below 1",
        ),
        Measure(
            "share",
            "Shares and counts",
            re.compile(r"(?:percent|share|count)\b"),
            "how many, of all that were counted",
        ),
        Measure("other", "Other numbers", re.compile(r""), "as the work itself defines it"),
    )
}
_FIGURE = re.compile(r"[-−+]?([0-9]{1,3}(\.[0-9]{1,6})?|\.[0-9]{1,6})\Z")
_COUNT = re.compile(r"[0-9][0-9,]{0,11}")


def measure_of(statistic):
    """The Measure of a statistic: the first whose pattern fits."""
    return next(each for each in MEASURES.values() if each.pattern.match(statistic.measure))


def figure(text):
    """A figure as printed (`.28`, `0.278`, `−.1`) as a float, or None."""
    return float(text.replace("\N{MINUS SIGN}", "-")) if _FIGURE.match(text) else None


def figures(statistic):
    """(low, value, high) of a statistic, three times the value where it has no interval; None where
    what is printed are no such figures, or lie outside their own interval."""
    printed = (statistic.low, statistic.value, statistic.high)
    found = tuple(figure(text) for text in (printed if statistic.low else [statistic.value] * 3))
    if None in found or any(one > other for one, other in pairwise(found)):
        return None
    return found


def count(text):
    """`more than 30,000 patients` as 30000; 0 where no number is printed."""
    found = _COUNT.search(text)
    return int(found.group().replace(",", "")) if found else 0
