from django.db.models import Count
from django.shortcuts import get_object_or_404, render

from concepts import reading, rendering
from concepts.decorators import public
from concepts.models import Source


@public
def index(request):
    sources = Source.objects.annotate(number=Count("passages"))
    return render(request, "concepts/sources.html", {"sources": sources})


@public
def show(request, key):
    source = get_object_or_404(Source, key=key)
    context = {
        "source": source,
        "body": rendering.render(source.body).html,
        "passages": reading.passages_of(source),
    }
    return render(request, "concepts/source.html", context)
