"""Pages inside other people's pages: a card in a frame, and how a program asks for its code."""

from urllib.parse import urlsplit

from csp.decorators import csp_replace
from django.conf import settings
from django.http import Http404, HttpResponse, JsonResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.urls import Resolver404, resolve, reverse
from django.views.decorators.clickjacking import xframe_options_exempt
from django.views.decorators.http import require_safe

from concepts import reading

from .addresses import FOLDERS, address_of, moved, of_entry

# Of a card, in CSS pixels: as it is offered, and the least in which it can be read.
WIDTH, HEIGHT = 600, 200
NARROWEST, LOWEST = 260, 120


@xframe_options_exempt
@csp_replace({"frame-ancestors": ["*"]})
@of_entry("embed")
def show(request, entry):
    """The card of a page, for a frame on any site. One that was withdrawn says so."""
    if entry.heir is not None:
        return moved(request, address_of(entry.heir, "embed"))
    status = 200 if entry.is_published else 410
    response = render(request, "embed.html", {"entry": entry}, status=status)
    response["X-Robots-Tag"] = "noindex"
    return response


@require_safe
def oembed(request):
    """The code of a page's card as oEmbed has it (https://oembed.com, version 1.0, type rich)."""
    if request.GET.get("format", "json") != "json":
        return HttpResponse("Only JSON is given here.\n", "text/plain", status=501)
    entry = page_at(request.GET.get("url", ""))
    if entry is None:
        raise Http404
    width = bounded(request.GET.get("maxwidth", ""), NARROWEST, WIDTH)
    height = bounded(request.GET.get("maxheight", ""), LOWEST, HEIGHT)
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


def page_at(address):
    """The published page of this site at a whole address, or None: its own address, a former one,
    or that of one of its editions."""
    if not address.startswith(f"{settings.SITE_URL}/"):
        return None
    try:
        found = resolve(urlsplit(address).path)
    except (Resolver404, ValueError):
        return None
    if found.kwargs.get("type") not in FOLDERS or "slug" not in found.kwargs:
        return None
    entry = reading.find_entry(found.kwargs["slug"])
    if entry is None or entry.is_published:
        return entry
    return reading.heir_of(entry)


def bounded(text, least, most):
    """A number of pixels that was asked for, between `least` and `most`; else `most`."""
    if not (text.isascii() and text.isdigit() and len(text) < 6):
        return most
    return min(max(int(text), least), most)


def code_of(entry, width=WIDTH, height=HEIGHT):
    """The HTML by which a page is embedded."""
    address = settings.SITE_URL + reverse("embed", args=[entry.type, entry.slug])
    context = {"entry": entry, "address": address, "width": width, "height": height}
    return render_to_string("components/embed-code.html", context).strip()
