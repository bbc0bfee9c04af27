"""Reading lists: saved ones, and those that an address makes."""

from dataclasses import dataclass, field
from difflib import get_close_matches

from django.db.models import Prefetch
from django.db.models.functions import Length

from concepts.markup import fold
from concepts.models import Entry, Name, ReadingList, ReadingListItem, Slug, published

from .entry import LISTED, listed

# Letters, marks and gaps to a word in the English of these pages, and words to a minute.
LETTERS, SPEED = 6.3, 200
# Of names that are no page's: how many are compared, how long, with how many others, and by how
# many letters these may be longer or shorter.
MOST_MENDED, MOST_LETTERS, MOST_COMPARED, SLIPS = 5, 60, 4000, 3


@dataclass(frozen=True)
class Line:
    """A page in a list, with its note, and the addresses of the list with it moved or left out."""

    entry: Entry
    note: str = ""
    moves: dict = field(default_factory=dict)


def find_list(slug):
    """The saved list of that slug with its `lines`, published or not, or None: three queries."""
    items = ReadingListItem.objects.order_by("position")
    items = items.prefetch_related(Prefetch("entry", _pages()))
    lists = ReadingList.objects.prefetch_related(Prefetch("items", items))
    found = lists.filter(slug=slug.lower()).first()
    if found is not None:
        found.lines = [Line(item.entry, item.note) for item in found.items.all()]
    return found


def reading_lists():
    return list(ReadingList.objects.published().order_by("title", "slug"))


def _pages():
    """Pages as a list shows them, with the length of their texts but not the texts."""
    return Entry.objects.only(*LISTED, "withdrawn_reason").annotate(letters=Length("body"))


def pages_called(names):
    """Name as given to the page that it means, for those that mean one that was published: a title,
    an alias, a present or former slug. Three queries."""
    keys = {name: fold(name)[:500] for name in names}
    found = dict(Name.objects.filter(key__in=keys.values()).values_list("key", "entry_id"))
    slugs = dict(
        Slug.objects.filter(slug__in=[key[:200] for key in keys.values()]).values_list(
            "slug", "entry_id"
        )
    )
    known = {name: found.get(key) or slugs.get(key) for name, key in keys.items()}
    pages = {
        page.pk: page
        for page in _pages().filter(pk__in={pk for pk in known.values() if pk}, live__isnull=False)
    }
    return {name: pages[pk] for name, pk in known.items() if pk in pages}


def names_near(names, cutoff=0.75):
    """Name as given to the published page whose name it resembles most, for those that resemble
    one by `cutoff` or more. One query."""
    keys = {name: fold(name)[:MOST_LETTERS] for name in names[:MOST_MENDED]}
    if not keys:
        return {}
    lengths = [len(key) for key in keys.values()]
    rows = (
        Name.objects.filter(published("entry__"))
        .annotate(letters=Length("key"))
        .filter(letters__range=(min(lengths) - SLIPS, max(lengths) + SLIPS))
        .select_related("entry")
        .only("key", *listed("entry__"))
        .order_by("key")[:MOST_COMPARED]
    )
    pages = {row.key: row.entry for row in rows}
    found = {}
    for name, key in keys.items():
        some = [other for other in pages if abs(len(other) - len(key)) <= SLIPS]
        near = get_close_matches(key, some, n=1, cutoff=cutoff)
        if near:
            found[name] = pages[near[0]]
    return found


def minutes(pages):
    """How long these pages take to read, in whole minutes."""
    return max(1, round(sum(page.letters or 0 for page in pages) / LETTERS / SPEED))
