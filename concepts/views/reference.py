import json
from html import unescape

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.html import strip_tags

from concepts import citing, reading
from concepts.articles import numbers_explained
from concepts.decorators import public
from concepts.models import Reference

from .cite import TYPES
from .query import url_with

NO_YEAR = "none"
LONGEST = 200


@public
def index(request):
    """All works, or those filed under one letter, from one year, that one page cites."""
    page, called = page_asked(request)
    everything = reading.references(page)
    letters = list(dict.fromkeys(reference.letter for reference in everything))
    years = sorted({each.year for each in everything if each.year}, reverse=True)
    asked = {name: request.GET.get(name, "").strip()[:10] for name in ("letter", "year")}
    letter = asked["letter"].upper() if asked["letter"].upper() in letters else ""
    year = asked["year"] if asked["year"] in [NO_YEAR, *map(str, years)] else ""
    references = [
        each
        for each in everything
        if letter in ("", each.letter) and year in ("", str(each.year or NO_YEAR))
    ]
    chosen = {"page": page.slug if page else "", "year": year}
    context = {
        "references": references,
        "total": len(everything),
        "letters": [(each, url_of(**chosen, letter=each)) for each in ["", *letters]],
        "letter": letter,
        "years": years,
        "year": year,
        "page": page,
        "called": called,
        "has_undated": any(each.year is None for each in everything),
        "unknown": (asked["letter"] and not letter) or (asked["year"] and not year),
        "canonical": reverse("references"),
    }
    return render(request, "concepts/references.html", context)


def page_asked(request):
    """(the page that was asked for by any of its names, if readers see it; what it was called)."""
    called = request.GET.get("page", "").strip().replace("\0", "")[:LONGEST]
    page = reading.pages_called([called]).get(called) if called else None
    return page if page and page.is_published else None, called


def url_of(**asked):
    return url_with("references", asked)


@public
def show(request, key):
    reference = get_object_or_404(Reference.objects.defer("csl"), key=key)
    context = {
        "reference": reference,
        "citers": reading.citers_of(reference),
        "findings": reading.findings_from(reference),
        **numbers_explained(),
    }
    return render(request, "concepts/reference.html", context)


@public
def download(request, key, extension):
    """A work in one form, as a file."""
    reference = get_object_or_404(Reference, key=key)
    return as_file(citing.FILES[extension]([json.loads(reference.csl)]), key, extension)


@public
def download_cited(request, extension):
    """The works that a page cites, as one file."""
    page, _ = page_asked(request)
    if page is None:
        raise Http404
    works = reading.works_cited_by(page)
    if extension == "txt":  # as they stand in lists, since an entry takes a while to make
        text = "".join(f"{unescape(strip_tags(work.apa))}\n" for work in works)
    else:
        text = citing.FILES[extension]([json.loads(work.csl) for work in works])
    return as_file(text, f"{page.slug}-sources", extension)


def as_file(text, name, extension):
    response = HttpResponse(text, TYPES[extension])
    response["Content-Disposition"] = f'attachment; filename="{name}.{extension}"'
    response["X-Robots-Tag"] = "noindex"
    return response
