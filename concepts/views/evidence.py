"""Findings of research: all of them, and each by itself."""

from itertools import pairwise

from django.http import Http404
from django.shortcuts import render
from django.urls import reverse

from concepts import differences, reading
from concepts.articles import numbers_explained
from concepts.decorators import public
from concepts.models.finding import WORTH
from concepts.reading.evidence import (
    FILTERS,
    QUESTIONS,
    by_measure,
    by_people,
    by_question,
    by_year,
    choices,
    concepts_of,
    narrowed,
)
from concepts.reading.measure import MEASURES

from .article import READINGS
from .query import url_with

PER_PAGE = 25
LAST_PAGE = 50
# Fewer than these need no other order.
WORTH_SORTING = 6
LONGEST = 200
# The section of an article that tells what people don't agree on.
ARGUED = "Argued about"

ORDERS = {
    "": ("by question", by_question),
    "newest": ("newest first", by_year),
    "people": ("most people first", by_people),
    "measure": ("by measure, greatest first", by_measure),
}
LABELS = {
    "question": "Question",
    "concept": "Concept",
    "measure": "Measure",
    "basis": "Rests on",
    "read": "We read",
}


@public
def index(request):
    """All findings, or those that have what was chosen. Those whose numbers can be compared are
    drawn, on one axis a measure; the others follow, a page at a time."""
    found = reading.evidence()
    concepts = concepts_of(found)
    titles = titles_of(concepts)
    chosen, unknown = chosen_filters(request.GET, titles)
    sort = request.GET.get("sort", "")
    sort = sort if sort in ORDERS else ""
    shown = sorted(narrowed(found, chosen), key=ORDERS[sort][1])
    others = [one for one in shown if not one.drawn]
    pages = min(-(-len(others) // PER_PAGE) or 1, LAST_PAGE)
    page = min(page_number(request.GET.get("page", "")), pages)
    asked = chosen | ({"sort": sort} if sort else {})
    context = {
        "total": len(found),
        "shown": shown,
        "drawn": [one for one in shown if one.drawn] if page == 1 else [],
        "others": in_groups(others[(page - 1) * PER_PAGE :][:PER_PAGE], sort),
        "by_question": not sort,
        "filters": filters(found, chosen, titles),
        "narrowed_by": [titles[name][value] for name, value in chosen.items()],
        "concept": concepts.get(chosen.get("concept")),
        "unknown": unknown,
        "sort": sort,
        "orders": orders(chosen, sort) if len(shown) >= WORTH_SORTING else [],
        "page": page,
        "pages": pages,
        "previous": url_of(asked, page=page - 1) if page > 1 else "",
        "next": url_of(asked, page=page + 1) if page < pages else "",
        "canonical": reverse("evidence"),
        **numbers_explained(),
    }
    return render(request, "concepts/evidence.html", context)


def titles_of(concepts):
    """{name of a filter: {value: what it is called}}."""
    return {
        "question": {question.name: question.title for question in QUESTIONS.values()},
        "concept": {slug: page.title for slug, page in concepts.items()},
        "measure": {each.name: each.title for each in MEASURES.values()} | {"none": "In words"},
        "basis": WORTH,
        "read": READINGS,
    }


def chosen_filters(asked, titles):
    """({name: value} of what was chosen and exists, what was asked for in vain)."""
    chosen, unknown = {}, []
    for name in FILTERS:
        value = asked.get(name, "").strip().replace("\0", "")[:LONGEST]
        if value and name == "concept" and value not in titles[name]:
            present = reading.present_slug(value)
            value = present if present in titles[name] else value
        if value in titles[name]:
            chosen[name] = value
        elif value:
            unknown.append(value)
    return chosen, unknown


def page_number(text):
    return max(int(text), 1) if text.isascii() and text.isdigit() and len(text) < 4 else 1


def url_of(asked, **more):
    return url_with("evidence", asked | more)


def filters(found, chosen, titles):
    """(name, label, Choices) of each select of the form."""
    given = choices(found, chosen, titles)
    return [(name, LABELS[name], given[name]) for name in FILTERS]


def orders(chosen, sort):
    """(title, URL, whether it is the present one) of each order."""
    return [
        (title, url_of(chosen | ({"sort": name} if name else {})), name == sort)
        for name, (title, _) in ORDERS.items()
    ]


def in_groups(found, sort):
    """(Question or None, its findings), in the order of the questions; one group where findings
    are in another order."""
    if sort:
        return [(None, found)] if found else []
    groups = [
        (question, [one for one in found if one.question is question])
        for question in QUESTIONS.values()
    ]
    return [group for group in groups if group[1]]


@public
def show(request, key):
    """A finding whole: its numbers, what speaks against it, its work, and what stands beside it."""
    editions = with_differences(reading.editions_of_finding(key))
    found = reading.evidence_of(key)
    if found is None:
        return gone(request, editions)
    one, works, near = found
    finding = one.finding
    context = {
        "one": one,
        "finding": finding,
        "reference": finding.reference,
        "works": works,
        "editions": editions,
        "measures": [MEASURES[name] for name in one.measures if MEASURES[name].name != "other"],
        "versions": {"before": one.before, "after": one.after},
        "disputed": [
            other
            for other in near
            if other.finding.kind == "position" and shares_a_concept(one, other)
        ],
        "uses": reading.uses_of(one, ARGUED),
        "argued_words": ARGUED,
        "same_work": [
            other
            for other in near
            if other.finding.reference_id == finding.reference_id
            and other not in one.before + one.after
        ],
        **numbers_explained(),
    }
    return render(request, "concepts/finding.html", context)


def gone(request, editions):
    """What is left of a finding that was taken away: what it said."""
    if not editions:
        raise Http404
    last = next(each for each in editions if each.data is not None)
    context = {"editions": editions, "claim": last.data["claim"], "removed": editions[0]}
    return render(request, "concepts/finding_gone.html", context, status=410)


def with_differences(editions):
    """Editions of a finding, the newest first, each with what it changed as `facts`."""
    for newer, older in pairwise(editions):
        newer.facts = differences.finding_differences(older.data, newer.data)
    return editions


def shares_a_concept(one, other):
    return any(page in other.concepts for page in one.concepts)
