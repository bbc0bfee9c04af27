"""What a word is worth, by where it stands.

A field's range never reaches the next one, so a word in a definition always outweighs one in a
body.
"""

TITLE, ALIAS, SEARCH, SUMMARY, HEADING, TAG, BODY, MENTION = 200, 170, 150, 90, 60, 50, 20, 8

# A word said less often than this in a body is a mention: only the full-text table knows it.
TIMES_THAT_COUNT = 3

# Letters of a name that are filed.
LONGEST_KEY = 120


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
