"""Where things are: the places of the site, the addresses of tags, the links at headings."""

from functools import cache

from django import template
from django.urls import reverse

from concepts.models import tag_slug
from concepts.typesetting import above_it_all, linked_headings

register = template.Library()
register.filter(above_it_all)
register.filter(linked_headings)

MAIN = (
    ("concepts", "Concepts"),
    ("frameworks", "Frameworks"),
    ("map", "Map"),
    ("questions", "Questions"),
    ("evidence", "Evidence"),
    ("reading_lists", "Reading lists"),
    ("help", "Help"),
)


@cache
def _main():
    return [(label, reverse(name)) for name, label in MAIN]


@register.simple_tag(takes_context=True)
def main_places(context):
    """The places of the main navigation: name, address, and whether the reader is there or
    below."""
    path = context["request"].path if "request" in context else ""
    found = []
    for label, address in _main():
        current = "page" if path == address else "true" if path.startswith(address) else ""
        found.append({"label": label, "address": address, "current": current})
    return found


@register.filter
def tag_address(name):
    return reverse("tag", args=[tag_slug(name)])
