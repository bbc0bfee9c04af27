"""What a CSL-JSON work says, read once and made safe to print.

CSL-JSON is the input format of the Citation Style Language: its variables and types are listed in
the appendices of the CSL 1.0.2 specification (https://docs.citationstyles.org/), its shape in
``csl-data.json`` of https://github.com/citation-style-language/schema.

`work` turns such an object into a `Work`, whatever stands in its fields: a value of the wrong kind
counts as absent, so nothing after this module has to check again. What is wrong with a file is told
by `csl_text`, where files enter.
"""

from contextlib import suppress
from dataclasses import dataclass

from concepts import locators

from .dates import When, read_date
from .links import doi
from .names import Person, read_names
from .words import plain, tidy

TYPES = frozenset(
    """
    article article-journal article-magazine article-newspaper bill book broadcast chapter classic
    collection dataset document entry entry-dictionary entry-encyclopedia event figure graphic
    hearing interview legal_case legislation manuscript map motion_picture musical_score pamphlet
    paper-conference patent performance periodical personal_communication post post-weblog
    regulation report review review-book software song speech standard thesis treaty webpage
    """.split()
)

ROLES = tuple(
    """
    author editor translator composer illustrator director guest host producer executive-producer
    series-creator editor-translator editorial-director compiler chair organizer curator
    collection-editor contributor container-author interviewer recipient narrator performer
    reviewed-author script-writer original-author
    """.split()
)

# Whoever comes first here stands for the work, in the order in which the APA style looks.
AUTHORS = tuple(
    """
    composer author illustrator director guest host producer executive-producer series-creator
    editor-translator editor editorial-director compiler chair organizer curator collection-editor
    """.split()
)
LEGAL = ("bill", "hearing", "legal_case", "legislation", "regulation", "treaty")

# Which field names the group that stands for a work without people.
GROUPS = {
    "software": "publisher",
    "webpage": "publisher",
    "entry-dictionary": "publisher",
    "entry-encyclopedia": "publisher",
    "standard": "authority",
}

DATES = ("issued", "original-date", "accessed", "event-date", "submitted", "available-date")

# `custom`, `note`, `annote` and `abstract` are missing on purpose: what is not read is never shown.
TEXTS = tuple(
    """
    title title-short container-title collection-title volume-title part-title publisher
    publisher-place volume issue page page-first number edition version section chapter-number
    part-number supplement-number number-of-volumes collection-number genre medium status
    jurisdiction authority archive archive_collection archive_location archive-place event
    event-title event-place references original-title original-publisher reviewed-title
    reviewed-genre year-suffix language DOI URL ISBN ISSN
    """.split()
)


@dataclass(frozen=True)
class Work:
    """A CSL-JSON object with only what is known, tidied; markup still stands in its texts."""

    id: str
    type: str
    texts: dict[str, str]
    people: dict[str, tuple[Person, ...]]
    dates: dict[str, When]

    def text(self, name):
        """A field as plain text, without markup and entities; "" if absent."""
        return plain(self.texts.get(name, ""))


# What people paste in many forms is read into one, for whatever is made of a work.
_PASTED = {"DOI": doi, "page": locators.pages, "page-first": locators.pages}


def given_away(item):
    """A CSL-JSON object with its DOI and pages as other programs expect them."""
    read = {name: reader(tidy(item[name])) for name, reader in _PASTED.items() if name in item}
    return {name: read.get(name) or value for name, value in item.items()}


def title(item):
    """The title of a work as plain text, without CSL's markup."""
    return work(item).text("title")


def work(item):
    """The Work of a CSL-JSON object; fields of a wrong kind count as absent."""
    if "title-short" not in item and "shortTitle" in item:
        item = {**item, "title-short": item["shortTitle"]}
    kind = item.get("type")
    texts = {name: tidy(item[name]) for name in TEXTS if name in item}
    texts |= {name: reader(texts[name]) for name, reader in _PASTED.items() if name in texts}
    people = {role: read_names(item[role]) for role in ROLES if role in item}
    dates = {}
    for name in filter(item.__contains__, DATES):
        with suppress(ValueError):
            dates[name] = read_date(item[name])
    return Work(
        id=tidy(item.get("id")),
        # An unknown type prints like a document: everything is shown, nothing is assumed.
        type=kind if isinstance(kind, str) and kind in TYPES else "document",
        texts={name: text for name, text in texts.items() if text},
        people={role: persons for role, persons in people.items() if persons},
        dates=dates,
    )
