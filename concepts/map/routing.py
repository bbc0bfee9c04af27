"""The way of every line: from box to box, never under a third.

Lines between columns are curves that pass other columns through the gaps between boxes. All others are bent at right
angles with round corners and run in channels, each on a track of its own.
"""

from collections import Counter
from dataclasses import dataclass, field

from .layout import LANE, NAME, SIDE
from .shapes import Line, neat
from .signs import ROOM

PASS = 6  # between two lines that pass a column together
WIDEST_GAP = 84  # between two boxes of a column, the layout's own widest
PORT = 8  # between two lines at the side of a box, where there is room
FIRST_TRACK = 28  # from a box to the nearest line that runs along it
TRACK = 9
CORNER = 9
BEND = 1.6  # how much later the next of parallel lines bends, in its distance at the box
SHORT_WAY = 12  # what a straight line between two neighbours needs besides its signs


@dataclass
class End:
    """Where a line meets a box."""

    box: object
    side: str  # left, right, top, bottom
    order: float = 0  # smaller ones stand further up or left
    place: float = 0  # x at the top and bottom, y at the sides
    wanted: float = 0
    low: float = 0  # no further left than this

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
    """A straight stretch in a channel; `upright` ones have an x, the others a y, both given by their track."""

    channel: tuple
    upright: bool
    near: float  # where the first track lies
    step: float  # to the next track
    most: float  # room for all tracks
    span: tuple = (0, 0)
    place: float = 0


@dataclass
class Route:
    tie: object
    start: End
    end: End
    legs: list = field(default_factory=list)
    passes: list = field(default_factory=list)  # gaps in the columns between
    straight: bool = False


@dataclass
class Pass:
    """A gap between two boxes of a column, through which a line goes level."""

    left: int
    right: int
    top: float
    bottom: float
    key: tuple
    level: float = 0  # the height at which the line would go by itself
    order: float = 0
    place: float = 0
    wanted: float = 0

    @property
    def aside(self):
        """How far it lies from the middle of a gap that it shares."""
        narrow = self.bottom - self.top <= WIDEST_GAP
        return self.place - (self.top + self.bottom) / 2 if narrow else 0


def routed(drawing, grid, ties):
    """The Lines of the ties, whose ends all stand in the drawing."""
    return Router(drawing, grid).lines(ties)


def heights(drawing, grid, ties):
    """The height that each box needs for all lines at its busier side, by the key of its node."""
    router = Router(drawing, grid)
    ports = Counter(
        (end.box.node.key, end.side)
        for route in [router.route(tie) for tie in ties]
        for end in (route.start, route.end)
    )
    needed = {}
    for (key, side), number in ports.items():
        if side in ("left", "right"):
            needed[key] = max(needed.get(key, 0), PORT * (number - 1) + 16)
    return needed


