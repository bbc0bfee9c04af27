"""CSL-JSON files: reading with faults that name their lines, and writing.

The format is that of ``csl-data.json`` in https://github.com/citation-style-language/schema, read
strictly where a mistake would spoil an entry and freely otherwise: unknown keys are kept. JSON is
that of RFC 8259, so no NaN and no comments, and a key stands once in an object.
"""

import json
import math
import re
from bisect import bisect_right
from typing import NamedTuple

from .dates import read_date
from .links import doi
from .words import tidy
from .works import DATES, ROLES, TYPES, given_away

PRIVATE = ("custom", "note")  # ours: audit trails and remarks that no reader gets to see
MAXIMUM_DEPTH = 40


class Fault(NamedTuple):
    """One thing that is wrong with a file: a line, counted from 1, and a sentence."""

    line: int
    message: str

    def __str__(self):
        return f"line {self.line}: {self.message}"


class BibliographyFault(ValueError):
    """A file that cannot be read as a bibliography.

    Attributes:
        faults: every `Fault` found, in the order of their lines; broken JSON has only one.
        line: the line of the first.
        message: the sentence of the first.
    """

    def __init__(self, faults):
        self.faults = tuple(sorted(faults, key=lambda fault: fault.line))
        self.line, self.message = self.faults[0]
        super().__init__("\n".join(str(fault) for fault in self.faults))


def parse(text: str) -> list[dict]:
    """Read a bibliography.

    Args:
        text: CSL-JSON, a list of works.

    Returns:
        The works as they stand, in their order, with all their keys.

    Raises:
        BibliographyFault: with all faults at once, if the text is not JSON or not a list, or a work
            has no id, an id that another has, no type or one that CSL does not know, no title, a
            key twice, or a date or a name that cannot be read.
    """
    reader = _Reader(text)
    items = reader.read()
    faults = reader.faults
    if not isinstance(items, list):
        faults.append(Fault(reader.lines.get((), 1), "A bibliography is a list of works: [ ... ]."))
        raise BibliographyFault(faults)
    first_lines: dict[str, int] = {}
    for number, item in enumerate(items):
        faults += _work_faults(number, item, reader.lines, first_lines)
    if faults:
        raise BibliographyFault(faults)
    return items


def dump(items: list[dict]) -> str:
    """Write a bibliography in the one canonical form: ``parse(dump(items)) == items``.

    Args:
        items: works as `parse` gives them; order of works and keys is kept.
    """
    return json.dumps(items, indent=2, ensure_ascii=False, allow_nan=False) + "\n"


def csl_json(items: list[dict]) -> str:
    """CSL-JSON to give away: as `dump`, without our own ``custom`` and ``note``, and with the bare
    names of DOIs and the bare numbers of pages, which processors put their own words before.

    Args:
        items: CSL-JSON works.
    """
    return dump(
        [
            {key: value for key, value in given_away(item).items() if key not in PRIVATE}
            for item in items
        ]
    )


def _work_faults(number, item, lines, first_lines):
    line = lines[(number,)]
    if not isinstance(item, dict):
        return [Fault(line, f"Work {number + 1} is not an object: {{ ... }}.")]
    faults = []

    def fault(key, message):
        faults.append(Fault(lines.get((number, key), line), message))

    key = item.get("id")
    name = f"Work {number + 1}"
    if "id" not in item:
        fault("id", f"{name} has no id.")
    elif not isinstance(key, str) or not key.strip():
        fault("id", f"The id of work {number + 1} is not a text.")
    else:
        name = f'"{tidy(key)}"'
        if key in first_lines:
            fault("id", f"{name} stands here again; its first place is line {first_lines[key]}.")
        else:
            first_lines[key] = lines[(number, "id")]
    kind = item.get("type")
    if not isinstance(kind, str) or not kind:
        fault("type", f"{name} has no type.")
    elif kind not in TYPES:
        fault("type", f'{name} has the type "{tidy(kind)}", which CSL does not know.')
    if not isinstance(item.get("title"), str) or not tidy(item["title"]):
        fault("title", f"{name} has no title.")
    for date in DATES:
        if date in item:
            try:
                read_date(item[date])
            except ValueError as error:
                fault(date, f"The date {date} of {name} {error}.")
    for role in ROLES:
        if role in item and (problem := _names_problem(item[role])):
            fault(role, f"The {role} of {name} {problem}.")
    if item.get("DOI") not in (None, "") and not doi(tidy(item["DOI"])):
        example = "write it like 10.1037/h0045357, or leave it out"
        fault("DOI", f'The DOI of {name}, "{_shown(item["DOI"])}", can\'t be read; {example}.')
    return faults


def _shown(value: object) -> str:
    """The beginning of what somebody typed, for a sentence about it."""
    text = tidy(value) or "which is no text"
    return text if len(text) <= 60 else f"{text[:60]}…"


def _names_problem(names):
    if not isinstance(names, list):
        return 'is not a list of names such as [{"family": "Rogers", "given": "Carl R."}]'
    for name in names:
        if not isinstance(name, dict):
            return "holds a name that is not an object"
        if not any(
            isinstance(name.get(part), str) and tidy(name[part])
            for part in ("family", "literal", "given")
        ):
            return "holds a name without family, given or literal"
    return ""


