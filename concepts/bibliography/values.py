"""What a CSL-JSON work says, read once and made safe to print.

CSL-JSON is the input format of the Citation Style Language: its variables and types are listed in
the appendices of the CSL 1.0.2 specification (https://docs.citationstyles.org/), its shape in
``csl-data.json`` of https://github.com/citation-style-language/schema. Text there may hold a little
markup: ``<i>``, ``<b>``, ``<sup>``, ``<sub>``, ``<sc>`` and ``<span>``.

`work()` turns such an object into a `Work`, whatever stands in its fields: a value of the wrong
kind counts as absent, so nothing after this module has to check again. What is wrong with a file
is told by `csl_text.parse`, which is where files enter.
"""

# ruff: noqa: SIM905 - a list of words is read best as words

import calendar
import functools
import json
import re
import unicodedata
from dataclasses import dataclass

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

DATES = ("issued", "original-date", "accessed", "event-date", "submitted", "available-date")

# `custom`, `note`, `annote` and `abstract` are missing on purpose: what is not read cannot be shown.
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

# Private-use characters carry formatting through the style; `tidy` takes them out of all input, so
# no typed text can pose as formatting.
ITALIC, UPRIGHT = "\ue000", "\ue001"  # set by the style
FLIP, UNFLIP = "\ue002", "\ue003"  # <i> ... </i> inside a field
LINK = "\ue004"  # stands where the DOI or URL goes
END = "\ue005"  # end of a field's text: the only place where punctuation may be merged

