"""Which legs share a channel, and where its tracks lie."""

from .lattice import LANES, LEVEL, TRACK, TRACKS
from .layout import FIRST_TRACK, FRAME, LANE_EDGE
from .tracks import share_tracks

STREET_EDGE = 26  # from the rows to the first track of a street, and between two rows
WIDE = 12  # between two tracks where there is room


def lay_uprights(routes, grid):
    """Gives all upright legs their x; returns the number of tracks of each channel."""
    found = {}
    for channel, legs in _channels(routes, grid, upright=True).items():
        if channel[0] == "lane":
            numbers, found[channel] = share_tracks([span for _, span, _ in legs])
            left, right = grid.lanes[channel[1:]]
            places = _places(LANES, numbers, found[channel], left + LANE_EDGE, right - LANE_EDGE)
            for (leg, _, _), x in zip(legs, places, strict=True):
                leg.place = x
        else:
            found[channel] = _lay_channel(grid, channel[1], legs)
    return found


def _lay_channel(grid, number, legs):
    """What runs along a column keeps to its side, all else to the middle."""
    left, right = grid.channels[number]
    left += FIRST_TRACK if number else FRAME
    right -= FIRST_TRACK if number < len(grid.channels) - 1 or not grid.columns else FRAME
    lefts = sorted((each for each in legs if each[0].hugs == "left"), key=_length)
    rights = sorted((each for each in legs if each[0].hugs == "right"), key=_length)
    between = sorted((each for each in legs if not each[0].hugs), key=_without_crossings)
    numbers, count = share_tracks([span for _, span, _ in lefts + between])
    right_numbers, right_count = share_tracks([span for _, span, _ in rights])
    near = 1 + max(numbers[: len(lefts)], default=-1)
    total = count + right_count
    step = WIDE if TRACKS.first + WIDE * total <= right - left else TRACK
    edge = TRACKS.settle([left], left, right)[0]
    end = TRACKS.settle([right], left, right)[0]
    room = end - edge - step * (total - 1)
    shift = TRACK * (room // 2 // TRACK)
    for (leg, _, _), track in zip(lefts + between, numbers, strict=True):
        leg.place = edge + step * track + (shift if track >= near else 0)
    for (leg, _, _), track in zip(rights, right_numbers, strict=True):
        leg.place = end - step * track
    return total


def lay_levels(routes, grid):
    """Gives all legs in streets and between rows their y; returns the number of tracks of each."""
    found = {}
    for channel, legs in _channels(routes, grid, upright=False).items():
        legs.sort(key=_length)
        numbers, found[channel] = share_tracks([span for _, span, _ in legs])
        area = channel[1]
        top, bottom = grid.streets[area] if channel[0] == "street" else grid.rows[channel[1:]]
        for (leg, _, _), track in zip(legs, numbers, strict=True):
            along = STREET_EDGE + LEVEL * track
            # The first ones lie next to the row whose lines run here.
            leg.place = top + along if area == "above" else bottom - along
    return found


def _channels(routes, grid, upright):
    """{channel: [(leg, span, way)]}: from where to where it leads, and the reach of the legs or
    ends before and after it, from left to right."""
    found = {}
    for route in routes:
        for number, leg in enumerate(route.legs):
            if leg.is_upright is upright and leg.channel[0] != "gap":
                way = [
                    _reach(grid, route.legs[number + step])
                    if 0 <= number + step < len(route.legs)
                    else (end.place, end.place)
                    for step, end in ((-1, route.start), (1, route.end))
                ]
                low = min(each[0] for each in way)
                high = max(each[1] for each in way)
                way = way[::-1] if route.start.side == "left" else way
                found.setdefault(leg.channel, []).append((leg, (low, high), way))
    return found


def _reach(grid, leg):
    """From where to where a leg may lie: anywhere in its street, since that moves later."""
    if leg.channel[0] == "street":
        return grid.streets[leg.channel[1]]
    if leg.channel[0] == "row":
        return grid.rows[leg.channel[1:]]
    return leg.place, leg.place


def _length(each):
    _, (low, high), _ = each
    return high - low, low


def _without_crossings(each):
    """Of lines that go down to the right the upper ones bend last; of those that go up, first."""
    _, _, ((left, _), (right, _)) = each
    return (0, -left) if left < right else (1, left)


def _places(lattice, numbers, count, low, high):
    room = high - low - lattice.step * count
    first = lattice.settle([low + max(room, 0) / 2], low, high)[0]
    return [first + lattice.step * number for number in numbers]
