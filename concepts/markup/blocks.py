"""Blocks that say what they are: `> [!short]`, `> [!example] Title`, `> [!documents]` and others.

The sign is the one that Obsidian calls a callout. Lines such as `**Client:** ...` in an example
become a dialogue. What the starting documents say is folded.
"""

from xml.etree import ElementTree

from markdown.extensions import Extension
from markdown.treeprocessors import Treeprocessor

from .commonmark import BETWEEN, BLOCK_LABELS, BLOCK_SIGN, FOLDED


class BlockProcessor(Treeprocessor):
    """Turns marked quotations into labelled asides; runs after inline patterns."""

    def run(self, root):
        for parent in list(root.iter()):
            kept = [child for child in parent if child.tag != "p" or child.text != BETWEEN]
            if len(kept) < len(parent):
                parent[:] = kept
            if parent.text and BETWEEN in parent.text:
                parent.text = parent.text.replace(BETWEEN, "")
        for quotation in list(root.iter("blockquote")):
            first = quotation[0] if len(quotation) else None
            sign = (
                BLOCK_SIGN.match(first.text or "")
                if first is not None and first.tag == "p"
                else None
            )
            if sign is None:
                continue
            name = sign[1].lower()
            quotation.tag = "details" if name == FOLDED else "aside"
            quotation.set("class", f"block block-{name}")
            title = " ".join("".join([sign[2], *_words(first)]).split())
            for child in list(first):
                first.remove(child)
            first.tag = "summary" if name == FOLDED else "p"
            first.set("class", "block-label")
            first.text = BLOCK_LABELS[name] + (f": {title}" if title else "")
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
