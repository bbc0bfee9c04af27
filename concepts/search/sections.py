"""A parsed text as the sections that search shows and links to."""

import re
from dataclasses import replace
from html import unescape

_HEADING = re.compile(r'<h[2-4] id="([^"]*)">.*?</h[2-4]>', re.DOTALL)


def sections(document):
    """The (anchor, heading, text) triples of a `markup.Document`, in order; text before the first heading has neither.

    `text` is plain words, one line a block. Sections without words are left out.
    """
    names = {heading.anchor: heading.text for heading in document.headings}
    found = []
    anchor, start = "", 0
    for match in _HEADING.finditer(document.html):
        found.append((anchor, document.html[start : match.start()]))
        anchor, start = unescape(match[1]), match.end()
    found.append((anchor, document.html[start:]))
    triples = (
        (anchor, names.get(anchor, ""), replace(document, html=html).text)
        for anchor, html in found
    )
    return [triple for triple in triples if triple[1] or triple[2]]
