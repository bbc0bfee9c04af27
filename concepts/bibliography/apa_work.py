"""A work put as the APA style and citeproc-py 0.11.1 expect it.

Rules and section numbers are those of the *Publication Manual of the American Psychological
Association*, seventh edition (2020).
"""

# ruff: noqa: SIM905 - a list of words is read best as words

import re
from dataclasses import replace

from citeproc.source import BibliographySource, LiteralDate, Name, Reference
from citeproc.string import String

from .names import Person, clings, initials
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

# What is printed for readers, in contrast to numbers, which the style tests for being numeric.
_PROSE = tuple(
    """
    title title-short container-title collection-title volume-title part-title publisher genre
    medium status authority archive archive_collection archive_location archive-place event
    event-title event-place references original-publisher original-title reviewed-title
    reviewed-genre
    """.split()
)
_LITERAL = tuple(
    """
    volume issue page number edition version section chapter-number part-number supplement-number
    number-of-volumes collection-number year-suffix
    """.split()
)
_ARTICLES = ("article-journal", "article-magazine", "article-newspaper")
_SERIAL = (*_ARTICLES, "periodical", "post-weblog")
_REVIEWS = ("review", "review-book")
_STATUTE = ("bill", "legislation", "regulation")
_LEGAL = (*_STATUTE, "hearing", "legal_case", "treaty")
_WEB = ("webpage", "post")
# Works outside the usual academic ones say what they are, in APA's words (9.21).
_DESCRIBED = {"pamphlet": "Pamphlet", "dataset": "Data set", "motion_picture": "Film"}
# The labels of roles that may stand in the author's place and are named elsewhere otherwise, in the
# order in which the style looks for them.
_LABELS = {
    "illustrator": ("Illus.", "Illus."),
    "executive-producer": ("Executive Producer", "Executive Producers"),
    "series-creator": ("Series Creator", "Series Creators"),
    "editor-translator": ("Ed. & Trans.", "Eds. & Trans."),
    "editor": ("Ed.", "Eds."),
    "editorial-director": ("Ed.", "Eds."),
    "compiler": ("Compiler", "Compilers"),
    "chair": ("Chair", "Chairs"),
    "organizer": ("Organizer", "Organizers"),
    "curator": ("Curator", "Curators"),
    "collection-editor": ("Ed.", "Eds."),
}
_LAST_PARTS = ("literal", "suffix", "dropping_particle", "given", "family")
_SPOKEN = ("event", "performance", "speech")
# Parts of a whole that go by their titles before its editors.
_ENTRIES = ("book", "classic", "entry", "entry-dictionary", "entry-encyclopedia")
# Which field names the group that stands for a work without people.
_GROUPS = {
    "software": "publisher",
    "webpage": "publisher",
    "entry-dictionary": "publisher",
    "entry-encyclopedia": "publisher",
    "standard": "authority",
}

_ROMAN = re.compile(r"(?=[IVXLC]{2}|[IVX]$)(X[CL]|L?X{0,3})(I[XV]|V?I{0,3})")
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
        if name in _PROSE:
            values[name] = curl(marked(text))
        elif name in _LITERAL:
            values[name] = plain(text)
    people = {role: tuple(map(_in_print, named)) for role, named in source.people.items()}
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
    values |= {name: values[name] + END for name in _PROSE if name in values}
    # Titles have their capitals by now, and citeproc-py gives none in languages it does not know.
    values["language"] = "und"
    if place is not None:
        values["DOI" if place.is_doi else "URL"] = LINK
    reference = Reference("work", kind)
    for name, value in (
        *((name, String(text)) for name, text in values.items()),
        *((role, [*map(_as_name, named)]) for role, named in people.items()),
        *_dates(source, values),
    ):
        # The library asks for some variables with hyphens and for others with underscores.
        reference[name] = reference[name.replace("-", "_")] = value
    works = BibliographySource()
    works.add(reference)
    return works


