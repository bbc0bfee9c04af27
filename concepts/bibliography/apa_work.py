"""A work put as the APA style and citeproc-py 0.11.1 expect it.

Rules and section numbers are those of the *Publication Manual of the American Psychological
Association*, seventh edition (2020).
"""

import re

from citeproc.model import romanize
from citeproc.source import BibliographySource, LiteralDate, Name, Reference
from citeproc.string import String

from .names import clings, initials
from .words import (
    CLINGS,
    DASH,
    END,
    LINK,
    PLURAL,
    WHEN,
    collation_key,
    curl,
    marked,
    plain,
    title_case,
)
from .works import AUTHORS, GROUPS, LEGAL

# What the style tests for being numeric; all other texts are prose.
_NUMBERS = tuple(
    """
    volume issue page number edition version section chapter-number part-number supplement-number
    number-of-volumes collection-number year-suffix
    """.split()
)
_SERIAL = tuple("article-journal article-magazine article-newspaper periodical post-weblog".split())
_REVIEWS = ("review", "review-book")
_STATUTE = ("bill", "legislation", "regulation")
_WEB = ("webpage", "post")
# Works outside the usual academic ones say what they are, in APA's words (9.21).
_DESCRIBED = {"pamphlet": "Pamphlet", "dataset": "Data set", "motion_picture": "Film"}
# The roles that may stand in the author's place and are named elsewhere otherwise, in the order in
# which the style looks for them, and the labels of those that are not written out.
_ROLES = AUTHORS[AUTHORS.index("executive-producer") :]
_LABELS = {
    "illustrator": "Illus.",
    "editor-translator": "Ed. & Trans.",
    **dict.fromkeys(("editor", "editorial-director", "collection-editor"), "Ed."),
}
_LAST_PARTS = ("literal", "suffix", "dropping-particle", "given", "family")
_SPOKEN = ("event", "performance", "speech")
# Parts of a whole that go by their titles before its editors.
_ENTRIES = ("book", "classic", "entry", "entry-dictionary", "entry-encyclopedia")

# "L" alone is a letter, as in "Section L".
_ARABIC = {romanize(number): str(number) for number in range(1, 100) if number != 50}
_VOLUME_IN_TITLE = re.compile(r"(?::|\.|,)\s+(?:Volume|Vol\.?)\s+(\d+|[IVXLC]+)\s*[:.]\s+(?=\S)")
_ORDINALS = ("", *"first second third fourth fifth sixth seventh eighth ninth tenth".split())
_ARTICLE = re.compile(r"(?i)^art(?:icle|\.)\s*(?:no\.?|number)?\s*(?=\w*\d)")
_COUNTRY_CODE = re.compile(r"[a-z]{2}(?::.*)?")


def as_source(source, place):
    """The citeproc source of a Work, with sentinels for what is set at the end; `place` is its Link
    or None.
    """
    values = {}
    for name, text in source.texts.items():
        if not source.text(name).strip():
            continue  # nothing but markup
        values[name] = plain(text) if name in _NUMBERS else curl(marked(text))
    for name in ("DOI", "URL", "language", "page-first"):
        values.pop(name, None)
    people = {role: [*map(_as_name, named)] for role, named in source.people.items()}
    if source.type in _DESCRIBED and not {"genre", "medium"} & values.keys():
        values["genre"] = _DESCRIBED[source.type]
    _prepare_numbers(source, values)
    _prepare_titles(source, values)
    _prepare_publisher(source, values)
    _prepare_author(source, values, people)
    if source.type in _STATUTE:
        _prepare_statute(source, values)
    kind = source.type
    if kind == "thesis" and "genre" in values and "number" not in values:
        kind = "manuscript"  # the style would print "(Publication)" before the number
        if "publisher" in values and (place is not None or "archive" in values):
            values["genre"] += f", {values.pop('publisher')}"
    values |= {name: text + END for name, text in values.items() if name not in _NUMBERS}
    # Titles have their capitals by now, and citeproc-py gives none in languages it does not know.
    values["language"] = "und"
    if place is not None:
        values["DOI" if place.is_doi else "URL"] = LINK
    reference = Reference("work", kind)
    for name, value in (
        *((name, String(text)) for name, text in values.items()),
        *people.items(),
        *_dates(source, values),
    ):
        # The library asks for some variables with hyphens and for others with underscores.
        reference[name] = reference[name.replace("-", "_")] = value
    works = BibliographySource()
    works.add(reference)
    return works


