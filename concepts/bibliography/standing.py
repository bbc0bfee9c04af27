"""What readers should know of a work before they rely on its entry: that it was retracted, and what
the entry lacks; and whether it is a rule or research. All stand in what no list of references has
a field for, `custom`.
"""

import re

from .words import plain, tidy
from .works import LEGAL, work

# Types whose entry names the whole that the work is part of, and those that name who published it.
_PARTS = ("article-journal", "article-magazine", "article-newspaper", "chapter", "paper-conference")
_PUBLISHED = ("book", "report", "thesis", "pamphlet")
_WRITERS = ("author", "editor", "editor-translator", "editorial-director", "director")

# Roles of works that say what ought to be done, and not what was found.
_RULES = re.compile(r"(?i)\s*(?:(?:ethics )?code|standards|guidance|guidelines?|law)\b")


def is_rule(item):
    """Whether a work is a code of ethics, guidance or law: by `custom.role`, or by its type."""
    role = _custom(item).get("role")
    return item.get("type") in LEGAL or (isinstance(role, str) and bool(_RULES.match(role)))


def retraction(item):
    """What is said of a work's retraction: "Retracted", with the notice if `custom.retracted` is
    one; "" for a work that stands."""
    noted = _custom(item).get("retracted")
    if isinstance(noted, str) and plain(tidy(noted)):
        return f"Retracted: {plain(tidy(noted))}"
    return "Retracted" if noted is True else ""


def missing(item):
    """What a work's entry lacks, and what nobody could verify of it (`custom.not_verified`)."""
    source = work(item)
    noted = _custom(item).get("not_verified")
    noted = noted if isinstance(noted, list) else [noted]
    unverified = [words for words in (plain(tidy(each)) for each in noted) if words]
    said = " ".join(unverified).lower()
    return [words for words in _gaps(source) if words.split()[-1] not in said] + unverified


def _gaps(source):
    """What the entry of a work of this type needs and has not."""
    if source.type not in LEGAL and not any(source.people.get(role) for role in _WRITERS):
        yield "author"
    if not source.dates.get("issued") and not source.text("status"):
        yield "year"
    if source.type in _PARTS and not source.text("container-title"):
        yield "book" if source.type in ("chapter", "paper-conference") else "journal"
    # A group that publishes its own work is not named twice.
    group = any(person.literal for person in source.people.get("author", ()))
    if source.type in _PUBLISHED and not source.text("publisher") and not group:
        yield "publisher"


def _custom(item):
    custom = item.get("custom")
    return custom if isinstance(custom, dict) else {}
