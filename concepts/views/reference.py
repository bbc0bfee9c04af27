from django.shortcuts import get_object_or_404, render

from concepts import reading, rendering
from concepts.decorators import public
from concepts.models import Reference

from .article import HOW_TO_READ


@public
def index(request):
    return render(
        request, "concepts/references.html", {"references": Reference.objects.defer("csl")}
    )


@public
def show(request, key):
    reference = get_object_or_404(Reference, key=key)
    context = {
        "reference": reference,
        "citers": reading.citers_of(reference),
        "findings": reading.findings_from(reference),
        "how_to_read": rendering.render("", inline=[HOW_TO_READ]).inline[HOW_TO_READ],
    }
    return render(request, "concepts/reference.html", context)
