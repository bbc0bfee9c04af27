"""What changed between two texts, line by line and within a line word by word. Pure."""

import re
from dataclasses import dataclass
from difflib import SequenceMatcher

# Beyond these, comparing takes longer than a reader waits: then lines are shown as removed and
# added whole. The work that words may cost is counted in pairs of them, over the whole comparison.
MAXIMUM_LINES = 3_000
MAXIMUM_PAIRS = 2_000_000
CONTEXT = 1

_WORD = re.compile(r"\s+|\w+|[^\w\s]")


@dataclass(frozen=True)
class Change:
    """One line of a comparison.

    `sign` is "same", "removed", "added", "changed" or "gap" (lines left out, `number` of them);
    `parts` are (sign, words).
    """

    sign: str
    parts: tuple = ()
    number: int = 0


def differences(old, new):
    """The Changes that lead from one text to another; empty where they are equal."""
    if old == new:
        return []
    before, after = ([line for line in text.split("\n") if line.strip()] for text in (old, new))
    if max(len(before), len(after)) > MAXIMUM_LINES:
        return [*_whole("removed", before), *_whole("added", after)]
    return list(_Comparison().lines(before, after))


def _whole(sign, lines):
    return [Change(sign, ((sign, line),)) for line in lines]


def _around(lines, is_first, is_last):
    """The equal lines next to a change; the rest as a gap."""
    head = [] if is_first else lines[:CONTEXT]
    tail = [] if is_last else lines[max(len(lines) - CONTEXT, len(head)) :]
    left_out = len(lines) - len(head) - len(tail)
    gap = [Change("gap", number=left_out)] if left_out else []
    return [*_whole("same", head), *gap, *_whole("same", tail)]


class _Comparison:
    """Keeps count of the work that comparing words may still cost."""

    def __init__(self):
        self.pairs_left = MAXIMUM_PAIRS

    def lines(self, before, after):
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
        before, after = _WORD.findall(old), _WORD.findall(new)
        self.pairs_left -= len(before) * len(after)
        matcher = SequenceMatcher(None, before, after, autojunk=False)
        if self.pairs_left < 0 or matcher.ratio() < 0.4:
            return _whole("removed", [old]) + _whole("added", [new])
        parts = []
        for step, i1, i2, j1, j2 in matcher.get_opcodes():
            if step == "equal":
                parts.append(("same", "".join(before[i1:i2])))
            if i2 > i1 and step != "equal":
                parts.append(("removed", "".join(before[i1:i2])))
            if j2 > j1 and step != "equal":
                parts.append(("added", "".join(after[j1:j2])))
        return [Change("changed", tuple(parts))]
