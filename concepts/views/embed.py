"""Pages inside other people's pages: a card in a frame, and the code that puts it there."""

from csp.constants import NONE
from csp.decorators import csp_replace
from django.conf import settings
from django.shortcuts import render
from django.template.loader import render_to_string
from django.urls import reverse
from django.views.decorators.clickjacking import xframe_options_exempt

from .addresses import address_of, moved, of_entry

# Of a card as it is offered, in CSS pixels.
WIDTH, HEIGHT = 600, 200

# Any site may frame a card; of its own it needs a stylesheet, a font and the mark.
POLICY = {
    "frame-ancestors": ["*"],
    "script-src": [NONE],
    "connect-src": [NONE],
    "form-action": [NONE],
}


@xframe_options_exempt
@csp_replace(POLICY)
@of_entry("embed")
def show(request, entry):
    """The card of a page, for a frame on any site. One that was withdrawn says so."""
    if entry.heir is not None:
        return moved(request, address_of(entry.heir, "embed"))
    status = 200 if entry.is_published else 410
    response = render(request, "embed.html", {"entry": entry}, status=status)
    response["X-Robots-Tag"] = "noindex"
    return response


def code_of(entry, width=WIDTH, height=HEIGHT):
    """The HTML by which a page is embedded."""
    context = {
        "entry": entry,
        "site": settings.SITE_NAME,
        "address": settings.SITE_URL + reverse("embed", args=[entry.type, entry.slug]),
        "width": width,
        "height": height,
    }
    return render_to_string("components/embed-code.html", context).strip()
