"""The links of a page's newest text, for its editor: what leads nowhere, what waits for a draft,
and which pages speak of this one without linking to it. Each comes with what mends it.

Bounds: a closest match is sought for the first MOST_MATCHES broken links; the names of drafts are
sought for so many links as `linking` says; mentions are read in the first MOST_READ pages that
search finds, and MOST_MENTIONS of them are shown.
"""

import re
from bisect import bisect_right
from dataclasses import dataclass, field, replace

from concepts import linking, markup, rendering, search
from concepts.models import Slug
from concepts.publishing.validation import documents_of

from .completion import link_text, suggest_entries
from .problems import Spot, find_spot
from .state import title_of
from .urls import admin_url

MOST_MATCHES = 10
MOST_READ = 40
MOST_MENTIONS = 5

_HEADING = re.compile(r"#{1,6}\s+(.*)")


@dataclass(frozen=True)
class LooseLink:
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
        return admin_url(self.page)


@dataclass(frozen=True)
class LinkCheck:
    broken: list = field(default_factory=list)
    unseen: list = field(default_factory=list)
    mentions: list = field(default_factory=list)
    total: int = 0

    @property
    def to_look_at(self):
        return len(self.unseen) + len(self.mentions)


def check(entry, content, editor=None):
    """The LinkCheck of a page's text, as it stands in the form `editor`."""
    spots = list(_find_links(content, editor))
    known = rendering.find_pages({key for link, _ in spots for key in link.keys})
    anchors = _anchors(entry, content, known, (link for link, _ in spots))
    loose, astray = {}, {}
    for link, spot in spots:
        link = link.among(known)
        page = entry if link.is_own and spot.place == "id_body" else known.get(link.key)
        # A link that stands twice in a field is mended at once.
        if page is not None:
            if not linking.has_heading(link, anchors[page.slug]):
                astray.setdefault((spot.place, link.source), (link, spot, anchors[page.slug]))
        elif not link.is_own and not link.is_path:
            loose.setdefault((spot.place, link.source), (link, spot))
    unseen = linking.unseen_pages(
        linking.unknown_names((link for link, _ in loose.values()), known)
    )
    broken, waiting = [], []
    for link, spot in loose.values():
        page = unseen.get(link.among(unseen).key)
        found = LooseLink(link.source, spot.where, spot.place, spot.line)
        if page is None:
            title, better = _closest(link) if len(broken) < MOST_MATCHES else ("", "")
            broken.append(replace(found, better=better, title=title))
        elif page.pk != entry.pk:
            waiting.append(replace(found, page=page, state=_state(page)))
    for link, spot, there in astray.values():
        found = LooseLink(link.source, spot.where, spot.place, spot.line, heading=link.heading)
        if near := linking.nearest_anchor(link, there):
            better = link.source.replace(f"#{link.heading}", f"#{near}", 1)
            found = replace(found, better=better, title=f"#{near}")
        broken.append(found)
    return LinkCheck(
        broken,
        waiting + _find_waiting_rows(entry, content, editor),
        _mentions(entry, content),
        len({link.among(known).key for link, _ in spots}),
    )


def _anchors(entry, content, known, links):
    """Slug to anchors, of this page as it is edited and of those whose headings it links to."""
    links = (link.among(known) for link in links if link.heading)
    asked = {known[link.key].slug for link in links if link.key in known}
    found = {page.slug: set() for page in known.values()} | linking.anchors_of(asked | {entry.slug})
    former = found.get(entry.slug, ())
    return {**found, entry.slug: linking.own_anchors(markup.parse(content.body), former)}


def _find_links(content, editor):
    """(link, Spot) of each link of a text."""
    sections = _Sections(content.body)
    for document, place in documents_of(content):
        for link in document.links:
            if place == "body":
                yield link, Spot(sections.at(link.line), "id_body", link.line)
            else:
                spot = find_spot(content.type, place, editor)
                yield link, replace(spot, where=f"in {spot.where}")


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
        title, target = page.title, link_text(page.title, page.slug, page.type, link.target)
    else:
        # Where the first letters are wrong search may know better.
        alike = (offer for offer in suggest_entries(name) if linking.are_alike(name, offer.title))
        offer = next(alike, None)
        if offer is None:
            return "", ""
        title, target = offer.title, offer.insert
    return title, link.source.replace(link.target, target, 1)


def _state(page):
    return "withdrawn" if page.withdrawn_at else "a draft"


def _find_waiting_rows(entry, content, editor):
    """Relations, members and concepts of a question that are drafts: readers do not see these
    rows yet.
    """
    named = [(slug, "concepts") for slug in content.concepts]
    for name, slugs in (
        ("relations", [relation.to for relation in content.relations]),
        ("members", [member.entry for member in content.members]),
    ):
        named += [(slug, f"{name}.{number}") for number, slug in enumerate(slugs)]
    rows = Slug.objects.filter(slug__in={slug for slug, _ in named if slug})
    rows = rows.exclude(entry=entry).select_related("entry__head")
    drafts = {row.slug: row.entry for row in rows if not row.entry.is_published}
    found = []
    for slug, place in named:
        if page := drafts.get(slug):
            spot = find_spot(content.type, place, editor)
            link = LooseLink(title_of(page), f"in {spot.where}", spot.place)
            found.append(replace(link, page=page, state=_state(page)))
    return found


def _mentions(entry, content):
    title = content.title.replace('"', " ")
    hits = search.find(f'"{title}"', limit=MOST_READ).hits
    return linking.unlinked_mentions(
        entry, content.title, [hit.entry_id for hit in hits], MOST_MENTIONS
    )
