"""Scholarly works: CSL-JSON in; APA 7, Harvard, BibTeX, RIS and CSL-JSON out.

Pure functions on CSL-JSON objects (https://docs.citationstyles.org/), with no database and no
request. `parse` and `dump` read and write texts, `check` says what is wrong with works; `apa` and
`harvard` print the entry of a reference list as HTML, `apa_plain` and `harvard_plain` as text,
`short` the label by which the text cites, `sort_key` the place in the list; `bibtex`, `ris` and
`csl_json` are what readers take away; `retraction` and `missing` say what they should know before,
`is_rule` whether it is a code of ethics, guidance or law;
`literal` makes a field of plain text, and `title` plain text
of a field. Whatever a writer types, none of these but `parse` raises (`harvard` needs an id and
whole dates), and no output holds a tag that is not ours.
"""

from .apa_entry import apa, apa_plain
from .bibtex_export import bibtex
from .csl_text import check, csl_json, dump, id_of, parse, read
from .harvard_entry import harvard, harvard_plain
from .labels import short, sort_key
from .ris_export import ris
from .standing import is_rule, missing, retraction
from .words import literal
from .works import title

__all__ = [
    "apa",
    "apa_plain",
    "bibtex",
    "check",
    "csl_json",
    "dump",
    "harvard",
    "harvard_plain",
    "id_of",
    "is_rule",
    "literal",
    "missing",
    "parse",
    "read",
    "retraction",
    "ris",
    "short",
    "sort_key",
    "title",
]
