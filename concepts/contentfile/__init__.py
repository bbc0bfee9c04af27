"""A content file's text and its parts: YAML front matter and a Markdown body.

`parse` reads a text, `check` says what is wrong with parts wherever they came from, `dump` writes
the canonical text. `read_yaml` and `read_json` read the files of records. Every fault knows its
place, and those of a text their lines. Pure: no model, no file.
"""

from .characters import FORBIDDEN, check_characters, decode
from .faults import Fault, Faulty, naming
from .json_text import read_json
from .nodes import has_comments, read_mapping, read_yaml, split
from .page import (
    MAXIMUM_SIZE,
    Content,
    ContrastRow,
    Member,
    PassageName,
    RelationLine,
    check,
    dump,
    dump_yaml,
    parse,
    parse_or_none,
)
from .vocabulary import (
    BASES,
    CATEGORIES,
    DIRECTIONS,
    KINDS,
    MAIN_TYPES,
    RELATION_TYPES,
    SYMMETRIC_TYPES,
    TELLING_APART,
    TYPES,
)

__all__ = [
    "BASES",
    "CATEGORIES",
    "DIRECTIONS",
    "FORBIDDEN",
    "KINDS",
    "MAIN_TYPES",
    "MAXIMUM_SIZE",
    "RELATION_TYPES",
    "SYMMETRIC_TYPES",
    "TELLING_APART",
    "TYPES",
    "Content",
    "ContrastRow",
    "Fault",
    "Faulty",
    "Member",
    "PassageName",
    "RelationLine",
    "check",
    "check_characters",
    "decode",
    "dump",
    "dump_yaml",
    "has_comments",
    "naming",
    "parse",
    "parse_or_none",
    "read_json",
    "read_mapping",
    "read_yaml",
    "split",
]
