"""How a page stands among others: its places in frameworks, its ties, who links to it."""

from dataclasses import dataclass, field
from itertools import groupby

from django.db.models import Exists, OuterRef, Q

from concepts.contentfile import (
    BASES,
    DIRECTIONS,
    RELATION_TYPES,
    SYMMETRIC_TYPES,
    TELLING_APART,
)
from concepts.models import (
    About,
    Entry,
    Membership,
    Name,
    Relation,
    WikiLink,
    comparison_url,
    published,
)
from concepts.prepared import prepared

from .comparison import Row, row_from
from .entry import LISTED, listed


@dataclass
class Place:
    """A page's place in a framework: all its members in order, and where the page stands among
    them."""

    framework: Entry
    members: list
    position: int

    @property
    def total(self):
        return len(self.members)

    @property
    def previous(self):
        return self._neighbour(-1)

    @property
    def next(self):
        return self._neighbour(1)

    def _neighbour(self, step):
        """The page before or after this one in the list, if readers can see it."""
        place = self.position - 1 + step
        if not 0 <= place < len(self.members):
            return None
        page = self.members[place].entry
        return page if page is not None and page.is_published else None


def places_of(entry):
    """The Places of a page in published frameworks, in alphabetical order."""
    places = []
    for _, group in groupby(_members_beside(entry.pk), key=lambda member: member.framework_id):
        group = list(group)
        here = next(number for number, member in enumerate(group, 1) if member.entry_id == entry.pk)
        places.append(Place(group[0].framework, group, here))
    return places


@prepared
def _members_beside(entry):
    return (
        Membership.objects.filter(published("framework__"), framework__members__entry=entry)
        .select_related("framework", "entry")
        .only(
            "position",
            "label",
            *listed("framework__"),
            "framework__ordered",
            "framework__steps",
            *listed("entry__"),
        )
        .order_by("framework__sort_key", "framework__slug", "position")
    )


@dataclass
class Tie:
    """A relation as it reads from one page: the words that lead from there to `other`.

    `rows` and `example` tell the two apart, this page first. `comparison` is where they stand side
    by side, if the relation tells them apart. `is_said`: it rests on nothing but that a source
    document says so.
    """

    type: str
    words: str
    is_inverse: bool
    other: Entry
    reason: str
    basis: str
    comparison: str = ""
    direction: str = ""
    rows: tuple = ()
    example: Row | None = None
    html: str = field(default="", compare=False)

    @property
    def sign(self):
        """Which way a correlation goes, or nothing."""
        return DIRECTIONS[self.direction].sign if self.direction else ""

    @property
    def is_symmetric(self):
        return self.type in SYMMETRIC_TYPES

    @property
    def is_said(self):
        return self.basis == BASES["source"].words


def ties_of(entry):
    """The Ties of a page in both directions, in the order of the types; those that it states itself
    first."""
    return ties_from(entry, relations_of([entry]))


def relations_of(entries):
    """The relations that these pages state, and those that others state of them."""
    return _relations([entry.pk for entry in entries])


@prepared
def _relations(pks):
    return (
        Relation.objects.published()
        .filter(Q(entry__pk__in=pks) | Q(target__pk__in=pks))
        .select_related("entry", "target")
        .only(
            "type",
            "reason",
            "basis",
            "direction",
            "contrast",
            "example",
            *listed("entry__"),
            *listed("target__"),
        )
    )


def ties_from(entry, relations):
    """Those of `relations` that have `entry` at one end, as the Ties of that page."""
    order = {name: number for number, name in enumerate(RELATION_TYPES)}
    ties = []
    for relation in relations:
        if entry.pk not in (relation.entry_id, relation.target_id):
            continue
        inverse = relation.entry_id != entry.pk
        other = relation.entry if inverse else relation.target
        tie = Tie(
            relation.type,
            relation.words_from(entry),
            inverse and relation.type not in SYMMETRIC_TYPES,
            other,
            relation.reason,
            relation.get_basis_display(),
            comparison_url(entry.slug, other.slug) if relation.type in TELLING_APART else "",
            relation.direction,
            tuple(row_from(row, relation.entry_id != entry.pk) for row in relation.contrast),
            relation.example and row_from(relation.example, relation.entry_id != entry.pk),
        )
        # What goes more with the page and what goes less stand together under their words.
        place = order[relation.type], tie.is_inverse, tie.direction == "less", tie.other.sort_key
        ties.append((place, tie))
    return [tie for _, tie in sorted(ties, key=lambda pair: pair[0])]


def told_apart(ties):
    """Those of a page's Ties that tell it apart from another page, one for each page: what is
    written out most fully first, and then what is mistaken for it."""
    telling = [tie for tie in ties if tie.type in TELLING_APART]
    pages = {}
    for tie in sorted(telling, key=fullness):
        pages.setdefault(tie.other.pk, tie)
    return list(pages.values())


def fullness(tie):
    """How fully a Tie is written out, for sorting."""
    return -len(tie.rows), not RELATION_TYPES[tie.type].is_mistaken


def ties_in(content, pages):
    """The Ties that a text states, in the order of the types; `pages` maps slugs to published
    pages. A tie to nothing that readers see is left out."""
    order = {name: number for number, name in enumerate(RELATION_TYPES)}
    ties = [
        Tie(
            line.type,
            f"{RELATION_TYPES[line.type].words} {line.direction}".rstrip(),
            False,
            pages[line.to],
            line.reason,
            BASES[line.basis].words,
            direction=line.direction,
            rows=tuple(Row(row.of, (row.here, row.there)) for row in line.contrast),
        )
        for line in content.relations
        if line.to in pages
    ]
    return sorted(ties, key=lambda tie: (order[tie.type], tie.other.sort_key))


def mentions_of(entry):
    """(questions about the entry, other pages whose text links to it), each in alphabetical
    order."""
    questions, others = [], []
    for page in _pages_that_mention(entry.pk):
        (questions if page.asks else others).append(page)
    return questions, others


@prepared
def _pages_that_mention(entry):
    """Begun from the few links and questions: to ask each page of the site whether it has one takes
    longer with each page."""
    names = Name.objects.filter(entry=entry).values("key")
    links = WikiLink.objects.filter(key__in=names).order_by().values("entry")
    about = About.objects.filter(concept=entry).order_by().values("question")
    return (
        Entry.objects.published()
        .filter(pk__in=links.union(about))
        .exclude(pk=entry)
        .annotate(asks=Exists(About.objects.filter(question=OuterRef("pk"), concept=entry)))
        .only(*LISTED)
        .in_alphabet()
    )
