"""A text's pieces as a writer sees them: paragraphs, list items, headings and blocks, with their
lines.
"""

import re
from dataclasses import dataclass

from .commonmark import TooDeep, block_sign, blocks
from .marks import TOKEN, Cite, take_out, unescaped

# Full stops that end no sentence.
_ABBREVIATION = re.compile(
    r"\b(?:(?:e\.g|i\.e|vs|cf|etc|et al|Dr|Mrs?|Ms|St)\.|(?:pp?|[Nn]o)\.(?=\s*[0-9]))"
)
_SENTENCE_END = re.compile(r"(?<=[.!?])[\"'”’)\]]*\s+(?=[\"'“‘(\[]?[^\W_a-z])")


@dataclass(frozen=True)
class Paragraph:
    """A piece of a text.

    `kind` is paragraph, item, table, heading, code, or the name of the block it stands in (example,
    suggestion, reflection); `group` is the number of the paragraph-and-list it belongs to: a
    paragraph that ends with a colon and the list below it are one group.
    """

    kind: str
    text: str
    line: int
    group: int
    citations: tuple


def plain(source):
    """The words of a piece: marks replaced by their text, emphasis and link addresses dropped."""
    without = take_out(source)
    words = TOKEN.sub(lambda match: without.marks[int(match[1])].text, without.text)
    words = unescaped(words)
    words = re.sub(r"\]\([^)\s]{0,2000}(?:\s+\"[^\"]*\")?\)", "", words).replace("[", "")
    words = re.sub(r"(?<!\w)([*_]{1,3})(?=\S)|(?<=\S)([*_]{1,3})(?!\w)|`", "", words)
    return re.sub(r"\s+([.,;:!?])", r"\1", " ".join(words.split()))


def sentences(text):
    """The sentences of a plain text, as a careful reader would count them."""
    marked = _ABBREVIATION.sub(lambda match: match.group().replace(".", "\ufff9"), text)
    parts = _SENTENCE_END.split(marked)
    return [part.replace("\ufff9", ".").strip() for part in parts if part and part.strip()]


def _citations(source):
    marks = take_out(source).marks
    return tuple(
        citation for mark in marks if isinstance(mark, Cite) for citation in mark.citations
    )


def paragraphs(text):
    """The pieces of a Markdown text in order. Headings and code are given too, so that nothing is
    passed over. A text that is nested too deeply has none.
    """
    try:
        return _Pieces(text).found
    except TooDeep:
        return []


class _Pieces:
    """Goes through a text's blocks and counts what belongs together."""

    def __init__(self, text):
        self.lines = text.split("\n")
        self.found, self.group, self.is_shared = [], 0, False
        for block in blocks(text):
            self.read(block)

    def read(self, block):
        if block.kind == "quotation" and (sign := block_sign(block)):
            self.begin()
            self.ours(block, sign)
        elif block.kind in ("quotation", "item"):
            for each in block.blocks:
                self.read(each)
        elif block.kind == "list":
            self.items(block)
        elif block.kind == "table":
            self.begin(self.is_shared)
            rows = self.lines[block.first - 1 : block.last]
            self.add("table", " ".join(line.strip(" >") for line in rows), block.first)
        elif block.kind == "paragraph":
            self.begin()
            self.add("paragraph", _one_line(block.text), block.first)
            self.is_shared = self.found[-1].text.endswith(":")
        elif block.kind in ("heading", "code"):
            self.begin()
            words = plain(_one_line(block.text)) if block.kind == "heading" else ""
            self.found.append(Paragraph(block.kind, words, block.first, self.group, ()))

    def begin(self, is_shared=False):
        """Another group, if what stands above does not end with a colon."""
        self.group += not is_shared
        self.is_shared = False

    def add(self, kind, source, line):
        found = Paragraph(kind, plain(source), line, self.group, _citations(source))
        self.found.append(found)

    def ours(self, block, sign):
        """The lines of one of our blocks, which cites nothing; its title is none of them."""
        for each in block.walk():
            if each.kind in ("paragraph", "heading", "cell"):
                for number, line in enumerate(each.text.split("\n"), each.first):
                    if line.strip() and number > block.first:
                        self.found.append(Paragraph(sign, plain(line), number, self.group, ()))

    def items(self, block):
        """The items of a list: one group, or one each where empty lines part them, unless a
        paragraph that ends with a colon has them all.
        """
        is_shared = self.is_shared
        self.begin(is_shared)
        for number, item in enumerate(block.blocks):
            if number and block.is_loose and not is_shared:
                self.begin()
            for each in item.blocks:
                if each.kind == "paragraph":
                    self.add("item", _one_line(each.text), each.first)
                elif each.kind == "list":
                    self.is_shared = True
                    self.items(each)
                else:
                    self.read(each)
        self.is_shared = False


def _one_line(text):
    return " ".join(line.strip() for line in text.split("\n"))
