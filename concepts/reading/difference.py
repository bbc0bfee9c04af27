"""What changed between two texts, line by line and within a line word by word. Pure."""

import re
from dataclasses import dataclass
from difflib import SequenceMatcher

# Beyond these, comparing takes longer than a reader waits: then lines are shown as removed and added whole.
MAXIMUM_LINES = 5_000
MAXIMUM_WORDS = 1_500
CONTEXT = 1

_WORD = re.compile(r"\s+|\w+|[^\w\s]")


@dataclass(frozen=True)
class Change:
    """One line of a comparison.

    `sign` is "same", "removed", "added", "changed" or "gap" (lines left out, `number` of them); `parts` are (sign, words).
    """

    sign: str
    parts: tuple = ()
    number: int = 0


def differences(old, new):
    """The Changes that lead from one text to another; empty where they are equal."""
    if old == new:
        return []
    before, after = old.split("\n"), new.split("\n")
    if max(len(before), len(after)) > MAXIMUM_LINES:
        return [*_whole("removed", before), *_whole("added", after)]
    changes = []
    steps = SequenceMatcher(None, before, after, autojunk=False).get_opcodes()
    for number, (step, i1, i2, j1, j2) in enumerate(steps):
        if step == "equal":
            changes += _around(before[i1:i2], number == 0, number == len(steps) - 1)
        elif step == "replace":
            changes += _pairs(before[i1:i2], after[j1:j2])
        else:
            changes += _whole("removed", before[i1:i2]) + _whole("added", after[j1:j2])
    return changes


def _whole(sign, lines):
    return [Change(sign, ((sign, line),)) for line in lines if line.strip()]


def _around(lines, is_first, is_last):
    """The equal lines next to a change; the rest as a gap."""
    lines = [line for line in lines if line.strip()]
    head = [] if is_first else lines[:CONTEXT]
    tail = [] if is_last else lines[max(len(lines) - CONTEXT, len(head)) :]
    left_out = len(lines) - len(head) - len(tail)
    gap = [Change("gap", number=left_out)] if left_out else []
    return [*_same(head), *gap, *_same(tail)]


def _same(lines):
    return [Change("same", (("same", line),)) for line in lines]


def _pairs(before, after):
    before, after = ([line for line in lines if line.strip()] for lines in (before, after))
    shared = min(len(before), len(after))
    changes = []
    for old, new in zip(before[:shared], after[:shared], strict=True):
        changes += _within(old, new)
    return [*changes, *_whole("removed", before[shared:]), *_whole("added", after[shared:])]


def _within(old, new):
    """One changed line as its words, or as removed and added where little of it stayed."""
    before, after = _WORD.findall(old), _WORD.findall(new)
    if max(len(before), len(after)) > MAXIMUM_WORDS:
        return _whole("removed", [old]) + _whole("added", [new])
    matcher = SequenceMatcher(None, before, after, autojunk=False)
    if matcher.ratio() < 0.4:
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
