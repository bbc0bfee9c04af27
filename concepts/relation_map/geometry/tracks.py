"""Tracks in channels: two lines that run side by side never lie on one another."""

BETWEEN = 6  # from the end of one stretch to the beginning of the next on the same track


def lay_tracks(routes, upright):
    """Gives the legs of one direction a track that no other leg of their channel uses over the same
    stretch. Returns the number of tracks of each channel."""
    channels = {}
    for route in routes:
        for number, leg in enumerate(route.legs):
            if leg.is_upright is upright:
                leg.span = _span(route, number)
                channels.setdefault(leg.channel, []).append(leg)
    for legs in channels.values():
        # Short ones first: they lie inside, and long ones lead round them.
        legs.sort(key=lambda leg: (leg.span[1] - leg.span[0], leg.span))
        tracks = []
        for leg in legs:
            leg.track = _first_free(tracks, leg.span)
        for leg in legs:
            room = leg.most / max(len(tracks) - 1, 1)
            step = max(min(leg.step, room), -room)
            leg.place = leg.near + step * leg.track
    return {channel: 1 + max(leg.track for leg in legs) for channel, legs in channels.items()}


def _first_free(tracks, span):
    for number, taken in enumerate(tracks):
        if all(span[1] + BETWEEN < low or high + BETWEEN < span[0] for low, high in taken):
            taken.append(span)
            return number
    tracks.append([span])
    return len(tracks) - 1


def _span(route, number):
    """From where to where a leg leads: to the legs or ends next to it."""
    places = []
    for step, end in ((-1, route.start), (1, route.end)):
        if 0 <= number + step < len(route.legs):
            leg = route.legs[number + step]
            places.append(leg.place or leg.near)
        else:
            places.append(end.place or end.wanted)
    return min(places), max(places)
