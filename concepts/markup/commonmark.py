"""A text's blocks as CommonMark and GitHub read them, written as Python-Markdown reads them.

Obsidian, GitHub and most editors agree on where a list, a quotation or a table begins and ends;
Python-Markdown, which makes the HTML, has older rules (items are nested by four spaces, lists stand
after an empty line, `1)` is none). So markdown-it finds the blocks, with their lines, and each is
written out in the one form that both understand alike.
"""

import re
from bisect import bisect_right
from dataclasses import dataclass, field, replace
from functools import cached_property
from html import escape

from markdown_it import MarkdownIt
from markdown_it.rules_block import fence, table

# Stands alone in a paragraph between two blocks, which Python-Markdown would otherwise run
# together, and where an item begins with something else than words; dropped afterwards.
BETWEEN = "\ue002"
# Keeps a sign from being read as Markdown; dropped afterwards.
GUARD = "\ue005"
# What stands for code, if alone in a paragraph with that.
STORED = re.compile(r"(?:<p>)?\ue00a([0-9]+)\ue00b(?:</p>)?")
# Lists and quotations in one another. markdown-it takes some frames of the stack for each.
MAXIMUM_DEPTH = 40

# The blocks of ours, each with its heading.
BLOCK_LABELS = {
    "short": "In short",
    "example": "Our example",
    "suggestion": "Our suggestion",
    "exercise": "An exercise",
    "reflection": "A question to think about",
    "hundred": "As people of a hundred",
    "documents": "What the starting documents say",
}
# Of these, one that readers unfold.
FOLDED = "documents"
_NAMES = "|".join(BLOCK_LABELS)
BLOCK_SIGN = re.compile(rf"\s*\[!({_NAMES})\][-+]?([^\n]*+)\s*\Z", re.IGNORECASE)
_BLOCK_LINE = re.compile(rf"(?P<before>\s*(?:>\s?)*)>\s?\[!(?:{_NAMES})\]", re.IGNORECASE)
_QUOTED = re.compile(r"[\s>]*>")
_FENCE_END = re.compile(r"[\s>]*(`{3,}|~{3,})\s*\Z")
_TASK = re.compile(r"\[([ xX])\]\s")
# A line of a paragraph that Python-Markdown would take for a heading, an item, what stands below a
# heading, or a rule.
_MISREAD = re.compile(
    r"#(?!#+[^#\s])|(?:[-*+]|[0-9]+\.)\s|(?:=+|-+)\s*\Z|([-_*])\s*(?:\1\s*){2,}\Z"
)


@dataclass
class Block:
    """A piece of a text: its kind (paragraph, heading, code, rule, quotation, list, item, table,
    row or cell), its first and last line, from 1, what it says and what stands in it.

    `sign` is a list's first number ("" where it has none), a heading's level, a cell's alignment;
    `is_tight` a paragraph of an item with no empty lines about it.
    """

    kind: str
    first: int
    last: int
    text: str = ""
    sign: str = ""
    is_tight: bool = False
    blocks: list = field(default_factory=list)

    @cached_property
    def is_loose(self):
        """Whether empty lines part the items of this list."""
        inner = (each for item in self.blocks for each in item.blocks)
        return any(each.kind == "paragraph" and not each.is_tight for each in inner)

    def walk(self):
        yield self
        for block in self.blocks:
            yield from block.walk()


def _closed_fence(state, start, end, silent):
    """CommonMark's rule, but for a fence that is closed nowhere: it hides nothing."""
    first = state.bMarks[start] + state.tShift[start]
    sign = state.src[first : first + 1]
    closings = state.env["closings"].get(sign)
    if not closings or bisect_right(closings, start) == len(closings):
        return False
    return fence(state, start, end, silent)


