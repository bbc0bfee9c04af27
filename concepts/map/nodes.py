"""Concepts and their ties from the database: all of them while they are few, a bounded part of them
when they are many."""

from collections import Counter
from functools import cached_property

from django.db.models import Count, Q

from concepts.models import Concept, Membership, Relation, published

from .shapes import Node, Tie

LISTED = ("type", "slug", "title", "kind", "sort_key", "live", "withdrawn_at")
MOST_MEMBERS = 24  # of a kind or a framework, when there are many
MOST_TIES = 400  # that are read for one view


def node_of(page):
    return Node(page.pk, str(page), page.kind, page.get_absolute_url(), page.slug)


class Few:
    """All concepts, in alphabetical order, and all ties between them."""

    def __init__(self, concepts):
        self.slugs = {concept.slug: concept.pk for concept in concepts}
        self.nodes = {concept.pk: node_of(concept) for concept in concepts}
        places = {key: place for place, key in enumerate(self.nodes)}
        found = Relation.objects.published().values_list("type", "entry_id", "target_id")
        self.ties = sorted(
            (Tie(*row) for row in found.order_by() if row[1] in places and row[2] in places),
            key=lambda tie: (places[tie.start], places[tie.end], tie.type),
        )

    @classmethod
    def load(cls, most):
        """Few, or None where the site has more than `most` concepts."""
        concepts = list(Concept.objects.published().only(*LISTED).in_alphabet()[: most + 1])
        return cls(concepts) if len(concepts) <= most else None

    @property
    def kinds(self):
        """The number of concepts of each kind."""
        return Counter(node.kind for node in self.nodes.values())

    def concept(self, slug):
        return self.nodes.get(self.slugs.get(slug))

    def of_kind(self, kind):
        return [node for node in self.nodes.values() if node.kind == kind], True

    def of_framework(self, framework):
        keys = Membership.objects.filter(framework=framework).values_list("entry_id", flat=True)
        return [self.nodes[key] for key in keys if key in self.nodes], True

    def touching(self, keys, known):
        """The ties that begin or end at one of `keys`; the nodes that they need are added to
        `known`."""
        ties = [tie for tie in self.ties if tie.start in keys or tie.end in keys]
        ends = {end for tie in ties for end in (tie.start, tie.end)}
        known.update((key, node) for key, node in self.nodes.items() if key in ends)
        return ties

    def between(self, keys, known):
        return [tie for tie in self.ties if tie.start in keys and tie.end in keys]


class Many:
    """Asks for each part when it is needed, and never for all."""

    def concept(self, slug):
        page = Concept.objects.published().only(*LISTED).filter(slug=slug).first()
        return page and node_of(page)

    def of_kind(self, kind):
        """The concepts of a kind that have most ties, and whether these are all."""
        hubs = self.hubs(kind)
        return hubs, len(hubs) < MOST_MEMBERS

    def of_framework(self, framework):
        members = (
            Membership.objects.filter(
                published("entry__"), framework=framework, entry__type="concept"
            )
            .select_related("entry")
            .only("framework_id", "position", *(f"entry__{name}" for name in LISTED))
        )
        found = [node_of(member.entry) for member in members[: MOST_MEMBERS + 1]]
        return found[:MOST_MEMBERS], len(found) <= MOST_MEMBERS

    def hubs(self, kind=""):
        """The concepts with most ties, in alphabetical order: three queries."""
        numbers = Counter()
        for end in ("entry", "target"):
            # Counted without a look at the pages, which is faster; who can't be seen falls out
            # below.
            ties = Relation.objects.filter(**{f"{end}__kind": kind} if kind else {})
            rows = ties.order_by().values_list(f"{end}_id").annotate(number=Count("pk"))
            # More than are kept: who has few ties in one direction may have many in the other.
            numbers.update(dict(rows.order_by("-number", f"{end}_id")[: 3 * MOST_MEMBERS]))
        pages = {
            page.pk: page
            for page in Concept.objects.published().only(*LISTED).filter(pk__in=list(numbers))
        }
        best = sorted(pages, key=lambda key: (-numbers[key], key))[:MOST_MEMBERS]
        return [
            node_of(page)
            for page in sorted(map(pages.get, best), key=lambda page: (page.sort_key, page.slug))
        ]

    @cached_property
    def kinds(self):
        """The number of concepts of each kind."""
        rows = Concept.objects.published().order_by().values_list("kind").annotate(Count("pk"))
        return dict(rows)

    def ties_between_kinds(self):
        """(type, kind, kind) to the number of such ties."""
        rows = Relation.objects.published().filter(entry__type="concept", target__type="concept")
        rows = rows.order_by().values_list("type", "entry__kind", "target__kind")
        return {tuple(row[:3]): row[3] for row in rows.annotate(number=Count("pk"))}

    def touching(self, keys, known):
        return self._ties(Q(entry__in=keys) | Q(target__in=keys), known)

    def between(self, keys, known):
        return self._ties(Q(entry__in=keys) & Q(target__in=keys), known)

    def _ties(self, condition, known):
        rows = (
            Relation.objects.published()
            .filter(condition, entry__type="concept", target__type="concept")
            .select_related("entry", "target")
            .only(
                "type",
                *(f"{end}__{name}" for end in ("entry", "target") for name in LISTED),
            )
            .order_by("entry__sort_key", "target__sort_key", "type")
        )
        ties = []
        for row in rows[:MOST_TIES]:
            for page in (row.entry, row.target):
                known.setdefault(page.pk, node_of(page))
            ties.append(Tie(row.type, row.entry_id, row.target_id))
        return ties
