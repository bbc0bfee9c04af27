"""Which way straight quotation marks turn: pages and lists of references set them by the same rules
and differ in the characters alone. Pure.
"""

import re
from typing import NamedTuple

OPENS, CLOSES, APOSTROPHE = "opens", "closes", "apostrophe"


class Turn(NamedTuple):
    """A straight mark: where it stands, what it does, and inside how many other quotations."""

    position: int
    does: str
    depth: int


_MARK = re.compile("[\"'“”‘’]")
_STRAIGHT = {"“": '"', "‘": "'", "”": '"', "’": "'"}
_OPENING = frozenset("([{<“‘«¿¡")
_CLOSING_MARKS = "”’"
_DASHES = frozenset("-/‐‑‒–—")

# Where a quotation in single marks may end.
_END_OF_SINGLE = re.compile(r"(?<=[^\s(\[{])'(?!\w)")
# What begins with an apostrophe: these always, unless they alone are quoted ('em') ...
_SHORTENED = re.compile(
    r"(?i)(?:(?:ti|twa)sn't|(?:ti|twa)s|twere|twill|twould|em|til|[nst]|\d0s)\b"
)
# ... and these at the beginning of a text, if no quotation ends in it.
_PERHAPS_SHORTENED = re.compile(
    r"(?i)(?:bout|cause|cos|cuz|fore|gainst|kay|neath|nuff|round|\d\d)\b"
)
_SINGLE_END = re.compile(r"'(?!\w)")
_AND = re.compile(r"(?i)n'(?!\w)")


def turns(text):
    """What each straight mark of a text does, in their order.

    A text is what is read in one go: a paragraph, a title. Private-use characters, in which callers
    carry formatting, are as if they were not there.
    """
    if '"' not in text and "'" not in text:
        return
    last_end = max((match.start() for match in _END_OF_SINGLE.finditer(text)), default=-1)
    begun = _Begun()
    apostrophes = set()
    neighbour, side = -1, ""  # the place of the mark before, and the character that it was set as
    for match in _MARK.finditer(text):
        position, mark = match.start(), match[0]
        place, left = _visible(text, position, -1)
        if place == neighbour:
            left = side
        _, right = _visible(text, position, 1)
        neighbour, side = position, mark
        if mark in _STRAIGHT:
            kind = _STRAIGHT[mark]
            if mark in _OPENING:
                begun.open(kind)
            elif not (left.isalnum() and right.isalnum()):
                begun.close(kind)
            continue
        does = APOSTROPHE
        if position not in apostrophes:
            does = _does(mark, left, right, begun.has(mark))
        if does == OPENS and mark == "'":
            if _AND.match(text, position + 1):  # rock 'n' roll
                does = APOSTROPHE
                apostrophes.add(position + 2)
            elif word := _SHORTENED.match(text, position + 1):
                alone = _SINGLE_END.match(text, word.end()) and not begun.has(mark)
                does = OPENS if alone else APOSTROPHE
            elif position >= last_end and not _goes_on(text, position, left, right):
                does = APOSTROPHE
        elif does == CLOSES and mark == "'" and not begun.has(mark):
            does = APOSTROPHE
        if does == CLOSES:
            begun.close(mark)
        yield Turn(position, does, begun.depth)
        side = "”"
        if does == OPENS:
            begun.open(mark)
            side = "“" if mark == '"' else "‘"


class _Begun:
    """The quotations that have begun and not ended. Counted, so that asking takes no time."""

    def __init__(self):
        self.marks = []
        self.counts = {'"': 0, "'": 0}

    @property
    def depth(self):
        return len(self.marks)

    def has(self, mark):
        return self.counts[mark] > 0

    def open(self, mark):
        self.marks.append(mark)
        self.counts[mark] += 1

    def close(self, mark):
        """Ends the last one with this mark, and what is still open inside it."""
        while self.has(mark):
            last = self.marks.pop()
            self.counts[last] -= 1
            if last == mark:
                return


def _visible(text, position, step):
    """The place of the next character that is not private, and that character; "" at an end."""
    position += step
    while 0 <= position < len(text) and "\ue000" <= text[position] <= "\uf8ff":
        position += step
    return position, text[position] if 0 <= position < len(text) else ""


def _does(mark, left, right, has_begun):
    if not right or right.isspace():
        return CLOSES
    if not left or left.isspace():
        return OPENS
    if left in _OPENING:
        nothing_quoted = has_begun and _STRAIGHT.get(left) == mark and not right.isalnum()
        return CLOSES if nothing_quoted else OPENS
    if left in _CLOSING_MARKS and mark == '"' and right.isalnum() and not has_begun:
        return OPENS
    if left.isalnum() or left in _CLOSING_MARKS:
        return APOSTROPHE if mark == "'" and right.isalnum() else CLOSES
    if has_begun:
        return CLOSES
    # After an ellipsis or a colon without a gap, a quotation begins where words begin.
    begins = left in _DASHES or right.isalnum() or right in _OPENING or right in "\"'"
    return OPENS if begins else CLOSES


def _goes_on(text, position, left, right):
    """Whether a quotation that does not end in this text may begin here: one of several paragraphs
    ends in another.
    """
    return not left and right.isupper() and not _PERHAPS_SHORTENED.match(text, position + 1)
