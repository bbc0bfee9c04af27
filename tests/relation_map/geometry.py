"""Measures drawings as a strict reader would: what covers what."""

import re
from collections import Counter
from functools import lru_cache
from itertools import combinations, pairwise

from concepts.relation_map.geometry.layout import AFTER, BEFORE, SIZE
from concepts.relation_map.geometry.widths import text_width

NAME_SIZE = 13 * 1.06  # names of zones are set at 13 in a heavier weight
_STEP = re.compile(r"([MHVLqC])([^MHVLqC]*)")


@lru_cache(maxsize=2000)
def points(path, step=2.0):
    """Points along an SVG path, about `step` apart."""
    found = []
    for letter, text in _STEP.findall(path):
        numbers = [float(number) for number in text.split()]
        if letter == "M":
            found.append((numbers[0], numbers[1]))
            continue
        x, y = found[-1]
        if letter == "H":
            corners = [(x, y), (numbers[0], y)]
        elif letter == "V":
            corners = [(x, y), (x, numbers[0])]
        else:
            corners = [(x, y), *zip(numbers[::2], numbers[1::2], strict=True)]
            if letter == "q":
                corners[1:] = [(x + step, y + other) for step, other in corners[1:]]
        length = sum(abs(a - c) + abs(b - d) for (a, b), (c, d) in pairwise(corners))
        count = max(int(length / step), 1)
        found += [bezier(corners, number / count) for number in range(1, count + 1)]
    return found


def bezier(corners, share):
    while len(corners) > 1:
        corners = [
            (a + (c - a) * share, b + (d - b) * share) for (a, b), (c, d) in pairwise(corners)
        ]
    return corners[0]


def touching_boxes(drawing):
    """Pairs of boxes that overlap or touch."""
    return [
        (one.node.title, two.node.title)
        for one, two in combinations(drawing.boxes, 2)
        if one.x <= two.right and two.x <= one.right and one.y <= two.bottom and two.y <= one.bottom
    ]


def wide_labels(drawing):
    """Labels that are wider or higher than the room in their box."""
    return [
        box.node.title
        for box in drawing.boxes
        if max(text_width(line, SIZE) for line in box.lines) > box.width - BEFORE - AFTER + 0.01
        or len(box.lines) * box.leading > box.height
    ]


def lines_under_boxes(drawing):
    """(line, box) wherever a line runs under a box, be it one of its own two."""
    return [
        (line.tie, box.node.title)
        for line in drawing.lines
        for way in [points(line.path)]
        for box in near(way, drawing.boxes)
        if any(box.x + 1 < x < box.right - 1 and box.y + 1 < y < box.bottom - 1 for x, y in way)
    ]


def near(way, boxes):
    """The boxes in the rectangle around a line."""
    left, right = min(x for x, _ in way), max(x for x, _ in way)
    top, bottom = min(y for _, y in way), max(y for _, y in way)
    return [
        box
        for box in boxes
        if box.x < right and left < box.right and box.y < bottom and top < box.bottom
    ]


def lines_under_names(drawing):
    """(line, name) wherever a line runs through the name of a zone."""
    return [
        (line.tie, name.text)
        for line in drawing.lines
        for way in [points(line.path)]
        for name in drawing.names
        if any(
            name.x < x < name.x + text_width(name.text, NAME_SIZE) and name.y - 10 < y < name.y + 3
            for x, y in way
        )
    ]


def outside(drawing):
    """What leaves the drawing."""
    found = [
        box.node.title
        for box in drawing.boxes
        if box.x < 0 or box.y < 0 or box.right > drawing.width or box.bottom > drawing.height
    ]
    return found + [
        line.tie
        for line in drawing.lines
        if any(
            not (0 <= x <= drawing.width and 0 <= y <= drawing.height) for x, y in points(line.path)
        )
    ]


def faults(drawing):
    return {
        look.__name__: found
        for look in (touching_boxes, wide_labels, lines_under_boxes, lines_under_names, outside)
        if (found := look(drawing))
    }


def shared_stretches(drawing):
    """((line, line), length) for lines that run on one another, and not only across."""
    cells = {}
    for number, line in enumerate(drawing.lines):
        for x, y in points(line.path):
            cells.setdefault((round(x / 2), round(y / 2)), set()).add(number)
    shared = Counter(pair for lines in cells.values() for pair in combinations(sorted(lines), 2))
    return [
        ((drawing.lines[one].tie, drawing.lines[two].tie), 2 * number)
        for (one, two), number in shared.items()
    ]
