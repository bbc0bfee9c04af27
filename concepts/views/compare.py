"""Two concepts side by side."""

from django.conf import settings
from django.http import Http404
from django.shortcuts import render

from concepts import bibliography, citing, reading, rendering
from concepts.articles import HOW_TO_READ, about_numbers
from concepts.decorators import public
from concepts.models import comparison_url

from .redirects import redirect_permanently, respond_gone


@public
def index(request):
    """All differences that are written out, by the kind of what is compared."""
    return render(request, "concepts/comparisons.html", {"kinds": reading.comparisons()})


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
    url = url_of_pair(*pages)
    if request.path != url:
        return redirect_permanently(request, url)
    return render(request, "concepts/compare.html", context_of(*pages))


def url_of_pair(one, other):
    """Where two pages are compared; a page beside itself, or one that took a concept's place and is
    none, is shown alone."""
    for page in (one, other):
        if page.type != "concept":
            return page.get_absolute_url()
    return one.get_absolute_url() if one == other else comparison_url(one.slug, other.slug)


def context_of(first, second):
    comparison = reading.compare(first, second)
    rendered = rendering.render("", inline=[HOW_TO_READ, *comparison.reasons])
    return {
        "comparison": comparison,
        "reasons": [rendered.inline[reason] for reason in comparison.reasons],
        "cited": rendered.cited,
        **about_numbers(rendered.inline[HOW_TO_READ]),
        "citation": bibliography.apa(work_of(comparison)),
    }


def work_of(comparison):
    """The CSL-JSON work that a comparison is."""
    slugs = [page.slug for page in comparison.sides]
    return citing.page_of_the_site(
        "-or-".join(slugs),
        comparison.title,
        comparison.published_at,
        settings.SITE_URL + comparison_url(*slugs),
        settings.SITE_NAME,
    )
