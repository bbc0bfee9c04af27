"""A page's text to HTML: links resolved by name, citations numbered. Reads the database, writes
nothing.
"""

import re
from dataclasses import dataclass, field
from html import escape

from django.db.models import Case, OuterRef, Subquery, When
from django.urls import reverse

from concepts import markup
from concepts.models import Finding, Name, Passage, Reference, published
from concepts.prepared import prepared

# From its line in the list a source leads back to so many of the marks that cite it.
MOST_PLACES = 3
# Marks that follow one another, and the stops after them.
_MARKS = re.compile(r'((?:<sup class="cite">(?:(?!</sup>).)*+</sup>\s*+)++)([.,?!…]*+)', re.DOTALL)


@dataclass(frozen=True)
class Cited:
    """A work or passage in a page's list of sources. `item` is a Reference or a Passage; `html` its
    line in the list; `places` are the anchors of the first marks that cite it.
    """

    number: int
    item: object
    html: str
    places: list = field(default_factory=list)

    @property
    def is_passage(self):
        return isinstance(self.item, Passage)

    @property
    def read(self):
        """How the work was read, where a finding was taken from it."""
        return getattr(self.item, "read", None)

    def place(self):
        """The id of another mark that cites it, as an attribute; of the first ones only."""
        if len(self.places) == MOST_PLACES:
            return ""
        again = f"-{len(self.places) + 1}" if self.places else ""
        self.places.append(f"cite--{self.number}{again}")
        return f' id="{self.places[-1]}"'


@dataclass(frozen=True)
class Rendering:
    """What a text became.

    `html` is safe; `inline` maps each one-line text given beside the body to its HTML; `broken` are
    the links to a name that no published page has; `unknown` the citations of nothing we know.
    """

    html: str
    inline: dict
    headings: tuple
    cited: tuple
    broken: tuple
    unknown: tuple


def _spoken(target, page):
    """How a link without a label reads: as typed; a slug of several words as words."""
    if target != page.slug or "-" not in target:
        return target
    words = target.replace("-", " ")
    folded = markup.fold(page.title)
    # "Self-determination" in the middle of a sentence: as the title is spelt, without its capital.
    return folded if folded in (target, words) else page.title


class _Sources:
    """Numbers what is cited, in the order in which it is first cited."""

    def __init__(self, documents, passages):
        citations = [
            citation
            for document in documents
            for cite in document.cites
            for citation in cite.citations
        ]
        keys = {citation.key for citation in citations if not citation.heading}
        wanted = {
            (citation.key, markup.fold(citation.heading))
            for citation in citations
            if citation.heading
        } | {(name.source, markup.fold(name.heading)) for name in passages}
        self.references = find_references(keys)
        self.passages = find_passages(wanted)
        self.numbers = {}
        self.cited = []

    def find(self, citation):
        if citation.heading:
            return self.passages.get((citation.key, markup.fold(citation.heading)))
        return self.references.get(citation.key)

    def cite(self, item):
        """The Cited of a Reference or Passage, numbered if it is new."""
        place = (type(item), item.pk)
        if place not in self.numbers:
            self.numbers[place] = len(self.numbers) + 1
            self.cited.append(Cited(self.numbers[place], item, source_html(item)))
        return self.cited[self.numbers[place] - 1]


def find_references(keys):
    """Key to Reference, for those of `keys` that exist. As `read` each has the closest reading that
    a finding was taken from."""
    if not keys:
        return {}
    return {each.key: each for each in _references(keys)}


@prepared
def _references(keys):
    closest = Case(When(read="full", then=0), When(read="abstract", then=1), default=2)
    findings = Finding.objects.filter(reference=OuterRef("pk")).order_by(closest)
    return (
        Reference.objects.filter(key__in=keys)
        .defer("csl")
        .annotate(read=Subquery(findings.values("read")[:1]))
    )


def find_passages(names):
    """(source id, folded heading) to Passage, for those of `names` that exist."""
    if not names:
        return {}
    found = _passages({source for source, _ in names}, {heading for _, heading in names})
    passages = {(passage.source_id, passage.heading_key): passage for passage in found}
    return {name: passage for name, passage in passages.items() if name in names}


