"""The place of every box: columns by role, what tests the work above them and what keeps it safe
below."""

from dataclasses import dataclass, field
from itertools import combinations

from .bands import BOTTOM, COLUMNS, TOP
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


def box_of(node, text=TEXT, most=2, least=0):
    lines = wrapped(node.title, text, SIZE, most)
    width = max(text_width(line, SIZE) for line in lines)
    return Box(node, lines, int(BEFORE + width + AFTER + 0.999), max(HEIGHTS[len(lines)], least))


@dataclass(frozen=True)
class Needs:
    """The least room for lines: heights and widths of boxes by their keys, and of the streets."""

    heights: dict = field(default_factory=dict)
    widths: dict = field(default_factory=dict)
    above: int = 0
    below: int = 0


def place_boxes(nodes, ties, needs=None, channel=CHANNEL):
    """A Drawing without lines, and its Grid. `ties` are (start, end, weight) and pull boxes towards
    one another."""
    needs = needs or Needs()
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
    zones = [column for column in zones if column]
    columns = _columns(zones, ties, above, below, needs.heights)
    width = _spread(columns, len(above), len(below), channel)
    return _stack(columns, above, below, width, ties, needs)


def _columns(zones, ties, above, below, heights):
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
                [
                    box_of(node, least=heights.get(node.key, 0))
                    for node in sorted(nodes, key=lambda node: ranks[node.key])
                ],
            )
            for zone, nodes in column
        ]
        for column in zones
    ]


def _spread(columns, above, below, channel):
    """Gives all boxes of the columns their x, and returns the width of the drawing."""
    widths = [
        max(NARROWEST, *(box.width for _, boxes in column for box in boxes)) for column in columns
    ]
    between = len(columns) - 1
    least, most = channel
    room = (WIDTH - 2 * SIDE - sum(widths)) / between if between > 0 else 0
    channel = int(min(max(room, least), most))
    x = SIDE
    for column, width in zip(columns, widths, strict=True):
        for _, boxes in column:
            for box in boxes:
                box.x, box.width = x, width
        x += width + channel
    columns_end = x - channel + SIDE if columns else 0
    # A row above or below may be the wider part, where there are few columns.
    rows_end = 2 * SIDE + min(max(above, below, 1), 6) * (BEFORE + TEXT + AFTER + ROW_LANE)
    return int(max(columns_end, min(rows_end, WIDTH)))


class Grid:
    """What the router has to know of the layout: where it may lead lines."""

    def __init__(self, columns, above, below, streets, width, named):
        self.columns = columns  # boxes from the top down
        self.above = above  # rows of boxes, the outermost first
        self.below = below  # rows of boxes, the outermost last
        self.streets = streets  # (top, bottom) of the room over and under the columns
        self.width = width
        self.named = named  # for the boxes under the name of a zone, where that name ends


def _stack(columns, above, below, width, ties, needs):
    """Gives all boxes their y, those above and below their x too."""
    stacks = [[box for _, boxes in column for box in boxes] for column in columns]
    y, names, rules = 0, [], []
    top_rows = _rows(above, width, ties, stacks, needs.widths)
    if top_rows:
        names.append(Name(TOP.name, top_rows[0][0].x, 14))
        y = NAME
        for row in top_rows:
            y = _put(row, y) + ROW_GAP
        y -= ROW_GAP
    upper = (y, y + max(STREET, needs.above)) if top_rows else (y, y)
    y = upper[1]
    first, last = y + NAME, y + NAME
    full = max((_height(column, GAP[0]) for column in columns), default=0)
    for column in columns:
        _pile(column, first, full)
    for column in columns:
        # A short column stands where its neighbours are, not under the edge.
        _lower(column, first, full, ties, {box.node.key: box for stack in stacks for box in stack})
    named = {}
    for column in columns:
        for zone, group in column:
            named[group[0].node.key] = group[0].x + text_width(zone.name, NAME_SIZE)
            names.append(Name(zone.name, group[0].x, group[0].y - 14))
            last = max(last, group[-1].bottom)
    y = last if columns else upper[1]
    bottom_rows = _rows(below, width, ties, stacks, needs.widths)
    lower = (y, y + max(STREET, needs.below)) if bottom_rows else (y, y)
    y = lower[1]
    if bottom_rows:
        for row in bottom_rows:
            y = _put(row, y) + ROW_GAP
        y -= ROW_GAP
        names.append(Name(BOTTOM.name, bottom_rows[-1][0].x, y + 22))
        y += NAME
    rules = [
        round((street[0] + street[1]) / 2)
        for street, rows in ((upper, top_rows), (lower, bottom_rows))
        if rows and columns
    ]
    boxes = [box for group in (*top_rows, *stacks, *bottom_rows) for box in group]
    for number, box in enumerate(boxes):
        box.number = number
    # Without a row below, lines may still pass under the lowest box.
    drawing = Drawing(width, round(y) + (0 if bottom_rows else UNDER), boxes, names, rules)
    return drawing, Grid(stacks, top_rows, bottom_rows, (upper, lower), width, named)


