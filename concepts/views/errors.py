"""What readers get instead of a page."""

import re

from django.http import HttpResponseServerError
from django.shortcuts import render
from django.template import loader

from concepts import search
from concepts.context import site

from . import help

NEAR = 4
MOST_PARTS = 6
_NO_WORDS = {"concepts", "frameworks", "questions", "tags", "references", "sources", "changes", "v"}


def words_of(path):
    """What somebody may have been looking for at `path`: its last part that has words."""
    for part in reversed(path.split("/")):
        words = " ".join(re.findall(r"[^\W\d_]+", part.removesuffix(".md")))
        if words and words.casefold() not in _NO_WORDS:
            return words[:100]
    return ""


def heard(path, help_words):
    """What words of distress an address has, in one of its parts or in several."""
    parts = [part for part in path.split("/") if part][-MOST_PARTS:]
    read = (search.read(text, help_words).distress for text in (*reversed(parts), " ".join(parts)))
    return next((distress for distress in read if distress), None)


def not_found(request, exception=None):
    """404, with the pages that may have been meant."""
    words = words_of(request.path)
    help_words = help.words()
    distress = heard(request.path, help_words)
    near = search.find(words, limit=NEAR, help_words=help_words).hits if words else []
    context = {"path": request.path[:300], "typed": words, "near": near, "canonical": ""}
    if distress:
        context |= {"need": help.numbers(distress), "near": []}
    return render(request, "404.html", context, status=404)


def failed(request):
    """500: a page that needs no database, nor anything else that may just have failed."""
    try:
        return HttpResponseServerError(loader.render_to_string("500.html", site(request)))
    except Exception:  # nothing is left that could say more
        return HttpResponseServerError("<h1>Something went wrong on our side</h1>")
