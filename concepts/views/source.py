from django.shortcuts import get_object_or_404, render

from concepts import reading, rendering
from concepts.articles import HOW_TO_READ, about_numbers
from concepts.decorators import public
from concepts.models import Source


@public
def index(request):
    """The source documents, passage by passage, each with the pages that carry it."""
    passages = reading.passages_of()
    sources = Source.objects.defer("body")
    context = {
        "sources": [
            (source, [each for each in passages if each.source_id == source.pk])
            for source in sources
        ],
        "total": len(passages),
        "carried": sum(bool(passage.carriers) for passage in passages),
    }
    return render(request, "concepts/sources.html", context)


@public
def show(request, key):
    source = get_object_or_404(Source, key=key)
    passages = reading.passages_of(source)
    rendered = rendering.render(source.body, inline=[HOW_TO_READ, *tell_differences(passages)])
    show_differences(passages, rendered)
    context = {
        "source": source,
        "body": rendered.html,
        "passages": passages,
        "carried": sum(bool(passage.carriers) for passage in passages),
        "cited": rendered.cited,
        **about_numbers(rendered.inline[HOW_TO_READ]),
    }
    return render(request, "concepts/source.html", context)


@public
def disagreements(request):
    """Where research and the field say otherwise than the source documents."""
    passages = reading.differing_passages()
    rendered = rendering.render("", inline=[HOW_TO_READ, *tell_differences(passages)])
    show_differences(passages, rendered)
    context = {
        "passages": passages,
        "cited": rendered.cited,
        **about_numbers(rendered.inline[HOW_TO_READ]),
    }
    return render(request, "concepts/disagreements.html", context)


def tell_differences(passages):
    """The texts of all points in which research differs from these passages, which each passage
    then has as `differences`."""
    for passage in passages:
        passage.differences = reading.differences_from(passage)
    return [point.text for passage in passages for point in passage.differences]


def show_differences(passages, rendered):
    for passage in passages:
        for point in passage.differences:
            point.html = rendered.inline[point.text]
