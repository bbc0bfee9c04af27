"""The write door: everything that changes a page goes through here.

    save_draft   appends a revision, which readers do not see
    publish      makes it the next edition and projects it into what readers query
    withdraw     takes a page away, with a reason and perhaps a successor
    rename       gives a page another slug; the former one redirects for good
    merge        lets one page take the place of another
    restore      appends a former text as the newest revision
    save_all     saves and publishes the pages of an import together
    save_reference  writes a scholarly work and what is derived from it
    rebuild      makes everything that is derived again

What is refused is refused as `Faulty`, with faults that are sentences.
"""

from concepts.contentfile import Fault, Faulty

from .doors import (
    alone,
    merge,
    publish,
    publish_all,
    rebuild,
    rename,
    restore,
    save_all,
    save_draft,
    withdraw,
)
from .keys import shared_names
from .references import save_reference
from .validation import (
    BROKEN_ANCHOR,
    BROKEN_LINK,
    Known,
    known_for,
    names_of,
    text_warnings,
    validate,
)

__all__ = [
    "BROKEN_ANCHOR",
    "BROKEN_LINK",
    "Fault",
    "Faulty",
    "Known",
    "alone",
    "known_for",
    "merge",
    "names_of",
    "publish",
    "publish_all",
    "rebuild",
    "rename",
    "restore",
    "save_all",
    "save_draft",
    "save_reference",
    "shared_names",
    "text_warnings",
    "validate",
    "withdraw",
]
