"""A page's text to HTML: links resolved by name, citations numbered. Reads the database, writes
nothing.
"""

from dataclasses import dataclass, field
from functools import cached_property
from html import escape

from django.db.models import Case, OuterRef, Subquery, TextField, Value, When
from django.db.models.functions import Cast, Coalesce
from django.urls import reverse

from concepts import markup
from concepts.models import Finding, Name, Passage, Reference, Source, published
from concepts.prepared import prepared

# From its line in the list a source leads back to so many of the marks that cite it.
MOST_PLACES = 3


@dataclass(frozen=True)
class Kind:
    """What sort of thing is cited. `word` is said before its number, and what a number looks like
    goes by it; `title` tells it in full in the list, where it is not the rule."""

    name: str
    word: str
    title: str = ""


RESEARCH = Kind("research", "Research")
RULE = Kind("rule", "Code", "Code, guidance or law")
DOCUMENT = Kind("document", "Document", "Starting document")


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

    @cached_property
    def kind(self):
        """A starting document; a code of ethics, guidance or law; or else research and theory."""
        if self.is_passage:
            return DOCUMENT
        return RULE if self.item.is_rule else RESEARCH

    @property
    def read(self):
        """How the work was read, where a finding was taken from it."""
        return getattr(self.item, "read", None)

    def dumped(self):
        """Its key, or those of a passage, and its places: for `restore`."""
        if self.is_passage:
            return [[self.item.source_id, self.item.heading_key], self.places]
        return [self.item.key, self.places]

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


@dataclass
class Wanted:
    """What the marks of texts refer to: folded names of pages, keys of works, and (source id,
    folded heading) of passages."""

    names: set
    references: set
    passages: set

    @classmethod
    def by(cls, documents, passages=()):
        """By the marks of `documents`, and by PassageNames."""
        citations = [
            citation
            for document in documents
            for cite in document.cites
            for citation in cite.citations
        ]
        cited = {(each.key, markup.fold(each.heading)) for each in citations if each.heading}
        return cls(
            names_in(documents),
            {citation.key for citation in citations if not citation.heading},
            cited | {place_of(name) for name in passages},
        )

    @classmethod
    def loaded(cls, data):
        names, references, passages = data
        return cls(set(names), set(references), {tuple(place) for place in passages})

    def dumped(self):
        return [sorted(self.names), sorted(self.references), sorted(self.passages)]

    def __or__(self, other):
        return Wanted(
            self.names | other.names,
            self.references | other.references,
            self.passages | other.passages,
        )


@dataclass
class Found:
    """What there is of what is wanted: the published pages, the works and the passages."""

    pages: dict
    references: dict
    passages: dict


def place_of(name):
    """Where a PassageName leads: (source id, folded heading)."""
    return name.source, markup.fold(name.heading)


def find(wanted):
    """What there is of it: one query for pages, one for works and passages."""
    return Found(find_pages(wanted.names), *find_works(wanted.references, wanted.passages))


class _Sources:
    """Numbers what is cited, in the order in which it is first cited."""

    def __init__(self, found):
        self.found = found
        self.numbers = {}
        self.cited = []

    def find(self, citation):
        if citation.heading:
            return self.found.passages.get((citation.key, markup.fold(citation.heading)))
        return self.found.references.get(citation.key)

    def restore(self, cited):
        """Numbers again what was cited in a text that was rendered before."""
        for key, places in cited:
            is_passage = isinstance(key, list)
            held = self.found.passages[tuple(key)] if is_passage else self.found.references[key]
            self.cite(held).places.extend(places)

    def cite(self, item):
        """The Cited of a Reference or Passage, numbered if it is new."""
        place = (type(item), item.pk)
        if place not in self.numbers:
            self.numbers[place] = len(self.numbers) + 1
            self.cited.append(Cited(self.numbers[place], item, source_html(item)))
        return self.cited[self.numbers[place] - 1]


def find_works(keys, places):
    """(key to Reference, (source id, folded heading) to Passage) for those that exist: one query.
    As `read` a Reference has the closest reading that a finding was taken from."""
    references, passages = {}, {}
    if not keys and not places:
        return references, passages
    ids, headings = {source for source, _ in places}, {heading for _, heading in places}
    for kind, pk, key, heading_key, *texts in _works(keys, ids, headings):
        if kind == "reference":
            short, apa, retracted, read, csl = texts
            work = Reference(pk=pk, key=key, short=short, apa=apa, retracted=retracted, csl=csl)
            work.read = read or None
            references[key] = work
        elif (key, heading_key) in places:
            heading, anchor, title, differs, _ = texts
            passages[key, heading_key] = Passage(
                pk=pk,
                source=Source(key=key, title=title),
                heading_key=heading_key,
                heading=heading,
                key=anchor,
                differs=differs,
            )
    return references, passages


