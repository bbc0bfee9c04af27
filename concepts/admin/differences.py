"""What differs between two texts: by lines, and inside a changed line by words. Pure."""

import re
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import zip_longest

# Beyond this many lines or words a text is shown as replaced: difflib's worst case is quadratic.
MAXIMUM = 6_000
CONTEXT = 2


@dataclass(frozen=True)
class Line:
    """A line of a difference.

    `sign` is "same", "removed", "added" or "skipped" (then `count` lines are left out);
    `parts` are (changed, text) pairs.
    """

    sign: str
    parts: tuple = ()
    count: int = 0


def differences(old, new):
    """The Lines that lead from `old` to `new`; empty where the two are the same."""
    if old == new:
        return []
    before, after = old.split("\n"), new.split("\n")
    if len(before) > MAXIMUM or len(after) > MAXIMUM:
        return [*_whole("removed", before), *_whole("added", after)]
    found = []
    for tag, i, j, k, m in SequenceMatcher(None, before, after).get_opcodes():
        if tag == "equal":
            found.extend(_whole("same", before[i:j]))
        else:
            found.extend(_replaced(before[i:j], after[k:m]))
    return _folded(found)


def _whole(sign, lines):
    return [Line(sign, ((False, line),)) for line in lines]


def _replaced(before, after):
    """Lines that stand for one another, each above its successor."""
    for one, other in zip_longest(before, after):
        if one is None:
            yield Line("added", ((False, other),))
        elif other is None:
            yield Line("removed", ((False, one),))
        else:
            yield from _words(one, other)


def _words(one, other):
    before, after = re.findall(r"\s+|\w+|[^\w\s]", one), re.findall(r"\s+|\w+|[^\w\s]", other)
    if len(before) <= MAXIMUM and len(after) <= MAXIMUM:
        matcher = SequenceMatcher(None, before, after)
        if matcher.ratio() > 0.4:
            steps = matcher.get_opcodes()
            removed = [(tag != "equal", "".join(before[i:j])) for tag, i, j, _, _ in steps if j > i]
            added = [(tag != "equal", "".join(after[k:m])) for tag, _, _, k, m in steps if m > k]
            yield Line("removed", tuple(removed))
            yield Line("added", tuple(added))
            return
    yield Line("removed", ((False, one),))
    yield Line("added", ((False, other),))


def _folded(lines):
    """Long runs of lines that are the same, less all but a few beside what changed."""
    kept = set()
    for number, line in enumerate(lines):
        if line.sign != "same":
            kept.update(range(number - CONTEXT, number + CONTEXT + 1))
    found, skipped = [], 0
    for number, line in enumerate(lines):
        if number in kept or line.sign != "same":
            if skipped:
                found.append(Line("skipped", count=skipped))
                skipped = 0
            found.append(line)
        else:
            skipped += 1
    if skipped:
        found.append(Line("skipped", count=skipped))
    return found