def _table(state, start, end, silent):
    """CommonMark's rule has none, and GitHub's cuts cells within code: the rows are kept whole."""
    before = len(state.tokens)
    if not table(state, start, end, silent):
        return False
    for token in state.tokens[before:]:
        if token.type == "tr_open":
            line = token.map[0]
            begin = state.bMarks[line] + state.tShift[line]
            token.content = state.src[begin : state.eMarks[line]]
    return True


def _reader():
    reader = MarkdownIt("commonmark", {"html": False, "maxNesting": 2 * MAXIMUM_DEPTH + 4})
    reader.enable("table")
    # Definitions of addresses are no part of the format, and what stands in a line is for
    # Python-Markdown.
    reader.disable(["normalize", "reference", "html_block", "inline", "text_join"])
    reader.block.ruler.at("table", _table, {"alt": ["paragraph", "reference"]})
    reader.block.ruler.at(
        "fence", _closed_fence, {"alt": ["paragraph", "reference", "blockquote", "list"]}
    )
    return reader


_READER = _reader()


def block_sign(block):
    """The name of the block of ours that a quotation is, or nothing."""
    first = block.blocks[0] if block.blocks else None
    is_words = first is not None and first.kind == "paragraph"
    sign = BLOCK_SIGN.match(first.text.partition("\n")[0]) if is_words else None
    return sign[1].lower() if sign else ""


class TooDeep(ValueError):
    """Lists and quotations stand too deep in one another."""


def blocks(source, numbers=None):
    """The Blocks of a text, in order; `numbers` are those of its lines, if not 1, 2, 3. Raises
    TooDeep.
    """
    lines = source.expandtabs(4).split("\n")
    lines, numbers = _apart(lines, numbers or range(1, len(lines) + 1))
    closings = {}
    for number, line in enumerate(lines):
        if match := _FENCE_END.match(line):
            closings.setdefault(match[1][0], []).append(number)
    try:
        tokens = _READER.parse("\n".join(lines), {"closings": closings})
    except RecursionError:
        raise TooDeep from None
    depth = max((token.level for token in tokens), default=0)
    if depth > 2 * MAXIMUM_DEPTH:
        raise TooDeep
    return _Builder(numbers).build(tokens)


def _apart(lines, numbers):
    """The lines with an empty one before each block of ours that follows another quotation at once,
    and their numbers.
    """
    found, places, quoted = [], [], False
    for line, number in zip(lines, numbers, strict=True):
        block = quoted and _BLOCK_LINE.match(line)
        if block:
            found.append(block["before"].rstrip())
            places.append(number)
        found.append(line)
        places.append(number)
        quoted = bool(_QUOTED.match(line))
    return found, places


class _Builder:
    """Makes Blocks of markdown-it's tokens."""

    KINDS = {
        "paragraph": "paragraph", "heading": "heading", "blockquote": "quotation",
        "bullet_list": "list", "ordered_list": "list", "list_item": "item", "table": "table",
        "tr": "row", "th": "cell", "td": "cell",
    }  # fmt: skip

    def __init__(self, numbers):
        self.numbers = numbers

    def span(self, token, fallback):
        if not token.map:
            return fallback
        first, end = token.map
        last = max(min(end, len(self.numbers)), first + 1)
        return self.numbers[min(first, len(self.numbers) - 1)], self.numbers[last - 1]

    def build(self, tokens):
        root = Block("text", 1, self.numbers[-1])
        stack = [root]
        for token in tokens:
            parent = stack[-1]
            name = token.type.removesuffix("_open").removesuffix("_close")
            first, last = self.span(token, (parent.first, parent.last))
            if token.type == "inline":
                parent.text = token.content
                parent.first, parent.last = first, last
            elif token.type in ("fence", "code_block"):
                parent.blocks.append(Block("code", first, last, token.content))
            elif token.type == "hr":
                parent.blocks.append(Block("rule", first, last))
            elif name not in self.KINDS:  # thead, tbody
                continue
            elif token.nesting > 0:
                kind, sign = self.KINDS[name], _sign(token, name)
                block = Block(kind, first, last, token.content, sign, token.hidden)
                parent.blocks.append(block)
                stack.append(block)
            else:
                stack.pop()
        return root.blocks


