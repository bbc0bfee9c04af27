import json

from django.shortcuts import get_object_or_404, render

from concepts import bibliography, reading, rendering
from concepts.decorators import public
from concepts.models import Reference

from .article import HOW_TO_READ


def line_of(reference):
    """The work's entry in a reference list, as HTML."""
    return bibliography.apa(json.loads(reference.csl))


@public
def index(request):
    references = [(reference, line_of(reference)) for reference in Reference.objects.all()]
    return render(request, "references.html", {"references": references})


@public
def show(request, key):
    reference = get_object_or_404(Reference, key=key)
    context = {
        "reference": reference,
        "line": line_of(reference),
        "citers": reading.citers_of(reference),
        "findings": reading.findings_from(reference),
        "how_to_read": rendering.render("", inline=[HOW_TO_READ]).inline[0],
    }
    return render(request, "reference.html", context)
