"""The place of every box: columns by role, what tests the work above them and what keeps it safe
below."""

from collections import Counter
from dataclasses import dataclass, field
from itertools import combinations, pairwise

from .bands import BOTTOM, COLUMNS, TOP
from .lattice import LEVEL, TRACK
from .ordering import order_columns
from .shapes import Box, Drawing, Name
from .widths import text_width, wrapped

SIZE = 15  # of a label, in units of the drawing, which are pixels where there is room
BEFORE, AFTER = 32, 12  # room in a box before its label, where the marker stands, and after it
TEXT = 168  # the widest line of a label
NARROWEST = 196  # column
HEIGHTS = {1: 36, 2: 50, 3: 68}

WIDTH = 1312  # the frame of the page with its gutters, so that boxes stand in line with the text
SIDE = 40  # room beside the outer columns, for lines that lead back into them
CHANNEL = (96, 190)  # room between columns: at least, at most
GAP = (14, 84)  # room between the boxes of a column
ZONE_GAP = 52  # room for the name of a second zone in a column
STREET = 76  # room between the columns and what stands above and below
ROW_GAP = 40  # room between the rows above and below
LANE = 16  # room between the boxes of such rows
ROW_LANE, WIDEST_LANE = 24, 48  # and of a single row: at least, at most
NARROW = 116  # the widest line of a label in a row that is full
UNDER = 20  # room under the last box of a column, for lines that pass it
NAME = 28  # from the top of a name to the boxes under it
NAME_SIZE = 13
LOWERED = 2 * NAME  # by less than that no column is moved down
FIRST_TRACK = 28  # from a box to the nearest line along it: the longest sign has room there
LANE_EDGE = 5  # from a box to a line that passes between it and the next
FRAME = 6  # from the edge of the drawing to the nearest line


def box_of(node, text=TEXT, most=2):
    lines = wrapped(node.title, text, SIZE, most)
    width = max(text_width(line, SIZE) for line in lines)
    return Box(node, lines, int(BEFORE + width + AFTER + 0.999), HEIGHTS[len(lines)])


@dataclass
class Needs:
    """The room that lines need: heights and widths of boxes by the keys of their nodes, the heights
    of gaps, and the numbers of tracks in channels."""

    heights: dict = field(default_factory=dict)
    widths: dict = field(default_factory=dict)
    gaps: dict = field(default_factory=dict)
    tracks: dict = field(default_factory=dict)

    def more(self, channel):
        """How much more room a channel needs than for one track."""
        step = LEVEL if channel[0] in ("street", "row") else TRACK
        return step * (self.tracks.get(channel, 1) - 1)


class Grid:
    """Where the boxes stand, and what the router has to know of it: where it may lead lines."""

    def __init__(self, columns, above, below, channel, least):
        self.zones = columns  # (zone, boxes) from the top down, for each column
        self.columns = [[box for _, boxes in column for box in boxes] for column in columns]
        self.above = above  # rows of boxes, the outermost first
        self.below = below  # rows of boxes, the outermost last
        self.channel = channel  # room between two columns, at least and at most
        self.least = least  # width
        self.wanted = {}  # x of the boxes of a single row
        self.under = {}  # or the boxes of columns under or over which they stand
        self.widths = {}  # of the boxes of rows as their labels need them
        self.margins = SIDE, SIDE
        self.width = self.height = 0
        self.streets = {}  # (top, bottom) of the room over and under the columns
        self.channels = []  # (left, right) of the room beside each column
        self.gaps = {}  # (top, bottom) of the ways through columns
        self.rows = {}  # (top, bottom) of the room beyond a row of several
        self.lanes = {}  # (left, right) of the room between the boxes of such rows
        self.named = {}  # for the boxes under the name of a zone, how wide that is
        self.names, self.rules = [], []

    @property
    def boxes(self):
        groups = (*self.above, *self.columns, *self.below)
        return [box for group in groups for box in group]

    def drawing(self):
        return Drawing(self.width, self.height, self.boxes, self.names, self.rules)


