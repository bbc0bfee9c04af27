"""What readers get instead of a page."""

import re
import sys

from django.db import OperationalError
from django.http import HttpResponse, HttpResponseServerError
from django.shortcuts import render
from django.template import loader

from concepts import locks, search
from concepts.context_processors import site

from .help_service import first_help_for

NEAR = 4
MOST_PARTS = 6
_NO_WORDS = {
    "concepts",
    "frameworks",
    "questions",
    "tags",
    "evidence",
    "references",
    "sources",
    "changes",
    "v",
}


def words_of(path):
    """What somebody may have been looking for at `path`: its last part that has words."""
    for part in reversed(path.split("/")):
        words = " ".join(re.findall(r"[^\W\d_]+", part.removesuffix(".md")))
        if words and words.casefold() not in _NO_WORDS:
            return words[:100]
    return ""


def parts(path):
    """An address's parts, the last first, and all of them as one text."""
    found = [part for part in path.split("/") if part][-MOST_PARTS:]
    return [*reversed(found), " ".join(found)] if found else []


def not_found(request, exception=None):
    """404, with the pages that may have been meant."""
    words = words_of(request.path)
    need = first_help_for(*parts(request.path))
    near = search.find(words, limit=NEAR).hits if words and not need else []
    context = {
        "path": request.path[:300],
        "typed": words,
        "near": near,
        "need": need,
        "canonical": "",
    }
    return render(request, "404.html", context, status=404)


def refused(request, exception=None):
    """400, for a request that no page of ours would send."""
    return HttpResponse(loader.render_to_string("400.html", site(request)), status=400)


def forbidden(request, exception=None):
    """403, for somebody who may not do that."""
    return HttpResponse(loader.render_to_string("403.html", site(request)), status=403)


def failed(request):
    """500: a page that needs no database, nor anything else that may just have failed. 503 where
    somebody else's write was in the way, since that passes.
    """
    error = sys.exc_info()[1]
    try:
        if isinstance(error, OperationalError) and locks.is_held(error):
            page = loader.render_to_string("concepts/503.html", site(request))
            return HttpResponseServerError(page, status=503, headers={"Retry-After": "5"})
        return HttpResponseServerError(loader.render_to_string("500.html", site(request)))
    except Exception:  # nothing is left that could say more
        return HttpResponseServerError("<h1>Something went wrong on our side</h1>")
