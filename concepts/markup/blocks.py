"""Blocks that are ours and say so: `> [!example] Title`, `> [!suggestion]`, `> [!reflection]`.

The sign is the one that Obsidian calls a callout. Lines such as `**Client:** ...` in an example
become a dialogue.
"""

import re
from bisect import bisect_right
from html import escape
from xml.etree import ElementTree

from markdown.extensions import Extension
from markdown.preprocessors import Preprocessor
from markdown.treeprocessors import Treeprocessor

LABELS = {
    "example": "Our example",
    "suggestion": "Our suggestion",
    "reflection": "A question to think about",
}

SIGN = re.compile(r"\s*\[!(example|suggestion|reflection)\]([^\n]*+)\s*\Z")

# A fence, and the language or the attributes that may stand behind it and are not kept.
_FENCE = re.compile(
    r"""(~{3,}|`{3,})[ \t]*+
    (?:\{[^\n]*\}[ \t]*+|\.?[\w#.+-]*+[ \t]*+(?:hl_lines=(?:"[^"]*+"|'[^']*+')[ \t]*+)?)\Z""",
    re.VERBOSE,
)
_SIGN_LINE = re.compile(r">\s?\[!(?:example|suggestion|reflection)\]")
_ITEM_LINE = re.compile(r"((?:>\s?)*)\s{0,3}(?:[-*+]|1[.)])\s")
# Stands alone in a paragraph between two blocks, which Markdown would otherwise run together;
# dropped afterwards.
_BETWEEN = "\ue002"


def fences(lines):
    """(first, last) of each stretch of fenced code among `lines`, fences included, from 0.

    What closes a fence is the next line that repeats it and says nothing else. One that is never
    closed is no fence. Each line is looked at once: Python-Markdown looks for the end of each fence
    through all of the text, and at each space behind one three times over.
    """
    openings, closings = [], {}
    for number, line in enumerate(lines):
        match = _FENCE.match(line)
        if match:
            openings.append((number, match[1]))
            if not line[match.end(1) :].strip():
                closings.setdefault(match[1], []).append(number)
    end = -1
    for number, fence in openings:
        if number <= end:
            continue
        ends = closings.get(fence, ())
        place = bisect_right(ends, number)
        if place < len(ends):
            end = ends[place]
            yield number, end


def code_lines(text):
    """The numbers, from 1, of the lines of `text` that fenced code takes up, fences included."""
    return {
        number + 1 for first, last in fences(text.split("\n")) for number in range(first, last + 1)
    }


class FencePreprocessor(Preprocessor):
    """Takes fenced code out of a text before anything else is done with it."""

    def run(self, lines):
        kept, after = [], 0
        for first, last in fences(lines):
            code = "".join(f"{line}\n" for line in lines[first + 1 : last])
            html = f"<pre><code>{escape(code)}</code></pre>"
            kept += [*lines[after:first], "", self.md.htmlStash.store(html), ""]
            after = last + 1
        return kept + lines[after:]


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
        # Where Python-Markdown has its own.
        converter.preprocessors.register(FencePreprocessor(converter), "fences", 25)
        # Below "inline" (20), so that bold speakers are elements already.
        converter.treeprocessors.register(BlockProcessor(converter), "blocks", 15)
