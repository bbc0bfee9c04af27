"""The code of a page's card for programs that know the page's address, as oEmbed 1.0 has it
(https://oembed.com)."""

from urllib.parse import urlsplit

from django.conf import settings
from django.http import HttpResponse, JsonResponse
from django.urls import Resolver404, resolve
from django.views.decorators.http import require_safe

from concepts import reading
from concepts.models import FOLDERS

from .embed import HEIGHT, WIDTH, code_of

# In a frame narrower than this a definition takes more lines than the usual height holds.
NARROW, HEIGHT_IF_NARROW = 480, 280


@require_safe
def show(request):
    """The answer of type rich for `url`, no larger than `maxwidth` and `maxheight`."""
    if request.GET.get("format", "json") != "json":
        return sentence("This site gives oEmbed as JSON alone: leave format out.", 501)
    entry = page_at(request.GET.get("url", ""))
    if entry is None:
        return sentence("No page of this site has the address that url gives.", 404)
    width = at_most(WIDTH, request.GET.get("maxwidth", ""))
    height = HEIGHT if width >= NARROW else HEIGHT_IF_NARROW
    height = at_most(height, request.GET.get("maxheight", ""))
    return JsonResponse(
        {
            "version": "1.0",
            "type": "rich",
            "title": entry.title,
            "provider_name": settings.SITE_NAME,
            "provider_url": f"{settings.SITE_URL}/",
            "html": code_of(entry, width, height),
            "width": width,
            "height": height,
        }
    )


def sentence(words, status):
    return HttpResponse(f"{words}\n", "text/plain; charset=utf-8", status)


def page_at(address):
    """The published page of this site at a whole address, or None: its own address, a former one,
    or that of one of its editions; http or https, since one leads to the other."""
    here = urlsplit(settings.SITE_URL)
    try:
        asked = urlsplit(address)
        if asked.scheme not in ("http", "https") or asked.netloc.lower() != here.netloc.lower():
            return None
        found = resolve(asked.path)
    except (Resolver404, ValueError):
        return None
    if found.kwargs.get("type") not in FOLDERS or "slug" not in found.kwargs:
        return None
    entry = reading.find_entry(found.kwargs["slug"])
    if entry is None or entry.is_published:
        return entry
    return reading.heir_of(entry)


def at_most(pixels, asked):
    """`pixels`, or fewer where somebody asked for fewer; what is no number of pixels asks for
    nothing."""
    if not (asked.isascii() and asked.isdigit() and len(asked) < 6):
        return pixels
    return min(int(asked), pixels) or pixels
