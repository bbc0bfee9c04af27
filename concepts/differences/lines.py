"""What changed between two texts, piece by piece and within a piece word by word. Pure.

For editors a piece is a line of the file (`line_differences`); for readers it is a paragraph, a
heading or an item of the page (`page.py`).
"""

import re
from dataclasses import dataclass
from difflib import SequenceMatcher

# Beyond these, comparing takes longer than a reader waits: then pieces are shown as removed and
# added whole. The work that words may cost is counted in pairs of them, over the whole comparison.
MAXIMUM_LINES = 3_000
MAXIMUM_PAIRS = 2_000_000
CONTEXT = 1
# How much of a piece must have stayed, from 0 to 1, for its words to be compared.
ALIKE = 0.4

WORD = re.compile(r"\s+|\w+|[^\w\s]")


@dataclass(frozen=True)
class Change:
    """One piece of a comparison.

    `sign` is "same", "removed", "added", "changed" or "gap" (pieces left out, `number` of them);
    `parts` are (sign, words).
    """

    sign: str
    parts: tuple = ()
    number: int = 0


def line_differences(old, new):
    """The Changes that lead from one text to another; empty where they are equal."""
    if old == new:
        return []
    before, after = ([line for line in text.split("\n") if line.strip()] for text in (old, new))
    if max(len(before), len(after)) > MAXIMUM_LINES:
        return [*_whole("removed", before), *_whole("added", after)]
    return list(_Lines().compare(before, after))


def _whole(sign, lines):
    return [Change(sign, ((sign, line),)) for line in lines]


def _around(lines, is_first, is_last):
    """The equal lines next to a change; the rest as a gap."""
    head = [] if is_first else lines[:CONTEXT]
    tail = [] if is_last else lines[max(len(lines) - CONTEXT, len(head)) :]
    left_out = len(lines) - len(head) - len(tail)
    gap = [Change("gap", number=left_out)] if left_out else []
    return [*_whole("same", head), *gap, *_whole("same", tail)]


class WordComparison:
    """Compares sequences of words, and keeps count of the work that it may still cost."""

    def __init__(self):
        self.pairs_left = MAXIMUM_PAIRS

    def steps(self, before, after, alike=ALIKE):
        """(sign, slice of `before` or `after`) for each run of words; None where too little of them
        stayed, or the work would be too much."""
        self.pairs_left -= len(before) * len(after)
        if self.pairs_left < 0:
            return None
        matcher = SequenceMatcher(None, before, after, autojunk=False)
        if matcher.ratio() < alike:
            return None
        found = []
        for step, i1, i2, j1, j2 in matcher.get_opcodes():
            if step == "equal":
                found.append(("same", before[i1:i2]))
            if i2 > i1 and step != "equal":
                found.append(("removed", before[i1:i2]))
            if j2 > j1 and step != "equal":
                found.append(("added", after[j1:j2]))
        return found


class _Lines(WordComparison):
    def compare(self, before, after):
        # The default heuristic of difflib leaves frequent lines aside, without which some texts
        # take minutes.
        steps = SequenceMatcher(None, before, after).get_opcodes()
        for number, (step, i1, i2, j1, j2) in enumerate(steps):
            if step == "equal":
                yield from _around(before[i1:i2], number == 0, number == len(steps) - 1)
                continue
            both = min(i2 - i1, j2 - j1)
            for old, new in zip(before[i1 : i1 + both], after[j1 : j1 + both], strict=True):
                yield from self.words(old, new)
            yield from _whole("removed", before[i1 + both : i2])
            yield from _whole("added", after[j1 + both : j2])

    def words(self, old, new):
        """One changed line as its words, or as removed and added where little of it stayed."""
        steps = self.steps(WORD.findall(old), WORD.findall(new))
        if steps is None:
            return _whole("removed", [old]) + _whole("added", [new])
        return [Change("changed", tuple((sign, "".join(words)) for sign, words in steps))]
