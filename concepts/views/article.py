"""What the pages of concepts, frameworks and questions have in common."""

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.cache import patch_vary_headers

from concepts import reading, rendering

from .redirects import url_of

MARKDOWN = "text/markdown"

# Stands beside numbers. Where the page does not exist, it is plain text, as every link is.
HOW_TO_READ = "[[reading-research-numbers|How to read these numbers]]"


def article(entry, edition, inline=()):
    """The context of a page that is shown from the text of one of its editions.

    `inline` are one-line texts beside the body; as `inline` comes the HTML of each.
    """
    content = reading.content_of(edition.revision.text, entry)
    rendered = rendering.render(
        content.body, inline=inline, passages=content.sources, own=entry.slug
    )
    return {
        "entry": entry,
        "edition": edition,
        "reviews": entry.reviews if edition.pk == entry.live_id else reading.reviews_of(edition),
        "content": content,
        "body": rendered.html,
        "inline": rendered.inline,
        "headings": rendered.headings,
        "cited": rendered.cited,
        "canonical": entry.get_absolute_url(),
    }


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
        response = render(request, template, make_context(entry))
    patch_vary_headers(response, ["Accept"])
    return response
