"""A content file's text and its parts: YAML front matter and a Markdown body.

`parse` reads a text, `dump` writes the canonical one, and every fault has a line number. Pure: no
model, no file.
"""

from .faults import Fault, Faulty
from .parts import (
    BASES,
    CATEGORIES,
    KINDS,
    RELATION_TYPES,
    SYMMETRIC_TYPES,
    TYPES,
    Content,
    Member,
    PassageName,
    RelationLine,
)
from .reading import MAXIMUM_SIZE, check_characters, decode, parse, read_mapping, read_yaml, split
from .writing import dump, dump_yaml

__all__ = [
    "BASES",
    "CATEGORIES",
    "KINDS",
    "MAXIMUM_SIZE",
    "RELATION_TYPES",
    "SYMMETRIC_TYPES",
    "TYPES",
    "Content",
    "Fault",
    "Faulty",
    "Member",
    "PassageName",
    "RelationLine",
    "check_characters",
    "decode",
    "dump",
    "dump_yaml",
    "parse",
    "read_mapping",
    "read_yaml",
    "split",
]
