"""An entry of a reference list in Harvard, as *Cite Them Right* has it, which British courses use.

The style is the official one that comes with citeproc-py (harvard-cite-them-right.csl), in the
locale en-GB: single quotation marks and British dates.
"""

import threading
from functools import cache
from html import escape
from types import SimpleNamespace

from citeproc import Citation, CitationItem, CitationStylesBibliography, CitationStylesStyle
from citeproc.source.json import CiteProcJSON

from .names import clings, joined
from .words import ITALIC, UPRIGHT, curl, plain, tidy

PARTICLE = "non-dropping-particle"

# The library keeps what it is printing on the style.
_lock = threading.Lock()


def harvard(item: dict) -> str:
    """The entry as HTML that is safe whatever the item holds: its only tag is ``<i>``.

    Args:
        item: a CSL-JSON work with a title; `accessed` is the day on which it was read.
    """
    return escape(_entry(item), quote=False).replace(ITALIC, "<i>").replace(UPRIGHT, "</i>")


def harvard_plain(item: dict) -> str:
    """The same entry as `harvard` in plain text.

    Args:
        item: a CSL-JSON work.
    """
    return _entry(item).replace(ITALIC, "").replace(UPRIGHT, "")


def _entry(item: dict) -> str:
    """The entry with sentinels around what is italic; the library escapes no field, so what it
    writes can't be told from what was typed."""
    known = {name: _printed(name, value) for name, value in item.items()}
    with _lock:
        entries = CitationStylesBibliography(_style(), CiteProcJSON([known]), _FORMAT)
        entries.register(Citation([CitationItem(known["id"])]))
        [entry] = entries.bibliography()
    return " ".join(str(entry).split())


def _printed(name: str, value: object) -> object:
    """A value as it stands in print: one line, without markup, with set quotation marks."""
    if isinstance(value, list):
        return [_printed(name, each) for each in value]
    if isinstance(value, dict):
        parts = {part: _printed(part, each) for part, each in value.items()}
        if clings(str(parts.get(PARTICLE, ""))) and "family" in parts:
            parts["family"] = joined(parts.pop(PARTICLE), parts["family"])
        return parts
    if not isinstance(value, str):
        return value
    return tidy(value) if name in ("id", "type", "URL", "DOI") else curl(plain(tidy(value)))


def _italic(text: str) -> str:
    return f"{ITALIC}{text}{UPRIGHT}"


_FORMAT = SimpleNamespace(
    preformat=str,
    Italic=_italic,
    Oblique=_italic,
    Bold=str,
    Light=str,
    Underline=str,
    Superscript=str,
    Subscript=str,
    SmallCaps=str,
)


@cache
def _style() -> CitationStylesStyle:
    return CitationStylesStyle("harvard-cite-them-right", locale="en-GB", validate=False)