def arrange(nodes, ties, channel=CHANNEL):
    """A Grid with a box for each node, in its column or row. `ties` are (start, end, weight) and
    pull boxes towards one another; `widths` are what boxes of rows need."""
    above = [node for node in nodes if node.kind in TOP.kinds]
    below = [node for node in nodes if node.kind in BOTTOM.kinds]
    zones = [
        [
            (zone, [node for node in nodes if node.kind in zone.kinds])
            for zone in column
            if any(node.kind in zone.kinds for node in nodes)
        ]
        for column in COLUMNS
    ]
    columns = _columns([column for column in zones if column], ties, above, below)
    # A row above or below may be the wider part, where there are few columns.
    least = 2 * SIDE + min(max(len(above), len(below), 1), 6) * (BEFORE + TEXT + AFTER + ROW_LANE)
    grid = Grid(columns, [], [], channel, min(least, WIDTH))
    _spread(grid, Needs())
    grid.above = _rows(grid, above, ties)
    grid.below = _rows(grid, below, ties)[::-1]
    grid.widths = {box.node.key: box.width for row in (*grid.above, *grid.below) for box in row}
    for number, box in enumerate(grid.boxes):
        box.number = number
    return grid


def place(grid, needs, ties):
    """Gives all boxes their places, with the room that lines need."""
    for box in grid.boxes:
        box.height = max(HEIGHTS[len(box.lines)], needs.heights.get(box.node.key, 0))
    for rows in (grid.above, grid.below):
        for slot in _slots_of(rows):
            widths = [max(grid.widths[key], needs.widths.get(key, 0)) for key in _keys(slot)]
            for box, width in zip(slot, widths, strict=True):
                box.width = max(widths) if len(rows) > 1 else width
    grid.names, grid.rules = [], []
    _spread(grid, needs)
    _spread_rows(grid, needs)
    _stack(grid, needs, ties)


def _columns(zones, ties, above, below):
    """For each column its (zone, boxes), in the order that keeps lines short."""
    fixed = {node.key: 0.0 for node in above} | {node.key: 1.0 for node in below}
    keys = [[node.key for zone, nodes in column for node in nodes] for column in zones]
    ranks = {
        key: number
        for column in order_columns(keys, ties, fixed)
        for number, key in enumerate(column)
    }
    return [
        [
            (
                zone,
                [box_of(node) for node in sorted(nodes, key=lambda node: ranks[node.key])],
            )
            for zone, nodes in column
        ]
        for column in zones
    ]


def _spread(grid, needs):
    """Gives the boxes of the columns their x, and the drawing its width."""
    widths = [max(NARROWEST, *(box.width for box in stack)) for stack in grid.columns]
    last = len(widths)
    edges = {0: FRAME, last: FRAME} if last else {0: 0}
    least = [
        edges.get(number, FIRST_TRACK) + FIRST_TRACK + TRACK + needs.more(("channel", number))
        for number in range(last + 1)
    ]
    margins = [max(SIDE, least[0]), max(SIDE, least[last])]
    for area, rows in (("above", grid.above), ("below", grid.below)):
        if len(rows) > 1:
            for side, lane in enumerate((0, len(_slots_of(rows)))):
                room = FRAME + LANE_EDGE + TRACK + needs.more(("lane", area, lane))
                margins[side] = max(margins[side], room)
    room = WIDTH - sum(margins) - sum(widths)
    channels = [margins[0], *_shared(room, least[1:last], grid.channel), margins[1]]
    x, grid.channels = 0, []
    for margin, width, stack in zip(channels, widths, grid.columns, strict=False):
        grid.channels.append((x, x + margin))
        x += margin
        for box in stack:
            box.x, box.width = x, width
        x += width
    grid.channels.append((x, x + margins[1 if widths else 0]))
    grid.margins = margins
    grid.width = max(x + margins[1], grid.least)


def _shared(room, least, bounds):
    """Room for each channel: an equal part, unless it needs more than that."""
    shares = {}
    for number in sorted(range(len(least)), key=lambda number: -least[number]):
        part = int(min(max(room / (len(least) - len(shares)), bounds[0]), bounds[1]))
        shares[number] = max(part, least[number])
        room -= shares[number]
    return [shares[number] for number in range(len(least))]


def _spread_rows(grid, needs):
    """Gives the boxes of the rows their x, and the drawing more width if they need it."""
    left, right = grid.margins
    for area, rows in (("above", grid.above), ("below", grid.below)):
        if len(rows) > 1:
            slots = _slots_of(rows)
            lanes = [
                max(LANE, 2 * LANE_EDGE + TRACK + needs.more(("lane", area, number)))
                for number in range(1, len(slots))
            ]
            x = left
            grid.lanes[area, 0] = (0, left)
            for number, (slot, lane) in enumerate(zip(slots, [*lanes, right], strict=True), 1):
                for box in slot:
                    box.x = x
                x += slot[0].width
                grid.lanes[area, number] = (x, x + lane)
                x += lane
            grid.width = max(grid.width, x)
        elif rows:
            widths = sum(box.width for box in rows[0]) + ROW_LANE * (len(rows[0]) - 1)
            grid.width = max(grid.width, left + widths + right)
    for rows in (grid.above, grid.below):
        if len(rows) == 1:
            _abreast(rows[0], grid)


