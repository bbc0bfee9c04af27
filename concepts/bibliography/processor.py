"""citeproc-py as it comes: one work in, its entry of a reference list out.

The library escapes nothing, so that what it prints can't be told from what was typed: italics stand
between `ITALIC` and `UPRIGHT`, and the entry is made HTML by whoever asked for it.
"""

import threading
from types import SimpleNamespace

from citeproc import Citation, CitationItem, CitationStylesBibliography, CitationStylesStyle
from citeproc.formatter import plain

from .words import ITALIC, UPRIGHT

# The library keeps what it is printing on the style.
_lock = threading.Lock()


def load_style(name, locale):
    """A style by its file or by the name under which it comes with the library."""
    return CitationStylesStyle(str(name), locale=locale, validate=False)


def render_entry(style, source):
    """The entry of the only work in a citeproc source; "" if the style prints nothing of it."""
    [key] = source
    with _lock:
        entries = CitationStylesBibliography(style, source, _FORMAT)
        entries.register(Citation([CitationItem(key)]))
        return " ".join("".join(map(str, entries.bibliography())).split())


_italic = f"{ITALIC}{{}}{UPRIGHT}".format
_FORMAT = SimpleNamespace(**{**vars(plain), "Italic": _italic, "Oblique": _italic})
