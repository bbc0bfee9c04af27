from django.shortcuts import render

from concepts import reading, relation_map
from concepts.contentfile import KINDS
from concepts.decorators import public

from .article import article, page, ties_shown
from .redirects import of_entry


@of_entry("page")
def show(request, entry):
    return page(request, "concepts/concept.html", entry, context_of)


def context_of(entry):
    ties = reading.ties_of(entry)
    context = article(entry, entry.live, inline=[tie.reason for tie in ties])
    for tie in ties:
        tie.html = context["inline"][tie.reason]
    questions, mentions = reading.mentions_of(entry)
    places = reading.places_of(entry)
    findings = reading.findings_about(entry)
    return (
        context
        | ties_shown(ties)
        | {
            "neighbourhood": relation_map.neighbourhood(entry, ties),
            "places": places,
            "questions": questions,
            "mentions": mentions,
            "onward": reading.onward(places, ties, questions),
            "findings": findings,
            "shown": reading.shown_first(findings, entry.first_findings),
        }
    )


@public
def index(request):
    """Concepts from A to Z, all of them or those of one kind."""
    asked = request.GET.get("kind", "")
    kind = asked if asked in KINDS else ""
    letters = reading.alphabet(kind)
    lines = [line for _, group in letters for line in group]
    context = {
        "letters": letters,
        "number": sum(not hasattr(line, "role") for line in lines),
        "kind": kind,
        "kinds": reading.kinds_in_use(),
        "unknown_kind": bool(asked) and not kind,
    }
    return render(request, "concepts/concepts.html", context)
