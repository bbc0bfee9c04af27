"""A concept among its neighbours, small enough to stand beside its text."""

from dataclasses import dataclass

from concepts.contentfile import RELATION_TYPES

from .geometry.layout import AFTER, BEFORE, box_of
from .geometry.shapes import Drawing, Line, Name, Tie, neat
from .nodes import node_of

MOST_NEIGHBOURS = 14
WIDTH = 720  # shown at 640 pixels beside a text, where its labels are a little over 13
TEXT = 150  # the widest line of a neighbour's label
OWN_TEXT = 108  # and of the concept's own
PITCH = 12  # between two boxes of a column
PORT = 13  # between two lines at the concept itself
BEND = 0.2  # how much earlier the outermost line bends than the one in the middle
HEAD = 28  # room for the name of a column
NAMES = ("Lines that lead here", "Lines that lead on", "Lines both ways")


@dataclass
class Neighbourhood:
    """The drawing, and how many neighbours are left for the list."""

    drawing: Drawing
    more: int


def neighbourhood(entry, ties):
    """The Neighbourhood of `entry`, or None where it has no ties.

    `ties` are as `reading.ties_of` gives them: each with `type`, `is_inverse`, `is_symmetric`,
    `sign`, `is_said` and the page `other`. Nothing is asked of the database.
    """
    neighbours = {}
    for tie in ties:
        neighbours.setdefault(tie.other.pk, []).append(tie)
    if not neighbours:
        return None
    kept = list(neighbours.values())[:MOST_NEIGHBOURS]
    centre = _box(entry, 0, OWN_TEXT)
    centre.is_strong = True
    sides = _sides(kept)
    return Neighbourhood(_draw(centre, sides), len(neighbours) - len(kept))


def _box(page, number, text=TEXT):
    box = box_of(node_of(page), text, most=3)
    box.width, box.number = BEFORE + text + AFTER, number
    return box


def _sides(kept):
    """[(name, [(box, ties)])] for the left and the right column; what has no direction stands on
    the emptier side."""
    leading = [ties for ties in kept if ties[0].is_inverse]
    led = [ties for ties in kept if not ties[0].is_inverse and not ties[0].is_symmetric]
    beside = [ties for ties in kept if ties[0].is_symmetric]
    left, right = [(NAMES[0], leading)], [(NAMES[1], led)]
    (left if len(leading) < len(led) else right).append((NAMES[2], beside))
    number, sides = 1, []
    for side in (left, right):
        zones = []
        for name, group in side:
            if group:
                boxes = []
                for ties in group:
                    boxes.append((_box(ties[0].other, number), ties))
                    number += 1
                zones.append((name, boxes))
        sides.append(zones)
    return sides


def _draw(centre, sides):
    boxes, names, lines = [centre], [], []
    heights = [
        sum(HEAD + sum(box.height + PITCH for box, _ in group) for _, group in zones)
        for zones in sides
    ]
    height = max(heights) - PITCH
    ports = [sum(len(ties) for _, group in zones for _, ties in group) for zones in sides]
    centre.height = max(centre.height, PORT * (max(ports) - 1) + 24)
    height = max(height, centre.height + HEAD) + 2
    columns = [number for number, zones in enumerate(sides) if zones]
    wide = BEFORE + TEXT + AFTER
    gap = (WIDTH - 2 * wide - centre.width) // 2
    width = WIDTH if len(columns) == 2 else centre.width + gap + wide + 2
    centre.x = wide + gap if 0 in columns else 1
    for number in columns:
        x = 1 if number == 0 else width - wide - 1
        y = (height - heights[number] + PITCH) / 2
        for name, group in sides[number]:
            names.append(Name(name, x, round(y + 13)))
            y += HEAD
            for box, _ in group:
                box.x, box.y = x, round(y)
                y += box.height + PITCH
                boxes.append(box)
    inner = [box for box in boxes if box is not centre]
    middle = (min(box.y for box in inner) + max(box.bottom for box in inner)) / 2
    centre.y = round(min(max(middle - centre.height / 2, 0), height - centre.height - 1))
    for number in columns:
        lines += _lines(centre, sides[number], number)
    return Drawing(width, round(height), boxes, names, [], lines)


def _lines(centre, zones, number):
    pairs = [
        (box, tie, place)
        for _, group in zones
        for box, ties in group
        for place, tie in _places(box, ties)
    ]
    first = centre.middle - PORT * (len(pairs) - 1) / 2
    lines = []
    for count, (box, tie, place) in enumerate(pairs):
        near = (centre.x if number == 0 else centre.right, first + PORT * count)
        far = (box.right if number == 0 else box.x, place)
        # The page that states the tie is where its line begins.
        forward = not tie.is_inverse
        start, end = (near, far) if forward else (far, near)
        # Whatever room the signs take: what leads furthest bends next to the concept.
        bend = 0.5 - BEND * abs(near[1] - centre.middle) / max(centre.height, 1)
        middle = near[0] + (far[0] - near[0]) * bend
        ends = (centre.number, box.number) if forward else (box.number, centre.number)
        lines.append(
            Line(
                Tie(tie.type, *ends, tie.sign, tie.is_said),
                _curve(start, end, middle, RELATION_TYPES[tie.type].sign),
                ends,
            )
        )
    return lines


def _places(box, ties):
    first = box.middle - 9 * (len(ties) - 1) / 2
    return [(first + 9 * count, tie) for count, tie in enumerate(ties)]


def _curve(start, end, middle, room):
    way = 1 if end[0] > start[0] else -1
    x, to = start[0] + way * room[0], end[0] - way * room[1]
    if abs(start[1] - end[1]) < 0.6:
        return f"M{neat(x)} {neat(start[1])}H{neat(to)}"
    middle = neat(middle)
    return (
        f"M{neat(x)} {neat(start[1])}"
        f"C{middle} {neat(start[1])} {middle} {neat(end[1])} {neat(to)} {neat(end[1])}"
    )