class Router:
    def __init__(self, drawing, grid):
        self.grid = grid
        self.boxes = {box.node.key: box for box in drawing.boxes}
        self.where = {}
        for number, stack in enumerate(grid.columns):
            for row, box in enumerate(stack):
                self.where[box.node.key] = ("column", number, row)
        for name, rows in (("above", grid.above), ("below", grid.below)):
            for number, row in enumerate(rows):
                for place, box in enumerate(row):
                    self.where[box.node.key] = (name, number, place)
        self.busy = {}

    def lines(self, ties):
        routes = [self.route(tie) for tie in ties]
        self.order_sides(routes)
        self.spread_sides(routes)
        self.spread_passes(routes)
        self.set_tracks(routes, upright=True)
        self.spread_flats(routes)
        self.set_tracks(routes, upright=False)
        return [
            Line(
                route.tie,
                path_of(route),
                (route.start.box.number, route.end.box.number),
            )
            for route in routes
        ]

    # Which way

    def route(self, tie):
        one, two = self.boxes[tie.start], self.boxes[tie.end]
        here, there = self.where[tie.start], self.where[tie.end]
        if here[0] == there[0] == "column":
            if here[1] == there[1]:
                return self.within_column(tie, one, two, here, there)
            return self.across(tie, one, two, here, there)
        if here[0] == "column":
            # Drawn from the row to the column, and turned round.
            route = self.from_row(tie, two, one, there, here)
            route.start, route.end = route.end, route.start
            route.legs.reverse()
            return route
        if there[0] == "column":
            return self.from_row(tie, one, two, here, there)
        return self.between_rows(tie, one, two, here, there)

    def within_column(self, tie, one, two, here, there):
        gap = max(one.y, two.y) - min(one.bottom, two.bottom)
        lower = max(one, two, key=lambda box: box.y)
        if (
            abs(here[2] - there[2]) == 1
            and gap >= sum(ROOM[tie.type]) + SHORT_WAY
            and lower.node.key not in self.grid.named
        ):
            sides = ("bottom", "top") if one.y < two.y else ("top", "bottom")
            route = Route(tie, End(one, sides[0]), End(two, sides[1]), straight=True)
            route.start.wanted = route.end.wanted = one.x + 46
            return route
        number = here[1]
        channel, leg = self.beside(number, one, two)
        return Route(tie, End(one, channel), End(two, channel), [leg])

    def beside(self, number, *boxes):
        """The emptier side of a column, and a leg along it; outer columns keep a few lines outside."""
        last = len(self.grid.columns) - 1
        outer = {0: "left", last: "right"}.get(number, "") if last else "right"
        sides = ["left", "right"] if outer != "right" else ["right", "left"]
        top, bottom = min(box.y for box in boxes), max(box.bottom for box in boxes)

        def crowd(side):
            lines = sum(
                min(bottom, low) - max(top, high) > 0
                for high, low in self.busy.get((number, side), [])
            )
            # Outside there is room for two lines; between columns they stand in the way of others.
            return lines * 3 if side == outer else lines + (5 if outer else 0)

        side = min(sides, key=crowd)
        self.busy.setdefault((number, side), []).append((top, bottom))
        return side, self.upright(number, side)

    def upright(self, number, side):
        """A leg along one side of a column."""
        columns = self.grid.columns
        box = columns[number][0]
        if side == "left":
            room = box.x - columns[number - 1][0].right if number else 2 * SIDE - 6
            return Leg((number, side), True, box.x - FIRST_TRACK, -TRACK, room / 2 - FIRST_TRACK)
        room = 2 * SIDE - 6
        if number + 1 < len(columns):
            room = columns[number + 1][0].x - box.right
        return Leg((number, side), True, box.right + FIRST_TRACK, TRACK, room / 2 - FIRST_TRACK)

    def across(self, tie, one, two, here, there):
        """A curve to another column; `passes` are the gaps on its way, in its direction."""
        forward = here[1] < there[1]
        sides = ("right", "left") if forward else ("left", "right")
        route = Route(tie, End(one, sides[0]), End(two, sides[1]))
        step = 1 if forward else -1
        numbers = range(here[1] + step, there[1], step)
        for count, number in enumerate(numbers, 1):
            share = count / (len(numbers) + 1)
            level = one.middle + (two.middle - one.middle) * share
            route.passes.append(self.gap(number, level, forward))
        return route

    def gap(self, number, level, forward):
        stack = self.grid.columns[number]
        # The last column, which has a second name among its boxes, is never passed.
        found = [
            (upper.bottom, lower.y) for upper, lower in zip(stack, stack[1:], strict=False)
        ]
        # Over a column that does not begin at the top, and its name; and under a short one.
        if stack[0].y - NAME - self.grid.streets[0][1] > 2 * NAME:
            found.append((self.grid.streets[0][1], stack[0].y - NAME))
        found.append((stack[-1].bottom, max(self.grid.streets[1][0], stack[-1].bottom + 20)))
        crowds = self.busy.setdefault(("gap", number), {})

        def cost(gap):
            full = crowds.get(gap, 0) * 6
            nearest = min(max(level, gap[0] + 10), gap[1] - 10)
            return abs(nearest - level) + full * full / max(gap[1] - gap[0], 1)

        top, bottom = min(found, key=cost)
        crowds[top, bottom] = crowds.get((top, bottom), 0) + 1
        left, right = stack[0].x, stack[0].right
        return Pass(
            *((left, right) if forward else (right, left)), top, bottom, (number, top), level, level
        )

    def from_row(self, tie, one, two, here, there):
        """From a box above or below to one in a column."""
        name, row, _ = here
        side = "bottom" if name == "above" else "top"
        legs = self.way_in(name, row, one)
        stack = self.grid.columns[there[1]]
        nearest = stack[0] if name == "above" else stack[-1]
        # The name of the zone stands over the left part of the uppermost box.
        low = self.grid.named[two.node.key] + 14 if name == "above" and two is nearest else two.x + 14
        if two is nearest and low <= two.right - 14:
            end = End(two, "top" if name == "above" else "bottom")
            end.low = low
            end.wanted = min(max(one.centre, low), two.right - 14)
            return Route(tie, End(one, side), end, legs)
        last = len(self.grid.columns) - 1
        ways = []
        for choice in ("left", "right"):
            leg = self.upright(there[1], choice)
            inner = not (
                (choice == "left" and there[1] == 0) or (choice == "right" and there[1] == last)
            )
            far = max(abs(leg.near - one.centre) - one.width / 2, 0)
            crowd = len(self.busy.get((there[1], choice), []))
            ways.append((far + 14 * crowd + (0 if inner else 10), choice, leg))
        _, choice, leg = min(ways, key=lambda way: way[0])
        street = self.grid.streets[0 if name == "above" else 1]
        self.busy.setdefault((there[1], choice), []).append(
            (street[1], two.y) if name == "above" else (two.bottom, street[0])
        )
        return Route(tie, End(one, side), End(two, choice), [*legs, leg])

    def way_in(self, name, row, box):
        """The legs from a row above or below to the street beside the columns."""
        rows = self.grid.above if name == "above" else self.grid.below
        street = self.street(name)
        inner = rows[row + 1 :] if name == "above" else rows[:row][::-1]
        if not inner:
            return [street]
        # Past the rows between, in the lane next to the box that it starts from.
        lanes = [other.right + LANE / 2 for other in inner[0]] + [inner[0][0].x - LANE / 2]
        x = min(lanes, key=lambda lane: abs(lane - box.centre))
        lane = Leg((name, "lane", x), True, x - 4, 4, LANE - 8)
        if name == "above":
            room = (max(b.bottom for b in rows[row]), min(b.y for b in inner[0]))
        else:
            room = (max(b.bottom for b in inner[0]), min(b.y for b in rows[row]))
        level = Leg((name, "row", row), False, room[0] + 12, 6, room[1] - room[0] - 24)
        return [level, lane, street]

    def street(self, name):
        top, bottom = self.grid.streets[0 if name == "above" else 1]
        return Leg((name, "street"), False, top + 26, 9, bottom - top - 50)

    def between_rows(self, tie, one, two, here, there):
        if here[0] == there[0]:
            side = "bottom" if here[0] == "above" else "top"
            legs = [self.street(here[0])]
            if here[1] != there[1] or len(self.way_in(*here[:2], one)) > 1:
                legs = [*self.way_in(*here[:2], one)[:-1], self.street(here[0])]
                legs += self.way_in(*there[:2], two)[:-1][::-1]
            return Route(tie, End(one, side), End(two, side), legs)
        first, second = (one, two) if here[0] == "above" else (two, one)
        start, end = (here, there) if here[0] == "above" else (there, here)
        legs = self.way_in("above", start[1], first)
        if self.grid.columns:
            ways = [
                self.upright(number, side)
                for number in range(len(self.grid.columns))
                for side in ("left", "right")
            ]
            legs.append(
                min(
                    ways,
                    key=lambda leg: abs(leg.near - first.centre) + abs(leg.near - second.centre),
                )
            )
            legs += self.way_in("below", end[1], second)[::-1]
        else:
            legs += self.way_in("below", end[1], second)[:-1][::-1]
        route = Route(tie, End(first, "bottom"), End(second, "top"), legs)
        if first is not one:
            route.start, route.end = route.end, route.start
            route.legs.reverse()
        return route

    # Where at the box

    def order_sides(self, routes):
        """Who stands above whom at the side of a box: lines that go up stand above lines that go down."""
        for route in routes:
            for end, other, passes in (
                (route.start, route.end, route.passes),
                (route.end, route.start, route.passes[::-1]),
            ):
                if route.legs and end.side in ("left", "right"):
                    # Of lines along the column the longer one lies further out, so it leaves nearer the middle.
                    far = other.box.middle - end.box.middle
                    end.order = (1e5 - far) if far > 0 else (-1e5 - far)
                elif passes:
                    first = passes[0]
                    level = min(max(first.level, first.top), first.bottom)
                    end.order = level + other.box.middle / 1000
                else:
                    end.order = other.box.middle

    def spread_sides(self, routes):
        """Ports at the left and right sides of boxes, so far apart as there is room."""
        ports = {}
        for route in routes:
            for end in (route.start, route.end):
                if end.side in ("left", "right"):
                    ports.setdefault((end.box.number, end.side), []).append(end)
        for ends in ports.values():
            ends.sort(key=lambda end: end.order)
            box = ends[0].box
            for end, place in zip(ends, spread(len(ends), box.y, box.bottom, PORT), strict=True):
                end.place = place
        for route in routes:
            one, two = route.start, route.end
            if route.legs or route.passes or route.straight:
                continue
            # Two boxes nearly at one height, with no other line there, are tied by a level line.
            low = max(one.box.y, two.box.y) + 8
            high = min(one.box.bottom, two.box.bottom) - 8
            if low <= high and all(
                len(ports[end.box.number, end.side]) == 1 for end in (one, two)
            ):
                one.place = two.place = min(max((one.place + two.place) / 2, low), high)

    def spread_passes(self, routes):
        gaps = {}
        for route in routes:
            for each in route.passes:
                each.order = route.start.place + route.end.place
                gaps.setdefault(each.key, []).append(each)
        for passes in gaps.values():
            passes.sort(key=lambda each: each.order)
            top, bottom = passes[0].top, passes[0].bottom
            if bottom - top <= WIDEST_GAP:
                places = spread(len(passes), top, bottom, PASS, edge=4)
                for each, place in zip(passes, places, strict=True):
                    each.place = place
            else:
                # There is room: a line goes on at its own height.
                for each in passes:
                    each.wanted = each.level
                passes.sort(key=lambda each: (each.level, each.order))
                settle(passes, top + 10, bottom - 10, apart=PASS)

    def spread_flats(self, routes):
        """Ports at the tops and bottoms of boxes: straight over the track that the line takes, where that is possible."""
        ports, tied = {}, {}
        for route in routes:
            uprights = [leg.place for leg in route.legs if leg.upright]
            flats = [end for end in (route.start, route.end) if end.side in ("top", "bottom")]
            if len(flats) == 2 and not uprights and not route.straight:
                one, two = (end.box for end in flats)
                left, right = max(one.x, two.x) + 14, min(one.right, two.right) - 14
                if left <= right and flats[0].side != flats[1].side:
                    fixed = [end.wanted for end in flats if end.wanted] or [(left + right) / 2]
                    for end in flats:
                        end.wanted = min(max(fixed[0], left), right)
                    tied[id(flats[0])] = flats[1]
            for end in flats:
                if not end.wanted:
                    other = route.end if end is route.start else route.start
                    aim = other.box.centre
                    if uprights:
                        aim = uprights[0] if end is route.start else uprights[-1]
                    end.wanted = min(max(aim, end.box.x + 14), end.box.right - 14)
                    end.order = aim
                else:
                    end.order = end.wanted
                ports.setdefault((end.box.number, end.side), []).append(end)
        for ends in ports.values():
            ends.sort(key=lambda end: (end.wanted, end.order))
            box = ends[0].box
            settle(ends, max(box.x + 12, *(end.low for end in ends)), box.right - 12)

    # Which track

    def set_tracks(self, routes, upright):
        """Gives each leg a track that no other leg of its channel uses over the same stretch."""
        channels = {}
        for route in routes:
            for number, leg in enumerate(route.legs):
                if leg.upright is upright:
                    leg.span = self.span(route, number)
                    channels.setdefault(leg.channel, []).append(leg)
        for legs in channels.values():
            legs.sort(key=lambda leg: (leg.span[1] - leg.span[0], leg.span))
            tracks = []
            for leg in legs:
                for number, taken in enumerate(tracks):
                    if all(leg.span[1] + 6 < low or high + 6 < leg.span[0] for low, high in taken):
                        break
                else:
                    number = len(tracks)
                    tracks.append([])
                tracks[number].append(leg.span)
                leg.place = number
            for leg in legs:
                step = leg.step
                if len(tracks) > 1 and abs(step) * (len(tracks) - 1) > leg.most:
                    step = leg.most / (len(tracks) - 1) * (1 if step > 0 else -1)
                leg.place = leg.near + step * leg.place

    def span(self, route, number):
        """From where to where a leg leads, by its neighbours."""
        ends = []
        for step, end in ((-1, route.start), (1, route.end)):
            if 0 <= number + step < len(route.legs):
                leg = route.legs[number + step]
                ends.append(leg.place or leg.near)
            else:
                ends.append(end.place or end.wanted)
        return min(ends), max(ends)


