"""Two concepts side by side."""

from django.http import Http404
from django.shortcuts import render

from concepts import reading, rendering
from concepts.decorators import public
from concepts.models import comparison_url

from .article import HOW_TO_READ
from .redirects import redirect_permanently, respond_gone


@public
def show(request, one, other):
    asked = [one.lower(), other.lower()]
    found = reading.find_concepts(asked)
    if not found.keys() >= set(asked):
        raise Http404
    pages = []
    for concept in (found[slug] for slug in asked):
        page = concept if concept.is_published else concept.successor
        if page is None:
            return respond_gone(request, concept)
        pages.append(page)
    address = address_of(*pages)
    if request.path != address:
        return redirect_permanently(request, address)
    return render(request, "concepts/compare.html", context_of(*pages))


def address_of(one, other):
    """Where two pages are compared; a page beside itself, or one that took a concept's place and is
    none, is shown alone."""
    for page in (one, other):
        if page.type != "concept":
            return page.get_absolute_url()
    return one.get_absolute_url() if one == other else comparison_url(one.slug, other.slug)


def context_of(first, second):
    comparison = reading.compare(first, second)
    ties = [*comparison.differences, *comparison.between]
    rendered = rendering.render("", inline=[HOW_TO_READ, *(tie.reason for tie in ties)])
    for tie in ties:
        tie.html = rendered.inline[tie.reason]
    return {
        "comparison": comparison,
        "cited": rendered.cited,
        "how_to_read": rendered.inline[HOW_TO_READ],
    }
