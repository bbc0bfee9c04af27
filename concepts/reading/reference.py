"""Which pages cite a work."""

from concepts.models import Citation, published

from .entry import listed


def citers_of(reference):
    """The published pages that cite a work in alphabetical order, each with the `locators` that it
    gives."""
    rows = (
        Citation.objects.filter(published("entry__"), reference=reference)
        .select_related("entry")
        .only("locator", "position", *listed("entry__"))
        .order_by("entry__sort_key", "entry__slug", "position")
    )
    pages = {}
    for row in rows:
        page = pages.setdefault(row.entry_id, row.entry)
        page.locators = [*getattr(page, "locators", []), *filter(None, [row.locator])]
    return list(pages.values())
