"""Frameworks and what belongs to them."""

from concepts.models import Framework, Membership, Slug, published

from .entry import LISTED, listed


def frameworks():
    """All published frameworks in alphabetical order, each with its `listing`: two queries."""
    found = list(
        Framework.objects.published()
        .select_related("source")
        .only(*LISTED, "ordered", "steps", "source__key", "source__title")
        .in_alphabet()
    )
    listings = {framework.pk: [] for framework in found}
    members = (
        Membership.objects.filter(framework__in=listings)
        .select_related("entry")
        .only("framework_id", "position", "label", "note", *listed("entry__"))
    )
    for member in members:
        listings[member.framework_id].append(member)
    for framework in found:
        framework.listing = listings[framework.pk]
    return found


def members_of(framework):
    """The members of a framework in order, each with its page where it has one."""
    return list(
        Membership.objects.filter(framework=framework)
        .select_related("entry")
        .only("framework_id", "position", "label", "note", *listed("entry__"))
    )


def members_in(content, pages):
    """The members that a text names; `pages` maps slugs to published pages. Where no page is left,
    the slug is the label."""
    return [
        Membership(
            entry=pages.get(member.entry),
            label=member.label or ("" if member.entry in pages else member.entry),
            note=member.note,
            position=position,
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
    rows = Slug.objects.filter(published("entry__"), slug__in=slugs).select_related("entry")
    return {row.slug: row.entry for row in rows.only("slug", *listed("entry__"))}


def first_frameworks(found, number=3):
    """The ordered lists of the source documents, the longest first: what most readers come to look
    up."""
    taught = [framework for framework in found if framework.source_id and framework.ordered]
    return sorted(taught, key=lambda framework: -len(framework.listing))[:number]