@prepared
def _passages(sources, headings):
    """Also those of another of the sources that has a heading of one."""
    found = Passage.objects.filter(source__pk__in=sources, heading_key__in=headings)
    return found.select_related("source")


def source_html(item):
    """The line of a Reference or Passage in a list of sources."""
    if isinstance(item, Passage):
        title = f"<cite>{escape(item.source.title)}</cite>"
        heading = f'<a href="{escape(item.get_absolute_url())}">{escape(item.heading)}</a>'
        line = f"{title}, passage {heading}. Unsigned web article, no date."
        return f"{line} {_difference(item)}" if item.differs else line
    return entry_html(item)


def _difference(passage):
    address = f"{reverse('disagreements')}#{passage.source_id}--{passage.anchor}"
    return f'<a href="{escape(address)}">Where research differs from it</a>.'


def entry_html(reference):
    """The entry of a work in a list, told first if it was retracted."""
    if not reference.retracted:
        return reference.apa
    return f'<strong class="retracted">{escape(reference.retracted)}.</strong> {reference.apa}'


def find_pages(keys):
    """Folded name to the published page that bears it, for those of `keys` that exist."""
    if not keys:
        return {}
    return {name.key: name.entry for name in _names(keys)}


@prepared
def _names(keys):
    names = Name.objects.filter(published("entry__"), key__in=keys).select_related("entry")
    return names.only("key", "entry__type", "entry__slug", "entry__title")


def names_in(documents):
    """The folded names that the links of `documents` may mean."""
    return {key for each in documents for link in each.links for key in link.keys}


def _link(mark, page):
    """A link to a published page."""
    anchor = f"#{escape(mark.anchor)}" if mark.anchor else ""
    text = escape(mark.label or _spoken(mark.target, page))
    return f'<a class="wiki" href="{page.get_absolute_url()}{anchor}">{text}</a>'


def _link_within(mark, headings):
    """A link to a heading of the page itself, by the heading's words where its anchor was typed."""
    words = {heading.anchor: heading.text for heading in headings}
    text = words.get(mark.heading, mark.text) if not mark.label else mark.label
    return f'<a class="wiki" href="#{escape(mark.anchor)}">{escape(text)}</a>'


def _as_typed(mark):
    return escape(mark.text)


def _address(mark, pages, broken):
    """Where the address of a link leads; nothing where no page is there, and it is told."""
    if mark.is_path:
        return escape(mark.source)
    if mark.is_own:
        return f"#{escape(mark.anchor)}"
    mark = mark.among(pages)
    page = pages.get(mark.key)
    if page is None:
        broken.append(mark)
        return ""
    return escape(page.get_absolute_url() + (f"#{mark.anchor}" if mark.anchor else ""))


def _nothing(words):
    return ""


def _number(source, citation):
    """The number of a source where it is cited, and where in the work to look."""
    number, before = source.number, f"{escape(citation.prefix)} " if citation.prefix else ""
    locator = f"<span>, {escape(citation.locator)}</span>" if citation.locator else ""
    return (
        f'{before}<a href="#source--{number}"{source.place()}'
        f' aria-label="Source {number}">{number}</a>{locator}'
    )


def _cited_after_stops(html):
    """`html` with its marks after the stop or comma before which they were typed, as printers set
    them."""
    pieces, end = [], 0
    for match in _MARKS.finditer(html):
        before, (marks, stops) = html[end : match.start()], match.groups()
        pieces += [before.rstrip(), stops, marks.rstrip()] if stops else [before, marks]
        end = match.end()
    return "".join([*pieces, html[end:]])


