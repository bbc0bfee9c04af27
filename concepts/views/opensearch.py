"""What a browser needs to search here from its own field: how to ask, and suggestions."""

from django.conf import settings
from django.http import JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.cache import cache_control

from concepts import reading, search
from concepts.decorators import public

from .search import FIND_HELP, typed_words
from .suggest import MOST


@public
def show(request):
    """How a browser adds this site to its search engines."""
    return render(
        request, "concepts/opensearch.xml", content_type="application/opensearchdescription+xml"
    )


@cache_control(private=True, max_age=60)
@public
def suggestions(request):
    """What may be meant while somebody types, as OpenSearch has it: the text, what completes it,
    what each is and where it leads. Help comes first, as on the site."""
    typed = typed_words(request.GET)
    found = search.suggest(typed, limit=MOST, help_words=reading.help_words() if typed else ())
    lines = [
        (f"{pair.first} and {pair.second}: the difference", "Comparison", pair.path)
        for pair in found.compared
    ]
    lines += [
        (one.title, one.type.capitalize(), one.path) for _, some in found.groups for one in some
    ]
    if found.distress:
        is_work = found.distress.kind == search.WORK
        lines = [(FIND_HELP, "", reverse("help")), *(lines if is_work else [])]
    answer = [
        typed,
        [title for title, _, _ in lines],
        [about for _, about, _ in lines],
        [f"{settings.SITE_URL}{path}" for _, _, path in lines],
    ]
    return JsonResponse(answer, safe=False, content_type="application/x-suggestions+json")
