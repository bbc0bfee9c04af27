"""Lines that end at the top or bottom of a box step aside from others that run upright at the same
place."""

from itertools import pairwise

from .paths import corners
from .ports import EDGE

NEAR = 5  # two upright lines as near as this read as one
ASIDE = (7, -7, 14, -14, 21, -21)


def dodge(routes):
    bent = [route for route in routes if route.legs]
    uprights = {id(route): _uprights(route) for route in bent}
    for route in bent:
        for end in route.ends:
            if end.is_beside or not _clashes(route, end, uprights):
                continue
            first = end.place
            low, high = max(end.low, end.box.x + EDGE - 2), end.box.right - EDGE + 2
            for step in ASIDE:
                if low <= first + step <= high:
                    end.place = first + step
                    uprights[id(route)] = _uprights(route)
                    if not _clashes(route, end, uprights):
                        break
            else:
                end.place = first
                uprights[id(route)] = _uprights(route)


def _uprights(route):
    """(x, top, bottom) of all upright stretches."""
    points = corners(route)
    return [
        (x, min(y, to_y), max(y, to_y))
        for (x, y), (to_x, to_y) in pairwise(points)
        if x == to_x and y != to_y
    ]


def _clashes(route, end, uprights):
    """Whether the stretch that leads to `end` lies on one of another route."""
    own = [stretch for stretch in uprights[id(route)] if stretch[0] == end.place]
    return any(
        abs(x - other_x) < NEAR and min(bottom, other_bottom) - max(top, other_top) > NEAR
        for x, top, bottom in own
        for key, stretches in uprights.items()
        if key != id(route)
        for other_x, other_top, other_bottom in stretches
    )