_SPACE = re.compile(r"[ \t\n\r]*")
_NOT_STORABLE = re.compile("[\x00\ud800-\udfff]")


class _Reader:
    """JSON with the line of every value.

    The standard library tells the line of a syntax error only; lists and objects are walked here,
    everything else is its own decoder's work.
    """

    def __init__(self, text: str):
        self.text = text.removeprefix("\ufeff")
        self.starts = [match.end() for match in re.finditer("\n", self.text)]
        self.lines: dict[tuple, int] = {}
        self.faults: list[Fault] = []
        self.decode = json.JSONDecoder(
            parse_constant=self._refuse, parse_float=self._float
        ).raw_decode

    def read(self):
        try:
            value, position = self._value(0, (), 0)
            position = self._skip(position)
            if position < len(self.text):
                raise _Broken(position, "There is more after the end of the list.")
        except _Broken as broken:
            line = self._line(min(broken.position, len(self.text.rstrip())))
            raise BibliographyFault([Fault(line, broken.message)]) from None
        return value

    def _line(self, position: int) -> int:
        return bisect_right(self.starts, position) + 1

    def _skip(self, position: int) -> int:
        return _SPACE.match(self.text, position).end()

    def _peek(self, position: int) -> str:
        return self.text[position : position + 1]

    def _value(self, position: int, path: tuple, depth: int):
        position = self._skip(position)
        self.lines.setdefault(path, self._line(position))
        if depth > MAXIMUM_DEPTH:
            raise _Broken(position, f"Values stand more than {MAXIMUM_DEPTH} deep in one another.")
        opening = self._peek(position)
        if opening == "[":
            return self._list(position + 1, path, depth)
        if opening == "{":
            return self._object(position + 1, path, depth)
        return self._scalar(position)

    def _scalar(self, position: int):
        if position >= len(self.text):
            raise _Broken(position, "The text ends in the middle of the list.")
        try:
            value, end = self.decode(self.text, position)
        except json.JSONDecodeError as error:
            raise _Broken(error.pos, f"This is not JSON: {_sentence(error.msg)}.") from None
        except ValueError as error:  # from the hooks, or a whole number of thousands of digits
            message = "a number is too large" if "digits" in str(error) else str(error)
            raise _Broken(position, f"This is not JSON: {message}.") from None
        if isinstance(value, str) and _NOT_STORABLE.search(value):
            message = "The text holds NUL or half a character, which no database stores."
            self.faults.append(Fault(self._line(position), message))
        return value, end

    def _list(self, position: int, path: tuple, depth: int):
        values = []
        position = self._skip(position)
        if self._peek(position) == "]":
            return values, position + 1
        while True:
            value, position = self._value(position, (*path, len(values)), depth + 1)
            values.append(value)
            position = self._skip(position)
            mark = self._peek(position)
            if mark == "]":
                return values, position + 1
            if mark != ",":
                raise self._expected(position, "a comma or ]")
            position += 1

    def _object(self, position: int, path: tuple, depth: int):
        values = {}
        position = self._skip(position)
        if self._peek(position) == "}":
            return values, position + 1
        while True:
            position = self._skip(position)
            if self._peek(position) != '"':
                raise self._expected(position, "a key in double quotes")
            line = self._line(position)
            key, position = self._scalar(position)
            if key in values:
                self.faults.append(
                    Fault(line, f'The key "{tidy(key)}" stands twice in one object.')
                )
            else:
                self.lines[(*path, key)] = line
            position = self._skip(position)
            if self._peek(position) != ":":
                raise self._expected(position, "a colon")
            values[key], position = self._value(position + 1, (*path, key), depth + 1)
            position = self._skip(position)
            mark = self._peek(position)
            if mark == "}":
                return values, position + 1
            if mark != ",":
                raise self._expected(position, "a comma or }")
            position += 1

    def _expected(self, position: int, what: str):
        if position >= len(self.text):
            return _Broken(position, "The text ends in the middle of the list.")
        return _Broken(position, f"This is not JSON: {what} is missing here.")

    @staticmethod
    def _refuse(name: str):
        raise ValueError(f"{name} is not a number")

    @staticmethod
    def _float(digits: str) -> float:
        number = float(digits)
        if math.isinf(number):
            raise ValueError("a number is too large")
        return number


class _Broken(Exception):
    def __init__(self, position: int, message: str):
        super().__init__(message)
        self.position, self.message = position, message


def _sentence(text: str) -> str:
    """The decoder's words as the end of a sentence: "Expecting value" has no place in its own."""
    known = {
        "Expecting value": "a value is missing here",
        "Unterminated string starting at": "the text that begins here does not end",
        "Invalid control character at": "a line break or control character stands inside a text",
        "Invalid \\escape": "a backslash begins nothing that JSON knows",
        "Invalid \\uXXXX escape": "\\u needs four hexadecimal digits",
    }
    text = text.strip()
    return known.get(text, text[:1].lower() + text[1:])
