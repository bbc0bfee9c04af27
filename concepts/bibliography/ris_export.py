"""RIS, which EndNote, Zotero, Mendeley and library catalogues read.

Tags and types are those of the RIS specification of Research Information Systems (2011 revision).
Where programs disagree, Zotero's reading decides: the number of a report stands under SN.
"""

from .links import web_url
from .names import joined
from .words import DASH, plain
from .works import work

_TYPES = {
    "article-journal": "JOUR",
    "article-magazine": "MGZN",
    "article-newspaper": "NEWS",
    "bill": "BILL",
    "book": "BOOK",
    "broadcast": "VIDEO",
    "chapter": "CHAP",
    "classic": "CLSWK",
    "dataset": "DATA",
    "entry": "ENCYC",
    "entry-dictionary": "DICT",
    "entry-encyclopedia": "ENCYC",
    "figure": "FIGURE",
    "graphic": "ART",
    "hearing": "HEAR",
    "interview": "PCOMM",
    "legal_case": "CASE",
    "legislation": "STAT",
    "manuscript": "MANSCPT",
    "map": "MAP",
    "motion_picture": "MPCT",
    "musical_score": "MUSIC",
    "pamphlet": "PAMP",
    "paper-conference": "CONF",
    "patent": "PAT",
    "periodical": "JFULL",
    "personal_communication": "PCOMM",
    "post": "ICOMM",
    "post-weblog": "BLOG",
    "regulation": "STAT",
    "report": "RPRT",
    "review": "JOUR",
    "review-book": "JOUR",
    "software": "COMP",
    "song": "SOUND",
    "speech": "SLIDE",
    "standard": "STAND",
    "thesis": "THES",
    "webpage": "ELEC",
}
_TEXTS = (
    ("T2", "container-title"),
    ("T3", "collection-title"),
    ("VL", "volume"),
    ("IS", "issue"),
    ("ET", "edition"),
    ("M3", "genre"),
    ("PB", "publisher"),
    ("CY", "publisher-place"),
)


def ris(items):
    """Works as a RIS file: CRLF line ends, each work from TY to ER."""
    return "".join(map(_entry, map(work, items)))


def _entry(source):
    filled = [(tag, value) for tag, value in _fields(source) if value]
    return "".join(f"{tag}  - {value}\r\n" for tag, value in [*filled, ("ER", "")])


def _fields(source):
    yield "TY", _TYPES.get(source.type, "GEN")
    yield "ID", source.id
    for tag, role in (("AU", "author"), ("ED", "editor"), ("A4", "translator")):
        for person in source.people.get(role, ()):
            yield tag, _name(person)
    yield "TI", source.text("title")
    yield from _date("PY", "DA", source.dates.get("issued"))
    for tag, name in _TEXTS:
        yield tag, source.text(name)
    first, *last = DASH.split(source.text("page"), maxsplit=1)
    yield "SP", first
    yield "EP", "".join(last)
    serial = "ISSN" if "ISSN" in source.texts else "ISBN" if "ISBN" in source.texts else "number"
    yield "SN", source.text(serial)
    yield "LA", source.text("language")
    yield "DO", source.texts.get("DOI")
    yield "UR", web_url(source.texts.get("URL", ""))
    yield from _date("", "Y2", source.dates.get("accessed"))


def _name(person):
    """ "Family, Given, Suffix"; a group's commas would make it a person's name."""
    if person.literal:
        return plain(person.literal).replace(",", ";")
    last = joined(person.dropping_particle, person.last_name)
    parts = [plain(part).replace(",", " ") for part in (last, person.given, person.suffix)]
    return ", ".join(parts).rstrip(", ")


def _date(year_tag, day_tag, when):
    """The year alone, and the date as RIS has it: year/month/day/season, empty parts included."""
    if when is None:
        return
    if not when.parts:
        yield year_tag or day_tag, when.words
        return
    year, *rest = when.parts[0]
    if year_tag and year > 0:
        yield year_tag, f"{year:04d}"
    if rest or when.season or not year_tag:
        month, day = (*(f"{part:02d}" for part in rest), "", "")[:2]
        yield day_tag, f"{year:04d}/{month}/{day}/{when.season}"