def spread(count, low, high, step, edge=6):
    """`count` places between two coordinates, around their middle."""
    if count > 1:
        step = min(step, max(high - low - 2 * edge, 1) / (count - 1))
    first = (low + high) / 2 - step * (count - 1) / 2
    return [first + step * number for number in range(count)]


def settle(ends, low, high, apart=10):
    """Moves ports as little as needed until they stand apart, within the box."""
    if len(ends) > 1:
        apart = min(apart, (high - low) / (len(ends) - 1))
    place = low
    for end in ends:
        end.place = place = max(end.wanted, place)
        place += apart
    place = high
    for end in reversed(ends):
        end.place = min(end.place, place)
        place = end.place - apart


# The path


def path_of(route):
    start, end = route.start.point, route.end.point
    before, after = ROOM[route.tie.type]
    if route.straight:
        middle = (route.start.place + route.end.place) / 2
        start, end = (middle, start[1]), (middle, end[1])
    if not route.legs and not route.straight:
        return curve(route, start, end, before, after)
    points = [start]
    for leg in route.legs:
        x, y = points[-1]
        points.append((leg.place, y) if leg.upright else (x, leg.place))
    x, y = points[-1]
    if route.legs:
        points.append((x, end[1]) if route.legs[-1].upright else (end[0], y))
        if points[-1] != end and route.end.side in ("top", "bottom") and route.legs[-1].upright:
            points.append((end[0], points[-1][1]))
    points.append(end)
    points = without_repeats(points)
    points[0] = towards(points[0], points[1], before)
    points[-1] = towards(points[-1], points[-2], after)
    return bent(points)


