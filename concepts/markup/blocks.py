"""Blocks that are ours and say so: `> [!example] Title`, `> [!suggestion]`, `> [!reflection]`.

The sign is the one that Obsidian calls a callout. Lines such as `**Client:** ...` in an example
become a dialogue.
"""

import re
from xml.etree import ElementTree

from markdown.extensions import Extension
from markdown.extensions.fenced_code import FencedBlockPreprocessor
from markdown.treeprocessors import Treeprocessor

LABELS = {
    "example": "Our example",
    "suggestion": "Our suggestion",
    "reflection": "A question to think about",
}

SIGN = re.compile(r"\s*\[!(example|suggestion|reflection)\][ \t]*([^\n]*)\s*\Z")

_SIGN_LINE = re.compile(r">\s?\[!(?:example|suggestion|reflection)\]")
_ITEM_LINE = re.compile(r"((?:>\s?)*)\s{0,3}(?:[-*+]|1[.)])\s")
# Stands alone in a paragraph between two blocks, which Markdown would otherwise run together;
# dropped afterwards.
_BETWEEN = "\ue002"


def code_lines(text):
    """The numbers, from 1, of the lines of `text` that fenced code takes up, fences included."""
    found, start, line = set(), 0, 1
    for match in FencedBlockPreprocessor.FENCED_BLOCK_RE.finditer(text):
        line += text.count("\n", start, match.start())
        start = match.start()
        found.update(range(line, line + match.group().count("\n") + 1))
    return found


def space_out(text):
    """`text` with the empty lines that Python-Markdown needs and other Markdown does without.

    A list may follow a paragraph directly, and a block may follow another block or stand directly
    above its text. Two quotations with an empty line between them stay two: what follows an example
    is not part of it.
    """
    code, lines, previous, quoted = code_lines(text), [], "", False
    for number, line in enumerate(text.split("\n"), 1):
        if number in code:
            lines.append(line)
            previous, quoted = "", False
            continue
        if _SIGN_LINE.match(line):
            lines += ["", _BETWEEN, "", line, ">"]
            previous, quoted = ">", True
            continue
        if line.strip():
            quotation = line.lstrip(" ").startswith(">")
            if quotation and quoted and not previous.strip():
                lines += [_BETWEEN, ""]
            quoted = quotation
        item = _ITEM_LINE.match(line)
        if item and previous.strip("> ") and not _is_list(previous):
            lines.append(item[1].rstrip())
        lines.append(line)
        previous = line
    return "\n".join(lines)


def _is_list(line):
    inner = re.sub(r"^(?:>\s?)+", "", line)
    return bool(re.match(r"\s*(?:[-*+]|[0-9]+[.)])\s", inner)) or inner[:1] in " \t"


class BlockProcessor(Treeprocessor):
    """Turns marked quotations into labelled asides; runs after inline patterns."""

    def run(self, root):
        for parent in list(root.iter()):
            kept = [child for child in parent if child.text != _BETWEEN]
            if len(kept) < len(parent):
                parent[:] = kept
        for quotation in list(root.iter("blockquote")):
            first = quotation[0] if len(quotation) else None
            sign = SIGN.match(first.text or "") if first is not None and first.tag == "p" else None
            if sign is None:
                continue
            quotation.tag = "aside"
            quotation.set("class", f"block block-{sign[1]}")
            title = " ".join("".join([sign[2], *_words(first)]).split())
            for child in list(first):
                first.remove(child)
            first.set("class", "block-label")
            first.text = LABELS[sign[1]] + (f": {title}" if title else "")
            for position, child in enumerate(list(quotation)[1:], 1):
                speeches = _speeches(child) if child.tag == "p" else None
                if speeches is not None:
                    quotation[position] = speeches
            _join_dialogues(quotation)


def _words(element):
    for child in element:
        yield "".join(child.itertext())
        yield child.tail or ""


def _speeches(paragraph):
    """A description list for a paragraph whose lines begin with a bold speaker, else None."""
    if (paragraph.text or "").strip() or not len(paragraph):
        return None
    speeches = ElementTree.Element("dl", {"class": "dialogue"})
    speech, at_line_start = None, True
    for child in list(paragraph):
        words = "".join(child.itertext())
        if at_line_start and child.tag == "strong" and words.rstrip().endswith(":"):
            speaker = ElementTree.SubElement(speeches, "dt")
            speaker.text = words.rstrip()[:-1]
            speech = ElementTree.SubElement(speeches, "dd")
            speech.text = (child.tail or "").lstrip(" ")
        elif speech is None:
            return None
        else:
            speech.append(child)
        at_line_start = (child.tail or "").endswith("\n")
    return speeches


def _join_dialogues(quotation):
    previous = None
    for child in list(quotation):
        if child.tag == "dl" and previous is not None and previous.tag == "dl":
            previous.extend(list(child))
            quotation.remove(child)
        else:
            previous = child


class BlockExtension(Extension):
    def extendMarkdown(self, converter):
        # Below "inline" (20), so that bold speakers are elements already.
        converter.treeprocessors.register(BlockProcessor(converter), "blocks", 15)
