"""What a drawing is made of: all geometry is numbers here, and attributes in the template."""

import re
from dataclasses import dataclass, field
from functools import cached_property
from itertools import pairwise
from math import dist

from concepts.contentfile import RELATION_TYPES

WIDE = 1088  # to which the style sheet lets a drawing shrink, and no further
WIDEST = 1440  # that may: its labels are a little over 11 then


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
        """Each line of the label with the height of its foot in the box."""
        first = (self.height - self.leading * (len(self.lines) - 1)) / 2 + 5
        return [
            (neat(first + self.leading * number), line) for number, line in enumerate(self.lines)
        ]

    @property
    def is_cut(self):
        return self.lines[-1].endswith("…")

    @property
    def marker(self):
        """The height of its marker in the box."""
        return neat(self.height / 2 - 5)


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
        """Whether it may be drawn smaller where there is no room for all of it, and can be read."""
        return WIDE < self.width <= WIDEST

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

    @cached_property
    def signed(self):
        """(line, x, y) for each correlation whose direction is known, and where its sign stands:
        halfway along the line, unless another sign or a box is there."""
        found = []
        for line in self.lines:
            if line.tie.sign:
                spots = points_of(line.path, SPOTS)
                free = [spot for spot in spots if self._is_free(spot, found)]
                x, y = (free or spots)[0]
                found.append((line, neat(x), neat(y)))
        return found

    def _is_free(self, spot, signs):
        x, y = spot
        return all(dist(spot, sign[1:]) > 2 * SIGN for sign in signs) and not any(
            box.x - SIGN < x < box.right + SIGN and box.y - SIGN < y < box.bottom + SIGN
            for box in self.boxes
        )

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


SIGN = 7  # the radius of a sign on a line
SPOTS = (0.5, 0.4, 0.6, 0.3, 0.7, 0.2, 0.8, 0.45, 0.55, 0.35, 0.65, 0.25, 0.75)
STEP = re.compile(r"([MHVqC])([^MHVqC]*)")


def points_of(path, shares):
    """The points at these shares of the length of an SVG path."""
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
            x, y = corners[0] if letter == "q" else (0, 0)
            pairs = zip(numbers[::2], numbers[1::2], strict=True)
            corners += [(x + step, y + other) for step, other in pairs]
        points += [_bezier(corners, share / 8) for share in range(1, 9)]
    lengths = [dist(one, other) for one, other in pairwise(points)]
    return [_point_at(points, lengths, sum(lengths) * share) for share in shares]


def _point_at(points, lengths, left):
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
