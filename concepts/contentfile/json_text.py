"""JSON with the line of every value: the standard library reads it, YAML's nodes know the lines."""

import json
import math
import re

from .characters import check_characters
from .faults import Fault, Faulty
from .nodes import read_yaml
from .schema import Reader, within

MAXIMUM_DEPTH = 40

_STRING = re.compile(r'"(?:[^"\\\n]|\\.)*"(\s*)(:?)')
_NOT_STORABLE = re.compile("[\x00\ud800-\udfff]")
_BRACKET = re.compile(r"[\[\]{}]")
# The decoder's words as the end of a sentence: "Expecting value" has no place in its own.
_WORDS = {
    "Expecting value": "a value is missing here",
    "Expecting ',' delimiter": "a comma or a closing bracket is missing here",
    "Expecting ':' delimiter": "a colon is missing here",
    "Expecting property name enclosed in double quotes": "a key in double quotes is missing here",
    "Illegal trailing comma before end of array": "nothing follows this comma",
    "Illegal trailing comma before end of object": "nothing follows this comma",
    "Unterminated string starting at": "the text that begins here does not end",
    "Invalid control character at": "a line break or control character stands inside a text",
    "Invalid \\escape": "a backslash begins nothing that JSON knows",
    "Invalid \\uXXXX escape": "\\u needs four hexadecimal digits",
}


def read_json(text):
    """The value of a JSON text, and the Reader that knows the line of each place in it and noted
    keys that stand twice and texts that no database keeps. Raises Faulty where the text is not JSON
    (RFC 8259: no NaN, no comments).
    """
    if faults := check_characters(text):
        raise Faulty(faults)
    # Texts as "x": YAML knows other escapes, and no long keys. A colon stands beside its key.
    shape = _STRING.sub(r'"x"\2\1 ', text).replace("\t", " ")
    _check_depth(shape)
    try:
        value = json.loads(
            text,
            object_pairs_hook=_Pairs,
            parse_constant=lambda name: _Refused(f"{name} is not a number"),
            parse_float=_float,
            parse_int=_int,
        )
    except json.JSONDecodeError as error:
        raise Faulty([_syntax_fault(text, error)]) from None
    reader = Reader()
    return _read(value, read_yaml(shape), "", reader), reader


class _Pairs(list):
    """An object as it stands, keys that stand twice included."""


class _Refused(str):
    """Stands for a number that is none, and says why."""


def _float(digits):
    number = float(digits)
    return _Refused("a number is too large") if math.isinf(number) else number


def _int(digits):
    try:
        return int(digits)
    except ValueError:  # Python reads no more than some thousand digits
        return _Refused("a number is too large")


def _check_depth(shape):
    depth = 0
    for bracket in _BRACKET.finditer(shape):
        depth += 1 if bracket[0] in "[{" else -1
        if depth > MAXIMUM_DEPTH:
            message = f"Values stand more than {MAXIMUM_DEPTH} deep in one another."
            raise Faulty([Fault("", message, line=shape.count("\n", 0, bracket.start()) + 1)])


def _syntax_fault(text, error):
    end = len(text.rstrip())
    if error.pos >= end:
        line, message = text.count("\n", 0, end) + 1, "The text ends in the middle of the list."
    elif error.msg == "Extra data":
        line, message = error.lineno, "There is more after the end of the list."
    else:
        words = error.msg.strip()
        words = _WORDS.get(words, f"{words[:1].lower()}{words[1:]}")
        line, message = error.lineno, f"This is not JSON: {words}."
    return Fault("", message, line=line)


def _check_storable(text, node, place, reader):
    if _NOT_STORABLE.search(text):
        message = "The text holds NUL or half a character, which no database stores."
        reader.fault(place, node, message)


def _read(value, node, place, reader):
    reader.note(place, node)
    if isinstance(value, _Refused):
        message = f"This is not JSON: {value}."
        raise Faulty([Fault(place, message, line=reader.line_of(node))])
    if isinstance(value, str):
        _check_storable(value, node, place, reader)
    if isinstance(value, _Pairs):
        found = {}
        for (key, inner), (key_node, inner_node) in zip(value, node.value, strict=True):
            where = within(place, key)
            if key in found:
                message = f'The key "{key[:80]}" stands twice in one object.'
                reader.fault(where, key_node, message)
            else:
                reader.note(where, key_node)
                _check_storable(key, key_node, where, reader)
                found[key] = _read(inner, inner_node, where, reader)
        return found
    if isinstance(value, list):
        pairs = enumerate(zip(value, node.value, strict=True))
        return [_read(inner, item, within(place, n), reader) for n, (inner, item) in pairs]
    return value