def _slots_of(rows):
    """The boxes of several rows that stand over one another."""
    return [
        [row[number] for row in rows if number < len(row)]
        for number in range(max(map(len, rows), default=0))
    ]


def _keys(boxes):
    return [box.node.key for box in boxes]


def _stack(grid, needs, ties):
    """Gives all boxes their y."""
    y = 0
    if grid.above:
        grid.names.append(Name(TOP.name, grid.above[0][0].x, 14))
        y = _put_rows(grid, "above", grid.above, NAME, needs)
    grid.streets["above"] = (y, y)
    if grid.above:
        grid.streets["above"] = (y, y + STREET + needs.more(("street", "above")))
    y = top = grid.streets["above"][1]
    first = y + NAME
    gaps = [_gaps_of(number, stack, needs) for number, stack in enumerate(grid.columns)]
    full = max(map(_height, grid.zones, gaps), default=0)
    for column, least in zip(grid.zones, gaps, strict=True):
        _pile(column, first, full, least)
    boxes = {box.node.key: box for stack in grid.columns for box in stack}
    for number, column in enumerate(grid.zones):
        # A short column stands where its neighbours are, not under the edge.
        _lower(column, first, full, ties, boxes, needs.gaps.get((number, 0), 0))
        stack = grid.columns[number]
        for zone, group in column:
            grid.named[group[0].node.key] = text_width(zone.name, NAME_SIZE)
            grid.names.append(Name(zone.name, group[0].x, group[0].y - 14))
        grid.gaps |= {
            (number, place): (upper.bottom, lower.y)
            for place, (upper, lower) in enumerate(pairwise(stack), 1)
        }
        grid.gaps[number, 0] = (top, stack[0].y - NAME)
        y = max(y, stack[-1].bottom + needs.gaps.get((number, len(stack)), 0))
    for number, stack in enumerate(grid.columns):
        grid.gaps[number, len(stack)] = (stack[-1].bottom, max(y, stack[-1].bottom + UNDER))
    grid.streets["below"] = (y, y)
    if grid.below:
        y += STREET + needs.more(("street", "below"))
        grid.streets["below"] = (grid.streets["below"][0], y)
        y = _put_rows(grid, "below", grid.below, y, needs)
        grid.names.append(Name(BOTTOM.name, grid.below[-1][0].x, y + 22))
        y += NAME
    grid.rules = [
        round(sum(grid.streets[area]) / 2)
        for area, rows in (("above", grid.above), ("below", grid.below))
        if rows and grid.columns
    ]
    # Without a row below, lines may still pass under the lowest box.
    grid.height = round(y) + (0 if grid.below else UNDER)


def _put_rows(grid, area, rows, y, needs):
    for number, row in enumerate(rows):
        height = max(box.height for box in row)
        for box in row:
            box.height, box.y = height, y
        y += height
        if number < len(rows) - 1:
            # The lines of the outer one of two rows run between them.
            outer = number if area == "above" else number + 1
            beyond = y + ROW_GAP + needs.more(("row", area, outer))
            grid.rows[area, outer] = (y, beyond)
            y = beyond
    return y


def _gaps_of(number, stack, needs):
    """The least height of the gap over each box of a column, by the keys of their nodes."""
    return {
        box.node.key: max(GAP[0], needs.gaps.get((number, place), 0))
        for place, box in enumerate(stack)
    }


def _pile(column, first, full, least):
    """Gives the boxes of a column their y, spread over the height of the tallest one so far as that
    looks like a column."""
    places = max(sum(len(group) - 1 for _, group in column), 1)
    spare = max(full - _height(column, least), 0) / places
    y = first
    for number, (_, group) in enumerate(column):
        if number:
            y += ZONE_GAP
        for place, box in enumerate(group):
            gap = least[box.node.key] if place else 0
            y += max(gap, min(gap + spare, GAP[1])) if place else 0
            box.y = round(y)
            y += box.height


