"""The admin: its site, and what is registered there. Every change of a page goes through the write
door; `editor` is where that is done.
"""

from . import (
    concept,
    derived,
    edition,
    entry,
    finding,
    finding_edition,
    framework,
    help_service,
    help_word,
    question,
    reading_list,
    reference,
    review,
    revision,
    source,
    tag,
    wikilink,
)

__all__ = [
    "concept",
    "derived",
    "edition",
    "entry",
    "finding",
    "finding_edition",
    "framework",
    "help_service",
    "help_word",
    "question",
    "reading_list",
    "reference",
    "review",
    "revision",
    "source",
    "tag",
    "wikilink",
]