def _pile(column, first, full):
    """Gives the boxes of a column their y, spread over the height of the tallest one so far as that
    looks like a column."""
    places = max(sum(len(group) - 1 for _, group in column), 1)
    gap = min((full - _height(column, 0)) / places, GAP[1])
    y = first
    for number, (_, group) in enumerate(column):
        if number:
            y += ZONE_GAP - gap
        for box in group:
            box.y = round(y)
            y += box.height + gap


def _lower(column, first, full, ties, boxes):
    stack = {box.node.key: box for _, group in column for box in group}
    slack = first + full - max(box.bottom for box in stack.values())
    pulls = [
        boxes[other].middle - boxes[one].middle
        for start, end, _ in ties
        for one, other in ((start, end), (end, start))
        if one in stack and other in boxes and other not in stack
    ]
    if pulls and slack > 0:
        step = round(min(max(sum(pulls) / len(pulls), 0), slack))
        # A little out of line would look like a mistake.
        for box in stack.values() if step > 2 * NAME else ():
            box.y += step


def _height(column, gap):
    boxes = [box for _, group in column for box in group]
    return (
        sum(box.height for box in boxes)
        + gap * (len(boxes) - len(column))
        + ZONE_GAP * (len(column) - 1)
    )


def _rows(nodes, width, ties, stacks, widths):
    """The boxes that stand above or below the columns, in rows, each near to what it is tied to."""
    if not nodes:
        return []
    wanted = _wanted(nodes, ties, stacks, width / 2)
    nodes = sorted(nodes, key=lambda node: wanted[node.key])
    least = min((stack[0].width for stack in stacks), default=0)
    if len(nodes) <= len(stacks) and all(widths.get(node.key, 0) <= least for node in nodes):
        return [_under_columns(nodes, [wanted[node.key] for node in nodes], stacks)]
    room = width - 2 * SIDE
    for text in (TEXT, NARROW):
        boxes = [box_of(node, text) for node in nodes]
        for box in boxes:
            box.width = max(box.width, widths.get(box.node.key, 0))
        free = room - sum(box.width for box in boxes)
        if free >= ROW_LANE * (len(boxes) - 1):
            lane = min(free / max(len(boxes) - 1, 1), WIDEST_LANE)
            _abreast(boxes, [wanted[box.node.key] - box.width / 2 for box in boxes], lane, width)
            return [boxes]
    return _slots(nodes, room)


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


def _under_columns(nodes, wanted, stacks):
    """Few boxes stand in line with columns, with which they share a width."""

    def cost(choice):
        return sum(
            abs(stacks[number][0].centre - x) for number, x in zip(choice, wanted, strict=True)
        )

    best = min(combinations(range(len(stacks)), len(nodes)), key=cost)
    boxes = []
    for node, number in zip(nodes, best, strict=True):
        column = stacks[number][0]
        box = box_of(node, column.width - BEFORE - AFTER)
        box.x, box.width = column.x, column.width
        boxes.append(box)
    return boxes


def _slots(nodes, room):
    """Many boxes stand in rows of equal places, so that lines have lanes to pass the inner rows."""
    per_row = (room + LANE) // (BEFORE + NARROW + AFTER + LANE)
    count = -(-len(nodes) // per_row)
    per_row = -(-len(nodes) // count)
    width = min((room - LANE * (per_row - 1)) // per_row, BEFORE + TEXT + AFTER)
    boxes = [box_of(node, width - BEFORE - AFTER) for node in nodes]
    # Neighbours in x stand under one another, so that each row spans the whole width.
    rows = [boxes[number::count] for number in range(count)]
    for row in rows:
        for number, box in enumerate(row):
            box.x, box.width = SIDE + number * (width + LANE), width
    return rows


def _abreast(row, wanted, lane, width):
    """Gives the boxes of a row an x near to the wanted one, without touching."""
    x, left = SIDE, []
    for box, place in zip(row, wanted, strict=True):
        x = max(x, place)
        left.append(x)
        x += box.width + lane
    end = width - SIDE
    for number, box in reversed(list(enumerate(row))):
        left[number] = min(left[number], end - box.width)
        end = left[number] - lane
        box.x = round(left[number])


def _put(row, y):
    height = max(box.height for box in row)
    for box in row:
        box.height, box.y = height, y
    return y + height
