"""Which way each line goes, from box to box and never under a third.

Lines between columns are curves that pass other columns through the gaps between boxes. All others
are bent at right angles and run in channels: beside the columns, and in the streets between the
columns and the rows above and below.
"""

from dataclasses import dataclass
from itertools import pairwise

from concepts.contentfile import RELATION_TYPES

from .layout import GAP, LANE, NAME, SIDE, UNDER
from .routes import End, Leg, Pass, Route

FIRST_TRACK = 28  # from a box to the nearest line along it: the longest sign has room there
TRACK = 9  # between two such lines
STREET_EDGES = 50  # of a street, on which no line runs
STRAIGHT = 12  # what a straight line between two neighbours needs besides its signs
INSET = 46  # of that line
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

    def __init__(self, drawing, grid):
        self.grid = grid
        self.boxes = {box.node.key: box for box in drawing.boxes}
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
        self.in_gaps = {}  # (column, top, bottom) to the number of lines

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
        if (
            abs(here.place - there.place) == 1
            and lower.y - upper.bottom >= sum(RELATION_TYPES[tie.type].sign) + STRAIGHT
            and lower.node.key not in self.grid.named
        ):
            sides = ("bottom", "top") if one is upper else ("top", "bottom")
            ends = [
                End(box, side, wanted=box.x + INSET)
                for box, side in zip((one, two), sides, strict=True)
            ]
            return Route(tie, *ends, is_straight=True)
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
        columns = self.grid.columns
        box = columns[column][0]
        room = 2 * SIDE - 6
        if side == "left":
            if column:
                room = box.x - columns[column - 1][0].right
            near, step = box.x - FIRST_TRACK, -TRACK
        else:
            if column < self.last:
                room = columns[column + 1][0].x - box.right
            near, step = box.right + FIRST_TRACK, TRACK
        # Each side has half of the channel.
        return Leg(("beside", column, side), True, near, step, room / 2 - FIRST_TRACK)

    def across(self, tie, one, two, here, there):
        forward = here.number < there.number
        sides = ("right", "left") if forward else ("left", "right")
        step = 1 if forward else -1
        between = range(here.number + step, there.number, step)
        route = Route(tie, End(one, sides[0]), End(two, sides[1]))
        for count, column in enumerate(between, 1):
            share = count / (len(between) + 1)
            level = one.middle + (two.middle - one.middle) * share
            route.passes.append(self.gap(column, level, forward))
        return route

    def gap(self, column, level, forward):
        """The gap of a column that is nearest to a height, unless too many lines go through it
        already."""
        stack = self.grid.columns[column]

        def cost(gap):
            top, bottom = gap
            nearest = min(max(level, top + 10), bottom - 10)
            full = 6 * self.in_gaps.get((column, top), 0)
            return abs(nearest - level) + full * full / max(bottom - top, 1)

        top, bottom = min(self.gaps(stack), key=cost)
        self.in_gaps[column, top] = self.in_gaps.get((column, top), 0) + 1
        sides = (stack[0].x, stack[0].right) if forward else (stack[0].right, stack[0].x)
        return Pass(*sides, top, bottom, bottom - top > GAP[1], level)

    def gaps(self, stack):
        """(top, bottom) of all ways through a column. The last one, which has a name among its
        boxes, is never passed."""
        found = [(upper.bottom, lower.y) for upper, lower in pairwise(stack)]
        upper, lower = self.grid.streets
        # Over the name of a column that does not begin at the top, and under a short column.
        if stack[0].y - NAME - upper[1] > 2 * NAME:
            found.append((upper[1], stack[0].y - NAME))
        found.append((stack[-1].bottom, max(lower[0], stack[-1].bottom + UNDER)))
        return found

    # From the rows above and below

    def from_row(self, tie, one, two, here, there):
        """To a box in a column: straight in where that is the nearest of the column, otherwise from
        the side."""
        side, facing = ("bottom", "top") if here.area == "above" else ("top", "bottom")
        legs = self.to_street(here, one)
        stack = self.grid.columns[there.number]
        low = two.x + EDGE
        if here.area == "above":
            # The name of the zone stands over the left part of the box.
            low = self.grid.named.get(two.node.key, two.x) + EDGE
        if two is stack[0 if here.area == "above" else -1] and low <= two.right - EDGE:
            wanted = min(max(one.centre, low), two.right - EDGE)
            return Route(tie, End(one, side), End(two, facing, wanted=wanted, low=low), legs)

        def cost(choice):
            leg = self.along(there.number, choice)
            far = max(abs(leg.near - one.centre) - one.width / 2, 0)
            crowd = len(self.beside_columns.get((there.number, choice), []))
            return far + 14 * crowd + (10 if choice != self.outer_side(there.number) else 0)

        choice = min(("left", "right"), key=cost)
        upper, lower = self.grid.streets
        stretch = (upper[1], two.y) if here.area == "above" else (two.bottom, lower[0])
        self.take(there.number, choice, *stretch)
        return Route(
            tie, End(one, side), End(two, choice), [*legs, self.along(there.number, choice)]
        )

    def within_rows(self, tie, one, two, here, there):
        side = "bottom" if here.area == "above" else "top"
        legs = self.to_street(here, one)
        if here.number != there.number or len(legs) > 1:
            legs += self.to_street(there, two)[-2::-1]
        return Route(tie, End(one, side), End(two, side), legs)

    def past_columns(self, tie, one, two, here, there):
        """From a row above to a row below."""
        legs = self.to_street(here, one)
        ways = [
            self.along(column, side)
            for column in range(len(self.grid.columns))
            for side in ("left", "right")
        ]
        down = self.to_street(there, two)[::-1]
        if ways:
            legs.append(
                min(ways, key=lambda leg: abs(leg.near - one.centre) + abs(leg.near - two.centre))
            )
        else:
            down = down[1:]
        return Route(tie, End(one, "bottom"), End(two, "top"), legs + down)

    def to_street(self, spot, box):
        """The legs from a box above or below to the street beside the columns, past the rows
        between."""
        rows = self.grid.above if spot.area == "above" else self.grid.below
        top, bottom = self.grid.streets[0 if spot.area == "above" else 1]
        street = Leg((spot.area, "street"), False, top + 26, TRACK, bottom - top - STREET_EDGES)
        inner = rows[spot.number + 1 :] if spot.area == "above" else rows[: spot.number][::-1]
        if not inner:
            return [street]
        upper, lower = rows[spot.number], inner[0]
        if spot.area == "below":
            upper, lower = lower, upper
        top = max(each.bottom for each in upper)
        bottom = min(each.y for each in lower)
        level = Leg((spot.area, "row", spot.number), False, top + 12, 6, bottom - top - 24)
        # All rows have their lanes in the same places.
        lanes = [each.right + LANE / 2 for each in inner[0]] + [inner[0][0].x - LANE / 2]
        x = min(lanes, key=lambda lane: abs(lane - box.centre))
        return [level, Leg((spot.area, "lane", x), True, x - 4, 4, LANE - 8), street]
