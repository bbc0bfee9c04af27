"""Misspelt words: the words of titles, aliases, definitions and headings, each filed under what is left of it without a letter or two.

Two words that differ by at most two letters share such a remainder, so that a wrong word finds its candidates by equality alone,
on both databases and in the same way (the symmetric deletes of SymSpell). Only the first seven letters are taken apart.
"""

from itertools import combinations

PREFIX = 7
SHORTEST = 4


def errors_allowed(word):
    """How many wrong, missing, surplus or swapped letters a word of this length may have."""
    return 0 if len(word) < SHORTEST else 1 if len(word) < 6 else 2


def remainders(word, errors=None):
    """`word` itself and what is left of its beginning without up to `errors` letters."""
    beginning = word[:PREFIX]
    errors = errors_allowed(word) if errors is None else errors
    found = {beginning}
    for count in range(1, errors + 1):
        for left in combinations(range(len(beginning)), count):
            found.add("".join(sign for at, sign in enumerate(beginning) if at not in left))
    return found


def distance(one, other, limit):
    """The number of letters added, dropped, changed or swapped with a neighbour between two words; `limit` + 1 if more."""
    if abs(len(one) - len(other)) > limit:
        return limit + 1
    before, row = None, list(range(len(other) + 1))
    for i, sign in enumerate(one, 1):
        before_that, before, row = before, row, [i]
        for j, twin in enumerate(other, 1):
            cost = min(before[j] + 1, row[j - 1] + 1, before[j - 1] + (sign != twin))
            if i > 1 and j > 1 and sign == other[j - 2] and one[i - 2] == twin:
                cost = min(cost, before_that[j - 2] + 1)
            row.append(cost)
        if min(row) > limit:
            return limit + 1
    return row[-1]


def distance_to_beginning(half, whole, limit):
    """The distance of `half` to the nearest beginning of `whole`."""
    lengths = range(max(1, len(half) - limit), min(len(whole), len(half) + limit) + 1)
    return min((distance(half, whole[:length], limit) for length in lengths), default=limit + 1)
