"""Tracks in channels: two lines that run side by side never lie on one another."""

BETWEEN = 6  # from the end of one stretch to the beginning of the next on the same track


def share_tracks(spans):
    """For each (low, high) in turn the number of the first track that is free over it, and how many
    tracks that makes."""
    tracks = []
    numbers = [_first_free(tracks, span) for span in spans]
    return numbers, len(tracks)


def _first_free(tracks, span):
    for number, taken in enumerate(tracks):
        if all(span[1] + BETWEEN < low or high + BETWEEN < span[0] for low, high in taken):
            taken.append(span)
            return number
    tracks.append([span])
    return len(tracks) - 1
