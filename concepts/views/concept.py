from django.shortcuts import render

from concepts import reading, relation_map, rendering
from concepts.articles import HOW_TO_READ, about_numbers
from concepts.contentfile import KINDS
from concepts.decorators import public

from .article import article, differences_shown, number_works, page, ties_shown
from .redirects import of_entry, redirect_permanently


@of_entry("page")
def show(request, entry):
    return page(request, "concepts/concept.html", entry, context_of)


def context_of(entry):
    ties = reading.ties_of(entry)
    shown = ties_shown(ties)
    context = article(entry, entry.live, inline=[tie.reason for tie in shown["apart"]])
    for tie in shown["apart"]:
        tie.html = context["inline"][tie.reason]
    questions, mentions = reading.mentions_of(entry)
    places = reading.places_of(entry)
    findings = reading.findings_about(entry)
    return context | {
        "apart": shown["apart"],
        "ties": shown["ties"],
        "places": places,
        "questions": questions,
        "self_test": reading.self_test(entry, context["content"], places, ties),
        "onward": reading.onward(places, ties, questions),
        "differs": differences_shown(context),
        "findings": findings,
        "shown": number_works(
            reading.shown_first(findings, entry.first_findings), context["cited"]
        ),
        "has_connections": bool(ties or findings or mentions),
    }


@of_entry("connections")
def connections(request, entry):
    """How a concept connects, with the reasons: its article has the names alone, to be short."""
    if entry.type != "concept":
        return redirect_permanently(request, entry.get_absolute_url())
    ties = reading.ties_of(entry)
    rendered = rendering.render("", inline=[HOW_TO_READ, *(tie.reason for tie in ties)])
    for tie in ties:
        tie.html = rendered.inline[tie.reason]
    context = {
        "entry": entry,
        "reasons": ties,
        "neighbourhood": relation_map.neighbourhood(entry, ties),
        "mentions": reading.mentions_of(entry)[1],
        "cited": rendered.cited,
        **about_numbers(rendered.inline[HOW_TO_READ]),
    }
    return render(request, "concepts/connections.html", context)


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
