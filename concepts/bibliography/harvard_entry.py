"""An entry of a reference list in Harvard, as *Cite Them Right* has it, which British courses use.

The style is the official one that comes with citeproc-py (harvard-cite-them-right.csl), in the
locale en-GB: single quotation marks and British dates.
"""

from functools import cache
from html import escape

from citeproc.source.json import CiteProcJSON

from .names import clings, joined
from .processor import load_style, render_entry
from .words import ITALIC, UPRIGHT, curl, plain, tidy

PARTICLE = "non-dropping-particle"


def harvard(item):
    """The entry as HTML that is safe whatever the item holds: its only tag is `<i>`.

    The item has a title and whole dates; `accessed` is the day on which it was read.
    """
    return escape(_entry(item), quote=False).replace(ITALIC, "<i>").replace(UPRIGHT, "</i>")


def harvard_plain(item):
    """The same entry as `harvard` in plain text."""
    return _entry(item).replace(ITALIC, "").replace(UPRIGHT, "")


def _entry(item):
    return render_entry(_style(), CiteProcJSON([_in_print("", item)]))


def _in_print(name, value):
    """A value as it stands in print: one line, without markup, with set quotation marks."""
    if isinstance(value, list):
        return [_in_print(name, each) for each in value]
    if isinstance(value, dict):
        parts = {part: _in_print(part, each) for part, each in value.items()}
        if clings(str(parts.get(PARTICLE, ""))) and "family" in parts:
            parts["family"] = joined(parts.pop(PARTICLE), parts["family"])
        return parts
    if not isinstance(value, str):
        return value
    return tidy(value) if name in ("id", "type", "URL", "DOI") else curl(plain(tidy(value)))


@cache
def _style():
    return load_style("harvard-cite-them-right", "en-GB")
