"""A correlation as people of a hundred, twice: how many of each are in the upper half of both."""

from dataclasses import dataclass
from math import asin, pi


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


def hundreds_of(r):
    """(Hundred, Hundred) for a correlation from -1 to 1 when both things are cut in the middle: how
    many of the upper hundred on one stand in the upper half on the other, and how many of the lower
    hundred.

    With scores in the form of bells the share above both middles is 1/4 + arcsin(r) / 2π
    (Sheppard's theorem on the median dichotomy), out of the half that is above one of them.
    """
    upper = nearest(50 + 100 * asin(r) / pi)
    return Hundred(upper), Hundred(100 - upper)


def nearest(number):
    """The nearest whole number; a half goes up, whatever binary fractions make of it."""
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
