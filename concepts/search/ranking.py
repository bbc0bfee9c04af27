"""The order of answers. Pure: the same candidates have the same order, whichever database found
them.

Where somebody asks about a matter of their own, questions come first that are about it; else an
exact title or alias, then an exact search word, then names that begin with what was
typed, then pages with all words in their names, in names and definition, anywhere, and last those
with some of the words.
"""

from math import log2
from operator import mul

from concepts.contentfile import TYPES

from . import weights
from .matches import Match
from .query import VOICED as VOICED_WORDS
from .retrieval import BOUND

_PLACES = {type: place for place, type in enumerate(TYPES)}

(
    VOICED,  # a question whose names have what somebody asks about a matter of their own
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
) = range(11, 0, -1)
STEP = 1000
# What a name alone decides: the tier, and what is added within it.
NAMES = {
    Match.TITLE_AS_TYPED: (AS_TYPED, 100),
    Match.ALIAS_AS_TYPED: (AS_TYPED, 0),
    Match.SEARCH_WORD_AS_TYPED: (SEARCH_WORD, 0),
    Match.TITLE_BY_TERMS: (BY_TERMS, 100),
    Match.ALIAS_BY_TERMS: (BY_TERMS, 0),
    Match.SEARCH_WORD_BY_TERMS: (SEARCH_WORD, 0),
    # The fewer words the name has, the more of it has been typed.
    Match.TITLE_OF_ONE_BEGINS: (BEGINS, 170),
    Match.ALIAS_OF_ONE_BEGINS: (BEGINS, 150),
    Match.TITLE_OF_TWO_BEGINS: (BEGINS, 120),
    Match.ALIAS_OF_MORE_BEGINS: (BEGINS, 100),
    Match.TITLE_OF_THREE_BEGINS: (BEGINS, 70),
    Match.TITLE_OF_MORE_BEGINS: (BEGINS, 20),
}
# A page that is named in the query and lacks words stands before those that have all only if what
# it has says so much of the query: else "Therapist" answered whatever is asked about one.
WORTH_NAMING = 1 / 4
# How much of the query the names of a question have that goes first where somebody asks about a
# matter of their own: half, or less if its text has all words.
MOST_ANSWERED, PART_ANSWERED = 1 / 2, 1 / 3


def place_of(type):
    """Where a type of page stands among those that answer equally well; other things come last."""
    return _PLACES.get(type, len(_PLACES))


def order(query, found):
    """The (score, candidate) pairs of `found`, best first."""
    rarity = _rarity(query, found)
    ranked = [
        (
            -score(candidate, rarity, query),
            place_of(candidate.type),
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
    if candidate.in_text or candidate.match.is_of_query:
        return ()
    pairs = zip(query.words, candidate.weights, strict=True)
    return tuple(folded for (folded, _), weight in pairs if weight is None)


def _rarity(query, found):
    """What each term counts: one that few of the candidates have counts more."""
    columns = zip(*(candidate.weights for candidate in found), strict=True)
    counts = [len(found) - column.count(None) for column in columns]
    return [1 + log2((BOUND + 1) / (min(count, BOUND) + 1)) for count in counts]


def score(candidate, rarity, query):
    tier, extra = _tier(candidate, rarity)
    if query.is_voiced and _answers(query, candidate, rarity):
        tier = VOICED
    mean = 0
    if rarity:
        mean = sum(map(mul, rarity, [weight or 0 for weight in candidate.weights])) / sum(rarity)
    return tier * STEP + extra + round(mean)


def _tier(candidate, rarity):
    match = candidate.match
    if match in NAMES:
        return NAMES[match]
    lowest = min(candidate.weights, default=0) if candidate.in_text else 0
    is_named = match is Match.IN_QUERY
    if lowest >= weights.SEARCH or match in (Match.INSIDE_TITLE, Match.INSIDE_ALIAS):
        return IN_NAMES, 0
    if is_named and candidate.in_text:
        return NAMED, 0
    if lowest >= weights.SUMMARY or match.is_of_query:
        return IN_DEFINITION, 0
    if is_named and _share(candidate, rarity) >= WORTH_NAMING:
        return NAMED_AND_SOME, 0
    return (ANYWHERE if candidate.in_text else SOME), 0


def _answers(query, candidate, rarity):
    """Whether a page is a question whose names have most of what the query is about, or a part of
    it and the text all of it.
    """
    if candidate.type != "question":
        return False
    counted = [
        (rare, weight or 0)
        for rare, weight, term in zip(rarity, candidate.weights, query.terms, strict=True)
        if term not in VOICED_WORDS
    ]
    whole = sum(rare for rare, _ in counted)
    named = sum(rare for rare, weight in counted if weight >= weights.SEARCH)
    enough = PART_ANSWERED if candidate.in_text else MOST_ANSWERED
    return bool(whole) and named / whole >= enough


def _share(candidate, rarity):
    """How much of the query a page has."""
    return sum(map(mul, rarity, map(bool, candidate.weights))) / sum(rarity)
