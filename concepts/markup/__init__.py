"""Markdown to safe HTML, with [[wiki links]] and [@citations] taken out as data. Pure: no model, no
request.

`parse` gives a Document; `render` puts links and citations back as the caller wants them;
`paragraphs` gives the pieces of a text as a writer sees them.
"""

from .commonmark import BLOCK_LABELS
from .document import Document, Heading, parse, parse_inline, render
from .folding import (
    APOSTROPHES,
    HYPHENS,
    JOINERS,
    SHAPED,
    UNSEEN,
    fold,
    plain_signs,
    seen,
    shows_nothing,
    spelt,
)
from .marks import (
    MAXIMUM_BRACKETS,
    Citation,
    Cite,
    Link,
    MarkupFault,
    hyphenated,
    is_reference_key,
    reference_key,
)
from .oddities import BARE_CITATION, OTHER_BLOCKS, RAW_SIGN, Oddity
from .paragraphs import Paragraph, paragraphs, plain, sentences
from .parts import Parts, parts_of, verdict_and_detail, with_folded, with_folded_blocks
from .superscripts import Number, Superscripts

__all__ = [
    "APOSTROPHES",
    "BARE_CITATION",
    "BLOCK_LABELS",
    "HYPHENS",
    "JOINERS",
    "MAXIMUM_BRACKETS",
    "OTHER_BLOCKS",
    "RAW_SIGN",
    "SHAPED",
    "UNSEEN",
    "Citation",
    "Cite",
    "Document",
    "Heading",
    "Link",
    "MarkupFault",
    "Number",
    "Oddity",
    "Paragraph",
    "Parts",
    "Superscripts",
    "fold",
    "hyphenated",
    "is_reference_key",
    "paragraphs",
    "parse",
    "parse_inline",
    "parts_of",
    "plain",
    "plain_signs",
    "reference_key",
    "render",
    "seen",
    "sentences",
    "shows_nothing",
    "spelt",
    "verdict_and_detail",
    "with_folded",
    "with_folded_blocks",
]
