"""The links of a page's newest text, for its editor: what leads nowhere, what waits for a draft,
and which pages speak of this one without linking to it. Each comes with what mends it.

Bounds: a closest match is sought for the first MOST_MATCHES broken links; the names of drafts are
sought for so many links as `linking` says; mentions are read in the first MOST_READ pages that
search finds, and MOST_MENTIONS of them are shown.
"""

import re
from bisect import bisect_right
from dataclasses import dataclass, field

from django.urls import reverse

from concepts import linking, markup, rendering, search
from concepts.models import Slug

from .completion import pages, written
from .state import title_of

MOST_MATCHES = 10
MOST_READ = 40
MOST_MENTIONS = 5

_HEADING = re.compile(r"#{1,6}\s+(.*)")


@dataclass(frozen=True)
class Loose:
    """A link that leads nowhere, to no heading of its page, or only to a page that readers do not
    see.

    `source` is the link as it was typed, in the field whose id is `place`; `better` what to write
    instead, `title` of the page that it would lead to; `page` is the unseen page, `state` its
    state, `heading` the one that is not there.
    """

    source: str
    where: str
    place: str
    line: int = 0
    better: str = ""
    title: str = ""
    page: object = None
    state: str = ""
    heading: str = ""

    @property
    def address(self):
        return reverse(f"admin:concepts_{self.page.type}_change", args=[self.page.pk])


@dataclass(frozen=True)
class LinkCheck:
    broken: list = field(default_factory=list)
    unseen: list = field(default_factory=list)
    mentions: list = field(default_factory=list)
    total: int = 0

    @property
    def to_look_at(self):
        return len(self.unseen) + len(self.mentions)


def check(entry, content):
    """The LinkCheck of a page's text."""
    placed = list(_placed(content))
    known = rendering.find_pages({key for link, _, _ in placed for key in link.keys})
    loose, astray = {}, {}
    anchors = _anchors(entry, content, known, placed)
    for link, where, place in placed:
        link = link.among(known)
        page = known.get(link.key)
        # A link that stands twice in a field is mended at once.
        if link.is_own and place == "id_body":
            page = entry
        if page is not None:
            if not linking.has_heading(link, anchors[page.slug]):
                astray.setdefault((place, link.source), (link, where, anchors[page.slug]))
        elif not link.is_own and not link.is_path:
            loose.setdefault((place, link.source), (link, where))
    unseen = linking.unseen_pages(
        linking.unknown_names((link for link, _ in loose.values()), known)
    )
    broken, waiting = [], []
    for (place, source), (link, where) in loose.items():
        page = unseen.get(link.among(unseen).key)
        line = link.line if place == "id_body" else 0
        if page is None:
            title, better = _closest(link) if len(broken) < MOST_MATCHES else ("", "")
            broken.append(Loose(source, where, place, line, better, title))
        elif page.pk != entry.pk:
            waiting.append(Loose(source, where, place, line, page=page, state=_state(page)))
    for (place, source), (link, where, here) in astray.items():
        near = linking.nearest_anchor(link, here)
        better = source.replace(f"#{link.heading}", f"#{near}", 1) if near else ""
        line = link.line if place == "id_body" else 0
        title = f"#{near}" if near else ""
        broken.append(Loose(source, where, place, line, better, title, heading=link.heading))
    return LinkCheck(
        broken,
        waiting + _rows_that_wait(entry, content),
        _mentions(entry, content),
        len({link.among(known).key for link, _, _ in placed}),
    )


def _anchors(entry, content, known, placed):
    """Slug to anchors, of this page as it is edited and of those whose headings it links to."""
    links = (link.among(known) for link, _, _ in placed if link.heading)
    asked = {known[link.key].slug for link in links if link.key in known}
    found = {page.slug: set() for page in known.values()} | linking.anchors_of(asked | {entry.slug})
    former = found.get(entry.slug, ())
    return {**found, entry.slug: linking.own_anchors(markup.parse(content.body), former)}


def _placed(content):
    """(link, where it stands in words, id of its field) of each link of a text."""
    sections = _Sections(content.body)
    for link in markup.parse(content.body).links:
        yield link, sections.at(link.line), "id_body"
    for name, label, texts in (
        ("relations", "reason", [relation.reason for relation in content.relations]),
        ("members", "note", [member.note for member in content.members]),
    ):
        for number, text in enumerate(texts):
            for link in markup.parse_inline(text).links:
                where = f"in {name.capitalize()}, row {number + 1}"
                yield link, where, f"id_{name}-{number}-{label}"


class _Sections:
    """The headings of a text, looked for once: a text may have many links and many lines."""

    def __init__(self, text):
        found = ((n, _HEADING.match(line)) for n, line in enumerate(text.split("\n"), 1))
        self.headings = [(n, match[1]) for n, match in found if match]
        self.lines = [n for n, _ in self.headings]

    def at(self, line):
        """The heading above a line, or the line's number where none is."""
        above = bisect_right(self.lines, line)
        if not above:
            return f"in line {line}"
        words = self.headings[above - 1][1].rstrip().rstrip("#")
        return f"in “{markup.plain(words)}”"


def _closest(link):
    """The title of the page that was likely meant, and the link that leads to it."""
    if len(link.target) > linking.LONGEST_NAME:
        return "", ""
    name = link.target.replace("-", " ")
    page = linking.nearest_page(name)
    if page is not None:
        title, target = page.title, written(page.title, page.slug, page.type, link.target)
    else:
        # Where the first letters are wrong search may know better.
        alike = (offer for offer in pages(name) if linking.are_alike(name, offer.title))
        offer = next(alike, None)
        if offer is None:
            return "", ""
        title, target = offer.title, offer.insert
    return title, link.source.replace(link.target, target, 1)


def _state(page):
    return "withdrawn" if page.withdrawn_at else "a draft"


def _rows_that_wait(entry, content):
    """Relations, members and concepts of a question that are drafts: readers do not see these
    rows yet.
    """
    rows = [(slug, "in About", "id_concepts") for slug in content.concepts]
    for name, slugs in (
        ("relations", [relation.to for relation in content.relations]),
        ("members", [member.entry for member in content.members]),
    ):
        rows += [
            (slug, f"in {name.capitalize()}, row {number + 1}", f"{name}-{number}")
            for number, slug in enumerate(slugs)
        ]
    found = Slug.objects.filter(slug__in={slug for slug, _, _ in rows if slug})
    found = found.exclude(entry=entry).select_related("entry__head")
    drafts = {row.slug: row.entry for row in found if not row.entry.is_published}
    return [
        Loose(title_of(page), where, place, page=page, state=_state(page))
        for slug, where, place in rows
        if (page := drafts.get(slug))
    ]


def _mentions(entry, content):
    title = content.title.replace('"', " ")
    hits = search.find(f'"{title}"', limit=MOST_READ).hits
    return linking.unlinked_mentions(
        entry, content.title, [hit.entry_id for hit in hits], MOST_MENTIONS
    )
