"""A Markdown text as a Document: safe HTML in which links and citations are still tokens."""

import re
import sys
from dataclasses import dataclass
from hashlib import blake2b
from html import escape, unescape
from threading import Lock

import markdown
import nh3
from cachetools import LRUCache, cached
from markdown.extensions.sane_lists import SaneListExtension
from markdown.extensions.tables import TableExtension
from markdown.inlinepatterns import SimpleTagInlineProcessor

from .blocks import BlockExtension, drawn, undrawn
from .commonmark import BLOCK_LABELS, FOLDED, GUARD, STORED, TooDeep, Writer, blocks
from .folding import shows_nothing
from .marks import TOKEN, Cite, Link, MarkupFault, anchor_of, escapes_to_html, take_out, unescaped
from .oddities import oddities_of, oddities_of_line
from .wording import lines_of, sections_of

ALLOWED_TAGS = set(
    """
    a aside blockquote br code dd del details div dl dt em h2 h3 h4 hr li ol p pre strong
    summary table tbody td th thead tr ul
    """.split()
)
ALLOWED_ATTRIBUTES = {
    "a": {"href", "title"},
    "ol": {"start"},
    "td": {"align"},
    "th": {"align", "scope"},
}
ALLOWED_CLASSES = {
    "aside": {"block", *(f"block-{name}" for name in BLOCK_LABELS)},
    "details": {"block", f"block-{FOLDED}"},
    "p": {"block-label"},
    "summary": {"block-label"},
    "div": {"table"},
    "dl": {"dialogue"},
}

# So many bytes of parsed texts are kept in each process. A count of texts would bound nothing:
# every preview is another one and may be long.
KEPT = 8_000_000
KEPT_LINES = 2_000_000
# What a mark, a heading or a fault takes besides the letters that it shares with the text.
_MARK_WEIGHT = 600

# Deeper nesting than this is nobody's prose, and Python-Markdown recurses once or more for each
# level.
MAXIMUM_NESTING = 20
# About a second of one core; the longest block of a real page takes a thousandth of it.
MAXIMUM_WORK = 10_000_000
_SIGN = re.compile(r"[*_`\\&<\n]")
# A text of 200,000 letters with more has less than ten letters in a line. Python-Markdown takes its
# blocks from the beginning of a list, which moves all the others each time.
MAXIMUM_LINES = 20_000
# What stands in quotations is taken apart again for each level; a dialogue of 20,000 lines keeps
# within this.
MAXIMUM_LEVELS = 40_000
# Of a table's columns, each has one.
MAXIMUM_PIPES = 500
# Each heading is a row of its own; a text with more is no article.
MAXIMUM_HEADINGS = 500
_NESTING = re.compile(r"^(?:[ \t]*(?:>|[-*+]|[0-9]+[.)])(?=[ \t>]|$))*", re.MULTILINE)
_HEADING = re.compile(r"<h([2-4])>(.*?)</h\1>", re.DOTALL)
# Inside these a mark stands as it was typed: code is shown, and a link within a link is no HTML.
_VERBATIM = re.compile(r"<(/?)(?:code|pre|a)[ >]")
_CODE = re.compile(r"(<pre>.*?</pre>|<code>.*?</code>)", re.DOTALL)
_ADDRESS = re.compile(rf'<a href="{TOKEN.pattern}"')
_TAG_OR_TOKEN = re.compile(rf"(<[^>]*>)|{TOKEN.pattern}")
# `&#xE000;` in a text would become a token when the sanitiser reads it.
_ENTITY = re.compile(r"&#(?:[xX]([0-9a-fA-F]+)|([0-9]+));?")


# nh3 goes over a stretch of text again for each of these, so they are others while it reads.
_AMPERSAND, _NO_BREAK_SPACE = "\ue003", "\ue004"
_TAG_OR_SLOW = re.compile("<[^>]*>|&amp;|\N{NO-BREAK SPACE}")


@dataclass(frozen=True)
class Heading:
    """A heading of a text: its level (2 to 4), its stable anchor and its words."""

    level: int
    anchor: str
    text: str


@dataclass(frozen=True)
class Document:
    """A parsed text. `html` is safe to show once `render` has put the marks back.

    `marks` are all that were taken out, `placed` those of them that stand in prose and not in code
    or in a link. Because of `faults` it can't be published; `oddities` are what readers see
    otherwise than its writer meant.
    """

    html: str
    marks: tuple
    placed: tuple
    headings: tuple
    faults: tuple
    oddities: tuple = ()

    @property
    def links(self):
        return tuple(mark for mark in self.placed if isinstance(mark, Link))

    @property
    def cites(self):
        return tuple(mark for mark in self.placed if isinstance(mark, Cite))

    @property
    def text(self):
        """The words alone; one line a block."""
        return "\n".join(words for _, words in lines_of(self._with_words()) if words)

    @property
    def sections(self):
        """(anchor, heading, prose, other words) of each stretch of text; the one above the first
        heading has neither of the first two. What the others are, `wording` says.
        """
        return sections_of(self._with_words(), self.headings)

    def _with_words(self):
        """The HTML with the words of each mark in its place."""
        return TOKEN.sub(lambda match: escape(self.marks[int(match[1])].text), self.html)


