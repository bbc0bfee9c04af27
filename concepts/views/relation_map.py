from django.shortcuts import render
from django.urls import reverse

from concepts import relation_map
from concepts.contentfile import KINDS, RELATION_TYPES
from concepts.decorators import public

from .help_service import first_help_for
from .query import url_with

LONGEST = 200
CHOICES = ("type", "kind", "framework", "concept")


@public
def show(request):
    """The relation map: one type of line, and the ties of one kind, framework or concept, by plain
    links."""
    asked = {
        name: request.GET.get(name, "").replace("\0", "").strip()[:LONGEST] for name in CHOICES
    }
    found = relation_map.chart(**asked)
    context = {
        "map": found,
        "concepts_number": f"{found.concepts:,}",
        "drawn": f"{found.drawn:,}",
        "total": f"{found.total:,}",
        "lines": lines(found),
        "kinds": kinds(found),
        "frameworks": frameworks(found),
        "more_frameworks": len(found.frameworks) == relation_map.MOST_FRAMEWORKS,
        "concepts": concepts(found),
        "choices": choices(found),
        "instruments": found.kinds.get("instrument", 0) if found.scope == "whole" else 0,
        "words": RELATION_TYPES[found.type].words if found.type else "",
        "all_lines": url_of(**focus(found)),
        "need": first_help_for(*found.unknown),
        "canonical": reverse("map"),
    }
    return render(request, "concepts/map.html", context)


def url_of(**chosen):
    return url_with("map", chosen)


def focus(found):
    """What the view is about, as part of a URL."""
    return {found.scope: found.slug} if found.slug else {}


def lines(found):
    """The types of line: what each means, how many there are, whether it is drawn, and its
    URL."""
    return [
        {
            "type": type,
            "words": words,
            "number": f"{found.counts[type]:,}" if found.counts.get(type) else "",
            "is_chosen": type == found.type,
            "is_drawn": type in found.shown,
            "address": url_of(**focus(found), type=type),
        }
        for type, words in ((each.name, each.words) for each in RELATION_TYPES.values())
    ]


def choices(found):
    """The concepts of the whole map, to choose one from, in alphabetical order."""
    if found.scope != "whole":
        return []
    return sorted((box.node for box in found.drawing.boxes), key=lambda node: node.title.casefold())


def kinds(found):
    return [
        {
            "kind": kind,
            "number": found.kinds.get(kind, 0),
            "is_chosen": found.scope == "kind" and found.slug == kind,
            "address": url_of(kind=kind, type=found.type),
        }
        for kind in KINDS
    ]


def frameworks(found):
    return [
        {
            "title": page.title,
            "is_chosen": found.scope == "framework" and found.slug == page.slug,
            "address": url_of(framework=page.slug, type=found.type),
        }
        for page in found.frameworks
    ]


def concepts(found):
    """Concepts with many ties, where there are too many to draw them all."""
    return [
        {
            "title": node.title,
            "address": url_of(concept=node.slug, type=found.type),
        }
        for node in found.hubs
    ]
