"""What may be meant while somebody types: pages by their names, references and tags, in three small
queries.
"""

from dataclasses import dataclass, field

from django.db.models import Exists, OuterRef, Q

from concepts.models import FOLDERS, EntryTag, Reference, Tag, tag_slug

from . import candidates, mending, pins, query, scoring, snippets, words

GROUPS = {
    "concept": "concepts",
    "framework": "frameworks",
    "question": "questions",
    "reference": "references",
    "tag": "tags",
}
# Of references and tags, so that they do not push pages out.
FEW = 2


@dataclass(frozen=True)
class Suggestion:
    """One line of the list. `label` is safe HTML: the title with what was typed in <mark>. `also`
    is the alias that matched where the title does not, or empty, and `also_label` its HTML.
    """

    type: str
    title: str
    path: str
    label: str
    kind: str = ""
    also: str = ""
    also_label: str = ""


@dataclass(frozen=True)
class Suggestions:
    """`groups` are (name, suggestions) pairs, the group of the best first; `corrected` is the text
    meant, if it was another.
    """

    groups: list = field(default_factory=list)
    corrected: str | None = None
    pinned: list = field(default_factory=list)

    @property
    def total(self):
        return sum(len(some) for _, some in self.groups)


def suggest(text, *, limit=8, pinned=()):
    """What may be meant by a text that is still being typed. `pinned` is as for `find`. Never
    raises for what was typed.
    """
    asked = query.read(text)
    first = pins.matching(text, pinned, mending.is_filed)
    if not asked:
        return Suggestions(pinned=first)
    corrected = None
    pages = _pages(asked)
    tags, references = _tags(asked), _references(asked)
    if not pages and not tags and not references and asked.words:
        better = mending.mended_while_typing(asked)
        if better is not None:
            asked, corrected = better, better.text
            pages, tags = _pages(asked), _tags(asked)
    room = max(0, limit - len(tags) - len(references))
    groups = {}
    for one in [*pages[:room], *references, *tags][: max(0, limit)]:
        groups.setdefault(GROUPS[one.type], []).append(one)
    return Suggestions(list(groups.items()), corrected, first)


def _pages(asked):
    found = []
    for candidate in candidates.suggest(asked):
        rank = _rank(asked, candidate)
        if rank is not None:
            found.append((rank, candidate))
    found.sort(key=lambda pair: (pair[0], len(pair[1].title), pair[1].title, pair[1].slug))
    return [_page(asked, candidate) for _, candidate in found[:20]]


def _rank(asked, candidate):
    """Small for good, None for pages that lack a word."""
    score = scoring.score(candidate, [1] * len(asked.terms))
    if candidate.place is None and not candidate.in_text:
        if not _names_have_all(asked, candidate):
            return None
        score = scoring.IN_NAMES * scoring.STEP
    return -score, scoring.TYPES.get(candidate.type, 3)


def _names_have_all(asked, candidate):
    """Whether the page's names have all finished words, and a word that begins with the unfinished
    one.
    """
    texts = _texts(candidate)
    if not any(asked.last[:2] in text.casefold() for text in texts):
        return False
    pairs = [pair for text in texts for pair in words.pairs(text)]
    terms = {term for _, term in pairs}
    finished = asked.terms[:-1] if asked.last else asked.terms
    return terms.issuperset(finished) and any(
        words.name_key(folded).startswith(asked.last)
        for folded, _ in pairs
        if folded[0] == asked.last[:1]
    )


def _texts(candidate):
    return [candidate.title, *(text for text, _ in candidate.names)]


def _page(asked, candidate):
    also = snippets.matching_alias(candidate.title, candidate.names, asked)
    return Suggestion(
        type=candidate.type,
        title=candidate.title,
        path=f"/{FOLDERS[candidate.type]}/{candidate.slug}/",
        label=snippets.marked(candidate.title, asked),
        kind=candidate.kind,
        also=also,
        also_label=snippets.marked(also, asked),
    )


def _plain(asked):
    return " ".join(folded for folded, _ in asked.typed)


def _tags(asked):
    slug = "" if asked.facets else tag_slug(_plain(asked))
    if not slug:
        return []
    used = Exists(EntryTag.objects.filter(tag=OuterRef("pk")))
    begun = Q(slug__startswith=slug) | Q(slug__contains=f"-{slug}")
    tags = Tag.objects.filter(begun, used).order_by("slug")[:FEW]
    return [
        Suggestion(
            type="tag",
            title=tag.name,
            path=f"/tags/{tag.slug}/",
            label=snippets.marked(tag.name, asked),
        )
        for tag in tags
    ]


def _references(asked):
    """Works whose key begins with what was typed (a first author's name), or whose title has it at
    the beginning of a word.
    """
    text = _plain(asked)
    if len(text) < 3 or asked.facets:
        return []
    begun = Q(key__startswith=text.replace(" ", "-"))
    in_title = Q(title__istartswith=text) | Q(title__icontains=f" {text}")
    works = Reference.objects.filter(begun | in_title).order_by("sort_key", "key")
    return [
        Suggestion(
            type="reference",
            title=f"{work.short or work.key}: {work.title}",
            path=f"/references/{work.key}/",
            label=snippets.marked(f"{work.short or work.key}: {work.title}", asked),
        )
        for work in works.only("key", "short", "title")[:FEW]
    ]
