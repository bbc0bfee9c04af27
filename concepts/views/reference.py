import json

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse

from concepts import bibliography, reading, rendering
from concepts.decorators import public
from concepts.models import Reference

from .article import HOW_TO_READ
from .cite import TYPES

FORMS = {
    "txt": lambda item: f"{bibliography.apa_plain(item)}\n",
    "bib": lambda item: bibliography.bibtex([item]),
    "ris": lambda item: bibliography.ris([item]),
    "csl.json": lambda item: bibliography.csl_json([item]),
}
NO_YEAR = "none"


@public
def index(request):
    """All works, or those filed under one letter or from one year."""
    everything = reading.references()
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
    context = {
        "references": references,
        "total": len(everything),
        "letters": letters,
        "letter": letter,
        "years": years,
        "year": year,
        "has_undated": any(each.year is None for each in everything),
        "unknown": (asked["letter"] and not letter) or (asked["year"] and not year),
        "canonical": reverse("references"),
    }
    return render(request, "concepts/references.html", context)


@public
def show(request, key):
    reference = get_object_or_404(Reference.objects.defer("csl"), key=key)
    context = {
        "reference": reference,
        "citers": reading.citers_of(reference),
        "findings": reading.findings_from(reference),
        "how_to_read": rendering.render("", inline=[HOW_TO_READ]).inline[HOW_TO_READ],
    }
    return render(request, "concepts/reference.html", context)


@public
def download(request, key, extension):
    """A work in one form, as a file."""
    reference = get_object_or_404(Reference, key=key)
    response = HttpResponse(FORMS[extension](json.loads(reference.csl)), TYPES[extension])
    response["Content-Disposition"] = f'attachment; filename="{key}.{extension}"'
    response["X-Robots-Tag"] = "noindex"
    return response
