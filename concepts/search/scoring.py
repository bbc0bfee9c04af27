"""The order of answers. Pure: the same candidates have the same order, whichever database found
them.

An exact title or alias comes first, then an exact search word, then names that begin with what was
typed, then pages with all words in their names, in names and definition, anywhere, and last those
with some of the words.
"""

from math import log2
from operator import mul

from . import weights
from .candidates import BOUND

TYPES = {"concept": 0, "framework": 1, "question": 2}

(
    AS_TYPED,
    BY_TERMS,
    SEARCH_WORD,
    BEGINS,
    IN_NAMES,
    NAMED,  # the page's whole name stands in the query, and all other words in the page
    IN_DEFINITION,
    NAMED_AND_SOME,  # the same without some of the other words
    ANYWHERE,
    SOME,
) = range(10, 0, -1)
STEP = 1000
# A page that is named in the query and lacks words stands before those that have all only if what
# it has says so much of the query: else "Therapist" answered whatever is asked about one.
WORTH_NAMING = 1 / 4


def order(query, found):
    """The (score, candidate) pairs of `found`, best first."""
    rarity = _rarity(query, found)
    ranked = [
        (
            -score(candidate, rarity),
            TYPES.get(candidate.type, 3),
            candidate.title.casefold(),
            candidate.slug,
            candidate,
        )
        for candidate in found
    ]
    ranked.sort()
    return [(-rank[0], rank[-1]) for rank in ranked]


def is_worth_it(score):
    """Whether a page answers the query as such, not only some of its words."""
    return score >= ANYWHERE * STEP


def missing(query, candidate):
    """The words of the query that a page does not have."""
    if candidate.in_text or candidate.place not in (None, weights.WITHIN):
        return ()
    pairs = zip(query.words, candidate.weights, strict=True)
    return tuple(folded for (folded, _), weight in pairs if weight is None)


def _rarity(query, found):
    """What each term counts: one that few of the candidates have counts more."""
    columns = zip(*(candidate.weights for candidate in found), strict=True)
    counts = [len(found) - column.count(None) for column in columns]
    return [1 + log2((BOUND + 1) / (min(count, BOUND) + 1)) for count in counts]


def score(candidate, rarity):
    tier, extra = _tier(candidate, rarity)
    mean = 0
    if rarity:
        mean = sum(map(mul, rarity, [weight or 0 for weight in candidate.weights])) / sum(rarity)
    return tier * STEP + extra + round(mean)


def _tier(candidate, rarity):
    place = candidate.place
    if place is not None:
        if place in (0, 1):
            return AS_TYPED, 100 * (1 - place)
        if place in (3, 4):
            return BY_TERMS, 100 * (4 - place)
        if place in (2, 5):
            return SEARCH_WORD, 0
        if place < 30:
            # The fewer words the name has, the more of it has been typed.
            return BEGINS, 50 * (4 - place % 10) + (20 if place < 20 else 0)
    lowest = min(candidate.weights, default=0) if candidate.in_text else 0
    is_within = place == weights.WITHIN
    if lowest >= weights.SEARCH or place in weights.SHOWN:
        return IN_NAMES, 0
    if is_within and candidate.in_text:
        return NAMED, 0
    if lowest >= weights.SUMMARY or place not in (None, weights.WITHIN):
        return IN_DEFINITION, 0
    if is_within and _share(candidate, rarity) >= WORTH_NAMING:
        return NAMED_AND_SOME, 0
    return (ANYWHERE if candidate.in_text else SOME), 0


def _share(candidate, rarity):
    """How much of the query a page has."""
    return sum(map(mul, rarity, map(bool, candidate.weights))) / sum(rarity)
