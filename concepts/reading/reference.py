"""The works, and which pages cite each."""

from dataclasses import dataclass
from itertools import groupby

from concepts.models import Citation, Entry, Reference, published

from .alphabet import letter_of
from .entry import listed


@dataclass
class Citer:
    """A page that cites a work, with the places in it that it gives."""

    page: Entry
    locators: list


def citers_of(reference):
    """The Citers of a work that readers see, in alphabetical order."""
    rows = (
        Citation.objects.filter(published("entry__"), reference=reference)
        .select_related("entry")
        .only("locator", "position", *listed("entry__"))
        .order_by("entry__sort_key", "entry__slug", "position")
    )
    return [
        Citer(page, [row.locator for row in cited if row.locator])
        for page, cited in groupby(rows, key=lambda row: row.entry)
    ]


def references(page=None):
    """All works in the order of a reference list, or those that a page cites, each with its
    `letter`: one query."""
    found = list(_cited_by(page).defer("csl") if page else Reference.objects.defer("csl"))
    for reference in found:
        reference.letter = letter_of(reference.sort_key)
    return found


def works_cited_by(page):
    """The works that a page cites, in the order of a reference list, each with all it takes to give
    it away."""
    return list(_cited_by(page).only("key", "csl", "apa"))


def _cited_by(page):
    cited = Citation.objects.filter(entry=page, reference__isnull=False)
    return Reference.objects.filter(pk__in=cited.values("reference"))