def _as_name(person):
    """A Person in the library's form, as names stand in print."""
    parts = {name: curl(plain(getattr(person, name))) for name in person.__dataclass_fields__}
    parts["given"] = initials(parts["given"], parts["family"])
    for name in ("given", "dropping_particle", "non_dropping_particle"):
        if clings(parts[name]):
            parts[name] += CLINGS
    return Name(**{name.replace("_", "-"): text for name, text in parts.items() if text})


def _dates(source, values):
    """(name, date in words) of each date: citeproc-py prints no range of years, nor one within a
    month.
    """
    # Where the style asks for the whole date at once.
    whole = source.type == "treaty" or (
        source.type == "legal_case" and "container-title" not in values
    )
    for name, when in source.dates.items():
        text = when.year if name == "original-date" else when.long
        if name == "issued":
            if source.type in _STATUTE and source.text("title").endswith(when.year):
                continue  # the short title of a British act ends in its year
            # Otherwise it asks for the year, and of some works for the day after it.
            text = text if whole else WHEN
        yield name, LiteralDate(text, circa=when.circa)


def _prepare_numbers(source, values):
    for name in ("page", "volume", "issue"):
        if name in values:
            # The style makes the en dash of pages itself and leaves those of other ranges to us.
            dash = "-" if name == "page" else "–"
            values[name] = DASH.sub(dash, values[name])
    if "page" in values and re.search(r"[^\W\d]\s*[-,&]\s*[^\W\d]", values["page"]):
        values["page"] += PLURAL  # "xi-xx" are several pages, too
    if "volume" in values:  # in Arabic numerals, "XII" printed or not (6.45)
        values["volume"] = _ARABIC.get(values["volume"], values["volume"])
    if "edition" in values:
        values["edition"] = _edition(values["edition"])
    if source.type in _SERIAL:
        if "number" not in values and _is_article_number(source):
            values["number"] = _ARTICLE.sub("", source.text("page"))
            del values["page"]
    elif source.type not in (*_REVIEWS, *LEGAL, "interview", "paper-conference"):
        _prepare_volumes(values)
    labelled = source.type in (*_SERIAL, "legislation", "patent", "regulation", "standard")
    if not labelled and re.fullmatch(r"\w*\d\w*[-–]\w*\d\w*", values.get("number", "")):
        # A number with a hyphen is none to citeproc-py, and would have no label.
        values["number"] = f"No. {values['number']}"


def _prepare_volumes(values):
    """Several volumes of a book, which the style would not label: "(Vols. 1–4)"."""
    count = values.get("number-of-volumes", "")
    if count.isdecimal() and count != "1" and "volume" not in values:
        values["number-of-volumes"] = f"Vols. 1–{count}"
    if re.fullmatch(r"\w+\s*[–,&]\s*\w+", values.get("volume", "")):
        values["number-of-volumes"] = f"Vols. {values.pop('volume')}"


def _edition(text):
    """ "4", "4th", "fourth edition" and "4th ed." become "4th"; a first edition is not named."""
    bare = re.sub(r"(?i),?\s?\b(?:edition|edn|ed)\b\.?$", "", text).strip()
    if bare.lower() in _ORDINALS[1:]:
        bare = str(_ORDINALS.index(bare.lower()))
    if number := re.fullmatch(r"(?i)([1-9]\d{0,3})(?:st|nd|rd|th)?", bare):
        figure = int(number[1])
        last = 0 if figure % 100 in (11, 12, 13) else figure % 10
        ending = {1: "st", 2: "nd", 3: "rd"}.get(last, "th")
        return "" if figure == 1 else f"{figure}{ending}"
    if bare.lower() in ("revised", "rev", "rev."):
        return "Rev. ed."
    return text


