"""What readers would see otherwise than a writer meant: signs of Markdown that stand there as they
were typed, and blocks that came out as others than Obsidian and GitHub make of them.
"""

import re
from dataclasses import dataclass
from html import unescape
from itertools import zip_longest

from .commonmark import BLOCK_LABELS
from .marks import TOKEN, Cite, Link, reference_key

# What programs tell apart.
RAW_SIGN, OTHER_BLOCKS, BARE_CITATION = "raw-sign", "other-blocks", "bare-citation"
# Of one kind in one stretch of text; who has read so many knows.
MOST = 20
LONGEST = 40

_PIECE = re.compile(r"<(/?)(\w+)[^>]*>|([^<]+|<)")
_KINDS = {
    "ul": "list", "ol": "list", "li": "item", "blockquote": "quotation", "aside": "quotation",
    "details": "quotation", "pre": "code", "hr": "rule", "table": "table", "tr": "row",
    "th": "cell", "td": "cell",
    **dict.fromkeys(("h1", "h2", "h3", "h4", "h5", "h6"), "heading"),
}  # fmt: skip
_BREAKS = {"br", "p", "dt", "dd", "summary"}
# Stand among words for the beginning of a link, for a citation and for code.
_LINK, _CITED, _CODE = "\ue007", "\ue008", "\ue009"

_BLOCKS = [f"[!{name}]" for name in BLOCK_LABELS]

# Signs that begin a line of a paragraph, but may begin a heading or a cell as well.
_BEGINNINGS = (
    (r"^(?:[-*+•]|[0-9]{1,3}[.)])(?=\s|$)", "an item begins with - or 1. below an empty line"),
    (r"^>+", "a quotation begins with > below an empty line"),
    (r"^#+(?=\s|$)|^#[\w/-]+(?: #[\w/-]+)*$", "a heading is ## and a space; tags stand above"),
    (r"^\[[ xX]\](?=\s)", "a task stands in a list: - [ ] words"),
    (r"^(?:={3,}|-{3,}|\*{3,}|_{3,})$", "a line across stands between empty lines"),
)
_ANYWHERE = (
    (
        r"^\|[^\n]*\||^(?=[^\n]*-)(?=[^\n]*\|)[|: \t-]+$",
        "a table has |---|---| below its first line, with as many cells",
    ),
    (r"```+|~~~+", "code stands between two lines of three backticks"),
    (r"(?<!\*)\*\*(?!\*)|(?<!_)__(?!_)|(?<!~)~~(?!~)", "both signs touch the words between them"),
    (r"==[^=\s][^=\n]*==", "write **bold**"),
    (rf"!(?=[{_LINK}\[])", "a text has no pictures or pieces of other pages; link to them"),
    (
        r"\[\[|(?<![\ue15b])\[[^\[\]\n]+\]\]",
        "a link is [[Title]] on one line",
    ),
    (rf"\](?:\(|\[|{_LINK})", "a link is [words](address), and no space stands in it"),
    (r"\[\^[^\[\]\s]+\]", "there are no footnotes; say it in the sentence, or cite it"),
    (r"\[![\w-]+\][-+]?", f"the blocks are {', '.join(_BLOCKS[:-1])} and {_BLOCKS[-1]}"),
    (r"^\[[^\[\]\n]+\]:(?=\s)", "an address stands in its link: [words](https://...)"),
    (r"\[[^\[\]\n@]*(?<!\w)@\w[^\[\]\n]*\]", "a citation is [@rogers-1957, p. 96]"),
    (r"</?[a-zA-Z][^<>\n]*>|<!--|-->", "HTML is shown as text"),
    (r"%%|\$\$", "there are no comments and formulas"),
    (r"(?<=\s)\^[a-z0-9-]+$", "only headings can be linked to"),
    (r"\{[#.:][^{}\n]*\} *$", "an address of its own is made of the words of a heading"),
)
# A line of text has links and citations, and no Markdown besides.
_IN_A_LINE = (
    (
        r"(?<![\w*])\*(?=[^\s*])[^*\n]*\*(?![\w*])|(?<!\w)_(?=[^\s_])[^_\n]*_(?!\w)|`[^`\n]+`",
        "this text has links and citations, but no emphasis or code",
    ),
    (rf"\](?=\()|{_CITED}\(", "here only pages can be linked: [[Title]]"),
)
_ADDRESS = re.compile(r"https?://[^\s()]+")
_LONG_ENTITY = re.compile(r"&#[xX]?[0-9a-fA-F]{9,}+;?")
_KEY = re.compile(r"(?<![\w.@/])@([\w‐‑–-]*\w)")


def _compiled(signs):
    return tuple((re.compile(pattern, re.MULTILINE), remedy) for pattern, remedy in signs)


_BEGINNINGS, _ANYWHERE, _IN_A_LINE = map(_compiled, (_BEGINNINGS, _ANYWHERE, _IN_A_LINE))


