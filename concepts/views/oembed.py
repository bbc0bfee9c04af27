"""The code of a page's card for programs that know the page's address, as oEmbed 1.0 has it
(https://oembed.com)."""

from ipaddress import ip_address
from urllib.parse import unquote, urlsplit

from django.conf import settings
from django.http import HttpResponse, JsonResponse
from django.urls import Resolver404, resolve

from concepts import reading
from concepts.decorators import public
from concepts.models import FOLDERS

from .embed import WIDTH, card_of, code_of, height_of

PORTS = {"http": 80, "https": 443}


@public
def show(request):
    """The answer of type rich for `url`, no larger than `maxwidth` and `maxheight`."""
    if request.GET.get("format", "json").strip().lower() != "json":
        return sentence("This site gives oEmbed as JSON alone: leave format out.", 501)
    card = card_at(request.GET.get("url", "").strip())
    if card is None:
        return sentence("No page of this site has the address that url gives.", 404)
    width = at_most(WIDTH, request.GET.get("maxwidth", ""))
    height = at_most(height_of(card, width), request.GET.get("maxheight", ""))
    return JsonResponse(
        {
            "version": "1.0",
            "type": "rich",
            "title": card["title"],
            "provider_name": settings.SITE_NAME,
            "provider_url": f"{settings.SITE_URL}/",
            "html": code_of(card, width, height),
            "width": width,
            "height": height,
        }
    )


def sentence(words, status):
    return HttpResponse(f"{words}\n", "text/plain; charset=utf-8", status)


def card_at(address):
    """The card of what stands at a whole address, or None. An edition's address, and what hangs on
    it, gives the card of that edition; a page's own or former address that of the page as it is
    now, or of the one that took its place."""
    try:
        asked = urlsplit(address)
        if place_of(asked) != place_of(urlsplit(settings.SITE_URL)):
            return None
        names = resolve(unquote(asked.path)).kwargs
    except (Resolver404, ValueError):
        return None
    if names.get("type") not in FOLDERS or "slug" not in names:
        return None
    entry = reading.find_entry(names["slug"])
    if entry is not None and "number" in names:
        edition = reading.edition_of(entry, names["number"])
        return edition and card_of(entry, edition)
    if entry is not None and not entry.is_published:
        entry = entry.successor
    return entry and card_of(entry)


def place_of(address):
    """Host and port of a web address, in one spelling. http and https are the same place, since one
    leads to the other; so each one's own port is none. Raises ValueError where there is none."""
    if address.scheme not in PORTS or not address.hostname or "@" in address.netloc:
        raise ValueError(address.netloc)
    host = address.hostname
    if ":" in address.hostname:
        host = ip_address(host).compressed
    else:
        host = host.removesuffix(".").encode("idna").decode()
    port = address.port
    return host, None if port == PORTS[address.scheme] else port


def at_most(pixels, asked):
    """`pixels`, or fewer where somebody asked for fewer; what is no number of pixels asks for
    nothing."""
    if not (asked.isascii() and asked.isdigit() and len(asked) < 6):
        return pixels
    return min(int(asked), pixels) or pixels
