"""What the pages of concepts, frameworks and questions have in common."""

import re

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.cache import patch_vary_headers

from concepts import reading
from concepts.articles import article_of
from concepts.contentfile import TELLING_APART

from .redirects import url_of

MARKDOWN = "text/markdown"

# So many pages are told apart under the definition.
MOST_APART = 3
# How the works were read that findings were taken from, the closest first, and how that is told.
READINGS = {
    "full": "The whole work",
    "abstract": "The abstract alone",
    "second-hand": "What others write of it",
}

_CITED = re.compile('href="#source--([0-9]+)"')


def article(entry, edition, inline=(), is_pinned=False):
    """The context of a page that is shown from the text of one of its editions.

    `inline` are one-line texts beside the body; as `inline` comes the HTML of each. A pinned
    page shows one edition for ever.
    """
    found = article_of(entry, edition, inline, is_pinned)
    shown = found.parts
    return {
        "entry": entry,
        "edition": edition,
        "reviews": entry.reviews if edition.pk == entry.live_id else reading.reviews_of(edition),
        "content": found.content,
        "parts": shown,
        "former": {} if is_pinned else entry.former_anchors,
        "has_research": shown.has_research,
        "how_to_read": shown.how_to_read,
        "numbers_page": shown.numbers_page,
        "inline": found.inline,
        "headings": shown.headings,
        "cited": found.cited,
        "beyond": beyond(
            [shown.short, shown.text, shown.rest, *found.inline.values()], found.cited
        ),
        "readings": readings_of(found.cited),
        "canonical": entry.get_absolute_url(),
    }


def beyond(printed, cited):
    """The numbers of sources that a handout of the article alone leaves out, since none of the
    texts that are `printed` cites them."""
    kept = {int(number) for html in printed for number in _CITED.findall(html)}
    return {source.number for source in cited} - kept


def ties_shown(ties):
    """Where ties stand on a page: under its definition those that tell it apart, which are written
    out first; beside the text all of them by name; the reasons of those that were not given
    above."""
    telling = [tie for tie in ties if tie.type in TELLING_APART]
    others = [tie for tie in ties if tie.type not in TELLING_APART]
    apart = reading.told_apart(ties)[:MOST_APART]
    return {
        "apart": apart,
        "ties": telling + others,
        "reasons": [tie for tie in telling if tie not in apart] + others,
    }


def differences_shown(context):
    """Where research differs from the documents on what a page is about, for its context."""
    passages = [source.item for source in context["cited"] if source.is_passage]
    return reading.differences_about(context["entry"].slug, context["content"], passages)


def number_works(findings, cited):
    """Tells findings which number their work has in a page's list of sources, if it is there."""
    numbers = {source.item.key: source.number for source in cited if not source.is_passage}
    for finding in findings:
        finding.source = numbers.get(finding.reference.key)
    return findings


def readings_of(cited):
    """[(how works were read, their sources)], for those that findings were taken from."""
    groups = [
        (words, [source for source in cited if source.read == read])
        for read, words in READINGS.items()
    ]
    return [(words, sources) for words, sources in groups if sources]


def wants_text(request):
    """Whether the reader (a program) asks for the page's text and not for HTML."""
    return request.get_preferred_type(["text/html", MARKDOWN]) == MARKDOWN


def text_response(entry):
    response = HttpResponse(entry.live.revision.text, f"{MARKDOWN}; charset=utf-8")
    response["Content-Location"] = url_of(entry, "page_text")
    response["X-Robots-Tag"] = "noindex"  # the page itself is what searchers should find
    return response


def page(request, template, entry, make_context):
    """The page of a live entry, as HTML or as its text."""
    if wants_text(request):
        response = text_response(entry)
    else:
        context = make_context(entry)
        context["prints_research"] = request.GET.get("print") == "research"
        response = render(request, template, context)
    patch_vary_headers(response, ["Accept"])
    return response
