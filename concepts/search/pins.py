"""Answers that go before all others, whatever the index says: help, for what somebody in need may
type.
"""

from itertools import pairwise

from . import spelling, words

MOST_WORDS = 24
# Of a word that is still being typed, so many letters are enough.
ENOUGH_LETTERS = 4


def matching(text, pinned, is_known):
    """The addresses in `pinned`, (words, address) pairs, whose words all stand in `text`, near
    misspellings and a last word that is not finished included.

    `is_known(word)` says whether a word stands in some page: then it was meant as it is, and `race`
    is no `rape` misspelt. It is asked only about words that look misspelt.
    """
    typed = words.pairs(str(text or "")[:300])[:MOST_WORDS]
    # "help line" and "over dose" too; what may be half a word stays the last.
    typed = [*(_as_one(one, other) for one, other in pairwise(typed)), *typed]
    found = []
    for wanted, address in pinned:
        needed = _needed(words.pairs(wanted))
        if needed and address not in found and _all_stand(needed, typed, is_known):
            found.append(address)
    return found


def _as_one(one, other):
    folded = (one[0] + other[0])[: words.MAXIMUM_LETTERS]
    return folded, words.term_of(folded)


def _needed(pairs):
    """The words that carry the subject; where that is one alone, all but the smallest words: who
    wants to know about lives or cuts is not to be met with "don't want to live".
    """
    subject = words.subject(pairs)
    if len(subject) > 1:
        return subject
    return [pair for pair in pairs if pair in subject or len(pair[0]) >= ENOUGH_LETTERS]


def _all_stand(needed, typed, is_known):
    doubtful = []
    for folded, term in needed:
        if any(term == other for _, other in typed):
            continue
        limit = spelling.errors_allowed(folded)
        # With no error allowed only the same word is near, and that has been looked for; of words
        # too short for errors, those with swapped letters are meant ("dei").
        near = [word for word, _ in typed if spelling.distance(folded, word, limit) <= limit]
        near += [word for word, _ in typed if not limit and sorted(word) == sorted(folded)]
        near += [word for word, _ in typed[-1:] if _begins(word, folded)]
        if not near:
            return False
        doubtful.append(near)
    return all(any(not is_known(word) for word in near) for near in doubtful)


def _begins(half, whole):
    return len(half) >= ENOUGH_LETTERS and whole.startswith(half)