@prepared
def _works(keys, sources, headings):
    """References and passages as rows of the same columns: what it is, its id, and seven texts."""
    closest = Case(When(read="full", then=0), When(read="abstract", then=1), default=2)
    findings = Finding.objects.filter(reference=OuterRef("pk")).order_by(closest)
    closest_reading = Subquery(findings.values("read")[:1], output_field=TextField())
    read = Coalesce(closest_reading, _text(""))
    references = Reference.objects.filter(key__in=keys).order_by()
    passages = Passage.objects.filter(source__pk__in=sources, heading_key__in=headings).order_by()
    return references.values_list(
        _text("reference"), "pk", "key", _text(""), "short", "apa", "retracted", read, "csl"
    ).union(
        passages.values_list(
            _text("passage"),
            "pk",
            "source__key",
            "heading_key",
            "heading",
            "key",
            "source__title",
            "differs",
            _text(""),
        ),
        all=True,
    )


def _text(words):
    return Cast(Value(words), TextField())


def find_passages(places):
    """(source id, folded heading) to Passage, for those of `places` that exist."""
    return find_works((), places)[1]


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
    return markup.Number(
        number,
        f'{before}<a href="#source--{number}"{source.place()}'
        f' aria-label="{source.kind.word} {number}">{number}</a>',
        escape(citation.locator),
    )


def render(body, inline=(), passages=(), own=None, nowhere=_as_typed, uncited=_nothing):
    """Renders a Markdown `body`, and the one-line texts `inline` with the same numbering of
    sources.

    `passages` are PassageNames that the page carries: they stand in the list of sources even where
    no sentence cites them. `own` is the folded slug of the page itself: a link to it without an
    anchor is plain text. `nowhere(link)` gives the HTML of a link to a name that no published page
    has, `uncited(words)` that of a citation of nothing we know; without them both look as readers
    see them. One query finds all links, one what is cited.
    """
    document = markup.parse(body)
    lines = {text: markup.parse_inline(text) for text in inline}
    found = find(Wanted.by([document, *lines.values()], passages))
    renderer = Renderer(found, own, nowhere, uncited)
    html = renderer.body(document)
    rendered = {text: renderer.line(line) for text, line in lines.items()}
    renderer.carry(passages)
    return Rendering(
        html,
        rendered,
        document.headings,
        tuple(renderer.sources.cited),
        tuple(renderer.broken),
        tuple(renderer.unknown),
    )


class Renderer:
    """Renders parsed texts one after another, with one numbering of sources, from what was `found`
    of what they refer to. The other parts are those of `render`."""

    def __init__(self, found, own=None, nowhere=_as_typed, uncited=_nothing):
        self.pages, self.sources = found.pages, _Sources(found)
        self.own, self.nowhere, self.uncited = own, nowhere, uncited
        self.broken, self.unknown = [], []
        self.superscripts = markup.Superscripts()

    def body(self, document):
        def link(mark):
            is_within = mark.is_own
            return _link_within(mark, document.headings) if is_within else self._link(mark)

        def address(mark):
            return _address(mark, self.pages, self.broken)

        return self._set(markup.render(document, link, self._cite, address))

    def line(self, document):
        def link(mark):
            # A reason stands on two pages, so no heading is on its own.
            return escape(mark.text) if mark.is_own else self._link(mark)

        return self._set(markup.render(document, link, self._cite))

    def _set(self, html):
        html, self.superscripts = self.superscripts.set_in(html), markup.Superscripts()
        return html

    def carry(self, passages):
        """Numbers the passages of these PassageNames."""
        for name in passages:
            passage = self.sources.found.passages.get(place_of(name))
            if passage is not None:
                self.sources.cite(passage)

    def _link(self, mark):
        mark = mark.among(self.pages)
        page = self.pages.get(mark.key)
        if page is None:
            self.broken.append(mark)
            return self.nowhere(mark)
        if page.slug == self.own and not mark.anchor:
            return escape(mark.label or _spoken(mark.target, page))
        return _link(mark, page)

    def _cite(self, mark):
        known, others = [], []
        for citation in mark.citations:
            item = self.sources.find(citation)
            if item is None:
                self.unknown.append((citation, mark.line))
                words = ": ".join(filter(None, (citation.key, citation.heading)))
                others.append(self.uncited(words))
                continue
            source = self.sources.cite(item)
            known.append(_number(source, citation))
        if not mark.whole:
            others.append(self.uncited(mark.source))
        return self.superscripts.hold(known, filter(None, others))


def render_by_name(bodies, inline=(), passages=()):
    """The HTML of Markdown `bodies`, one-line texts `inline` mapped to theirs, and the Passages
    among `passages` by (source id, folded heading).

    What is cited stands there by name, "(Rogers, 1957, p. 96)", and not by its number in a list of
    sources: for texts that stand side by side, in which the numbers differ. One query finds all
    links, one the references, one the passages.
    """
    articles = [markup.parse(body) for body in bodies]
    lines = {text: markup.parse_inline(text) for text in inline}
    found = find(Wanted.by([*articles, *lines.values()], passages))
    pages, sources = found.pages, _Sources(found)

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
        found.passages,
    )


def name_of(item):
    """How a Reference or Passage is called where it has no number."""
    return f"{item.source}, “{item.heading}”" if isinstance(item, Passage) else str(item)
