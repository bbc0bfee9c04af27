"""Where things are: the places of the site, the addresses of tags, the links at headings."""

import re

from django import template
from django.urls import reverse
from django.utils.safestring import mark_safe

from concepts.models import tag_slug

register = template.Library()

MAIN = (
    ("concepts", "Concepts"),
    ("frameworks", "Frameworks"),
    ("map", "Map"),
    ("questions", "Questions"),
    ("reading_lists", "Reading lists"),
    ("tags", "Tags"),
)
_HEADING = re.compile(r'(<h[23] id="([^"]+)">.*?)(</h[23]>)', re.DOTALL)


@register.simple_tag(takes_context=True)
def main_places(context):
    """The places of the main navigation: name, address, and whether the reader is there or
    below."""
    path = context["request"].path if "request" in context else ""
    found = []
    for name, label in MAIN:
        address = reverse(name)
        current = "page" if path == address else "true" if path.startswith(address) else ""
        found.append({"label": label, "address": address, "current": current})
    return found


@register.filter
def tag_address(name):
    return reverse("tag", args=[tag_slug(name)])


@register.filter
def linked_headings(html):
    """A page's safe HTML with a link to itself in each heading, for copying the address of a
    section."""
    return mark_safe(  # noqa: S308 (what goes in was sanitised, and the anchor stands in it already)
        _HEADING.sub(
            r'\1<a class="hash" href="#\2" aria-label="Link to this section">#</a>\3', html
        )
    )
