"""Pages inside other people's pages: a card in a frame, and the code that puts it there."""

from csp.constants import NONE
from csp.decorators import csp_replace
from django.conf import settings
from django.http import Http404
from django.shortcuts import render
from django.template.loader import render_to_string

from concepts import reading

from .redirects import of_entry, redirect_permanently, url_of

# Of a card as it is offered, in CSS pixels. In a narrow frame a definition takes more lines.
WIDTH, HEIGHT = 600, 200
NARROW, HEIGHT_IF_NARROW = 480, 280
# A framework has its members below, in two columns where there is room.
HEIGHT_OF_MEMBER = 30

# Of its own site a card needs a stylesheet, a font and the mark.
POLICY = {"script-src": [NONE], "connect-src": [NONE], "form-action": [NONE]}


@csp_replace(POLICY)
@of_entry("embed")
def show(request, entry):
    """The card of a page as it is now, for a frame on any site. One that was withdrawn says so."""
    if entry.successor is not None:
        return redirect_permanently(request, url_of(entry.successor, "embed"))
    return shown(request, card_of(entry), 200 if entry.is_published else 410)


@csp_replace(POLICY)
@of_entry("embed_edition")
def edition(request, entry, number):
    """The card of an edition, which stays as it is."""
    found = reading.edition_of(entry, number)
    if found is None:
        raise Http404
    return shown(request, card_of(entry, found), 200)


def shown(request, card, status):
    response = render(request, "concepts/embed.html", card, status=status)
    response["X-Robots-Tag"] = "noindex"
    return response


def card_of(entry, edition=None):
    """What the card of a page shows, or that of one of its editions."""
    live = edition is None
    edition = edition or entry.live
    content = reading.content_of(edition.revision.text, entry)
    pages = reading.pages_named_in(content) if content.members else {}
    number = {} if live else {"number": edition.number}
    return {
        "entry": entry,
        "edition": edition,
        "is_live": live,
        "title": content.title if live else f"{content.title}, edition {edition.number}",
        "content": content,
        "members": reading.members_in(content, pages),
        "page": settings.SITE_URL + url_of(entry, "page" if live else "edition", **number),
        "address": settings.SITE_URL
        + url_of(entry, "embed" if live else "embed_edition", **number),
    }


def height_of(card, width=None):
    """How high a card of this width has to be, in which nearly every text has room. Without a width
    members may stand below each other, as on a phone."""
    number = len(card["members"])
    if width is None:
        return HEIGHT + number * HEIGHT_OF_MEMBER
    if width < NARROW:
        return HEIGHT_IF_NARROW + number * HEIGHT_OF_MEMBER
    return HEIGHT + -(-number // 2) * HEIGHT_OF_MEMBER


def code_of(card, width="100%", height=None):
    """The HTML by which a page is embedded, in attributes alone: many sites allow no style."""
    context = {
        "card": card,
        "site": settings.SITE_NAME,
        "width": width,
        "height": height or height_of(card),
    }
    return render_to_string("components/embed-code.html", context).strip()