def _sign(token, name):
    if name == "ordered_list":
        start = token.attrGet("start")
        return "1" if start is None else str(start)
    if name == "heading":
        return token.tag[1:]
    if name in ("th", "td"):
        return str(token.attrGet("style") or "").removeprefix("text-align:")
    return ""


class Writer:
    """Writes Blocks as Python-Markdown reads them. Code goes by it: `stored` has its HTML, and a
    word that STORED finds stands in the text for it.
    """

    def __init__(self):
        self.stored = []

    def text(self, blocks):
        return "\n".join(self.sequence(blocks))

    def sequence(self, blocks):
        lines, before = [], ""
        for block in blocks:
            if lines:
                lines.append("")
            if block.kind == before and block.kind in ("list", "quotation"):
                lines += [BETWEEN, ""]
            lines += getattr(self, block.kind)(block)
            before = block.kind
        return lines

    def paragraph(self, block):
        # A line that ends with a backslash is broken there.
        text = re.sub(r"\\(?=\n)", "  ", block.text)
        lines = [line.lstrip() for line in text.split("\n")]
        return [GUARD + line if _MISREAD.match(line) else line for line in lines]

    def heading(self, block):
        words = " ".join(line.strip() for line in block.text.split("\n"))
        # Python-Markdown would drop the sign of "Notes on C#".
        return [f"{'#' * int(block.sign)} {words}{GUARD if words.endswith('#') else ''}"]

    def code(self, block):
        self.stored.append(f"<pre><code>{escape(block.text)}</code></pre>")
        return [f"\ue00a{len(self.stored) - 1}\ue00b"]

    def rule(self, block):
        return ["***"]

    def quotation(self, block):
        blocks = list(block.blocks)
        if block_sign(block):
            # What stands below the sign is a paragraph of its own.
            sign, _, rest = blocks[0].text.partition("\n")
            parts = [replace(blocks[0], text=text) for text in (sign, rest) if text]
            blocks[:1] = parts
        lines = self.sequence(blocks) or [BETWEEN]
        return [f"> {line}" if line else ">" for line in lines]

    def list(self, block):
        lines, before = [], []
        for number, item in enumerate(block.blocks, int(block.sign or 0)):
            # What stands apart within an item stands apart from the next.
            if lines and (block.is_loose or "" in before):
                lines.append("")
            before = self.item(item, f"{number}. " if block.sign else "- ")
            lines += before
        return lines

    def item(self, block, marker):
        blocks = list(block.blocks)
        if not blocks:
            return [f"{marker}{BETWEEN}"]
        if blocks[0].kind == "paragraph":
            task = _TASK.match(blocks[0].text)
            if task:
                box = "☐ " if task[1] == " " else "☑ "
                words = box + blocks[0].text[task.end() :].lstrip()
                blocks[0] = replace(blocks[0], text=words)
            first = self.paragraph(blocks[0])
            rest = blocks[1:]
        else:
            first, rest = [BETWEEN], blocks
        lines = [marker + first[0], *(f"  {line}" for line in first[1:])]
        if rest:
            # Only a list may follow an item's words at once.
            if not (blocks[0].is_tight and rest[0].kind == "list"):
                lines.append("")
            lines += [line and f"    {line}" for line in self.sequence(rest)]
        return lines

    def table(self, block):
        rows = [f"| {_bare(row.text)} |" for row in block.blocks]
        signs = {"left": ":--", "right": "--:", "center": ":-:"}
        line = "|".join(signs.get(cell.sign, "---") for cell in block.blocks[0].blocks)
        return [rows[0], f"|{line}|", *rows[1:]]


def _bare(row):
    """A row of a table without the pipes at its ends."""
    return row.strip().removeprefix("|").removesuffix("|").strip()
