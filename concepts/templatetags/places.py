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
    ("evidence", "Evidence"),
    ("reading_lists", "Reading lists"),
    ("help", "Help"),
)
_HEADING = re.compile(r'(<summary>)?<h([2-4]) id="([^"]+)">(.*?)</h\2>', re.DOTALL)
_MARK = re.compile(r'<sup class="cite">(?:(?!</sup>).)*+</sup>', re.DOTALL)


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
    its words alone. Where a heading unfolds its section, there is no link. `former` are the
    anchors of earlier editions, each with the heading that it leads to.
    """
    places = defaultdict(list)
    for anchor, to in (former or {}).items():
        places[to].append(f'<span id="{escape(anchor)}"></span>')
    linked = _HEADING.sub(lambda match: _linked(match, places.get(unescape(match[3]), ())), html)
    return mark_safe(linked)  # noqa: S308 (sanitised, and the anchors with it)


@register.filter
def above_it_all(former):
    """The `former` anchors that lead to the beginning of a text."""
    spans = [f'<span id="{escape(anchor)}"></span>' for anchor, to in former.items() if not to]
    above = f'<div class="former">{"".join(spans)}</div>' if spans else ""
    return mark_safe(above)  # noqa: S308 (what was typed is escaped)


def _linked(match, former):
    folds, level, anchor, whole = match.groups()
    *before, last = _MARK.split(whole)
    words = "".join([*(piece.rstrip() for piece in before), last]).strip()
    cites = "".join(_MARK.findall(whole))
    if "</sup>" in words:
        return match.group()
    if not words:
        words, cites = whole, ""
    if folds:  # what unfolds a section leads nowhere else
        return f'{folds}{"".join(former)}<h{level} id="{anchor}">{words}</h{level}>{cites}'
    return (
        f'<div class="heading level-{level}">{"".join(former)}'
        f'<h{level} id="{anchor}">{words}</h{level}>{cites}'
        f'<a class="hash" href="#{anchor}" aria-label="Link to this section"'
        f' aria-describedby="{anchor}">#</a></div>'
    )
