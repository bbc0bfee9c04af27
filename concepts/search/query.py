"""What somebody typed, as data: words, quoted phrases and filters. Whatever was typed, there is a
Query.
"""

import re
from dataclasses import dataclass, field
from functools import cached_property
from itertools import pairwise

from concepts.contentfile import KINDS, TYPES
from concepts.models import tag_slug

from . import analysis
from .indexing import facet

# Beyond these nothing better is found; they bound the work of a hostile query.
MAXIMUM_LETTERS = 300
MAXIMUM_TERMS = 8
MAXIMUM_TYPED = 24

_FILTER = re.compile(r'(?<!\S)(type|kind|tag):(?:"([^"]*)"|(\S+))', re.IGNORECASE)
# Asked about two things, and not about difference.
_BETWEEN = re.compile(r"\bdifferences? between\b", re.IGNORECASE)
# How somebody speaks who asks about a matter of their own, as a client or as a student.
_VOICE = re.compile(
    r"\b(?:my (?:own )?(?:\w+ )?(?:therap\w+|counsel\w+|psycho\w+|analyst|client\w*|patient\w*"
    r"|supervis\w+|sessions?)"
    r"|(?:is|was) (?:it|this|that) (?:ok|okay|alright|all right|fine|normal|wrong|bad|right|weird"
    r"|odd|strange|common|allowed|possible|unethical|ethical|safe)"
    r"|(?:can|could|may|should|must|shall|am|do|did|will|would|have|cant|shouldnt|dont) (?:i|we)"
    r"|(?:i|we) (?:can|could|should|must|have to|need to|am|feel|think|want|cant|dont|hate|love)"
    r"|what (?:if|happens if|to do if|do i do)|how (?:do|can|should|would|will) (?:i|we)"
    r"|im|ive|my)\b"
)
# The words of such a question that say nothing of its matter.
VOICED = frozenset(
    analysis.terms("ok okay alright fine normal wrong bad weird odd strange allowed")
)
_PHRASE = re.compile(r'["“”]([^"“”]+)["“”]')


@dataclass(frozen=True)
class Query:
    """A query as the search works with it.

    `typed` are the (folded, term) pairs of all words; `words` are those that have to be found,
    without stop words unless there are no others, each term once; `phrases` are tuples of terms
    that stand in a row; `facets` are index terms that a page must have; `key` is the whole as it is
    compared with the beginnings of names; `is_open` says that the last word may be half a word.

    `compounds.settled` makes one word of those that are spelt as one somewhere: `apart` has the
    terms of its parts in a row, by its own, and `plain` are the words as they were.
    """

    text: str
    typed: tuple = ()
    words: tuple = ()
    phrases: tuple = ()
    facets: tuple = ()
    key: str = ""
    is_open: bool = False
    filters: dict = field(default_factory=dict)
    apart: dict = field(default_factory=dict)
    plain: tuple = ()

    @cached_property
    def last(self):
        """The key of the last word if it may be half a word, else nothing."""
        return self.key.rpartition(" ")[2] if self.is_open else ""

    @cached_property
    def is_voiced(self):
        """Whether somebody asks about a matter of their own: a question is their answer."""
        return bool(_VOICE.search(" ".join(folded for folded, _ in self.typed)))

    @cached_property
    def terms(self):
        return tuple(term for _, term in self.words)

    @property
    def whole_names(self):
        """The terms of the names that the whole query may be: as it stands, and two words written
        as one.
        """
        joined = self._joined() if len(self.typed) == 2 else ()
        plain = " ".join(term for _, term in self.plain or self.words)
        return list(dict.fromkeys([plain, " ".join(self.terms), *joined]))

    @property
    def names_within(self):
        """The terms of the names that may stand in a longer query."""
        rows = [
            " ".join(terms[first:last])
            for terms in dict.fromkeys((tuple(term for _, term in self.plain), self.terms))
            for first in range(len(terms))
            for last in range(first + 1, len(terms) + 1)
            if last - first < len(terms)
        ]
        is_long = max(len(self.plain), len(self.words)) > 1
        return list(dict.fromkeys([*rows, *self._joined()])) if is_long else []

    def _joined(self):
        """The terms of neighbours written as one: counter transference, dropping out."""
        return [
            analysis.term_of((one + after)[: analysis.MAXIMUM_LETTERS])
            for (folded, term), (after, _) in pairwise(self.typed)
            if analysis.may_be_one(folded, after)
            for one in dict.fromkeys((folded, term))
        ]

    def __bool__(self):
        return bool(self.words or self.facets)


def read(text, type=None, kind=None, tag=None):
    """The Query of a typed text, and of filters that were chosen beside it."""
    # A lone surrogate could be neither looked for nor shown.
    text = str(text or "")[:MAXIMUM_LETTERS].encode(errors="replace").decode()
    filters = {}

    def take(match):
        name, value = match[1].lower(), analysis.fold(match[2] or match[3] or "").strip()
        known = {"type": TYPES, "kind": KINDS}.get(name)
        if (known and value not in known) or not tag_slug(value):
            return match[0]
        filters[name] = value
        return " "

    rest = analysis.undotted(_FILTER.sub(take, text))
    filters |= {
        name: value for name, value in (("type", type), ("kind", kind), ("tag", tag)) if value
    }
    facets = {
        facet(name, tag_slug(value) if name == "tag" else value) for name, value in filters.items()
    }
    phrases = tuple(
        found
        for match in _PHRASE.finditer(rest)
        if len(found := tuple(analysis.terms(match[1]))) > 1
    )
    typed = analysis.pairs(_BETWEEN.sub("between", rest))
    return Query(
        text=text,
        typed=tuple(typed[:MAXIMUM_TYPED]),
        words=wanted(typed),
        phrases=phrases[:3],
        facets=tuple(sorted(facets)),
        key=analysis.name_key(rest),
        is_open=_ends_in_a_word(rest),
        filters=filters,
    )


def _ends_in_a_word(text):
    ends = [word.end for word in analysis.words(text)][-1:]
    return ends == [len(text)]


def wanted(pairs):
    """Those of the (folded, term) pairs that have to be found."""
    once = tuple({term: (folded, term) for folded, term in analysis.subject(pairs)}.values())
    if len(once) <= MAXIMUM_TERMS:
        return once
    # Long words say most. Their order is kept.
    longest = sorted(once, key=lambda pair: -len(pair[0]))[:MAXIMUM_TERMS]
    return tuple(pair for pair in once if pair in longest)
