"""Where lines meet boxes and pass gaps: spread out, and in the order of where they go."""

from collections import Counter

PORT = 8  # between two lines at the side of a box, where there is room
PASS = 6  # between two lines that pass a column together
APART = 14  # between two lines at the top or bottom of a box, where there is room
EDGE = 14
FAR = 1e5


def room_for(routes):
    """(heights, widths) that boxes need for all lines at their busiest side, by the keys of their
    nodes."""
    numbers = Counter((end.box.node.key, end.side) for route in routes for end in route.ends)
    heights, widths = {}, {}
    for (key, side), number in numbers.items():
        if side in ("left", "right"):
            heights[key] = max(heights.get(key, 0), PORT * (number - 1) + 16)
        else:
            widths[key] = max(widths.get(key, 0), (APART - 4) * (number - 1) + 2 * EDGE)
    return heights, widths


def spread_sides(routes):
    """Gives all ends at the left and right of boxes their place."""
    ports = {}
    for route in routes:
        for end, other, passes in (
            (route.start, route.end, route.passes),
            (route.end, route.start, route.passes[::-1]),
        ):
            if end.is_beside:
                end.order = _order(end, other, passes, bool(route.legs))
                ports.setdefault((end.box.number, end.side), []).append(end)
    for ends in ports.values():
        ends.sort(key=lambda end: end.order)
        box = ends[0].box
        for end, place in zip(ends, spread(len(ends), box.y, box.bottom, PORT), strict=True):
            end.place = place
    for route in routes:
        if all(end.is_beside for end in route.ends) and not route.legs and not route.passes:
            alone = all(len(ports[end.box.number, end.side]) == 1 for end in route.ends)
            _level(*route.ends, alone)


def _order(end, other, passes, runs_along):
    if runs_along:
        # Lines that run along the column stand outermost; of these the longer ones lie further out
        # and leave further in.
        far = other.box.middle - end.box.middle
        return FAR - far if far > 0 else -FAR - far
    if passes:
        return passes[0].level + other.box.middle / 1000
    return other.box.middle


def _level(one, two, alone):
    """Two boxes nearly at one height, with no other line there, are tied by a level line."""
    low = max(one.box.y, two.box.y) + PORT
    high = min(one.box.bottom, two.box.bottom) - PORT
    if alone and low <= high:
        one.place = two.place = min(max((one.place + two.place) / 2, low), high)


def spread_passes(routes):
    """Gives all passes through gaps their height."""
    gaps = {}
    for route in routes:
        for each in route.passes:
            each.order = route.start.place + route.end.place
            gaps.setdefault((each.top, min(each.left, each.right)), []).append(each)
    for passes in gaps.values():
        top, bottom = passes[0].top, passes[0].bottom
        if passes[0].is_wide:
            # There is room: a line goes on at its own height.
            passes.sort(key=lambda each: (each.wanted, each.order))
            settle(passes, top + 10, bottom - 10, PASS)
        else:
            passes.sort(key=lambda each: each.order)
            places = spread(len(passes), top, bottom, PASS, edge=4)
            for each, place in zip(passes, places, strict=True):
                each.place = place


def spread_flats(routes):
    """Gives all ends at the tops and bottoms of boxes their place: straight over the next upright
    stretch, if possible."""
    ports = {}
    for route in routes:
        uprights = [leg.place for leg in route.legs if leg.is_upright]
        flats = [end for end in route.ends if not end.is_beside]
        if len(flats) == 2 and not uprights:
            _face(*flats)
        for end in flats:
            other = route.end if end is route.start else route.start
            aim = end.wanted or other.box.centre
            if uprights and not end.wanted:
                aim = uprights[0] if end is route.start else uprights[-1]
            end.order = aim
            end.wanted = min(max(aim, end.box.x + EDGE), end.box.right - EDGE)
            ports.setdefault((end.box.number, end.side), []).append(end)
    for ends in ports.values():
        ends.sort(key=lambda end: (end.wanted, end.order))
        box = ends[0].box
        settle(ends, max(box.x + 12, *(end.low for end in ends)), box.right - 12, APART)


def _face(one, two):
    """Of two boxes over one another both ends want the same place."""
    left = max(one.box.x, two.box.x) + EDGE
    right = min(one.box.right, two.box.right) - EDGE
    if one.side != two.side and left <= right:
        aim = one.wanted or two.wanted or (left + right) / 2
        one.wanted = two.wanted = min(max(aim, left), right)


def spread(count, low, high, step, edge=6):
    """`count` places between two coordinates, around their middle."""
    if count > 1:
        step = min(step, max(high - low - 2 * edge, 1) / (count - 1))
    first = (low + high) / 2 - step * (count - 1) / 2
    return [first + step * number for number in range(count)]


def settle(ends, low, high, apart):
    """Moves what has a wanted place as little as needed until it stands apart, between two
    coordinates."""
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
