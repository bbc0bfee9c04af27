"""The APA 7 entry of a work, as safe HTML and as plain text.

Rules and section numbers are those of the *Publication Manual of the American Psychological
Association*, seventh edition (2020). `apa_engine` arranges; this module prepares what goes in, so
that the style finds what it expects, and finishes what comes out, where only the whole line shows
what is right.
"""

# ruff: noqa: SIM905 - a list of words is read best as words

import re
from functools import lru_cache
from html import escape
from typing import NamedTuple

from . import apa_engine
from .links import Link, link
from .names import Person, clings, initials
from .words import CLINGS, DASH, END, FLIP, ITALIC, LINK, UNFLIP, UPRIGHT, curl, fold, marked, plain
from .works import Work, canonical, read


class Run(NamedTuple):
    """A stretch of an entry with one look; `address` makes it a link."""

    text: str
    italic: bool = False
    address: str = ""


def apa(item: dict) -> str:
    """The entry of a work in a reference list, APA 7, as HTML.

    Args:
        item: a CSL-JSON work.

    Returns:
        HTML that is safe whatever the item holds: text is escaped, the only tags are ``<i>`` and
        ``<a href>``, and links are http or https. ``custom`` and ``note`` are never in it.
    """
    return _html(canonical(item))


def apa_plain(item: dict) -> str:
    """The same entry as `apa` in plain text: no tags, nothing escaped.

    Args:
        item: a CSL-JSON work.
    """
    return "".join(run.text for run in _runs(canonical(item)))


@lru_cache(maxsize=4096)
def _html(text: str) -> str:
    return "".join(_element(run) for run in _runs(text))


def _element(run: Run) -> str:
    text = escape(run.text, quote=False)
    if run.italic:
        text = f"<i>{text}</i>"
    return f'<a href="{escape(run.address)}">{text}</a>' if run.address else text


@lru_cache(maxsize=4096)
def _runs(text: str) -> tuple[Run, ...]:
    source = read(text)
    place = link(source.texts.get("DOI", ""), source.texts.get("URL", ""))
    return _finish(apa_engine.render(source.type, _prepare(source, place)), place)


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
_SERIAL = ("article-journal", "article-magazine", "article-newspaper", "periodical", "post-weblog")
_STATUTE = ("bill", "legislation", "regulation")
_WEB = ("webpage", "post")
# Works outside the usual academic ones say what they are, in APA's words (9.21).
_DESCRIBED = {"pamphlet": "Pamphlet", "dataset": "Data set", "motion_picture": "Film"}

_ROMAN = re.compile(r"(?=[IVXLC]{2}|[IVX]$)(X[CL]|L?X{0,3})(I[XV]|V?I{0,3})")
_VOLUME_IN_TITLE = re.compile(r"(?::|\.|,)\s+(?:Volume|Vol\.?)\s+(\d+|[IVXLC]+)\s*[:.]\s+(?=\S)")
_ORDINALS = ("", *"first second third fourth fifth sixth seventh eighth ninth tenth".split())
_ARTICLE = re.compile(r"(?i)^art(?:icle|\.)\s*(?:no\.?|number)?\s*(?=\w*\d)")
_COUNTRY_CODE = re.compile(r"[a-z]{2}(?::.*)?")


def _prepare(source: Work, place: Link | None) -> dict[str, object]:
    """The variables that the style gets: those of the work, put as the style expects them."""
    values: dict[str, object] = {}
    for name, text in source.texts.items():
        if not source.text(name).strip():
            continue  # nothing but markup
        if name in _PROSE:
            values[name] = curl(marked(text)) + END
        elif name in _LITERAL:
            values[name] = plain(text)
    for role, people in source.people.items():
        values[role] = tuple(_printed(person) for person in people)
    values |= source.dates
    # Only English titles of journals are put in title case.
    values["language"] = source.text("language")[:2].lower() or "en"
    _mend_numbers(source, values)
    _mend_titles(source, values)
    _mend_repetition(source, values)
    _mend_roles(source, values)
    if source.type in _STATUTE:
        _mend_statute(source, values)
    if source.type in _DESCRIBED and not {"genre", "medium"} & values.keys():
        values["genre"] = _DESCRIBED[source.type]
    if place is not None:
        values["DOI" if place.is_doi else "URL"] = LINK
    return values


def _printed(person: Person) -> Person:
    parts = {name: curl(plain(getattr(person, name))) for name in Person.__dataclass_fields__}
    parts["given"] = initials(parts["given"], parts["family"])
    for name in ("given", "dropping_particle", "non_dropping_particle"):
        if clings(parts[name]):
            parts[name] += CLINGS
    return Person(**parts)


