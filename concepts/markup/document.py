"""A Markdown text as a Document: safe HTML in which links and citations are still tokens."""

import re
from dataclasses import dataclass
from functools import lru_cache
from html import escape, unescape

import markdown
import nh3
from markdown.extensions.fenced_code import FencedCodeExtension
from markdown.extensions.sane_lists import SaneListExtension
from markdown.extensions.tables import TableExtension

from .blocks import BlockExtension, space_out
from .marks import MAXIMUM_BRACKETS, TOKEN, Cite, Link, MarkupFault, take_out

ALLOWED_TAGS = set(
    "a aside blockquote br code dd div dl dt em h2 h3 h4 hr li ol p pre strong table tbody td th thead tr ul".split()
)
ALLOWED_ATTRIBUTES = {
    "a": {"href", "title"},
    "ol": {"start"},
    "td": {"align"},
    "th": {"align", "scope"},
}
ALLOWED_CLASSES = {
    "aside": {"block", "block-example", "block-suggestion", "block-reflection"},
    "p": {"block-label"},
    "div": {"table"},
    "dl": {"dialogue"},
}

# Deeper nesting than this is nobody's prose, and Python-Markdown recurses once or more for each level.
MAXIMUM_NESTING = 20
_NESTING = re.compile(r"^(?:[ \t]*(?:>|[-*+]|[0-9]+[.)])(?=[ \t>]|$))*", re.MULTILINE)
_HEADING = re.compile(r"<h([2-4])>(.*?)</h\1>", re.DOTALL)
_PLACED_HEADING = re.compile(r"<h([2-4]) id=.*?</h\1>", re.DOTALL)
_TAG_OR_TOKEN = re.compile(rf"(</?(?:code|pre)>)|(<[^>]*>)|{TOKEN.pattern}")


@dataclass(frozen=True)
class Heading:
    """A heading of a text: its level (2 to 4), its stable anchor and its words."""

    level: int
    anchor: str
    text: str


@dataclass(frozen=True)
class Document:
    """A parsed text. `html` is safe to show once `render` has put the marks back."""

    html: str
    marks: tuple
    headings: tuple
    faults: tuple

    @property
    def links(self):
        return tuple(mark for mark in self.marks if isinstance(mark, Link))

    @property
    def cites(self):
        return tuple(mark for mark in self.marks if isinstance(mark, Cite))

    @property
    def text(self):
        """The words alone; one line a block."""
        return self._words(self.html)

    @property
    def sections(self):
        """(anchor, heading, words) of each stretch of text; the one above the first heading has neither."""
        found, heading, start = [], ("", ""), 0
        places = iter(self.headings)
        for match in _PLACED_HEADING.finditer(self.html):
            found.append((*heading, self._words(self.html[start : match.start()])))
            place = next(places)
            heading, start = (place.anchor, place.text), match.end()
        found.append((*heading, self._words(self.html[start:])))
        return [section for section in found if section[1] or section[2]]

    def _words(self, html):
        html = re.sub(r"</(?:p|li|h[2-4]|td|th|dd|dt|pre)>|<br ?/?>", "\n", html)
        text = unescape(re.sub(r"<[^>]*>", "", html))
        text = TOKEN.sub(lambda match: self.marks[int(match[1])].text, text)
        lines = (" ".join(line.split()) for line in text.split("\n"))
        return "\n".join(line for line in lines if line)


def _converter():
    converter = markdown.Markdown(
        extensions=[
            TableExtension(use_align_attribute=True),
            FencedCodeExtension(),
            SaneListExtension(),
            BlockExtension(),
        ],
        output_format="html",
    )
    # Raw HTML is off: without these two, < and & are shown as typed.
    converter.preprocessors.deregister("html_block")
    converter.inlinePatterns.deregister("html")
    # Reference definitions would let `[x]: javascript:...` lines vanish from the text, and nobody needs them.
    converter.parser.blockprocessors.deregister("reference")
    # Pictures have no place in the text format; `![` would otherwise load from other hosts.
    converter.inlinePatterns.deregister("image_link")
    converter.inlinePatterns.deregister("image_reference")
    return converter


