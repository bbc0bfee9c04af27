"""Blocks that say what they are: `> [!short]`, `> [!example] Title`, `> [!documents]` and others.

The sign is the one that Obsidian calls a callout. Lines such as `**Client:** ...` in an example
become a dialogue. What the starting documents say is folded.
"""

import re
from xml.etree import ElementTree

from markdown.extensions import Extension
from markdown.treeprocessors import Treeprocessor

from concepts.hundred import hundreds_of

from .commonmark import BETWEEN, BLOCK_LABELS, BLOCK_SIGN, FOLDED, block_sign
from .marks import MarkupFault

# A block whose title is a correlation, which is drawn.
DRAWN = "hundred"
_CORRELATION = re.compile(r"\s*r\s*=\s*([-\N{MINUS SIGN}]?)(0?\.[0-9]{1,4}|[01](?:\.0{1,4})?)\s*")
_DRAWN_BLOCK = re.compile(
    rf'(<aside class="block block-{DRAWN}">\s*<p class="block-label">'
    rf"{re.escape(BLOCK_LABELS[DRAWN])}: ([^<]*)</p>)"
)


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


def _correlation(title):
    """The correlation that a title is, or None."""
    found = _CORRELATION.fullmatch(title)
    if found is None:
        return None
    return -float(found[2]) if found[1] else float(found[2])


def undrawn(block):
    """The MarkupFault of a Block that is to be drawn and says no correlation, or None."""
    if block_sign(block) != DRAWN:
        return None
    sign = BLOCK_SIGN.match(block.blocks[0].text.partition("\n")[0])
    if _correlation(sign[2]) is not None:
        return None
    message = f"the title is no correlation; write > [!{DRAWN}] r = .28, from -1 to 1."
    return MarkupFault(block.first, message)


def drawn(html):
    """Safe HTML with the picture of each correlation after its block's title."""
    return _DRAWN_BLOCK.sub(_with_picture, html)


def _with_picture(match):
    r = _correlation(match[2])
    if r is None:
        return match[1]
    pictures = "".join(
        f'<svg viewBox="-.5 -.5 10 10" role="img" aria-label="{hundred.number} of 100">'
        f'<path class="on" d="{hundred.on}"/><path d="{hundred.off}"/></svg>'
        for hundred in hundreds_of(r)
    )
    return f'{match[1]}<div class="hundred">{pictures}</div>'


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
