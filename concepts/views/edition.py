from django.conf import settings
from django.http import Http404
from django.shortcuts import render

from concepts import reading

from .article import article, number_works, ties_shown
from .redirects import of_entry, url_of


@of_entry("edition")
def show(request, entry, number):
    """Edition `number`, for good: its own text under today's renderer, with the findings as they
    were when it was published, and without what other pages say of it."""
    edition = reading.edition_of(entry, number)
    if edition is None:
        raise Http404
    content = reading.content_of(edition.revision.text, entry)
    pages = reading.pages_named_in(content)
    ties, members = reading.ties_in(content, pages), reading.members_in(content, pages)
    inline = [*(tie.reason for tie in ties), *(member.note for member in members)]
    context = article(entry, edition, inline, is_pinned=True)
    for tie in ties:
        tie.html = context["inline"][tie.reason]
    for member in members:
        member.html = context["inline"][member.note]
    # The pages of others show none.
    findings = (
        reading.findings_as_of(entry, edition.published_at) if entry.type == "concept" else []
    )
    newer = entry.live.number - number
    versions = versions_of(entry, number)
    context |= ties_shown(ties) | {
        "newer": newer,
        "meaning": reading.changes_of_meaning(entry, edition) if newer else None,
        "versions": versions,
        "members": members,
        "findings": findings,
        "shown": number_works(reading.shown_first(findings, content.findings), context["cited"]),
        "concepts": [pages[slug] for slug in content.concepts if slug in pages],
        "canonical": request.path,
    }
    response = render(request, "concepts/edition.html", context)
    response["Link"] = ", ".join(
        f'<{settings.SITE_URL}{address}>; rel="{rel}"' for rel, address in versions
    )
    return response


def versions_of(entry, number):
    """Where the page's other texts stand, under the names that RFC 5829 gives to their links."""
    newest = entry.live.number
    latest = url_of(entry, *([] if entry.is_published else ["edition"]), number=newest)
    found = [("latest-version", latest), ("version-history", url_of(entry, "changes"))]
    if number > 1:
        found.append(("predecessor-version", url_of(entry, "edition", number=number - 1)))
    if number < newest:
        found.append(("successor-version", url_of(entry, "edition", number=number + 1)))
    return found
