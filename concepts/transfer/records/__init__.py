"""The files of a folder that are not pages: each is a list of records with keys, kept in a table of
its own. One file here a kind.
"""

from .base import Signature
from .findings import Findings
from .help_services import HelpServices
from .help_words import HelpWords
from .references import References
from .sources import SourceFile
from .tags import Tags

RECORDS = (Tags(), References(), Findings(), HelpServices(), HelpWords())
FILES = tuple(kind.path for kind in RECORDS)
SOURCES = "sources/"


def is_record_file(path):
    return path in FILES or path.startswith(SOURCES)


def kind_of(path):
    """The kind of record that a path of a folder holds."""
    for kind in RECORDS:
        if kind.path == path:
            return kind
    return SourceFile(path.removeprefix(SOURCES).removesuffix(".md"))


__all__ = [
    "FILES",
    "RECORDS",
    "SOURCES",
    "Findings",
    "Signature",
    "SourceFile",
    "Tags",
    "is_record_file",
    "kind_of",
]
