"""The d of an SVG path for each route. It leaves room for the signs at its ends."""

from concepts.contentfile import RELATION_TYPES

from .shapes import neat

CORNER = 9
BEND = 1.6  # how much later the next of parallel lines bends, in its distance at the box


def path_of(route):
    if route.is_straight:
        return _bent(_straight(route), RELATION_TYPES[route.tie.type].sign)
    if route.legs:
        return _bent(corners(route), RELATION_TYPES[route.tie.type].sign)
    return _curve(route, *RELATION_TYPES[route.tie.type].sign)


def _straight(route):
    x = (route.start.place + route.end.place) / 2
    return [(x, route.start.point[1]), (x, route.end.point[1])]


def corners(route):
    """The points at which a route turns, from end to end."""
    points = [route.start.point]
    for leg in route.legs:
        x, y = points[-1]
        points.append((leg.place, y) if leg.is_upright else (x, leg.place))
    (x, y), (to_x, to_y) = points[-1], route.end.point
    points.append((x, to_y) if route.legs[-1].is_upright else (to_x, y))
    points.append((to_x, to_y))
    return points


def _curve(route, before, after):
    """S-shaped between columns and level through gaps. Neighbours that climb together bend one
    after the other."""
    way = 1 if route.start.side == "right" else -1
    edge, y = route.start.point
    aside = y - route.start.box.middle
    steps = [f"M{neat(edge + way * before)} {neat(y)}"]
    for to, level, beyond, on in _stations(route):
        # The bend is in the middle of the channel, whatever room the signs take.
        room = abs(to - edge) / 4
        late = BEND * (aside + beyond) / 2 * (way if level < y else -way)
        middle = neat((edge + to) / 2 + min(max(late, -room), room))
        if on is None:
            to -= way * after
        if abs(level - y) < 0.6:
            steps.append(f"H{neat(to)}")
        else:
            steps.append(f"C{middle} {neat(y)} {middle} {neat(level)} {neat(to)} {neat(level)}")
            y = level
        if on is not None:
            steps.append(f"H{neat(on)}")
            edge, aside = on, beyond
    return "".join(steps)


def _stations(route):
    """(x, y, how far y is from the middle of the gap or box, x at the gap's other end or None)."""
    for gap in route.passes:
        yield gap.left, gap.place, gap.aside, gap.right
    x, y = route.end.point
    yield x, y, y - route.end.box.middle, None


def _bent(points, room):
    """A path with round corners."""
    points = _without_repeats(points)
    points[0] = _towards(points[0], points[1], room[0])
    points[-1] = _towards(points[-1], points[-2], room[1])
    steps = [f"M{_pair(points[0])}"]
    for before, point, after in zip(points, points[1:], points[2:], strict=False):
        reach = min(CORNER, _distance(before, point) / 2, _distance(point, after) / 2)
        one, two = _towards(point, before, reach), _towards(point, after, reach)
        steps.append(f"L{_pair(one)}Q{_pair(point)} {_pair(two)}")
    steps.append(f"L{_pair(points[-1])}")
    return "".join(steps)


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
