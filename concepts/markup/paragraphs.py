"""A text's pieces as a writer sees them: paragraphs, list items, headings and blocks, with their
lines.
"""

import re
from dataclasses import dataclass

from .blocks import code_lines
from .marks import TOKEN, Cite, take_out

_BLOCK = re.compile(r">\s*\[!(example|suggestion|reflection)\]")
_ITEM = re.compile(r"\s*(?:[-*+]|[0-9]+[.)])\s+")
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
    without, marks, _ = take_out(source)
    words = TOKEN.sub(lambda match: marks[int(match[1])].text, without)
    words = re.sub(r"\]\([^)\s]{0,2000}(?:\s+\"[^\"]*\")?\)", "", words).replace("[", "")
    words = re.sub(r"(?<!\w)([*_]{1,3})(?=\S)|(?<=\S)([*_]{1,3})(?!\w)|`", "", words)
    return re.sub(r"\s+([.,;:!?])", r"\1", " ".join(words.split()))


def sentences(text):
    """The sentences of a plain text, as a careful reader would count them."""
    marked = _ABBREVIATION.sub(lambda match: match.group().replace(".", "\ufff9"), text)
    parts = _SENTENCE_END.split(marked)
    return [part.replace("\ufff9", ".").strip() for part in parts if part and part.strip()]


def _citations(source):
    _, marks, _ = take_out(source)
    return tuple(
        citation for mark in marks if isinstance(mark, Cite) for citation in mark.citations
    )


def paragraphs(text):
    """The pieces of a Markdown text in order. Headings and code are given too, so that nothing is
    passed over.
    """
    found, group, shared = [], 0, False
    code = code_lines(text)
    block, start = [], 1

    def finish():
        nonlocal block, group, shared
        if not block:
            return
        lines, block = block, []
        first = lines[0]
        called = _BLOCK.match(first)
        if called:
            group, shared = group + 1, False
            words = [re.sub(r"^>\s?", "", line) for line in lines[1:]]
            for number, line in enumerate(words, start + 1):
                line = _ITEM.sub("", line) if _ITEM.match(line) else line
                if line.strip():
                    found.append(Paragraph(called[1], plain(line), number, group, ()))
            return
        if first.startswith("#"):
            group, shared = group + 1, False
            found.append(Paragraph("heading", plain(first.lstrip("# ")), start, group, ()))
            return
        if first.lstrip().startswith("|"):
            group += not shared
            source = "\n".join(lines)
            found.append(Paragraph("table", plain(source), start, group, _citations(source)))
            shared = False
            return
        if _ITEM.match(first):
            group += not shared
            item, item_line = [], start
            for number, line in enumerate([*lines, None], start):
                if line is None or _ITEM.match(line):
                    if item:
                        source = " ".join(item)
                        found.append(
                            Paragraph("item", plain(source), item_line, group, _citations(source))
                        )
                    item, item_line = [], number
                if line is not None:
                    item.append(_ITEM.sub("", line) if _ITEM.match(line) else line.strip())
            shared = False
            return
        source = " ".join(re.sub(r"^>\s?", "", line).strip() for line in lines)
        group += 1
        found.append(Paragraph("paragraph", plain(source), start, group, _citations(source)))
        shared = plain(source).endswith(":")

    for number, line in enumerate(text.split("\n"), 1):
        if number in code:
            if number - 1 not in code:
                finish()
                group, shared = group + 1, False
                found.append(Paragraph("code", "", number, group, ()))
            continue
        if not line.strip():
            finish()
            continue
        if line.startswith("#"):
            finish()
        if (block and _BLOCK.match(line)) or (
            block
            and _ITEM.match(line)
            and not block[0].startswith(">")
            and not _ITEM.match(block[0])
        ):
            finish()
        if not block:
            start = number
        block.append(line)
        if line.startswith("#"):
            finish()
    finish()
    return found
