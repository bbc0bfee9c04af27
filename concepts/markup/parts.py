"""The parts of a page's HTML that stand elsewhere than in its text: what is said in short, above
it, and what the starting documents say, at the foot; and sections that readers unfold.
"""

import re
from collections import Counter
from dataclasses import dataclass

_SHORT = re.compile(
    r'\s*(<aside class="block block-short">(?:(?!</?aside).)*</aside>)\s*', re.DOTALL
)
_DOCUMENTS = '<details class="block block-documents">'
_SECTION = re.compile(r'(?=<h2 id=")')
_HEADING = re.compile(r'<h2 id="([^"]*)">.*?</h2>', re.DOTALL)
_VERDICT = re.compile(r'<h2 id="[^"]*">.*?</h2>(?:\s*<p>.*?</p>)?', re.DOTALL)
# What writers call the block after an example that says what happened in it.
AFTERWARDS = "What happened there"
# And the one that nobody should have to unfold.
HARM = "If it is harm"
_BLOCK = re.compile(
    r'<aside class="block block-(example|suggestion)">\s*<p class="block-label">([^<]*)</p>'
    r"((?:(?!</?aside).)*+)</aside>",
    re.DOTALL,
)
_TAG = re.compile(r"<(/?)(?:aside|blockquote|dd|details|div|dl|dt|li|ol|table|td|th|tr|ul)\b")


@dataclass(frozen=True)
class Parts:
    """HTML as it came, cut into three; what is not there is empty."""

    short: str
    text: str
    documents: str

    def around(self, anchor):
        """(text to the end of the section that has this anchor, the rest). Without such a section,
        or where it ends within a block, all is before."""
        start = self.text.find(f'<h2 id="{anchor}">') if anchor else -1
        following = _SECTION.search(self.text, start + 1) if start >= 0 else None
        end = following.start() if following else len(self.text)
        before, rest = self.text[:end], self.text[end:]
        return (before, rest) if _is_whole(before) else (self.text, "")


def parts_of(html):
    """The Parts of what `render` gave. Only a first block is the short one, and only a last one
    that of the documents: elsewhere they are left where their writer put them."""
    short = _SHORT.match(html)
    html = html[short.end() :] if short else html
    text, sign, rest = html.rstrip().rpartition(_DOCUMENTS)
    if not sign or rest.count("</details>") != 1 or not rest.endswith("</details>"):
        return Parts(short[1] if short else "", html, "")
    return Parts(short[1] if short else "", text, sign + rest)


def with_folded(html, anchors):
    """HTML in which the sections that have one of these anchors are folded."""
    return "".join(_folded(piece, anchors) for piece in _SECTION.split(html))


def verdict_and_detail(html, anchor):
    """`html`, which ends with the section of this anchor, cut after that section's first paragraph,
    or after its heading where something else follows that."""
    start = html.find(f'<h2 id="{anchor}">') if anchor else -1
    first = _VERDICT.match(html, start) if start >= 0 else None
    if not first or not html[first.end() :].strip():
        return html, ""
    return html[: first.end()], html[first.end() :]


def with_folded_blocks(html):
    """HTML in which of examples and of suggestions all but the first are folded, and what is said
    of an example afterwards: a reader may want to think first. What to do about harm stays in
    sight."""
    seen = Counter()

    def fold(match):
        block, label, words = match.groups()
        title = label.partition(": ")[2]
        seen[block] += title not in (AFTERWARDS, HARM)
        if title == HARM or (title != AFTERWARDS and seen[block] < 2):
            return match.group()
        return (
            f'<details class="block block-{block}"><summary class="block-label">{label}</summary>'
            f"{words}</details>"
        )

    return _BLOCK.sub(fold, html)


def _folded(piece, anchors):
    heading = _HEADING.match(piece)
    if not heading or heading[1] not in anchors or not _is_whole(piece):
        return piece
    return (
        f'<details class="section"><summary>{heading.group()}</summary>'
        f"{piece[heading.end() :]}</details>"
    )


def _is_whole(html):
    """Whether each block of `html` begins and ends in it."""
    depth = 0
    for match in _TAG.finditer(html):
        depth += -1 if match[1] else 1
        if depth < 0:
            return False
    return depth == 0
