from django.db.models import Count
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from concepts import reading, rendering
from concepts.models import Source


@require_safe
def index(request):
    sources = Source.objects.annotate(number=Count("passages"))
    return render(request, "sources.html", {"sources": sources})


@require_safe
def show(request, key):
    source = get_object_or_404(Source, key=key)
    context = {
        "source": source,
        "body": rendering.render(source.body).html,
        "passages": reading.passages_of(source),
    }
    return render(request, "source.html", context)
