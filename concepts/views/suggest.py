from django.shortcuts import render
from django.views.decorators.cache import cache_control

from concepts import reading, search
from concepts.decorators import public
from concepts.models import Entry

from .help_service import suggest_help
from .search import typed_words, url_of

MOST = 8
# Below help, whose lines come first.
MOST_BELOW_HELP = 3


@cache_control(private=True, max_age=60)
@public
def show(request):
    """What may be meant while somebody types: the lines of the list below a search field, as HTML
    for `finder.js`."""
    typed = typed_words(request.GET)
    found = search.suggest(typed, limit=MOST, help_words=reading.help_words() if typed else ())
    if found.distress:
        return in_distress(request, typed, found)
    context = {
        "groups": groups(found),
        "total": found.total + len(found.compared),
        "compared": found.compared,
        "corrected": found.corrected,
    }
    return render(request, "components/suggestions.html", context)


def in_distress(request, typed, found):
    """Help and its numbers. Pages follow for those who study or work with people in distress; who
    cries out is offered them in one line."""
    lines = suggest_help(found.distress)
    pages = []
    if found.distress.kind == search.WORK:
        some = [one for _, group in found.groups for one in group][:MOST_BELOW_HELP]
        pages = list(enumerate(some, len(lines) + 1))
    context = {
        "lines": list(enumerate(lines, 1)),
        "pages": pages,
        "articles": url_of(typed, {"articles": 1}),
        "last": len(lines) + len(pages) + 1,
        "typed": typed,
    }
    return render(request, "components/suggested-help.html", context)


def groups(found):
    """The groups by name. Each line has its number, counted through from 1, and a concept's what
    it is."""
    known, number, grouped = definitions(found), 0, []
    for name, some in found.groups:
        lines = [
            (place, one, known.get((one.type, one.slug), ""))
            for place, one in enumerate(some, number + 1)
        ]
        grouped.append((name, lines))
        number += len(some)
    return grouped


def definitions(found):
    """What the suggested concepts are, by (type, slug)."""
    slugs = [one.slug for _, some in found.groups for one in some if one.type == "concept"]
    if not slugs:
        return {}
    entries = Entry.objects.filter(type="concept", slug__in=slugs).only("type", "slug", "summary")
    return {(entry.type, entry.slug): entry.summary for entry in entries}
