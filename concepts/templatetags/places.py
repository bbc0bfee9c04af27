"""Where things are: the places of the site, the addresses of tags, the links at headings."""

import re
from collections import defaultdict
from html import escape, unescape

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
    ("help", "Help"),
)
_HEADING = re.compile(r'<h([2-4]) id="([^"]+)">(.*?)</h\1>', re.DOTALL)
_CITE = '<sup class="cite">'


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
def linked_headings(html, former=None):
    """A page's safe HTML with a link at each heading, for copying the address of a section.

    It stands beside the heading, as do the sources that the heading cites: a heading is called by
    its words alone. `former` are the anchors of earlier editions, each with the heading that it
    leads to; "" is the beginning.
    """
    places = defaultdict(list)
    for anchor, to in (former or {}).items():
        places[to].append(f'<span id="{escape(anchor)}"></span>')
    linked = _HEADING.sub(lambda match: _linked(match, places.get(unescape(match[2]), ())), html)
    above = f'<div class="former">{"".join(places[""])}</div>' if places[""] else ""
    return mark_safe(above + linked)  # noqa: S308 (sanitised, and the anchors with it)


def _linked(match, former):
    level, anchor, whole = match.groups()
    words, cites = whole, ""
    while words.endswith("</sup>"):
        words, mark, cite = words.rpartition(_CITE)
        if not mark:
            return match.group()
        words, cites = words.rstrip(), mark + cite + cites
    if not words:
        words, cites = whole, ""
    return (
        f'<div class="heading level-{level}">{"".join(former)}'
        f'<h{level} id="{anchor}">{words}</h{level}>{cites}'
        f'<a class="hash" href="#{anchor}" aria-label="Link to this section"'
        f' aria-describedby="{anchor}">#</a></div>'
    )
