"""The parts of a page's HTML that stand elsewhere than in its text: what is said in short, above
it, and what the starting documents say, at the foot; and sections that readers unfold.
"""

import re
from dataclasses import dataclass

_SHORT = re.compile(
    r'\s*(<aside class="block block-short">(?:(?!</?aside).)*</aside>)\s*', re.DOTALL
)
_DOCUMENTS = '<details class="block block-documents">'
_SECTION = re.compile(r'(?=<h2 id=")')
_HEADING = re.compile(r'<h2 id="([^"]*)">.*?</h2>', re.DOTALL)
_VERDICT = re.compile(r'<h2 id="[^"]*">.*?</h2>\s*<p>.*?</p>', re.DOTALL)
_EXAMPLE_SIGN = '<aside class="block block-example">'
_EXAMPLE = re.compile(re.escape(_EXAMPLE_SIGN))
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
    """`html`, which ends with the section of this anchor, cut after that section's first paragraph.
    Where it does not begin with one, or has no more, there is no detail."""
    start = html.find(f'<h2 id="{anchor}">') if anchor else -1
    first = _VERDICT.match(html, start) if start >= 0 else None
    if not first or not html[first.end() :].strip():
        return html, ""
    return html[: first.end()], html[first.end() :]


def with_one_example(html):
    """HTML in which each example but the first is folded."""
    first, *others = _EXAMPLE.split(html)
    pieces = [first]
    for number, piece in enumerate(others):
        example, after = piece.split("</aside>", 1)
        if number and "<aside" not in example:
            label, words = example.split("</p>", 1)
            label = label.replace("<p", "<summary", 1) + "</summary>"
            example = f"{_EXAMPLE_SIGN}{label}{words}".replace("<aside", "<details")
            pieces.append(f"{example}</details>{after}")
        else:
            pieces.append(f"{_EXAMPLE_SIGN}{piece}")
    return "".join(pieces)


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