@dataclass(frozen=True)
class Oddity:
    """Something that a writer should look at: its line, counted from the text's first, a sentence,
    and its code. What may be meant as a citation names its `key`: whether it is one, only who knows
    the works can say.
    """

    line: int
    message: str
    code: str = RAW_SIGN
    key: str = ""


@dataclass
class _Piece:
    """A part of a text: what it is, or its words; and the lines in which they were typed."""

    kind: str
    words: str = ""
    lines: list = ()


def oddities_of(html, blocks, marks):
    """The Oddities of a text: of the HTML that Python-Markdown made of its Blocks."""
    found, is_plain = [], False
    typed, shown = _joined(_of_blocks(blocks)), _joined(_of_html(html, marks))
    line = 1
    for one, other in zip_longest(typed, shown):
        line = one.lines[0][0] if one and one.lines else line
        if one is None or other is None or one.kind != other.kind:
            message = (
                "from here on Obsidian and GitHub show other lists, quotations or tables than this"
                " site; leave an empty line before and after each."
            )
            found.append(Oddity(line, message, OTHER_BLOCKS))
            break
        if one.kind == "words":
            signs = _ANYWHERE if is_plain else (*_BEGINNINGS, *_ANYWHERE)
            found += _lost(other.words, signs, one.lines)
        is_plain = one.kind in ("heading", "cell")
    return tuple(sorted(set(found), key=lambda oddity: (oddity.line, oddity.message)))


def oddities_of_line(html, marks):
    """Those of a line of text without other markup than marks."""
    words = _with_marks(unescape(html), marks)
    return tuple(dict.fromkeys(_lost(words, (*_ANYWHERE, *_IN_A_LINE), [(1, words)])))


def _lost(words, signs, lines):
    """The signs among `words` that did not become anything."""
    for pattern, remedy in signs:
        for match, _ in zip(pattern.finditer(words), range(MOST), strict=False):
            sign = match.group()
            shown = sign.strip(_LINK + _CITED + _CODE)[:LONGEST]
            message = f"'{shown}' is shown as it is typed: {remedy}."
            yield Oddity(_line(shown, lines), message)
    for match, _ in zip(_KEY.finditer(words), range(MOST), strict=False):
        message = f"'{match.group()}' is no citation without brackets: write [{match.group()}]."
        yield Oddity(_line(match.group(), lines), message, BARE_CITATION, reference_key(match[1]))


def _line(sign, lines):
    """The first line in which a sign was typed."""
    return next((number for number, text in lines if sign in text), lines[0][0] if lines else 1)


def _joined(pieces):
    """The pieces, with words that follow words made one: a dialogue has more parts than its
    paragraph had.
    """
    words, lines = [], []
    for piece in pieces:
        if piece.kind == "words":
            if not piece.words.strip():
                continue
            words.append(piece.words)
            lines += piece.lines
            continue
        if words:
            yield _Piece("words", "\n".join(words), lines)
            words, lines = [], []
        yield piece
    if words:
        yield _Piece("words", "\n".join(words), lines)


def _of_blocks(blocks):
    for block in blocks:
        lines = list(enumerate(block.text.split("\n"), block.first))
        if block.kind != "paragraph":
            yield _Piece(block.kind, lines=lines)
        if block.kind in ("paragraph", "heading", "cell"):
            yield _Piece("words", block.text, lines)
        yield from _of_blocks(block.blocks)
        if block.kind not in ("paragraph", "rule"):
            yield _Piece(f"/{block.kind}", lines=[(block.last, "")])


def _of_html(html, marks):
    words, in_code = [], False
    for closing, tag, text in _PIECE.findall(html):
        kind = _KINDS.get(tag)
        if text:
            words += [] if in_code else [text]
        elif tag in _BREAKS:
            words.append("\n")
        elif tag == "code":
            words += [] if in_code or closing else [_CODE]
            in_code = not closing
        elif tag == "a" and not closing:
            words.append(_LINK)
        elif kind:
            yield _Piece("words", _words(words, marks))
            words = []
            in_code = tag == "pre" and not closing
            yield _Piece(f"/{kind}" if closing else kind)
    yield _Piece("words", _words(words, marks))


def _words(pieces, marks):
    # Python refuses to read a number of thousands of digits.
    plain = unescape(_LONG_ENTITY.sub("\ufffd", "".join(pieces)))
    words = _ADDRESS.sub(_LINK, _with_marks(plain, marks))
    return "\n".join(line.strip() for line in words.split("\n") if line.strip())


def _with_marks(words, marks):
    def put_back(match):
        mark = marks[int(match[1])]
        if isinstance(mark, Cite):
            return _CITED
        if isinstance(mark, Link) and not mark.is_address:
            return f"!{_LINK}" if mark.source.startswith("!") else _LINK
        return mark.source

    return TOKEN.sub(put_back, words)
