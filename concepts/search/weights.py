"""What a word is worth, by where it stands, and where a name is filed.

A field's range never reaches the next one, so a word in a definition always outweighs one in a
body.
"""

TITLE, ALIAS, SEARCH, SUMMARY, HEADING, TAG, BODY, MENTION = 200, 170, 150, 90, 60, 50, 20, 8

# A word said less often than this in a body is a mention: only the full-text table knows it.
TIMES_THAT_COUNT = 3

ROLES = ("title", "same", "search")

# Places of names. Exact ones hold the terms of a whole name; the others begin with the name's first
# word or a later one.
EXACT = (0, 1, 2)
# Within a tens place shorter names come first.
START = {"title": (11, 12, 13, 14), "same": (21, 22), "search": (31,)}
INNER = {"title": 41, "same": 42, "search": 43}
# Letters of a name that are filed.
LONGEST_KEY = 120

# A name that stands whole within a longer query, and a page that no name led to.
WITHIN = 50
NOWHERE = 99
STARTS = tuple(place for places in START.values() for place in places)
ONE_WORD = tuple(places[0] for places in START.values())
INNERS = tuple(INNER.values())
# The places of names that may be shown, other than exact ones.
SHOWN = (*START["title"], *START["same"], INNER["title"], INNER["same"])


def of_start(role, length):
    """The place of a name of `length` words."""
    places = START[role]
    return places[min(length, len(places)) - 1]


def of_name(role, length):
    """The weight of a word in a name of `length` words: the shorter the name, the more it is about
    the word.
    """
    base = {"title": TITLE, "same": ALIAS, "search": SEARCH}[role]
    return base + max(0, 20 - 4 * (length - 1))


def of_summary(position):
    """The weight of the word at `position` (from 0) among the summary's words."""
    return SUMMARY + max(0, 30 - 2 * position)


def of_heading(length):
    return HEADING + max(0, 16 - 4 * (length - 1))


def of_body(times):
    return BODY + min(25, times)
