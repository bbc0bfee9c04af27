"""What a line's way is made of, before it has coordinates."""

from dataclasses import dataclass, field


@dataclass
class End:
    """Where a line meets a box."""

    box: object
    side: str  # left, right, top or bottom
    place: float = 0  # y at the left and right, x at the top and bottom
    wanted: float = 0  # where it would stand if it were alone
    low: float = 0  # no further left than this
    order: float = 0  # smaller ones stand further up, or further left

    @property
    def is_beside(self):
        return self.side in ("left", "right")

    @property
    def point(self):
        box = self.box
        return {
            "left": (box.x, self.place),
            "right": (box.right, self.place),
            "top": (self.place, box.y),
            "bottom": (self.place, box.bottom),
        }[self.side]


@dataclass
class Leg:
    """A straight stretch in a channel. An upright one has an x, the others a y: both come from its
    track."""

    channel: tuple
    is_upright: bool
    near: float  # where the first track lies
    step: float  # to the next track
    most: float  # room for all tracks
    span: tuple = (0, 0)
    track: int = 0
    place: float = 0


@dataclass
class Pass:
    """A gap between two boxes of a column, through which a line goes level from `left` to
    `right`."""

    left: int
    right: int
    top: float
    bottom: float
    is_wide: bool
    wanted: float  # the height at which the line would go by itself
    order: float = 0
    place: float = 0

    @property
    def level(self):
        return min(max(self.wanted, self.top), self.bottom)

    @property
    def aside(self):
        """How far from the middle of the gap."""
        return 0 if self.is_wide else self.place - (self.top + self.bottom) / 2


@dataclass
class Route:
    """A line from `start` to `end`.

    With `legs` it is bent at right angles, with `is_straight` it crosses the gap between two
    neighbours of a column; otherwise it is a curve between columns, and `passes` are the gaps that
    it goes through.
    """

    tie: object
    start: End
    end: End
    legs: list = field(default_factory=list)
    passes: list = field(default_factory=list)
    is_straight: bool = False

    @property
    def ends(self):
        return self.start, self.end

    def turned(self):
        """The same way from the other end."""
        self.start, self.end = self.end, self.start
        self.legs.reverse()
        return self
