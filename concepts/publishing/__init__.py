"""The write door: everything that changes a page goes through here, an act a file.

Each act parses and validates outside the transaction and writes briefly inside it, while every
other writer waits, on PostgreSQL too (`alone`).

    save_draft   appends a revision, which readers do not see
    publish      makes it the next edition and projects it into what readers query
    withdraw     takes a page away, with a reason and perhaps a successor
    rename       gives a page another slug; the former one redirects for good
    merge        lets one page take the place of another
    restore      appends a former text as the newest revision
    save_all     saves and publishes the pages of an import together
    read_references reads and checks scholarly works, wherever they come from
    save_reference  writes a scholarly work and what is derived from it
    save_finding    writes a finding and makes what changed its next edition
    keep_finding    makes its next edition of a finding that was written
    remove_finding  takes a finding away; its editions stay
    rebuild      makes everything that is derived again

What is refused is refused as `Faulty`, with faults that are sentences.
"""

from concepts.contentfile import Fault, Faulty

from .draft import restore, save_draft
from .findings import keep_finding, remove_finding, save_finding
from .import_pages import PageText, save_all
from .keys import shared_names
from .locking import alone
from .merge import merge
from .publish import publish, publish_all
from .rebuild import rebuild
from .references import read_references, save_reference
from .rename import rename
from .validation import (
    BROKEN_ANCHOR,
    BROKEN_LINK,
    Known,
    finding_warnings,
    known_for,
    names_of,
    text_warnings,
    validate,
)
from .withdraw import withdraw

__all__ = [
    "BROKEN_ANCHOR",
    "BROKEN_LINK",
    "Fault",
    "Faulty",
    "Known",
    "PageText",
    "alone",
    "finding_warnings",
    "keep_finding",
    "known_for",
    "merge",
    "names_of",
    "publish",
    "publish_all",
    "read_references",
    "rebuild",
    "remove_finding",
    "rename",
    "restore",
    "save_all",
    "save_draft",
    "save_finding",
    "save_reference",
    "shared_names",
    "text_warnings",
    "validate",
    "withdraw",
]