_UNPRINTABLE = re.compile(
    # Sentinels, embedding and isolating bidi controls (left open, they would turn round the rest
    # of the page; right-to-left letters need none of them), the byte order mark, noncharacters.
    "[\ue000-\ue00f\u202a-\u202e\u2066-\u2069\ufeff\ufffe\uffff]"
)
_SURROGATE = re.compile("[\ud800-\udfff]")
_CONTROL = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029]")
_SPACES = re.compile(r"\s+")
_ENTITY = re.compile(r"&(?:#(\d{1,7})|#[xX]([0-9a-fA-F]{1,6})|(amp|lt|gt|quot|apos|nbsp|ndash));")
_NAMED = {"amp": "&", "lt": "<", "gt": ">", "quot": '"', "apos": "'", "nbsp": " ", "ndash": "–"}
_TAG = re.compile(r"<(/?)(i|b|sc|sup|sub|span)(?:\s[^<>]*)?>", re.IGNORECASE)
_SUPERSCRIPT = str.maketrans("0123456789+-=()n", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁼⁽⁾ⁿ")
_SUBSCRIPT = str.maketrans("0123456789+-=()", "₀₁₂₃₄₅₆₇₈₉₊₋₌₍₎")

MONTHS = tuple(calendar.month_name)
SEASONS = ("", "Spring", "Summer", "Fall", "Winter")


@dataclass(frozen=True)
class Person:
    """A name as CSL-JSON has it: `literal` for a group, else the parts of a person's name."""

    family: str = ""
    given: str = ""
    dropping_particle: str = ""
    non_dropping_particle: str = ""
    suffix: str = ""
    literal: str = ""

    @property
    def last_name(self) -> str:
        """The name by which the text cites: "van der Berg", "World Health Organization"."""
        return self.literal or f"{self.non_dropping_particle} {self.family}".strip()


@dataclass(frozen=True)
class When:
    """A date: one or two of (year[, month[, day]]), or words, with what makes it uncertain."""

    parts: tuple[tuple[int, ...], ...] = ()
    season: str = ""
    circa: bool = False
    words: str = ""

    @property
    def year(self) -> str:
        """The year alone, "2018" or "2018–2020"; the words where there are only words."""
        if not self.parts:
            return self.words
        years = [_year_text(part[0]) for part in self.parts]
        return "–".join(dict.fromkeys(years))

    @property
    def day(self) -> str:
        """Month and day without the year: "April 26", "March 3–5", "Spring"; "" if unknown."""
        if self.season:
            return self.season
        days = [_day_text(part) for part in self.parts]
        if len(days) == 2 and all(days):
            first, last = self.parts
            if first == last:
                return days[0]
            if first[:2] == last[:2] and len(last) == 3:
                return f"{days[0]}–{last[2]}"
            return f"{days[0]}–{days[1]}"
        return days[0] if days else ""

    @property
    def long(self) -> str:
        """The whole date in running text: "April 26, 2022", "April 2022", "2022"."""
        if not self.day:
            return self.year
        comma = "," if self.parts and len(self.parts[0]) == 3 else ""
        return f"{self.day}{comma} {self.year}"

    @property
    def order(self) -> str:
        """A text that sorts as the date does, years before our era included."""
        if not self.parts:
            return "1" + fold(self.words)
        year, month, day = (*self.parts[0], 0, 0)[:3]
        return f"1{year + 10000:05d}{month:02d}{day:02d}"


@dataclass(frozen=True)
class Work:
    """A CSL-JSON object with only what is known, tidied; markup still stands in its texts."""

    id: str
    type: str
    texts: dict[str, str]
    people: dict[str, tuple[Person, ...]]
    dates: dict[str, When]

    def text(self, name: str) -> str:
        """A field as plain text, without markup and entities; "" if absent."""
        return plain(self.texts.get(name, ""))


def work(item: dict) -> Work:
    """Read one CSL-JSON object.

    Args:
        item: a work as `parse` gives it; fields of a wrong kind count as absent.

    Returns:
        The work, shared between callers and not to be changed.
    """
    return read(canonical(item))


def canonical(item: dict) -> str:
    """What is known of a work as one text: the key under which results are remembered."""
    known = {name: item[name] for name in ("id", "type", *TEXTS, *ROLES, *DATES) if name in item}
    if "title-short" not in known and "shortTitle" in item:
        known["title-short"] = item["shortTitle"]
    return json.dumps(known, default=str)


@functools.lru_cache(maxsize=4096)
def read(canonical: str) -> Work:
    """The work of a `canonical` text."""
    item = json.loads(canonical)
    kind = item.get("type")
    texts = {name: tidy(item[name]) for name in TEXTS if name in item}
    people = {role: _people(item[role]) for role in ROLES if role in item}
    dates = {}
    for name in DATES:
        if name in item:
            try:
                dates[name] = read_date(item[name])
            except ValueError:
                continue
    return Work(
        id=tidy(item.get("id")),
        # An unknown type prints like a document: everything is shown, nothing is assumed.
        type=kind if isinstance(kind, str) and kind in TYPES else "document",
        texts={name: text for name, text in texts.items() if text},
        people={role: persons for role, persons in people.items() if persons},
        dates=dates,
    )


def tidy(value: object) -> str:
    """One line of text out of any value; "" for what is neither text nor number.

    Args:
        value: anything JSON can hold.

    Returns:
        The text without control characters, halves of surrogate pairs, bidi controls and the
        characters this package uses for itself, its white space collapsed.
    """
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        return ""
    if not isinstance(value, str):
        try:
            value = str(value)
        except ValueError:  # Python refuses to print integers of more than 4,300 digits
            return ""
    value = _SURROGATE.sub("\ufffd", value)
    value = _UNPRINTABLE.sub("", _CONTROL.sub(" ", value))
    return _SPACES.sub(" ", value).strip()


def marked(text: str) -> str:
    """Text with CSL's inline markup made into sentinels and entities into characters.

    Only pairs of tags count; anything else that looks like a tag is the writer's text and stays.
    Italics become sentinels, indices become Unicode digits where Unicode has them, and bold, small
    capitals and spans go, because an entry has no other formatting than italics.
    """
    if "<" not in text:
        return unescape(text)
    tags = list(_TAG.finditer(text))
    paired: dict[int, str] = {}
    open_tags: dict[str, list[int]] = {}
    for number, tag in enumerate(tags):
        name = tag[2].lower()
        if not tag[1]:
            open_tags.setdefault(name, []).append(number)
        elif open_tags.get(name):
            paired[open_tags[name].pop()] = paired[number] = name
    pieces, position, raised, lowered = [], 0, 0, 0

    def write(piece: str) -> None:
        piece = unescape(piece)
        for depth, table in ((raised, _SUPERSCRIPT), (lowered, _SUBSCRIPT)):
            if depth and all(ord(character) in table for character in piece):
                piece = piece.translate(table)
        pieces.append(piece)

    for number, tag in enumerate(tags):
        if number not in paired:
            continue
        write(text[position : tag.start()])
        position = tag.end()
        step = -1 if tag[1] else 1
        if paired[number] == "i":
            pieces.append(UNFLIP if tag[1] else FLIP)
        elif paired[number] == "sup":
            raised += step
        elif paired[number] == "sub":
            lowered += step
    write(text[position:])
    return "".join(pieces)


def plain(text: str) -> str:
    """A tidied text without its markup."""
    return marked(text).replace(FLIP, "").replace(UNFLIP, "")


def unescape(text: str) -> str:
    """Undo the HTML entities that Crossref and web pages leave in titles: "Wiley &amp; Sons".

    Once only, and only the common ones with their semicolon, so that no other text changes.
    """

    def character(match: re.Match) -> str:
        decimal, hexadecimal, name = match.groups()
        if name:
            return _NAMED[name]
        code = int(decimal) if decimal else int(hexadecimal, 16)
        return tidy(chr(code)) if code <= 0x10FFFF else match[0]

    return _ENTITY.sub(character, text) if "&" in text else text


def read_date(value: object) -> When:
    """Read a CSL-JSON date.

    Args:
        value: an object with ``date-parts`` (one date, or two for a range), or with ``literal`` or
            ``raw`` words; ``season`` and ``circa`` may stand beside them.

    Raises:
        ValueError: it is none of these; the message is the end of a sentence that begins with the
            field's name.
    """
    if not isinstance(value, dict):
        raise ValueError('is not a date such as {"date-parts": [[2018, 4, 26]]}')
    circa = bool(value.get("circa")) and value.get("circa") not in ("false", "0")
    if "date-parts" not in value:
        words = next((text for key in ("literal", "raw") if (text := tidy(value.get(key)))), "")
        if not words:
            raise ValueError("has neither date-parts nor a literal date")
        if iso := re.fullmatch(r"(\d{4})(?:-(\d\d?)(?:-(\d\d?))?)?", words):
            return read_date(
                {"date-parts": [[int(part) for part in iso.groups() if part]], "circa": circa}
            )
        return When(words=plain(words), circa=circa)
    dates = value["date-parts"]
    if not isinstance(dates, list) or not 1 <= len(dates) <= 2:
        raise ValueError("has date-parts that are not a list of one date or two")
    season = _season(value.get("season"))
    parts = []
    for date in dates:
        if not isinstance(date, list) or not 1 <= len(date) <= 3:
            raise ValueError("has a date that is not a list of year, month and day")
        numbers = [_number(part) for part in date]
        year, month, day = (*numbers, 1, 1)[:3]
        if not 1 <= abs(year) <= 9999:
            raise ValueError(f"has the year {year}, which is not a year")
        if len(numbers) == 2 and (13 <= month <= 16 or 21 <= month <= 24):
            season = SEASONS[(month - 12) if month < 20 else (month - 20)]  # CSL's season months
            numbers, month = numbers[:1], 1
        if not 1 <= month <= 12:
            raise ValueError(f"has the month {month}, which no calendar has")
        # Years before our era have no calendar here, so they may all have a 29 February.
        last = calendar.monthrange(year if year > 0 else 2000, month)[1]
        if not 1 <= day <= last:
            raise ValueError(f"has the day {day} in a month of {last} days")
        parts.append(tuple(numbers))
    if len(parts) == 2 and parts[1] < parts[0][: len(parts[1])]:
        raise ValueError("ends before it begins")
    return When(parts=tuple(parts), season=season, circa=circa)


def fold(text: str) -> str:
    """Text for comparing and sorting: no case, no accents, no punctuation, no spaces."""
    text = unicodedata.normalize("NFKD", plain(text).casefold()).translate(_STROKES)
    return "".join(character for character in text.casefold() if character.isalnum())


# Letters that are accented for a reader but that Unicode does not take apart.
_STROKES = str.maketrans(
    {"ø": "o", "đ": "d", "ð": "d", "ł": "l", "æ": "ae", "œ": "oe", "þ": "th", "ı": "i", "ħ": "h"}
)


def initials(given: str) -> str:
    """Given names as APA prints them: "Carl R." is "C. R.", "Chia-Chiang" is "C.-C.".

    citeproc-py 0.11.1 leaves a lone full stop for a lower-case particle or for a script without
    case; such words stay whole here.
    """
    words = []
    for word in re.sub(r"\.(?=[^\W\d_])", ". ", given).split():
        letters = word.rstrip(".")
        if letters.isupper() and letters.isalpha() and 2 <= len(letters) <= 3:
            words += [f"{letter}." for letter in letters]  # "JC" is how indexes write "J. C."
            continue
        parts = [part for part in letters.split("-") if part]
        if not any(part[0].isupper() for part in parts):
            words.append(letters)
            continue
        words.append("-".join(f"{part[0]}." for part in parts if part[0].isalpha()))
    return " ".join(word for word in words if word)


def curl(text: str) -> str:
    """Typographic quotation marks, as the CSL specification expects of a processor.

    APA puts quoted words in double marks, whatever the source has; single ones stay inside double
    ones. What opens nothing and closes nothing is an apostrophe.
    """
    if '"' not in text and "'" not in text:
        return text
    output = list(text)
    closed_by: dict[int, str] = {}
    inside = False  # double marks, our own or the writer's
    for position, character in enumerate(text):
        if character in "“”":
            inside = character == "“"
        if character not in "\"'":
            continue
        before = text[position - 1] if position else " "
        after = text[position + 1] if position + 1 < len(text) else " "
        opens = _opens_after(before) and not after.isspace()
        if position in closed_by:
            output[position] = closed_by[position]
            inside = inside and closed_by[position] != "”"
        elif character == '"' and "”" in closed_by.values() and inside:
            output[position] = "‘" if opens else "’"
        elif character == '"':
            output[position] = "“" if opens else "”"
            inside = opens
        else:
            output[position] = "’"
            partner = _closing_single(text, position + 1) if opens else None
            if partner is not None and partner not in closed_by:
                output[position], closed_by[partner] = ("‘", "’") if inside else ("“", "”")
                inside = True
    return "".join(output)


def _opens_after(character: str) -> bool:
    return character.isspace() or character in "([{–—/“‘\"'" or character in (FLIP, UNFLIP)


_CLOSING_SINGLE = re.compile(r"(?<=[^\s'])'(?=[^\w']|$)")


def _closing_single(text: str, start: int) -> int | None:
    match = _CLOSING_SINGLE.search(text, start)
    return match.start() if match else None


def _people(value: object) -> tuple[Person, ...]:
    persons = []
    for name in value if isinstance(value, list) else []:
        if not isinstance(name, dict):
            name = {"literal": name}
        parts = {
            field: tidy(name.get(field.replace("_", "-"))) for field in Person.__dataclass_fields__
        }
        # A name without a letter or digit ("", ".", "-") names nobody.
        parts = {
            field: text if any(character.isalnum() for character in plain(text)) else ""
            for field, text in parts.items()
        }
        if parts["literal"]:
            persons.append(Person(literal=parts["literal"]))
        elif parts["family"]:
            persons.append(Person(**parts))
        elif parts["given"]:
            persons.append(Person(literal=parts["given"]))
    return tuple(persons)


def _number(value: object) -> int:
    if isinstance(value, int) and not isinstance(value, bool):
        return value
    if isinstance(value, str) and re.fullmatch(r"-?[0-9]{1,4}", value):
        return int(value)
    raise ValueError("has a year, month or day that is not a whole number")


def _season(value: object) -> str:
    if isinstance(value, int | str) and str(value) in ("1", "2", "3", "4"):
        return SEASONS[int(value)]
    return plain(tidy(value)) if isinstance(value, str) else ""


def _year_text(year: int) -> str:
    return str(year) if year > 0 else f"{-year} B.C.E."


def _day_text(part: tuple[int, ...]) -> str:
    if len(part) == 1:
        return ""
    return f"{MONTHS[part[1]]} {part[2]}" if len(part) == 3 else MONTHS[part[1]]
