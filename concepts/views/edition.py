from django.http import Http404
from django.shortcuts import render

from concepts import reading

from .addresses import of_entry
from .article import article


@of_entry("edition")
def show(request, entry, number):
    """Edition `number`, for good: its own text under today's renderer, without what other pages say
    of it."""
    edition = reading.edition_of(entry, number)
    if edition is None:
        raise Http404
    content = reading.content_of(edition.revision.text, entry)
    pages = reading.pages_named_in(content)
    ties, members = reading.ties_in(content, pages), reading.members_in(content, pages)
    lines = [*ties, *members]
    context = article(
        entry, edition, inline=[*(tie.reason for tie in ties), *(each.note for each in members)]
    )
    for line, html in zip(lines, context["inline"], strict=True):
        line.html = html
    context |= {
        "is_newest": edition.pk == entry.live_id,
        "ties": ties,
        "members": members,
        "concepts": [pages[slug] for slug in content.concepts if slug in pages],
    }
    if not entry.is_published:
        context["canonical"] = request.path
    return render(request, "edition.html", context)
