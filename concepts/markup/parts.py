"""The parts of a page's HTML that stand elsewhere than in its text: what is said in short, above it,
and what the starting documents say, folded at the foot.
"""

import re
from dataclasses import dataclass

_SHORT = re.compile(
    r'\s*(<aside class="block block-short">(?:(?!</?aside).)*</aside>)\s*', re.DOTALL
)
_DOCUMENTS = '<details class="block block-documents">'
_SECTION = re.compile(r'<h2 id="')


@dataclass(frozen=True)
class Parts:
    """HTML as it came, cut into three; what is not there is empty."""

    short: str
    text: str
    documents: str

    def around(self, anchor):
        """(text to the end of the section that has this anchor, the rest). Without such a section
        all is before."""
        start = self.text.find(f'<h2 id="{anchor}">') if anchor else -1
        following = _SECTION.search(self.text, start + 1) if start >= 0 else None
        end = following.start() if following else len(self.text)
        return self.text[:end], self.text[end:]


def parts_of(html):
    """The Parts of what `render` gave. Only a first block is the short one, and only a last one
    that of the documents: elsewhere they are left where their writer put them."""
    short = _SHORT.match(html)
    html = html[short.end() :] if short else html
    text, sign, rest = html.rstrip().rpartition(_DOCUMENTS)
    if not sign or rest.count("</details>") != 1 or not rest.endswith("</details>"):
        return Parts(short[1] if short else "", html, "")
    return Parts(short[1] if short else "", text, sign + rest)
