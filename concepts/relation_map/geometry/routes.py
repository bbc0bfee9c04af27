"""What a line's way is made of, before it has coordinates."""

from dataclasses import dataclass, field


@dataclass
class End:
    """Where a line meets a box."""

    box: object
    side: str  # left, right, top or bottom
    place: float = 0  # y at the left and right, x at the top and bottom
    low: float = 0  # no nearer than this to the left edge of the box
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


@dataclass(eq=False)
class Leg:
    """A straight stretch on a track of a channel. An upright one has an x, the others a y.

    Channels are known by what they are: ("channel", number) beside the columns, ("gap", column,
    number) through one, ("street", area), ("row", area, number) and ("lane", area, number).
    """

    channel: tuple
    is_upright: bool
    wanted: float = 0  # where it would run if it were alone
    hugs: str = ""  # the side of its channel at which it runs
    place: float = 0


@dataclass(eq=False)
class Route:
    """A line from `start` to `end` with its legs between, by turns upright and level; without legs
    it crosses the gap between two neighbours of a column."""

    tie: object
    start: End
    end: End
    legs: list = field(default_factory=list)

    @property
    def ends(self):
        return self.start, self.end

    def turned(self):
        """The same way from the other end."""
        self.start, self.end = self.end, self.start
        self.legs.reverse()
        return self