def _fallback(text):
    return "".join(f"<p>{escape(part)}</p>\n" for part in text.split("\n\n") if part.strip())


def _slug(text, taken):
    """A stable anchor for a heading: its words, lower case, joined by hyphens; a number if they stand twice."""
    words = re.sub(r"[^\w\s-]", "", text.casefold())
    slug = re.sub(r"[\s_-]+", "-", words).strip("-")[:100].strip("-") or "section"
    number, anchor = 1, slug
    while anchor in taken:
        number += 1
        anchor = f"{slug}-{number}"
    taken.add(anchor)
    return anchor


def _place_headings(html, marks):
    headings, taken = [], set()

    def place(match):
        words = unescape(re.sub(r"<[^>]*>", "", match[2]))
        words = TOKEN.sub(lambda token: marks[int(token[1])].text, words)
        words = " ".join(words.split())
        anchor = _slug(words, taken)
        headings.append(Heading(int(match[1]), anchor, words))
        return f'<h{match[1]} id="{escape(anchor)}">{match[2]}</h{match[1]}>'

    return _HEADING.sub(place, html), tuple(headings)


@lru_cache(maxsize=1024)
def parse(text):
    """The Document of a Markdown text. Never raises: a text beyond the bounds is shown as typed, with a fault."""
    source, marks, faults = take_out(text)
    faults = list(faults)
    deepest = max((len(run.split()) for run in _NESTING.findall(source)), default=0)
    deepest = max(deepest, max((run.count(">") for run in _NESTING.findall(source)), default=0))
    if deepest > MAXIMUM_NESTING:
        faults.append(
            MarkupFault(0, f"lists or quotations are nested {deepest} deep; {MAXIMUM_NESTING} is the most.")
        )
    if source.count("[") > MAXIMUM_BRACKETS or deepest > MAXIMUM_NESTING:
        html = _fallback(source)
    else:
        try:
            html = _converter().convert(space_out(source))
        except RecursionError:
            faults.append(MarkupFault(0, "the text is nested too deeply; use fewer levels."))
            html = _fallback(source)
    html = re.sub(r"<(/?)h1>", r"<\1h2>", html)
    html = re.sub(r"<(/?)h[56]>", r"<\1h4>", html)
    html = html.replace("<table>", '<div class="table"><table>').replace(
        "</table>", "</table></div>"
    )
    html = nh3.clean(
        html,
        tags=ALLOWED_TAGS,
        attributes=ALLOWED_ATTRIBUTES,
        allowed_classes=ALLOWED_CLASSES,
        url_schemes={"http", "https", "mailto"},
        link_rel=None,
    )
    html, headings = _place_headings(html, marks)
    return Document(html, marks, headings, tuple(faults))


@lru_cache(maxsize=4096)
def parse_inline(text):
    """A Document of one line that may link and cite but has no other markup, such as a relation's reason."""
    source, marks, faults = take_out(text)
    return Document(escape(source), marks, (), faults)


def render(document, link, cite):
    """The document's HTML with its marks put back.

    `link(Link)` and `cite(Cite)` return safe HTML. Inside code and inside attributes a mark stands as it was typed.
    """
    depth = 0

    def put_back(match):
        nonlocal depth
        code, tag, number = match.groups()
        if code:
            depth += -1 if code.startswith("</") else 1
            return code
        if tag:
            return TOKEN.sub(lambda token: escape(document.marks[int(token[1])].source), tag)
        mark = document.marks[int(number)]
        if depth:
            return escape(mark.source)
        if isinstance(mark, Link):
            return link(mark)
        if isinstance(mark, Cite):
            return cite(mark)
        return escape(mark.source)

    return _TAG_OR_TOKEN.sub(put_back, document.html)
