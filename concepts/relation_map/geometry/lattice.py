"""Where lines may run at all.

Lines that meet a channel from its two sides would lie on one another if both were level at one
height. So each side has heights of its own, halfway between those of the other: whatever is drawn,
no two of them are the same. The same holds for what stands upright over and under a street.
"""

import math
from dataclasses import dataclass


@dataclass(frozen=True)
class Lattice:
    """The coordinates `first`, `first + step` and so on, in both directions."""

    step: int
    first: int

    def settle(self, wanted, low, high):
        """For each of the wanted places, in their order, one of its own between two coordinates, as
        near as may be."""
        least = math.ceil((low - self.first) / self.step)
        most = math.floor((high - self.first) / self.step)
        numbers, next_free = [], least
        for place in wanted:
            numbers.append(max(round((place - self.first) / self.step), next_free))
            next_free = numbers[-1] + 1
        for number in range(len(numbers) - 1, -1, -1):
            numbers[number] = min(numbers[number], most)
            most = numbers[number] - 1
        return [self.first + self.step * number for number in numbers]


PORT = 8  # between two level lines that meet a column
LEVELS = (Lattice(PORT, 0), Lattice(PORT, PORT // 2))  # at columns of even and of odd number
TRACK = 6  # between two upright lines
# Between two level ones outside columns. What moves down by some of these steps keeps its heights
# among those at which lines may run.
LEVEL = PORT
TRACKS = Lattice(TRACK, TRACK // 2)  # beside the columns
LANES = Lattice(TRACK, 0)  # between the boxes of rows
APART = 12  # between two lines at the top or bottom of a box
AT_COLUMNS, AT_ROWS = Lattice(APART, TRACK // 2), Lattice(APART, 0)


def levels_of(column):
    return LEVELS[column % 2]