def _in_print(person):
    parts = {name: curl(plain(getattr(person, name))) for name in person.__dataclass_fields__}
    parts["given"] = initials(parts["given"], parts["family"])
    for name in ("given", "dropping_particle", "non_dropping_particle"):
        if clings(parts[name]):
            parts[name] += CLINGS
    return replace(person, **parts)


def _as_name(person):
    if person.literal:
        return Name(literal=person.literal)
    parts = {name: getattr(person, name) for name in person.__dataclass_fields__}
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
    if "volume" in values and (number := _arabic(values["volume"])):
        values["volume"] = number  # volumes stand in Arabic numerals, "XII" printed or not (6.45)
    if "edition" in values:
        edition = _edition(values["edition"])
        if edition:
            values["edition"] = edition
        else:
            del values["edition"]
    if source.type in _SERIAL:
        if "number" not in values and _is_article_number(source):
            values["number"] = _ARTICLE.sub("", source.text("page"))
            del values["page"]
    elif source.type not in (*_REVIEWS, *_LEGAL, "interview", "paper-conference"):
        _prepare_volumes(values)
    if source.type not in (*_SERIAL, "legislation", "patent", "regulation", "standard"):
        if re.fullmatch(r"\w*\d\w*[-–]\w*\d\w*", values.get("number", "")):
            # A number with a hyphen is none to citeproc-py, and would have no label.
            values["number"] = f"No. {values['number']}"


def _prepare_volumes(values):
    """Several volumes of a book, which the style would not label: "(Vols. 1–4)"."""
    count = values.get("number-of-volumes", "")
    if count.isdecimal() and "volume" not in values:
        values["number-of-volumes"] = f"Vols. 1–{count}" if int(count) > 1 else f"Vol. {count}"
    if re.fullmatch(r"\w+\s*[–,&]\s*\w+", values.get("volume", "")):
        values["number-of-volumes"] = f"Vols. {values.pop('volume')}"


def _arabic(text):
    if not _ROMAN.fullmatch(text):
        return ""
    figures = [{"I": 1, "V": 5, "X": 10, "L": 50, "C": 100}[letter] for letter in text]
    following = [*figures[1:], 0]
    return str(
        sum(
            -figure if figure < later else figure
            for figure, later in zip(figures, following, strict=True)
        )
    )


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
            lambda match: f": Vol. {_arabic(match[1]) or match[1]}. ", values["title"], count=1
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
    authors = {
        collation_key(person.literal)
        for person in source.people.get("author", ())
        if person.literal
    }
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
    editors = people.get("editor")
    # With an author, the style itself finds out that editors and translators are the same.
    if "author" not in people or "container-title" in values:
        if editors and editors == people.get("translator"):
            people["editor-translator"] = people.pop("editor")
            del people["translator"]
    name = _instead_of_author(source, values, people)
    if name in people:
        *others, last = people.pop(name)
        label = _LABELS[name][bool(others)]
        part = next(part for part in _LAST_PARTS if getattr(last, part))
        last = replace(last, **{part: f"{getattr(last, part)} ({label})"})
        people["author"] = (*others, last)
    elif name:
        people["author"] = (Person(literal=values.pop(name)),)


def _instead_of_author(source, values, people):
    """The role, or the field of a group, that stands in the author's place and is printed in its
    own, too; "" if there is none.
    """
    if source.type in _LEGAL or people.keys() & {"composer", "author"}:
        return ""
    if "illustrator" in people:
        return "illustrator"
    if people.keys() & {"director", "guest", "host", "producer"}:
        return ""
    group = _GROUPS.get(source.type)
    if source.type in _ENTRIES and "container-title" in values:
        return group if group in values else ""  # or the title stands there
    roles = [role for role in _LABELS if role in people]
    if source.type not in _SPOKEN:
        roles = [role for role in roles if role not in ("chair", "organizer")]
    return next(iter(roles), group if group in values else "")
