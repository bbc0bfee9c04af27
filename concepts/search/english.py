"""What is an ordinary English word, so that it is not taken for another one misspelt."""

from bisect import bisect_left
from functools import lru_cache
from itertools import islice
from pathlib import Path

# The only words of two letters that a text without spaces is taken apart into.
SHORT = frozenset(
    "ai am an as at be by do go he if in is it me my no of on or so to up us we".split()
)


def has(word):
    return word in _words()[1]


def beginning(half, most=50):
    """The first words that begin with `half`."""
    ordered = _words()[0]
    found = islice(ordered, bisect_left(ordered, half), None)
    return [word for word in islice(found, most) if word.startswith(half)]


@lru_cache(maxsize=1)
def _words():
    text = Path(__file__).with_name("english.txt").read_text(encoding="ascii")
    ordered = [line for line in text.splitlines() if not line.startswith("#")]
    return ordered, frozenset(ordered) | SHORT
