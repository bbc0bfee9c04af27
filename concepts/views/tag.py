from django.http import Http404, HttpResponsePermanentRedirect
from django.shortcuts import render

from concepts import reading
from concepts.decorators import public


@public
def index(request):
    return render(request, "concepts/tags.html", {"tags": reading.tags()})


@public
def show(request, slug):
    tag = reading.find_tag(slug)
    if tag is None:
        raise Http404
    if tag.slug != slug:
        return HttpResponsePermanentRedirect(tag.get_absolute_url())
    return render(
        request, "concepts/tag.html", {"tag": tag, "entries": reading.entries_tagged(tag)}
    )