def _converter():
    converter = markdown.Markdown(
        extensions=[
            TableExtension(use_align_attribute=True),
            SaneListExtension(),
            BlockExtension(),
        ],
        output_format="html",
    )
    # Raw HTML is off: without these two, < and & are shown as typed.
    converter.preprocessors.deregister("html_block")
    converter.inlinePatterns.deregister("html")
    # Reference definitions would let `[x]: javascript:...` lines vanish from the text, and nobody
    # needs them.
    converter.parser.blockprocessors.deregister("reference")
    # Pictures have no place in the text format; `![` would otherwise load from other hosts.
    converter.inlinePatterns.deregister("image_link")
    converter.inlinePatterns.deregister("image_reference")
    struck = SimpleTagInlineProcessor(r"(~~)([^~\n]+)~~", "del")
    converter.inlinePatterns.register(struck, "struck", 55)
    return converter


def _crowded_block(text):
    """0, or where a text would take Python-Markdown too long the first line of the stretch that
    would take longest.

    It goes over a stretch without empty lines again for each sign and line in it; the weights are
    measured.
    """
    line, total, most, crowded = 1, 0, 0, 0
    for block in text.split("\n\n"):
        signs = len(_SIGN.findall(block))
        work = len(block) * (block.count("[") + 0.2 * block.count("\n") + 0.02 * signs)
        if work > most:
            most, crowded = work, line + len(block) - len(block.lstrip("\n"))
        total += work
        line += block.count("\n") + 2
    return crowded if total > MAXIMUM_WORK else 0


def _beyond_bounds(source):
    """A MarkupFault for each bound, but that of brackets, beyond which Python-Markdown takes too
    long.
    """
    depths = [max(len(run.split()), run.count(">")) for run in _NESTING.findall(source)]
    deepest, levels, lines = max(depths), sum(depths), source.count("\n") + 1
    if deepest > MAXIMUM_NESTING:
        message = f"lists or quotations are nested {deepest} deep; {MAXIMUM_NESTING} is the most."
        yield MarkupFault(0, message)
    elif levels > MAXIMUM_LEVELS:
        yield MarkupFault(
            0,
            f"the lines in lists and quotations have {levels:,} signs before their words;"
            f" {MAXIMUM_LEVELS:,} is the most.",
        )
    if lines > MAXIMUM_LINES:
        yield MarkupFault(0, f"the text has {lines:,} lines; {MAXIMUM_LINES:,} is the most.")
    for number, line in enumerate(source.split("\n"), 1):
        pipes = line.count("|")
        if pipes > MAXIMUM_PIPES:
            message = f"the line has {pipes:,} strokes |; {MAXIMUM_PIPES} is the most."
            yield MarkupFault(number, message)
            break
    crowded = _crowded_block(source)
    if crowded:
        message = "these lines are too long for their many signs; divide them by an empty line."
        yield MarkupFault(crowded, message)


def _fallback(text):
    """A text that can't be read, as it was typed."""
    typed = unescaped(text, "\\")
    return "".join(f"<p>{escape(part)}</p>\n" for part in typed.split("\n\n") if part.strip())


def _without_private_use(match):
    code = int(match[1], 16) if match[1] else int(match[2][-10:])
    return "\ufffd" if 0xE000 <= code <= 0xF8FF else match.group()


def _slug(text, taken):
    """A stable anchor for a heading: its words, lower case, joined by hyphens; a number if they
    stand twice.
    """
    slug = anchor_of(text) or "section"
    number, anchor = taken.get(slug, 1), slug
    while anchor in taken:
        number += 1
        anchor = f"{slug}-{number}"
    taken[slug] = number
    taken.setdefault(anchor, 1)
    return anchor


def _place_headings(html, marks):
    headings, taken = [], {}

    def place(match):
        words = unescape(re.sub(r"<[^>]*>", "", match[2]))
        words = TOKEN.sub(lambda token: marks[int(token[1])].text, words)
        words = " ".join(words.split())
        anchor = _slug(words, taken)
        headings.append(Heading(int(match[1]), anchor, words))
        return f'<h{match[1]} id="{escape(anchor)}">{match[2]}</h{match[1]}>'

    return _HEADING.sub(place, html), tuple(headings)


def _sanitised(html):
    others = {"&amp;": _AMPERSAND, "\N{NO-BREAK SPACE}": _NO_BREAK_SPACE}
    clean = nh3.clean(
        _TAG_OR_SLOW.sub(lambda match: others.get(match.group(), match.group()), html),
        tags=ALLOWED_TAGS,
        attributes=ALLOWED_ATTRIBUTES,
        allowed_classes=ALLOWED_CLASSES,
        url_schemes={"http", "https", "mailto"},
        link_rel=None,
    )
    return clean.replace(_AMPERSAND, "&amp;").replace(_NO_BREAK_SPACE, "&nbsp;")


