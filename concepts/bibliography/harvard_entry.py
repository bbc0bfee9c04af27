"""An entry of a reference list in Harvard, as *Cite Them Right* has it, which British courses use.

The style is the official one that comes with citeproc-py (harvard-cite-them-right.csl), in the
locale en-GB: single quotation marks and British dates.
"""

import threading
from functools import cache

from citeproc import (
    Citation,
    CitationItem,
    CitationStylesBibliography,
    CitationStylesStyle,
    formatter,
)
from citeproc.source.json import CiteProcJSON

from .words import plain

# The library keeps what it is printing on the style.
_lock = threading.Lock()


def harvard_plain(item: dict) -> str:
    """The entry as plain text.

    Args:
        item: a CSL-JSON work with a title; `accessed` is the day on which it was read.
    """
    known = {
        name: plain(value) if isinstance(value, str) else value for name, value in item.items()
    }
    with _lock:
        entries = CitationStylesBibliography(_style(), CiteProcJSON([known]), formatter.plain)
        entries.register(Citation([CitationItem(known["id"])]))
        [entry] = entries.bibliography()
    return " ".join(str(entry).split())


@cache
def _style() -> CitationStylesStyle:
    return CitationStylesStyle("harvard-cite-them-right", locale="en-GB", validate=False)