def _is_article_number(source):
    """Whether what stands as page is an article's number ("Article e94207", APA example 6).

    A number with "Article" or a letter before it or of six digits is one. So is the end of the DOI
    in a volume without issues; where there are issues, DOIs of old journals end in the first page.
    """
    page = source.text("page")
    if _ARTICLE.match(page) or re.fullmatch(r"[A-Za-z]{1,4}\d{3,}|\d{6,}", page):
        return True
    if "issue" in source.texts or not page.isdecimal():
        return False
    return re.search(rf"[./-]0*{page}$", source.text("DOI")) is not None


def _prepare_titles(source, values):
    if source.type == "book" and "volume" not in source.texts and "title" in values:
        # A volume named within a title is abbreviated: "Title: Vol. 1. Its own title" (example 30).
        values["title"] = _VOLUME_IN_TITLE.sub(
            lambda match: f": Vol. {_ARABIC.get(match[1], match[1])}. ", values["title"], count=1
        )
    if source.text("language")[:2].lower() not in ("", "en"):
        return
    # Titles of journals, sites, series and laws have capitals, if they are English (6.17).
    names = ["collection-title"]
    if source.type in (*_SERIAL, *_REVIEWS, *_WEB, "interview", "paper-conference"):
        names.append("container-title")
    if source.type in (*_STATUTE, "legal_case", "treaty"):
        names.append("title")
    if "number" in values:
        names.append("genre")
    for name in names:
        if name in values:
            values[name] = title_case(values[name])


def _prepare_publisher(source, values):
    """Publisher and website go unnamed where they are the author (9.29, 9.32)."""
    authors = {collation_key(person.literal) for person in source.people.get("author", ())} - {""}
    if collation_key(source.texts.get("publisher", "")) in authors:
        values.pop("publisher", None)
    if source.type in _WEB and collation_key(source.texts.get("container-title", "")) in authors:
        values.pop("container-title", None)


def _prepare_statute(source, values):
    """Statutes follow The Bluebook (11.1), which for other countries than the USA names a statute
    as its own country does: "Care Act 2014, c. 23 (England)"."""
    country = source.text("jurisdiction")
    if country and not _COUNTRY_CODE.fullmatch(country) and "status" not in values:
        values["status"] = curl(country)  # printed in round brackets at the end
    chapter = source.text("number")
    named = "title" in values and "container-title" not in values
    if named and re.fullmatch(r"c\.\s?\d+", chapter):
        # A chapter of the statute book; the style would call it "Pub. L. No. c. 23".
        del values["number"]
        values["title"] = f"{values['title']}, {chapter}"


def _prepare_author(source, values, people):
    """Whoever stands in the author's place becomes the author, "Norcross, J. C. (Ed.)": citeproc-py
    would name them once more in their own.
    """
    # Beside an author of the whole, the style itself finds out that these are the same.
    found_out = "author" in people and "container-title" not in values
    if "editor" in people and people["editor"] == people.get("translator") and not found_out:
        people["editor-translator"] = people.pop("translator")
        del people["editor"]
    name = _instead_of_author(source, values, people)
    if name in people:
        *others, last = people.pop(name)
        label = _LABELS.get(name) or name.replace("-", " ").title() + "s" * bool(others)
        label = label.replace("Ed.", "Eds.") if others else label
        part = next(part for part in _LAST_PARTS if part in last)
        people["author"] = [*others, Name(**{**last, part: f"{last[part]} ({label})"})]
    elif name:
        people["author"] = [Name(literal=values.pop(name))]


def _instead_of_author(source, values, people):
    """The role, or the field of a group, that stands in the author's place and is printed in its
    own, too; "" if there is none.
    """
    if source.type in LEGAL or people.keys() & {"composer", "author"}:
        return ""
    if "illustrator" in people:
        return "illustrator"
    if people.keys() & {"director", "guest", "host", "producer"}:
        return ""
    group = GROUPS.get(source.type)
    if source.type in _ENTRIES and "container-title" in values:
        return group if group in values else ""  # or the title stands there
    roles = [role for role in _ROLES if role in people]
    if source.type not in _SPOKEN:
        roles = [role for role in roles if role not in ("chair", "organizer")]
    return next(iter(roles), group if group in values else "")
