"""What a drawing is made of: all geometry is numbers here, and attributes in the template."""

import re
from dataclasses import dataclass, field
from itertools import pairwise
from math import dist

from concepts.contentfile import RELATION_TYPES

WIDE = 1088  # to which the style sheet lets a drawing shrink, and no further


@dataclass(frozen=True)
class Node:
    """What a box stands for: a concept, or a whole kind of them."""

    key: object
    title: str
    kind: str
    address: str
    slug: str = ""


@dataclass(frozen=True)
class Tie:
    """A relation between the nodes `start` and `end`, given by their keys. `sign` says of a
    correlation which way it goes; `is_unproven`, that only a starting document states the tie."""

    type: str
    start: object
    end: object
    sign: str = field(default="", compare=False)
    is_unproven: bool = field(default=False, compare=False)


@dataclass
class Box:
    """A node's place. `lines` are those of its label."""

    node: Node
    lines: list
    width: int
    height: int
    x: int = 0
    y: int = 0
    number: int = 0
    is_strong: bool = False  # one of those that the view is about
    is_quiet: bool = False  # no line that is drawn leads to it
    leading: int = 18

    @property
    def right(self):
        return self.x + self.width

    @property
    def bottom(self):
        return self.y + self.height

    @property
    def middle(self):
        return self.y + self.height / 2

    @property
    def centre(self):
        return self.x + self.width / 2

    @property
    def label(self):
        """Each line of the label with the height of its foot."""
        first = self.middle - self.leading * (len(self.lines) - 1) / 2 + 5
        return [
            (neat(first + self.leading * number), line) for number, line in enumerate(self.lines)
        ]

    @property
    def is_cut(self):
        return self.lines[-1].endswith("…")

    @property
    def marker(self):
        return neat(self.x + 12), neat(self.middle - 5)


@dataclass(frozen=True)
class Name:
    """The name of a zone."""

    text: str
    x: int
    y: int


@dataclass(frozen=True)
class Line:
    """A tie as it is drawn: `path` is the d of an SVG path."""

    tie: Tie
    path: str
    ends: tuple  # the numbers of its two boxes

    @property
    def middle(self):
        """The point halfway along the line, where its sign stands."""
        return tuple(neat(number) for number in middle_of(self.path))


@dataclass
class Drawing:
    width: int
    height: int
    boxes: list
    names: list = field(default_factory=list)
    rules: list = field(default_factory=list)  # heights of the hairlines between zones
    lines: list = field(default_factory=list)

    @property
    def is_wide(self):
        """Whether it may be drawn smaller where there is no room for all of it."""
        return self.width > WIDE

    @property
    def sheaves(self):
        """The lines by type. Double lines lie on top: where they cross others, their halo cuts
        these."""
        found = {}
        for line in self.lines:
            found.setdefault(line.tie.type, []).append(line)
        return [
            Sheaf(type, lines, *(room > 0 for room in RELATION_TYPES[type].sign))
            for type, lines in sorted(
                found.items(), key=lambda pair: RELATION_TYPES[pair[0]].guards
            )
        ]

    @property
    def signed(self):
        """The lines of correlations whose direction is known."""
        return [line for line in self.lines if line.tie.sign]

    @property
    def has_unproven(self):
        return any(line.tie.is_unproven for line in self.lines)

    @property
    def kinds(self):
        """The kinds whose markers it needs."""
        return sorted({box.node.kind for box in self.boxes})


@dataclass(frozen=True)
class Sheaf:
    """The lines of one type, and whether they have a sign at the start and at the end."""

    type: str
    lines: list
    has_start: bool
    has_end: bool


STEP = re.compile(r"([MHVQC])([^MHVQC]*)")


def middle_of(path):
    """The point halfway along an SVG path of absolute steps."""
    points = []
    for letter, text in STEP.findall(path):
        numbers = [float(number) for number in text.split()]
        if letter == "M":
            points.append((numbers[0], numbers[1]))
            continue
        corners = [points[-1]]
        if letter == "H":
            corners.append((numbers[0], points[-1][1]))
        elif letter == "V":
            corners.append((points[-1][0], numbers[0]))
        else:
            corners += zip(numbers[::2], numbers[1::2], strict=True)
        points += [_bezier(corners, share / 8) for share in range(1, 9)]
    lengths = [dist(one, other) for one, other in pairwise(points)]
    left = sum(lengths) / 2
    for (one, other), length in zip(pairwise(points), lengths, strict=True):
        if length and left <= length:
            return tuple(a + (b - a) * left / length for a, b in zip(one, other, strict=True))
        left -= length
    return points[-1]


def _bezier(corners, share):
    while len(corners) > 1:
        corners = [
            (a + (c - a) * share, b + (d - b) * share) for (a, b), (c, d) in pairwise(corners)
        ]
    return corners[0]


def neat(number):
    """A coordinate as short as it can be written without a visible difference."""
    short = round(number, 1)
    return int(short) if short == int(short) else short