def curve(route, start, end, before, after):
    """S-shaped between columns and level through the gaps. Neighbours that climb together bend one after the other."""
    way = 1 if route.start.side == "right" else -1
    x, y = start[0] + way * before, start[1]
    aside = y - route.start.box.middle
    steps = [f"M{neat(x)} {neat(y)}"]
    targets = [(gap.left, gap.place, gap.aside, gap.right) for gap in route.passes]
    targets.append((end[0] - way * after, end[1], end[1] - route.end.box.middle, None))
    for to, level, beyond, on in targets:
        if abs(level - y) < 0.6:
            steps.append(f"H{neat(to)}")
        else:
            late = BEND * (aside + beyond) / 2 * (way if level < y else -way)
            room = abs(to - x) / 5
            middle = neat((x + to) / 2 + min(max(late, -room), room))
            steps.append(f"C{middle} {neat(y)} {middle} {neat(level)} {neat(to)} {neat(level)}")
            y = level
        x, aside = to, beyond
        if on is not None:
            steps.append(f"H{neat(on)}")
            x = on
    return "".join(steps)


def without_repeats(points):
    kept = [points[0]]
    for point in points[1:]:
        if abs(point[0] - kept[-1][0]) + abs(point[1] - kept[-1][1]) < 0.5:
            continue
        if len(kept) > 1 and (
            (kept[-2][0] == kept[-1][0] == point[0]) or (kept[-2][1] == kept[-1][1] == point[1])
        ):
            kept[-1] = point
        else:
            kept.append(point)
    return kept


def towards(point, other, distance):
    """`point` moved by `distance` towards another that lies level or upright with it."""
    (x, y), (a, b) = point, other
    if abs(a - x) >= abs(b - y):
        return (x + (distance if a > x else -distance), y)
    return (x, y + (distance if b > y else -distance))


def bent(points):
    steps = [f"M{neat(points[0][0])} {neat(points[0][1])}"]
    for before, point, after in zip(points, points[1:], points[2:], strict=False):
        reach = min(CORNER, distance(before, point) / 2, distance(point, after) / 2)
        one, two = towards(point, before, reach), towards(point, after, reach)
        steps.append(f"{line_to(before, one)}Q{pair(point)} {pair(two)}")
    steps.append(f"L{pair(points[-1])}")
    return "".join(steps)


def line_to(before, point):
    return f"V{neat(point[1])}" if before[0] == point[0] else f"H{neat(point[0])}"


def pair(point):
    return f"{neat(point[0])} {neat(point[1])}"


def distance(one, two):
    return abs(one[0] - two[0]) + abs(one[1] - two[1])
