"""Misspelt words: the words of titles, aliases, definitions and headings, each filed under what is
left of it without a letter or two.

Two words that differ by at most two letters share such a remainder, so that a wrong word finds its
candidates by equality alone, on both databases and in the same way (the symmetric deletes of
SymSpell). Only the first seven letters are taken apart.
"""

from itertools import combinations

PREFIX = 7
SHORTEST = 4
# In the same list: terms of words, of those that are written with hyphens, and the ends of words of
# names. No remainder begins so.
TERM = "="
AS_ONE = "-"
INSIDE = "~"
# Letters of an end, from a second letter on, that somebody may type for the whole.
SHORTEST_END = 3


def errors_allowed(word):
    """How many wrong, missing, surplus or swapped letters a word of this length may have."""
    return 0 if len(word) < SHORTEST else 1 if len(word) < 6 else 2


def is_sure(wrong, right, errors):
    """Whether `wrong` is so near to `right` that nothing else can have been meant.

    Short words, and those with another first letter, are often words of their own that no page has:
    zoom is no room, and racism no realism.
    """
    if errors == 1:
        return len(wrong) >= 7 or (len(wrong) >= 5 and wrong[0] == right[0])
    return len(wrong) >= 7 and wrong[0] == right[0]


def remainders(word, errors=None):
    """`word` itself and what is left of its beginning without up to `errors` letters."""
    beginning = word[:PREFIX]
    errors = errors_allowed(word) if errors is None else errors
    found = {beginning}
    for count in range(1, errors + 1):
        for left in combinations(range(len(beginning)), count):
            found.add("".join(char for at, char in enumerate(beginning) if at not in left))
    return found


def ends(word):
    """The keys of what `word` ends with."""
    return [INSIDE + word[at:] for at in range(1, len(word) - SHORTEST_END + 1)]


def distance(one, other, limit):
    """The number of letters missing, surplus, changed or swapped with a neighbour between two
    words; `limit` + 1 if more.
    """
    if abs(len(one) - len(other)) > limit or _have_other_letters(one, other, limit):
        return limit + 1
    row = _last_row(one, other, limit)
    return min(row[-1], limit + 1)


def distance_to_beginning(half, whole, limit):
    """The distance of `half` to the nearest beginning of `whole`."""
    beginning = whole[: len(half) + limit]
    if len(half) - len(beginning) > limit:
        return limit + 1
    return min(*_last_row(half, beginning, limit), limit + 1)


def _have_other_letters(one, other, limit):
    """Whether too many letters stand in only one of the words: a mistake brings in or takes away
    two at most.
    """
    return len(set(one) ^ set(other)) > 2 * limit


def _last_row(one, other, limit):
    """The distances of `one` to all beginnings of `other`; what is beyond `limit` may be any
    greater number.
    """
    before_that, before, row = None, None, list(range(len(other) + 1))
    last = None
    for i, char in enumerate(one, 1):
        before_that, before = before, row
        row = [i]
        left = i
        for j, twin in enumerate(other, 1):
            if char == twin:
                cost = before[j - 1]
            else:
                up, across = before[j], before[j - 1]
                cost = (left if left < up else up) if left < across or up < across else across
                cost += 1
                if before_that and j > 1 and char == other[j - 2] and last == twin:
                    cost = min(cost, before_that[j - 2] + 1)
            row.append(cost)
            left = cost
        if min(row) > limit:
            return [limit + 1]
        last = char
    return row
