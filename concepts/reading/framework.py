"""Frameworks and what belongs to them."""

from dataclasses import dataclass

from django.db.models import Prefetch

from concepts.models import Entry, Framework, Membership, Slug, published
from concepts.prepared import prepared

from .courses import in_order_of_courses
from .entry import LISTED, listed


def frameworks():
    """All published frameworks in the order of courses, each with its `listing` of Memberships: two
    queries."""
    listing = Prefetch("members", _members(), to_attr="listing")
    return in_order_of_courses(
        Framework.objects.published()
        .select_related("source")
        .only(*LISTED, "ordered", "steps", "source__key", "source__title")
        .prefetch_related(listing)
    )


def _members():
    rows = Membership.objects.select_related("entry")
    return rows.only("framework_id", "position", "label", "note", *listed("entry__"))


@dataclass
class Member:
    """A member as the page of its framework shows it: a page or a label, and a note."""

    entry: Entry | None
    label: str
    note: str
    position: int
    html: str = ""


def members_of(framework):
    """The Members of a framework in order."""
    rows = _members_of(framework.pk)
    return [Member(row.entry, row.label, row.note, row.position) for row in rows]


@prepared
def _members_of(framework):
    return _members().filter(framework=framework)


def members_in(content, pages):
    """The Members that a text names; `pages` maps slugs to published pages. Where no page is left,
    the slug is the label."""
    return [
        Member(
            pages.get(member.entry),
            member.label or ("" if member.entry in pages else member.entry),
            member.note,
            position,
        )
        for position, member in enumerate(content.members, 1)
    ]


def pages_named_in(*contents):
    """Slug, present or former, to the page that readers now see under it, for all slugs that these
    texts name. One query."""
    slugs = {slug for content in contents for slug in content.concepts}
    slugs |= {line.to for content in contents for line in content.relations}
    slugs |= {member.entry for content in contents for member in content.members if member.entry}
    if not slugs:
        return {}
    return {row.slug: row.entry for row in _slugs(slugs)}


@prepared
def _slugs(slugs):
    rows = Slug.objects.filter(published("entry__"), slug__in=slugs).select_related("entry")
    return rows.only("slug", *listed("entry__"))


def timelines():
    """The frameworks whose members are steps, each with its `listing`: two queries."""
    listing = Prefetch("members", _members(), to_attr="listing")
    steps = Framework.objects.published().filter(steps=True)
    return in_order_of_courses(steps.only(*LISTED).prefetch_related(listing))


def matrix(frameworks):
    """Who names what: the frameworks that name concepts, and the (concept, cells) pairs, what most
    of them name first. A cell is the Membership in the framework of its column, or None."""
    rows, columns = {}, []
    for framework in frameworks:
        named = [row for row in framework.listing if _is_shown_concept(row.entry)]
        if named:
            columns.append(framework)
        for row in named:
            rows.setdefault(row.entry, {})[framework.pk] = row
    pairs = [
        (concept, [cells.get(column.pk) for column in columns]) for concept, cells in rows.items()
    ]
    pairs.sort(key=lambda pair: (-len(rows[pair[0]]), pair[0].sort_key))
    return columns, pairs


def _is_shown_concept(page):
    return page is not None and page.is_published and page.type == "concept"
