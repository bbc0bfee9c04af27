"""JSON is read as the standard library reads it, and every value knows its line."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from concepts.contentfile import Faulty, read_json
from concepts.contentfile.schema import within

ODD = """
[\t{"a"
:1,"b" :
\t\t[ "\\ud83d\\ude00 {[\\"", -1.5e3,
 null], "\\u00e9]": {"c":true}, "KEY": "x"}
]
""".replace("KEY", "k" * 2000)


def test_every_value_knows_its_line():
    value, reader = read_json(ODD)
    assert value == json.loads(ODD)
    assert reader.faults == []
    lines = {
        "": 2,
        "0": 2,
        "0.a": 2,
        "0.b": 3,
        "0.b.0": 4,
        "0.b.1": 4,
        "0.b.2": 5,
        "0.é]": 5,
        "0.é].c": 5,
        f"0.{'k' * 2000}": 5,
    }
    assert reader.lines == lines


@pytest.mark.parametrize(
    ("text", "place", "line", "message"),
    [
        ('{"a": 1,\n"b": {"c": 2,\n"c": 3}}', "b.c", 3, 'The key "c" stands twice in one object.'),
        ('[1,\n"\\u0000"]', "1", 2, None),
        ('{"a": 1,\n"\\ud800": 2}', "\ud800", 2, None),
    ],
)
def test_what_is_wrong_has_its_place(text, place, line, message):
    _, reader = read_json(text)
    [fault] = reader.faults
    assert (fault.place, fault.line) == (place, line)
    assert fault.message == (
        message or "The text holds NUL or half a character, which no database stores."
    )


@pytest.mark.parametrize("text", ["[1,]", '{"a":1,}', "{'a': 1}", "[1] 2", "\ufeff[]", "nul", ""])
def test_what_is_not_json_is_refused_with_its_line(text):
    with pytest.raises(Faulty) as caught:
        read_json(text)
    [fault] = caught.value.faults
    assert fault.line == 1


def places(value, place=""):
    yield place
    if isinstance(value, list | dict):
        inside = enumerate(value) if isinstance(value, list) else value.items()
        for name, inner in inside:
            yield from places(inner, within(place, name))


TEXTS = st.text(st.characters(exclude_categories=["Cc", "Cs", "Zl", "Zp", "Co", "Cn", "Cf"]))
VALUES = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats(allow_nan=False, allow_infinity=False)
    | TEXTS,
    lambda inner: st.lists(inner) | st.dictionaries(TEXTS, inner),
    max_leaves=20,
)


@given(VALUES, st.sampled_from([None, 0, 2, "\t"]), st.booleans())
def test_any_value_in_any_form_is_read(value, indent, ascii):
    text = json.dumps(value, indent=indent, ensure_ascii=ascii)
    read, reader = read_json(text)
    assert read == value
    assert reader.lines.keys() == set(places(value))
    assert all(1 <= line <= text.count("\n") + 1 for line in reader.lines.values())
