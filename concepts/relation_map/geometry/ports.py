"""Where lines meet boxes and pass gaps: spread out, and in the order of where they go."""

from collections import Counter

from .lattice import APART, AT_COLUMNS, AT_ROWS, PORT, levels_of
from .ways import EDGE, INSET, straight_room

CORNER = 6  # from the corner of a box to the nearest line at its side
FAR = 1e5


def widths_for(ties):
    """How wide the boxes of rows must be: all their lines meet them on one side."""
    numbers = Counter(key for tie in ties for key in (tie.start, tie.end))
    return {key: APART * number + 2 * EDGE for key, number in numbers.items()}


def room_for(routes, spots):
    """(heights, gaps): the heights that boxes need for the lines at their busiest side, by the keys
    of their nodes, and that gaps need for the lines that pass or cross them."""
    sides = Counter(
        (end.box.node.key, end.side) for route in routes for end in route.ends if end.is_beside
    )
    heights, gaps = {}, {}
    for (key, _), number in sides.items():
        heights[key] = max(heights.get(key, 0), PORT * number + 2 * CORNER)
    passes = Counter(
        leg.channel[1:] for route in routes for leg in route.legs if leg.channel[0] == "gap"
    )
    for gap, number in passes.items():
        gaps[gap] = PORT * (number + 1)
    for route in routes:
        if not route.legs:
            one, two = (spots[end.box.node.key] for end in route.ends)
            gap = one.number, max(one.place, two.place)
            gaps[gap] = max(gaps.get(gap, 0), straight_room(route.tie))
    return heights, gaps


def spread_sides(routes, spots):
    """Gives all ends at the left and right of boxes their height."""
    ports = {}
    for route in routes:
        for end, other, legs in (
            (route.start, route.end, route.legs),
            (route.end, route.start, route.legs[::-1]),
        ):
            if end.is_beside:
                end.order = _order(end, other, legs)
                ports.setdefault((end.box.node.key, end.side), []).append(end)
    for (key, _), ends in ports.items():
        ends.sort(key=lambda end: end.order)
        box = ends[0].box
        first = box.middle - PORT * (len(ends) - 1) / 2
        wanted = [first + PORT * number for number in range(len(ends))]
        lattice = levels_of(spots[key].number)
        places = lattice.settle(wanted, box.y + CORNER, box.bottom - CORNER)
        for end, place in zip(ends, places, strict=True):
            end.place = place


def _order(end, other, legs):
    if legs[0].hugs:
        # Lines that run along the column stand outermost; of these the longer ones lie further out
        # and leave further in.
        far = other.box.middle - end.box.middle
        return FAR - far if far > 0 else -FAR - far
    if len(legs) > 1:
        return legs[1].wanted + other.box.middle / 1000
    return other.box.middle


def spread_gaps(routes, grid):
    """Gives all legs through the gaps of columns their height."""
    gaps = {}
    for route in routes:
        for leg in route.legs:
            if leg.channel[0] == "gap":
                gaps.setdefault(leg.channel[1:], []).append((leg, route))
    for gap, legs in gaps.items():
        top, bottom = grid.gaps[gap]
        for leg, route in legs:
            share = (route.legs.index(leg) + 1) / (len(route.legs) + 1)
            one, two = (end.place for end in route.ends)
            leg.wanted = min(max(one + (two - one) * share, top), bottom)
        legs.sort(key=lambda pair: (pair[0].wanted, sum(end.place for end in pair[1].ends)))
        edge = PORT / 2
        wanted = [leg.wanted for leg, _ in legs]
        places = levels_of(gap[0]).settle(wanted, top + edge, bottom - edge)
        for (leg, _), place in zip(legs, places, strict=True):
            leg.place = place


def spread_flats(routes, spots):
    """Gives all ends at the tops and bottoms of boxes their place: straight over the next upright
    stretch, if possible. Those at columns come first."""
    for route in routes:
        if not route.legs:
            for end in route.ends:
                end.place = end.box.x + INSET
    for area in ("columns", "rows"):
        ports = {}
        for route in routes:
            for end, other, legs in (
                (route.start, route.end, route.legs),
                (route.end, route.start, route.legs[::-1]),
            ):
                at_column = spots[end.box.node.key].area == "column"
                if end.is_beside or not legs or at_column is not (area == "columns"):
                    continue
                upright = next((leg.place for leg in legs if leg.is_upright), None)
                end.order = upright or (not at_column and other.place) or other.box.centre
                ports.setdefault((end.box.node.key, end.side), []).append((end, other))
        lattice = AT_COLUMNS if area == "columns" else AT_ROWS
        for pairs in ports.values():
            pairs.sort(key=lambda pair: (pair[0].order, pair[1].box.centre))
            box = pairs[0][0].box
            low = box.x + max(EDGE, *(end.low for end, _ in pairs))
            wanted = [end.order for end, _ in pairs]
            places = lattice.settle(wanted, low, box.right - EDGE)
            for (end, _), place in zip(pairs, places, strict=True):
                end.place = place
