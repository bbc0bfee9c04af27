"""The d of an SVG path for each route. It leaves room for the signs at its ends."""

from concepts.contentfile import RELATION_TYPES

from .shapes import neat

CORNER = 12
STRAIGHT = 4  # lines whose ends stand nearly opposite are level


def path_of(route):
    points, room = _straightened(corners(route), route), RELATION_TYPES[route.tie.type].sign
    points = _without_repeats(points)
    points[0] = _towards(points[0], points[1], room[0])
    points[-1] = _towards(points[-1], points[-2], room[1])
    return _bent(points)


def _straightened(points, route):
    """What stands nearly opposite is joined by a straight line halfway between: on neither side is
    another line as near as that."""
    if len(route.legs) != 1 or route.start.is_beside is not route.end.is_beside:
        return points
    axis = 1 if route.start.is_beside else 0
    one, two = points[0][axis], points[-1][axis]
    if route.start.side == route.end.side or abs(one - two) > STRAIGHT:
        return points
    half = (one + two) / 2
    return [(x, half) if axis else (half, y) for x, y in (points[0], points[-1])]


def corners(route):
    """The points at which a route turns, from end to end."""
    points = [route.start.point]
    for leg in route.legs:
        x, y = points[-1]
        points.append((leg.place, y) if leg.is_upright else (x, leg.place))
    (x, y), (to_x, to_y) = points[-1], route.end.point
    if route.legs:
        points.append((x, to_y) if route.legs[-1].is_upright else (to_x, y))
    points.append((to_x, to_y))
    return points


def _bent(points):
    """A path with round corners. Where a line steps aside by little, they are long and flat."""
    steps = [f"M{_pair(points[0])}"]
    for before, point, after in zip(points, points[1:], points[2:], strict=False):
        one, two = (
            _towards(point, other, min(CORNER, _distance(other, point) / 2))
            for other in (before, after)
        )
        steps.append(f"{_line(before, one)}{_corner(one, point, two)}")
    steps.append(_line(points[-2], points[-1]))
    return "".join(steps)


def _corner(one, point, two):
    """Relative to where it begins, so that most corners of a page are written alike."""
    steps = (end[axis] - one[axis] for end in (point, two) for axis in (0, 1))
    return "q" + " ".join(str(neat(step)) for step in steps)


def _line(before, point):
    """A step that is level or upright, as all lines are between their corners."""
    return f"H{neat(point[0])}" if before[1] == point[1] else f"V{neat(point[1])}"


def _without_repeats(points):
    """Without points that lie on one another or between two others."""
    kept = points[:1]
    for point in points[1:]:
        if _distance(kept[-1], point) < 0.5:
            continue
        if len(kept) > 1 and any(
            kept[-2][axis] == kept[-1][axis] == point[axis] for axis in (0, 1)
        ):
            kept.pop()
        kept.append(point)
    return kept


def _towards(point, other, distance):
    """`point` moved towards another that lies level or upright with it."""
    (x, y), (to_x, to_y) = point, other
    if abs(to_x - x) >= abs(to_y - y):
        return (x + (distance if to_x > x else -distance), y)
    return (x, y + (distance if to_y > y else -distance))


def _distance(one, two):
    return abs(one[0] - two[0]) + abs(one[1] - two[1])


def _pair(point):
    return f"{neat(point[0])} {neat(point[1])}"