def render(body, inline=(), passages=(), own=None, nowhere=_as_typed, uncited=_nothing):
    """Renders a Markdown `body`, and the one-line texts `inline` with the same numbering of
    sources.

    `passages` are PassageNames that the page carries: they stand in the list of sources even where
    no sentence cites them. `own` is the folded slug of the page itself: a link to it without an
    anchor is plain text. `nowhere(link)` gives the HTML of a link to a name that no published page
    has, `uncited(words)` that of a citation of nothing we know; without them both look as readers
    see them. One query finds all links, one the references, one the passages.
    """
    document = markup.parse(body)
    lines = {text: markup.parse_inline(text) for text in inline}
    documents = [document, *lines.values()]
    pages = find_pages(names_in(documents))
    sources = _Sources(documents, passages)
    broken, unknown = [], []

    def link(mark):
        if mark.is_own:
            return _link_within(mark, document.headings)
        mark = mark.among(pages)
        page = pages.get(mark.key)
        if page is None:
            broken.append(mark)
            return nowhere(mark)
        if page.slug == own and not mark.anchor:
            return escape(mark.label or _spoken(mark.target, page))
        return _link(mark, page)

    def cite(mark):
        known, others = [], []
        for citation in mark.citations:
            item = sources.find(citation)
            if item is None:
                unknown.append((citation, mark.line))
                others.append(uncited(": ".join(filter(None, (citation.key, citation.heading)))))
                continue
            source = sources.cite(item)
            known.append((source.number, _number(source, citation)))
        if not mark.whole:
            others.append(uncited(mark.source))
        parts = [html for _, html in sorted(known, key=lambda each: each[0])]
        parts += filter(None, others)
        # The mark touches the word before it, but words of its own must not.
        gap = "&nbsp;" if known and not parts[0].startswith("<a") else ""
        return f'<sup class="cite">{gap}{"; ".join(parts)}</sup>' if parts else ""

    def line_link(mark):
        # A reason stands on two pages, so no heading is on its own.
        return escape(mark.text) if mark.is_own else link(mark)

    html = markup.render(document, link, cite, lambda mark: _address(mark, pages, broken))
    rendered = {text: markup.render(line, line_link, cite) for text, line in lines.items()}
    html = _cited_after_stops(html)
    rendered = {text: _cited_after_stops(line) for text, line in rendered.items()}
    for name in passages:
        passage = sources.passages.get((name.source, markup.fold(name.heading)))
        if passage is not None:
            sources.cite(passage)
    return Rendering(
        html,
        rendered,
        document.headings,
        tuple(sources.cited),
        tuple(broken),
        tuple(unknown),
    )


def render_by_name(bodies, inline=(), passages=()):
    """The HTML of Markdown `bodies`, one-line texts `inline` mapped to theirs, and the Passages
    among `passages` by (source id, folded heading).

    What is cited stands there by name, "(Rogers, 1957, p. 96)", and not by its number in a list of
    sources: for texts that stand side by side, in which the numbers differ. One query finds all
    links, one the references, one the passages.
    """
    articles = [markup.parse(body) for body in bodies]
    lines = {text: markup.parse_inline(text) for text in inline}
    documents = [*articles, *lines.values()]
    pages = find_pages(names_in(documents))
    sources = _Sources(documents, passages)

    def link(mark):
        mark = mark.among(pages)
        page = pages.get(mark.key)
        return _as_typed(mark) if page is None else _link(mark, page)

    def cite(mark):
        named = []
        for citation in mark.citations:
            item = sources.find(citation)
            if item is not None:
                name = f'<a href="{escape(item.get_absolute_url())}">{escape(name_of(item))}</a>'
                before = f"{escape(citation.prefix)} " if citation.prefix else ""
                after = f", {escape(citation.locator)}" if citation.locator else ""
                named.append(f"{before}{name}{after}")
        return f"({'; '.join(named)})" if named else ""

    def address(mark):
        return _address(mark, pages, [])

    return (
        [markup.render(article, link, cite, address) for article in articles],
        {text: markup.render(line, link, cite, address) for text, line in lines.items()},
        sources.passages,
    )


def name_of(item):
    """How a Reference or Passage is called where it has no number."""
    return f"{item.source}, “{item.heading}”" if isinstance(item, Passage) else str(item)
