"""Concepts and their relations from the database, in bounded numbers."""

from collections import Counter

from django.db.models import Count, Q

from concepts.contentfile import DIRECTIONS
from concepts.models import Concept, Relation

from .geometry.shapes import Node, Tie

LISTED = ("type", "slug", "title", "kind", "sort_key", "live", "withdrawn_at")
MOST_MEMBERS = 40  # of a kind or a framework
MOST_HUBS = 24
MOST_TIES = 400  # that are read for one part


UNPROVEN = "source"  # the basis of what only a starting document says
# Ways to measure are many, and no part of how the work goes: they are drawn if asked for.
ASKED_FOR = "instrument"


def tie_of(type, start, end, basis="", direction=""):
    sign = DIRECTIONS[direction].sign if direction else ""
    return Tie(type, start, end, sign, basis == UNPROVEN)


def node_of(page):
    return Node(page.pk, str(page), page.kind, page.get_absolute_url(), page.slug)


def count_kinds():
    """The number of concepts of each kind."""
    rows = Concept.objects.published().order_by().values_list("kind").annotate(Count("pk"))
    return dict(rows)


def all_nodes(most):
    """{key: Node} of all concepts in alphabetical order but instruments, all relations between
    them, and how many there are of each kind; (None, None, None) if there are more than `most`."""
    found = list(Concept.objects.published().only(*LISTED).in_alphabet()[: 2 * most + 1])
    pages = [page for page in found if page.kind != ASKED_FOR]
    if len(pages) > most or len(found) > 2 * most:
        return None, None, None
    nodes = {page.pk: node_of(page) for page in pages}
    places = {key: place for place, key in enumerate(nodes)}
    rows = Relation.objects.published().order_by()
    rows = rows.values_list("type", "entry_id", "target_id", "basis", "direction")
    ties = sorted(
        (tie_of(*row) for row in rows if row[1] in places and row[2] in places),
        key=lambda tie: (places[tie.start], places[tie.end], tie.type),
    )
    return nodes, ties, Counter(page.kind for page in found)


def find_node(slug):
    page = Concept.objects.published().only(*LISTED).filter(slug=slug).first()
    return page and node_of(page)


def nodes_of_kind(kind):
    """The concepts of a kind, of too many those with most relations; and whether these are all."""
    pages = Concept.objects.published().only(*LISTED).filter(kind=kind).in_alphabet()
    found = [node_of(page) for page in pages[: MOST_MEMBERS + 1]]
    if len(found) <= MOST_MEMBERS:
        return found, True
    return find_hubs(MOST_MEMBERS, kind), False


def nodes_of_framework(framework):
    """The first concepts of a framework, and whether these are all."""
    pages = (
        Concept.objects.published()
        .only(*LISTED)
        .filter(memberships__framework=framework)
        .order_by("memberships__position")
    )
    found = [node_of(page) for page in pages[: MOST_MEMBERS + 1]]
    return found[:MOST_MEMBERS], len(found) <= MOST_MEMBERS


def find_hubs(most, kind=""):
    """The concepts with most relations, in alphabetical order: three queries."""
    numbers = Counter()
    for end in ("entry", "target"):
        # Counted without a look at the pages, which is faster; who can't be seen falls out below.
        ties = Relation.objects.filter(**{f"{end}__kind": kind} if kind else {})
        rows = ties.order_by().values_list(f"{end}_id").annotate(number=Count("pk"))
        # More than are kept: who has few in one direction may have many in the other.
        numbers.update(dict(rows.order_by("-number", f"{end}_id")[: 3 * most]))
    pages = Concept.objects.published().only(*LISTED).filter(pk__in=list(numbers))
    best = sorted(pages, key=lambda page: (-numbers[page.pk], page.pk))[:most]
    return [node_of(page) for page in sorted(best, key=_in_alphabet)]


def ties_touching(keys):
    """The relations that begin or end at one of `keys`, and {key: Node} of all that they join."""
    return _ties(Q(entry__in=keys) | Q(target__in=keys))


def ties_of(slug):
    """The same of one concept."""
    return ties_touching(Concept.objects.published().filter(slug=slug).values("pk"))


def ties_between(keys):
    """The relations that begin and end at `keys`."""
    ties, _ = _ties(Q(entry__in=keys) & Q(target__in=keys))
    return ties


def _ties(condition):
    rows = (
        Relation.objects.published()
        .filter(condition, entry__type="concept", target__type="concept")
        .select_related("entry", "target")
        .only(
            "type",
            "basis",
            "direction",
            *(f"{end}__{name}" for end in ("entry", "target") for name in LISTED),
        )
        .order_by("entry__sort_key", "entry__slug", "target__sort_key", "target__slug", "type")
    )
    rows = list(rows[:MOST_TIES])
    pages = sorted({page for row in rows for page in (row.entry, row.target)}, key=_in_alphabet)
    ties = [tie_of(row.type, row.entry_id, row.target_id, row.basis, row.direction) for row in rows]
    return ties, {page.pk: node_of(page) for page in pages}


def _in_alphabet(page):
    return page.sort_key, page.slug
