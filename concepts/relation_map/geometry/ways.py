"""Which way each line goes, from box to box and never under a third.

All lines are bent at right angles. They run in channels: beside the columns, through the gaps
between their boxes, and in the streets between the columns and the rows above and below.
"""

from collections import Counter
from dataclasses import dataclass

from concepts.contentfile import RELATION_TYPES

from .lattice import APART
from .layout import FIRST_TRACK, LOWERED
from .routes import End, Leg, Route

STRAIGHT = 12  # what a straight line between two neighbours needs besides its signs
INSET = 46  # of that line
LANE_CROWD = 30  # for each line that is in a lane already, another may lie so much further off
BESIDE = {"left": "x", "right": "right"}
EDGE = 14  # from the corner of a box to the nearest line at its top or bottom


@dataclass(frozen=True)
class Spot:
    """A box's place in the layout: the column or row, and the number in it."""

    area: str  # above, column or below
    number: int
    place: int


class Ways:
    """Chooses ways, and remembers where lines lie already: so the order of the ties counts, and is
    fixed."""

    def __init__(self, grid):
        self.grid = grid
        self.boxes = {box.node.key: box for box in grid.boxes}
        self.last = len(grid.columns) - 1
        self.spots = {
            box.node.key: Spot(area, number, place)
            for area, groups in (
                ("above", grid.above),
                ("column", grid.columns),
                ("below", grid.below),
            )
            for number, group in enumerate(groups)
            for place, box in enumerate(group)
        }
        self.beside_columns = {}  # (column, side) to the stretches that are taken
        self.crowds = Counter()  # lines in a gap, in a lane, at the top or bottom of a box

    def route(self, tie):
        here, there = self.spots[tie.start], self.spots[tie.end]
        one, two = self.boxes[tie.start], self.boxes[tie.end]
        if here.area == there.area == "column":
            way = self.within if here.number == there.number else self.across
            return way(tie, one, two, here, there)
        if there.area == "column":
            return self.from_row(tie, one, two, here, there)
        if here.area == "column":
            return self.from_row(tie, two, one, there, here).turned()
        if here.area == there.area:
            return self.within_rows(tie, one, two, here, there)
        if here.area == "above":
            return self.past_columns(tie, one, two, here, there)
        return self.past_columns(tie, two, one, there, here).turned()

    # Between columns

    def within(self, tie, one, two, here, there):
        """Straight to a neighbour where the gap has room for the signs; otherwise out and back
        beside the column."""
        upper, lower = sorted((one, two), key=lambda box: box.y)
        gap = ("straight", here.number, max(here.place, there.place))
        if (
            abs(here.place - there.place) == 1
            and lower.y - upper.bottom >= straight_room(tie)
            and lower.node.key not in self.grid.named
            and not self.crowds[gap]
        ):
            self.crowds[gap] += 1
            sides = ("bottom", "top") if one is upper else ("top", "bottom")
            return Route(tie, End(one, sides[0]), End(two, sides[1]))
        side = self.emptier_side(here.number, upper.y, lower.bottom)
        return Route(tie, End(one, side), End(two, side), [self.along(here.number, side)])

    def emptier_side(self, column, top, bottom):
        """Outside there is room for two lines only, but between columns a line stands in the way of
        others."""
        outer = self.outer_side(column)

        def crowd(side):
            lines = sum(
                min(bottom, low) > max(top, high)
                for high, low in self.beside_columns.get((column, side), [])
            )
            return lines * 3 if side == outer else lines + (5 if outer else 0)

        sides = ("right", "left") if outer == "right" else ("left", "right")
        side = min(sides, key=crowd)
        self.take(column, side, top, bottom)
        return side

    def outer_side(self, column):
        if column == self.last:
            return "right"
        return "left" if column == 0 else ""

    def take(self, column, side, top, bottom):
        self.beside_columns.setdefault((column, side), []).append((top, bottom))

    def along(self, column, side):
        """A leg that runs along one side of a column."""
        number = column if side == "left" else column + 1
        return Leg(("channel", number), True, hugs="right" if side == "left" else "left")

    def across(self, tie, one, two, here, there):
        forward = here.number < there.number
        sides = ("right", "left") if forward else ("left", "right")
        step = 1 if forward else -1
        between = range(here.number + step, there.number, step)
        legs = [Leg(("channel", here.number + forward), True)]
        for count, column in enumerate(between, 1):
            share = count / (len(between) + 1)
            level = one.middle + (two.middle - one.middle) * share
            legs += [self.gap(column, level), Leg(("channel", column + forward), True)]
        return Route(tie, End(one, sides[0]), End(two, sides[1]), legs)

    def gap(self, column, level):
        """Through the gap of a column that is nearest to a height, unless too many lines go through
        it already. The gap with a name in it is never passed."""
        stack = self.grid.columns[column]

        def nearest(place):
            top, bottom = self.grid.gaps[column, place]
            return min(max(level, top + 10), bottom - 10)

        def cost(place):
            top, bottom = self.grid.gaps[column, place]
            full = 6 * self.crowds["gap", column, place]
            return abs(nearest(place) - level) + full * full / max(bottom - top, 1)

        top, bottom = self.grid.gaps[column, 0]
        places = [
            place
            for place in range(len(stack) + 1)
            if (stack[place].node.key not in self.grid.named if 0 < place < len(stack) else True)
            # Over a column that does not begin at the top.
            and (place or bottom - top > LOWERED)
        ]
        best = min(places, key=cost)
        self.crowds["gap", column, best] += 1
        return Leg(("gap", column, best), False, nearest(best))

    # From the rows above and below

    def from_row(self, tie, one, two, here, there):
        """To a box in a column: straight in where that is the nearest of the column, otherwise from
        the side."""
        side, facing = ("bottom", "top") if here.area == "above" else ("top", "bottom")
        legs = self.to_street(here, one)
        stack = self.grid.columns[there.number]
        low = EDGE
        if here.area == "above":
            # The name of the zone stands over the left part of the box.
            low += self.grid.named.get(two.node.key, 0)
        room = two.width - EDGE - low
        if (
            two is stack[0 if here.area == "above" else -1]
            and room >= 0
            and APART * (self.crowds[facing, two.number] + 1) <= room
        ):
            self.crowds[facing, two.number] += 1
            return Route(tie, End(one, side), End(two, facing, low=low), legs)

        def cost(choice):
            far = max(abs(getattr(two, BESIDE[choice]) - one.centre) - one.width / 2, 0)
            crowd = len(self.beside_columns.get((there.number, choice), []))
            return far + 14 * crowd + (10 if choice != self.outer_side(there.number) else 0)

        choice = min(("left", "right"), key=cost)
        top, bottom = self.grid.streets["above"][1], self.grid.streets["below"][0]
        stretch = (top, two.y) if here.area == "above" else (two.bottom, bottom)
        self.take(there.number, choice, *stretch)
        legs.append(self.along(there.number, choice))
        return Route(tie, End(one, side), End(two, choice), legs)

    def within_rows(self, tie, one, two, here, there):
        side = "bottom" if here.area == "above" else "top"
        legs = self.to_street(here, one)
        if here.number == there.number:
            legs = legs[:1]
        else:
            legs += self.to_street(there, two)[-2::-1]
        return Route(tie, End(one, side), End(two, side), legs)

    def past_columns(self, tie, one, two, here, there):
        """From a row above to a row below."""

        def cost(channel):
            x = sum(self.grid.channels[channel]) / 2
            crowd = self.crowds["past", channel]
            return abs(x - one.centre) + abs(x - two.centre) + 2 * FIRST_TRACK * crowd

        channel = min(range(len(self.grid.channels)), key=cost)
        self.crowds["past", channel] += 1
        down = self.to_street(there, two)[::-1]
        legs = [*self.to_street(here, one), Leg(("channel", channel), True), *down]
        return Route(tie, End(one, "bottom"), End(two, "top"), legs)

    def to_street(self, spot, box):
        """The legs from a box above or below to the street beside the columns, past the rows
        between."""
        rows = self.grid.above if spot.area == "above" else self.grid.below
        street = Leg(("street", spot.area), False)
        if spot.number == (len(rows) - 1 if spot.area == "above" else 0):
            return [street]

        def cost(lane):
            x = sum(self.grid.lanes[lane]) / 2
            return abs(x - box.centre) + LANE_CROWD * self.crowds["lane", lane]

        lanes = [lane for lane in self.grid.lanes if lane[0] == spot.area]
        best = min(lanes, key=cost)
        self.crowds["lane", best] += 1
        level = Leg(("row", spot.area, spot.number), False)
        return [level, Leg(("lane", *best), True), street]


def straight_room(tie):
    """The gap that a straight line needs between its two boxes."""
    return sum(RELATION_TYPES[tie.type].sign) + STRAIGHT