def _weight(document):
    """About how many bytes a Document takes."""
    parts = (*document.marks, *document.headings, *document.faults, *document.oddities)
    citations = sum(len(cite.citations) for cite in document.cites)
    return 2_000 + sys.getsizeof(document.html) + _MARK_WEIGHT * (len(parts) + citations)


def _key(text):
    """A text's place among those that are kept, without keeping it."""
    return blake2b(text.encode(errors="surrogatepass"), digest_size=20).digest()


@cached(LRUCache(KEPT, _weight), key=_key, lock=Lock())
def parse(text):
    """The Document of a Markdown text. Never raises: a text beyond the bounds is shown as typed,
    with a fault.
    """
    source = take_out(text)
    faults = [*source.faults, *_beyond_bounds(source.text)]
    html, read = _fallback(source.text), ()
    if not faults:
        try:
            read = blocks(source.text, source.numbers)
            html = _converted(read)
        except (RecursionError, TooDeep):
            faults.append(MarkupFault(0, "the text is nested too deeply; use fewer levels."))
            read = ()
    faults += _faults_of_blocks(read)
    html = _ENTITY.sub(_without_private_use, html)
    oddities = oddities_of(html, read, source.marks) if read else ()
    html = _as_meant(html)
    html = re.sub(r"<(/?)h1>", r"<\1h2>", html)
    html = re.sub(r"<(/?)h[56]>", r"<\1h4>", html)
    html = html.replace("<table>", '<div class="table"><table>').replace(
        "</table>", "</table></div>"
    )
    html, headings = _place_headings(drawn(_sanitised(html)), source.marks)
    if len(headings) > MAXIMUM_HEADINGS:
        message = f"the text has {len(headings)} headings; {MAXIMUM_HEADINGS} is the most."
        faults.append(MarkupFault(0, message))
    return _document(html, source.marks, headings, faults, oddities)


def _faults_of_blocks(read):
    for block in read:
        if block.kind == "heading" and shows_nothing(block.text):
            message = "the heading shows nothing; write its words, or leave it out."
            yield MarkupFault(block.first, message)
        if fault := undrawn(block):
            yield fault
        yield from _faults_of_blocks(block.blocks)


def _converted(read):
    """The HTML that Python-Markdown makes of Blocks."""
    writer = Writer()
    html = _converter().convert(writer.text(read)).replace(GUARD, "")
    return STORED.sub(lambda match: writer.stored[int(match[1])], html)


def _as_meant(html):
    """The HTML with the signs that were escaped: in code their backslashes are shown."""
    parts = _CODE.split(html)
    return "".join(escapes_to_html(part, "\\" * (n % 2)) for n, part in enumerate(parts))


@cached(LRUCache(KEPT_LINES, _weight), key=_key, lock=Lock())
def parse_inline(text):
    """A Document of one line that may link and cite but has no other markup, such as a relation's
    reason.
    """
    source = take_out(text)
    html = escape(unescaped(source.text, "\\"))
    oddities = oddities_of_line(html, source.marks)
    return _document(html, source.marks, (), source.faults, oddities)


def _document(html, marks, headings, faults, oddities):
    placed = []
    _put_back(html, marks, lambda mark: placed.append(mark) or "")
    faults = [*faults, *(fault for mark in placed for fault in mark.faults)]
    return Document(html, marks, tuple(placed), headings, tuple(faults), tuple(oddities))


def render(document, link, cite, address=None):
    """The document's HTML with its marks put back.

    `link(Link)` and `cite(Cite)` return safe HTML, `address(Link)` that of an address, or nothing:
    then its words stand there alone. Without it addresses stay as they were typed. Inside code,
    links and attributes a mark stands as it was typed.
    """

    def place(mark):
        if isinstance(mark, Link):
            if mark.is_address:
                return address(mark) if address else escape(mark.source)
            return link(mark)
        if isinstance(mark, Cite):
            return cite(mark)
        return escape(mark.source)

    return _put_back(document.html, document.marks, place)


def _put_back(html, marks, place):
    """`html` with `place(mark)` for each mark that stands in prose or is a link's address, and the
    others as they were typed.
    """
    depth, dropped = 0, False

    def as_typed(token):
        return escape(marks[int(token[1])].source)

    def put_back(match):
        nonlocal depth, dropped
        tag, number = match.groups()
        if tag:
            verbatim = _VERBATIM.match(tag)
            if verbatim:
                depth += -1 if verbatim[1] else 1
            if dropped and tag == "</a>":
                dropped = False
                return ""
            address = _ADDRESS.match(tag)
            if address and getattr(marks[int(address[1])], "is_address", False):
                to = place(marks[int(address[1])])
                dropped = not to
                return to and TOKEN.sub(as_typed, TOKEN.sub(lambda _: to, tag, count=1))
            return TOKEN.sub(as_typed, tag)
        mark = marks[int(number)]
        is_words = depth or getattr(mark, "is_address", False)
        return escape(mark.source) if is_words else place(mark)

    return _TAG_OR_TOKEN.sub(put_back, html)