def _lower(column, first, full, ties, boxes, over):
    """Moves a column down to its neighbours, and at least as far as the lines `over` it need."""
    stack = {box.node.key: box for _, group in column for box in group}
    slack = first + full - max(box.bottom for box in stack.values())
    pulls = [
        boxes[other].middle - boxes[one].middle
        for start, end, _ in ties
        for one, other in ((start, end), (end, start))
        if one in stack and other in boxes and other not in stack
    ]
    step = 0
    if pulls and slack > 0:
        step = round(min(max(sum(pulls) / len(pulls), 0), slack))
        # A little out of line would look like a mistake.
        step = step if step > LOWERED else 0
    for box in stack.values():
        box.y += max(step, over)


def _height(column, least):
    return sum(
        box.height + (least[box.node.key] if place else 0)
        for _, group in column
        for place, box in enumerate(group)
    ) + ZONE_GAP * (len(column) - 1)


def _rows(grid, nodes, ties):
    """The boxes that stand above or below the columns, in rows of which the one next to the columns
    comes last, each near to what it is tied to."""
    if not nodes:
        return []
    wanted = _wanted(nodes, ties, grid.columns, grid.width / 2)
    nodes = sorted(nodes, key=lambda node: wanted[node.key])
    grid.wanted |= wanted
    if len(nodes) <= len(grid.columns):
        return [_under_columns(grid, nodes, [wanted[node.key] for node in nodes])]
    room = grid.width - 2 * SIDE
    for text in (TEXT, NARROW):
        boxes = [box_of(node, text) for node in nodes]
        if room - sum(box.width for box in boxes) >= ROW_LANE * (len(boxes) - 1):
            return [boxes]
    return _slots(nodes, room, ties)


def _wanted(nodes, ties, stacks, otherwise):
    """For each node the average x of what it is tied to."""
    centres = {box.node.key: box.centre for stack in stacks for box in stack}
    sums = {node.key: [0, 0] for node in nodes}
    for start, end, weight in ties:
        for one, other in ((start, end), (end, start)):
            if one in sums and other in centres:
                sums[one][0] += centres[other] * weight
                sums[one][1] += weight
    return {key: total / weight if weight else otherwise for key, (total, weight) in sums.items()}


def _under_columns(grid, nodes, wanted):
    """Few boxes stand in line with columns, with which they share a width."""

    def cost(choice):
        return sum(
            abs(grid.columns[number][0].centre - x)
            for number, x in zip(choice, wanted, strict=True)
        )

    best = min(combinations(range(len(grid.columns)), len(nodes)), key=cost)
    boxes = []
    for node, number in zip(nodes, best, strict=True):
        column = grid.columns[number][0]
        box = box_of(node, column.width - BEFORE - AFTER)
        box.width = column.width
        grid.under[node.key] = column
        grid.wanted[node.key] = column.centre
        boxes.append(box)
    return boxes


def _slots(nodes, room, ties):
    """Many boxes stand in rows of equal places, so that lines have lanes to pass the inner rows."""
    per_row = (room + LANE) // (BEFORE + NARROW + AFTER + LANE)
    count = -(-len(nodes) // per_row)
    per_row = -(-len(nodes) // count)
    width = min((room - LANE * (per_row - 1)) // per_row, BEFORE + TEXT + AFTER)
    numbers = Counter(key for start, end, _ in ties for key in (start, end))
    rows = [[] for _ in range(count)]
    for first in range(0, len(nodes), count):
        # Neighbours in x stand over one another, so that each row spans the whole width. What is
        # tied most stands next to the columns, where its lines need no lane.
        slot = sorted(nodes[first : first + count], key=lambda node: -numbers[node.key])
        for row, node in zip(reversed(rows), slot, strict=False):
            box = box_of(node, width - BEFORE - AFTER)
            box.width = width
            row.append(box)
    return rows


def _abreast(row, grid):
    """Gives the boxes of a single row an x near to the wanted one, without touching."""
    if all(box.width <= getattr(grid.under.get(box.node.key), "width", 0) for box in row):
        for box in row:
            box.x = grid.under[box.node.key].x
        return
    left, right = grid.margins
    free = grid.width - left - right - sum(box.width for box in row)
    lane = min(free / max(len(row) - 1, 1), WIDEST_LANE)
    x, places = left, []
    for box in row:
        x = max(x, grid.wanted[box.node.key] - box.width / 2)
        places.append(x)
        x += box.width + lane
    end = grid.width - right
    for number, box in reversed(list(enumerate(row))):
        places[number] = min(places[number], end - box.width)
        end = places[number] - lane
        box.x = round(places[number])
