"""Two concepts that somebody asks to be told apart: "difference between empathy and sympathy",
"empathy vs sympathy", "how do empathy and sympathy differ".
"""

import json
import re
from dataclasses import dataclass

from django.db import connection
from django.db.models import Exists, OuterRef, Q

from concepts.models import Name, Relation, comparison_url, published

from . import analysis, matches, weights

# Words of a question that are looked at, and of a name.
MOST_WORDS = 24
LONGEST_NAME = 7
# Of the comparisons that a half-typed text may go on to.
MOST_UNFINISHED = 3

_ASKING = frozenset(
    "compare compared comparing comparison contrast contrasted contrasting differ differs"
    " difference differences differ different differently distinction distinguish distinguishing"
    " same similar similarities".split()
)
_VERSUS = frozenset({"vs", "v", "versus"})
_BETWEEN = _VERSUS | {"and", "or", "from", "to", "with", "than", "as", "not"}
# Of "empathy or sympathy" the whole has to be names: "can I trust or ..." asks something else.
_ALONE = frozenset({"or"})
# A question's own words, which are no part of a name where they stand at its edge.
_EDGE = frozenset(
    "a an the is are do does how what whats which explain between of in please tell me about s"
    " it there main key".split()
)


@dataclass(frozen=True)
class Pair:
    """Two concepts side by side: their titles as they were asked for, and the address."""

    first: str
    second: str
    path: str


def find_pair(text):
    """The Pair that a typed text asks to compare, or None: at most one query, and none for a text
    that compares nothing.
    """
    sides = list(dict.fromkeys(_sides(_typed(text))))
    if not sides:
        return None
    known = _known({key for side in sides for name in side for key in _keys(name)})

    def find(name):
        return next((known[key] for key in _keys(name) if key in known), None)

    for one, other in sides:
        first, second = find(one), find(other)
        if first and first == second:
            return None
        if first and second:
            return Pair(first[1], second[1], comparison_url(first[0], second[0]))
    return None


def find_unfinished(text):
    """The Pairs that a text may ask for when its second name is whole: the first is, and is written
    out beside them. At most two queries, and none for a text that compares nothing.
    """
    sides = list(dict.fromkeys(_unfinished_sides(_typed(text))))
    if not sides:
        return []
    known = _known({key for name, _ in sides for key in _keys(name)})
    for name, begun in sides:
        first = next((known[key] for key in _keys(name) if key in known), None)
        if first:
            return _pairs_of(first, " ".join(folded for folded, _ in begun))
    return []


def _typed(text):
    """(folded, term) of each word, the first ones alone."""
    words = analysis.words(analysis.undotted(re.sub(r"[/&]", " and ", text)))
    return [(word.folded, word.term) for word in words][:MOST_WORDS]


def _unfinished_sides(typed):
    """(name, beginning of another) pairs that the words may mean, the likeliest first."""
    said = [folded for folded, _ in typed]
    asks = any(word in _ASKING for word in said)
    for at in range(len(said) - 1, 0, -1):
        word, before, after = said[at], typed[:at], typed[at + 1 :]
        if word in _VERSUS or (asks and word in _BETWEEN):
            before, after = _trim(before, _EDGE | _ASKING), _trim(after, _EDGE)
            yield from ((before[first:], after) for first in _starts(before))
        elif word in _ALONE:
            yield _trim(before, _EDGE), _trim(after, _EDGE)
    if asks:
        rest = _trim(typed, _EDGE | _ASKING)
        yield from ((rest[:at], rest[at:]) for at in range(len(rest), 0, -1))


def _starts(words):
    return range(max(0, len(words) - LONGEST_NAME), len(words))


def _pairs_of(first, begun):
    """The Pairs of a page, (slug, title), with those that it is told apart from and a name of which
    begins so; what is written out point by point first."""
    slug, title = first
    here, there = Q(entry__slug=slug), Q(target__slug=slug)
    told = Relation.objects.published().telling_apart()
    beside = told.filter(
        (here & Q(target=OuterRef("entry"))) | (there & Q(entry=OuterRef("entry")))
    )
    names = (
        Name.objects.filter(published("entry__"), Exists(beside))
        .annotate(is_written=Exists(beside.exclude(contrast=[])))
        .order_by("-is_written", "entry__sort_key", "entry__slug")
        .values_list("key", "entry__slug", "entry__title")
    )
    found = {}
    for key, other, its_title in names:
        words = [word.folded for word in analysis.words(key)]
        if " ".join(words).startswith(begun) or "".join(words).startswith(begun.replace(" ", "")):
            found.setdefault(other, Pair(title, its_title, comparison_url(slug, other)))
    return list(found.values())[:MOST_UNFINISHED]


def _sides(typed):
    """The pairs of names, each (folded, term) pairs, that the words may ask about; the likeliest
    first.
    """
    said = [folded for folded, _ in typed]
    asks = any(word in _ASKING for word in said)
    for at, word in enumerate(said):
        if word in _VERSUS or (asks and word in _BETWEEN):
            # A name may itself begin or end with such words: power and difference.
            for edge in (_EDGE, _EDGE | _ASKING):
                yield from _names(_trim(typed[:at], edge), _trim(typed[at + 1 :], edge))
        elif word in _ALONE:
            yield _trim(typed[:at], _EDGE), _trim(typed[at + 1 :], _EDGE)
    if asks:
        rest = _trim(typed, _EDGE | _ASKING)
        for at in range(1, len(rest)):
            yield from _names(rest[:at], rest[at:])


def _names(before, after):
    """The ends of what stands before and the beginnings of what stands after, longest first."""
    for first in _starts(before):
        for last in range(min(len(after), LONGEST_NAME), 0, -1):
            yield before[first:], after[:last]


def _trim(pairs, edge):
    """The words without those at the edges that only ask."""
    kept = list(pairs)
    while kept and kept[0][0] in edge:
        kept = kept[1:]
    while kept and kept[-1][0] in edge:
        kept = kept[:-1]
    return tuple(kept)


def _keys(name):
    """What a name is filed under: its terms, and its words written as one."""
    if not name:
        return []
    own = " ".join(term for _, term in analysis.subject(list(name)))
    as_one = "".join(folded for folded, _ in name)[: analysis.MAXIMUM_LETTERS]
    return [own[: weights.LONGEST_KEY], analysis.term_of(as_one)]


def _known(keys):
    """{key: (slug, title)} of the concepts that have a name with these terms; of several the one
    whose title it is.
    """
    blanks = ", ".join(["%s"] * len(keys))
    statement = f"""
        SELECT key, (SELECT card FROM search_page p WHERE p.entry_id = name.entry_id)
        FROM search_name name
        WHERE place IN ({", ".join(map(str, matches.BY_TERMS))}) AND key IN ({blanks})
        ORDER BY place DESC, entry_id DESC
    """  # noqa: S608 (our own names)
    with connection.cursor() as cursor:
        cursor.execute(statement, sorted(keys))
        found = {}
        for key, card in cursor:
            type, _, slug, title, *_ = json.loads(card)
            if type == "concept":
                found[key] = slug, title
        return found
