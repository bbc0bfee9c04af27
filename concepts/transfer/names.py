"""Names of files in a sentence."""

MOST = 5


def enumerate_names(names):
    """The first few names and the number of the others."""
    shown = sorted(names)[:MOST]
    more = len(names) - len(shown)
    return f"{', '.join(shown)} and {more} more" if more else ", ".join(shown)