def _mend_numbers(source: Work, values: dict[str, object]) -> None:
    for name in ("page", "volume", "issue"):
        if name in values:
            # The style makes the en dash of pages itself and leaves those of other ranges to us.
            dash = "-" if name == "page" else "–"
            values[name] = DASH.sub(dash, values[name])
    if "volume" in values and (number := _arabic(values["volume"])):
        values["volume"] = number  # volumes stand in Arabic numerals, "XII" printed or not (6.45)
    if "edition" in values:
        edition = _edition(values["edition"])
        if edition:
            values["edition"] = edition
        else:
            del values["edition"]
    if source.type in _SERIAL and "number" not in values and _is_article_number(source):
        values["number"] = _ARTICLE.sub("", values.pop("page"))


def _arabic(text: str) -> str:
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


def _edition(text: str) -> str:
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


def _is_article_number(source: Work) -> bool:
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


def _mend_titles(source: Work, values: dict[str, object]) -> None:
    if source.type == "book" and "volume" not in values and "title" in values:
        # A volume named within a title is abbreviated: "Title: Vol. 1. Its own title" (example 30).
        values["title"] = _VOLUME_IN_TITLE.sub(
            lambda match: f": Vol. {_arabic(match[1]) or match[1]}. ", values["title"], count=1
        )


def _mend_repetition(source: Work, values: dict[str, object]) -> None:
    """Publisher and website go unnamed where they are the author (9.29, 9.32)."""
    authors = {fold(person.literal) for person in source.people.get("author", ()) if person.literal}
    if fold(source.texts.get("publisher", "")) in authors:
        values.pop("publisher", None)
    if source.type in _WEB and fold(source.texts.get("container-title", "")) in authors:
        values.pop("container-title", None)


def _mend_roles(source: Work, values: dict[str, object]) -> None:
    """Whoever edited and translated is named once, as "(Ed. & Trans.)"."""
    both = source.people.get("editor")
    # With an author, the style itself finds out that the two are one.
    wanted = "author" not in source.people or "container-title" in values
    if both and wanted and both == source.people.get("translator"):
        values["editor-translator"] = values.pop("editor")
        del values["translator"]


def _mend_statute(source: Work, values: dict[str, object]) -> None:
    """Statutes follow The Bluebook (11.1), which for other countries than the USA names a statute
    as its own country does: "Care Act 2014, c. 23 (England)"."""
    when = source.dates.get("issued")
    if when and when.year and source.text("title").endswith(when.year):
        del values["issued"]  # the short title of a British act ends in its year
    country = source.text("jurisdiction")
    if country and not _COUNTRY_CODE.fullmatch(country) and "status" not in values:
        values["status"] = curl(country) + END  # printed in round brackets at the end
    chapter = source.text("number")
    named = "title" in values and "container-title" not in values
    if named and re.fullmatch(r"c\.\s?\d+", chapter):
        # A chapter of the statute book; the style would call it "Pub. L. No. c. 23".
        del values["number"]
        values["title"] = f"{values['title'].removesuffix(END)}, {chapter}" + END


_MARKS = f"[{ITALIC}{UPRIGHT}{FLIP}{UNFLIP}]*"
# "Does it help?." and "Smith, Inc..": a field that ends a sentence itself needs no full stop.
_DOUBLE_STOP = re.compile(rf"([.!?…]{_MARKS}[”’]*{_MARKS}){END}({_MARKS})\.")
# Full stops and commas stand inside closing quotation marks (6.7).
_STOP_AFTER_QUOTE = re.compile(rf"((?<![”’])[”’]+)({_MARKS}){END}({_MARKS})([.,])")
# "Retrieved" is for pages that change, and goes with the day on which they were read (9.16).
_RETRIEVED_NEVER = re.compile(rf"Retrieved (?={LINK})")
_PLACE = re.compile(rf"(?:https://doi\.org/)?{LINK}")
_PIECES = re.compile(f"[{ITALIC}{UPRIGHT}{FLIP}{UNFLIP}{LINK}]")


def _finish(text: str, place: Link | None) -> tuple[Run, ...]:
    """The style's line with its punctuation merged, cut into runs."""
    text = text.replace(f"{CLINGS} ", "").replace(CLINGS, "")
    text = _DOUBLE_STOP.sub(r"\1\2", text)
    text = _STOP_AFTER_QUOTE.sub(r"\4\1\2\3", text)
    text = _RETRIEVED_NEVER.sub("", text.replace(END, ""))
    text = _PLACE.sub(LINK, text)
    runs: list[Run] = []
    styled = flipped = position = 0

    def write(piece: str) -> None:
        # Italics within italics stand upright, as within a book's title.
        italic = (styled > 0) != (flipped % 2 == 1)
        if runs and runs[-1].italic == italic and not runs[-1].address:
            piece = runs.pop().text + piece
        runs.append(Run(piece, italic))

    for mark in _PIECES.finditer(text):
        if mark.start() > position:
            write(text[position : mark.start()])
        position = mark.end()
        styled += {ITALIC: 1, UPRIGHT: -1}.get(mark[0], 0)
        flipped += {FLIP: 1, UNFLIP: -1}.get(mark[0], 0)
        if mark[0] == LINK and place is not None:
            runs.append(Run(place.text, False, place.address) if place.address else Run(place.text))
    if position < len(text):
        write(text[position:])
    return tuple(runs)
