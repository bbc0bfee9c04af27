from django.shortcuts import render
from django.views.decorators.cache import cache_control

from concepts import search
from concepts.cross_origin import public
from concepts.models import Entry

from .search import pinned, typed_words

# With help before them there are eight lines at most.
MOST = 7


@cache_control(private=True, max_age=60)
@public
def show(request):
    """What may be meant while somebody types: the lines of the list below a search field, as HTML
    for `finder.js`."""
    typed = typed_words(request.GET)
    found = search.suggest(typed, limit=MOST, pinned=pinned() if typed else ())
    context = {
        "help": bool(found.pinned),
        "groups": groups(found),
        "total": found.total + bool(found.pinned) + bool(found.compared),
        "compared": found.compared,
        "corrected": found.corrected,
    }
    return render(request, "components/suggestions.html", context)


def groups(found):
    """The groups by name. Each line has its number, counted through from 1 (the line of help has
    0), and a concept's what it is."""
    known, number, grouped = definitions(found), 0, []
    for name, some in found.groups:
        lines = [
            (place, one, known.get(one.path, "")) for place, one in enumerate(some, number + 1)
        ]
        grouped.append((name, lines))
        number += len(some)
    return grouped


def definitions(found):
    """What the suggested concepts are, by their address."""
    slugs = [
        one.path.strip("/").rpartition("/")[2]
        for _, some in found.groups
        for one in some
        if one.type == "concept"
    ]
    if not slugs:
        return {}
    entries = Entry.objects.filter(type="concept", slug__in=slugs).only("type", "slug", "summary")
    return {entry.get_absolute_url(): entry.summary for entry in entries}
