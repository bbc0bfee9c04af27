import re
from difflib import get_close_matches

from django.shortcuts import redirect, render
from django.urls import reverse

from concepts import reading, search
from concepts.contentfile import KINDS, TYPES
from concepts.decorators import public

from .help_service import first_help
from .query import url_with

PER_PAGE = 20
# Fewer answers are read, not narrowed.
ENOUGH_TO_NARROW = 5
MOST_WORDS = 8
NEAR = 4  # pages that are offered where nothing was found
LAST_PAGE = 50
LONGEST = 300
# What a browser's own list of suggestions calls the help page: chosen there, it is searched for.
FIND_HELP = "Find help now"
# Signs that no page may hold, in a field that repeats what was typed neither.
UNSEEN = re.compile(r"[\x00-\x1f\x7f-\x9f\ufffe\uffff]+")


@public
def show(request):
    """The search page: it answers whatever is typed, and works by links and a plain form."""
    typed = typed_words(request.GET)
    if typed == FIND_HELP:
        return redirect("help")
    chosen = chosen_filters(request.GET)
    page = page_number(request.GET.get("page", ""))
    help_words = reading.help_words()
    results = search.find(
        typed,
        limit=PER_PAGE,
        offset=(page - 1) * PER_PAGE,
        help_words=help_words,
        **chosen,
    )
    if results.distress:
        return in_distress(request, typed, chosen, page, results)
    context = {
        "typed": typed,
        "results": results,
        "groups": groups(typed, chosen, results) if chosen or is_worth_narrowing(results) else [],
        "near": near(typed, help_words) if typed and not results.hits and not chosen else [],
        "chosen": chosen,
        "meant": url_of(results.meant, chosen) if results.meant else "",
        "without_filters": url_of(typed, {}) if chosen else "",
        "canonical": reverse("search"),
    }
    return render(request, "concepts/search.html", context | pager(typed, chosen, page, results))


def is_worth_narrowing(results):
    return results.total >= ENOUGH_TO_NARROW


def near(typed, help_words):
    """Published pages whose names resemble what was typed or one of its words; none where a word
    resembles one of distress, which is never taken for another."""
    words = [typed, *(word for word in typed.split()[:MOST_WORDS] if len(word) > 2)]
    distress = {word for phrase in help_words for word in phrase.split()}
    if any(get_close_matches(word.casefold(), distress, 1) for word in words):
        return []
    pages = reading.names_near(list(dict.fromkeys(words)), cutoff=0.6)
    return list(dict.fromkeys(pages.values()))[:NEAR]


def in_distress(request, typed, chosen, page, results):
    """Help before all else. Articles follow for those who study or work; who cries out is offered
    them in one line."""
    wants_articles = "articles" in request.GET or results.distress.kind == search.WORK
    if "articles" in request.GET:
        chosen = chosen | {"articles": 1}
    context = {
        "typed": typed,
        "results": results,
        "need": first_help(results.distress),
        "wants_articles": wants_articles,
        "articles": url_of(typed, chosen | {"articles": 1}),
        "canonical": reverse("search"),
    }
    return render(
        request, "concepts/search_help.html", context | pager(typed, chosen, page, results)
    )


def pager(typed, chosen, page, results):
    pages = min(LAST_PAGE, -(-results.total // PER_PAGE)) or 1
    return {
        "page": page,
        "pages": pages,
        "previous": url_of(typed, chosen, page=page - 1) if page > 1 else "",
        "next": url_of(typed, chosen, page=page + 1) if page < pages else "",
    }


def typed_words(asked):
    return UNSEEN.sub(" ", asked.get("q", "")).strip()[:LONGEST]


def chosen_filters(asked):
    """The filters that were chosen and exist, by name."""
    chosen = {"type": asked.get("type"), "kind": asked.get("kind"), "tag": asked.get("tag")}
    known = {"type": TYPES, "kind": KINDS}
    return {
        name: value.replace("\0", "")[:LONGEST]
        for name, value in chosen.items()
        if value and (name == "tag" or value in known[name])
    }


def page_number(text):
    return (
        min(max(int(text), 1), LAST_PAGE)
        if text.isascii() and text.isdigit() and len(text) < 4
        else 1
    )


def url_of(typed, chosen, **more):
    return url_with("search", {"q": typed} | chosen | more)


def groups(typed, chosen, results):
    """The filters that narrow these answers, each choice with its number and its URL; a chosen
    one can be taken off."""
    found = []
    for name, counted in (("type", results.types), ("kind", results.kinds), ("tag", results.tags)):
        rest = {key: value for key, value in chosen.items() if key != name}
        choices = [
            {
                "name": value,
                "number": number,
                "address": url_of(
                    typed, rest if value == chosen.get(name) else chosen | {name: value}
                ),
                "is_chosen": value == chosen.get(name),
            }
            for value, number in counted[:8]
        ]
        typed_in_words = name in results.filters and name not in chosen
        if (len(choices) > 1 or name in chosen) and not typed_in_words:
            found.append({"name": name, "choices": choices})
    return found
