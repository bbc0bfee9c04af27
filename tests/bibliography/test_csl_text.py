"""Reading and writing CSL-JSON: every fault has its line and a sentence."""

import json

import pytest

from concepts.bibliography import check, csl_json, dump, parse
from concepts.contentfile import Faulty

WORK = {"id": "rogers-1957", "type": "article-journal", "title": "On change"}

GOOD = """[
  {
    "id": "rogers-1957",
    "type": "article-journal",
    "title": "On change",
    "issued": {"date-parts": [[1957, 4]]},
    "custom": {"role": ["canon"], "year": 1957.5, "old": null},
    "our-own-key": true
  }
]
"""


def faults(text):
    with pytest.raises(Faulty) as caught:
        parse(text)
    return [(fault.line, fault.message) for fault in caught.value.faults]


def with_line(line):
    """The good file with one line more in its only work, which is line 5."""
    return GOOD.replace('    "title"', f'    {line},\n    "title"')


def test_a_good_file_is_read_as_it_stands():
    assert parse(GOOD) == json.loads(GOOD)
    assert parse("[]") == []


def test_dump_is_canonical():
    text = dump([{**WORK, "title": "Flückiger’s change", "custom": {"b": 1, "a": 2}}])
    assert text.startswith('[\n  {\n    "id": "rogers-1957",\n')
    assert text.endswith("\n]\n")
    assert "Flückiger’s" in text
    assert text.index('"b"') < text.index('"a"')
    assert dump(parse(text)) == text


def test_csl_json_gives_nothing_of_ours_away():
    given = json.loads(csl_json([{**WORK, "custom": {"role": "canon"}, "note": "not read"}]))
    assert given == [WORK]


@pytest.mark.parametrize(
    ("text", "line", "message"),
    [
        ("", 1, "The text ends in the middle of the list."),
        ("[\n  {", 2, "The text ends in the middle of the list."),
        ('[{"id": "a"\n\n', 1, "The text ends in the middle of the list."),
        ("[\n1 2]", 2, "This is not JSON: a comma or a closing bracket is missing here."),
        ("[\n{'id': 1}]", 2, "This is not JSON: a key in double quotes is missing here."),
        ('[\n{"id": 1,}]', 2, "This is not JSON: a key in double quotes is missing here."),
        ('[\n{"id"\n 1}]', 3, "This is not JSON: a colon is missing here."),
        (
            '[\n{"id": 1\n "type": 2}]',
            3,
            "This is not JSON: a comma or a closing bracket is missing here.",
        ),
        ('[\n{"id": }]', 2, "This is not JSON: a value is missing here."),
        ('[\n{"id": "x}]', 2, "This is not JSON: the text that begins here does not end."),
        (
            '[\n{"id": "x\ny"}]',
            2,
            "This is not JSON: a line break or control character stands inside a text.",
        ),
        ("[\n\n// no\n]", 3, "This is not JSON: a value is missing here."),
        ("[\nNaN]", 2, "This is not JSON: NaN is not a number."),
        ("[\n-Infinity]", 2, "This is not JSON: -Infinity is not a number."),
        ("[\n1e999]", 2, "This is not JSON: a number is too large."),
        ("[\n" + "9" * 5000 + "]", 2, "This is not JSON: a number is too large."),
        ("\ufeff[]", 1, "the character U+FEFF (column 1) can't be kept; remove it."),
        ("[]\n[]", 2, "There is more after the end of the list."),
        ("[" * 100_000, 1, "Values stand more than 40 deep in one another."),
        ("\n{}", 2, "A bibliography is a list of works: [ ... ]."),
        ("null", 1, "A bibliography is a list of works: [ ... ]."),
    ],
)
def test_text_that_is_not_a_list_in_json(text, line, message):
    assert faults(text) == [(line, message)]


@pytest.mark.parametrize(
    ("text", "line", "message"),
    [
        (GOOD.replace('"id": "rogers-1957"', '"key": 1'), 2, "Work 1 has no id."),
        (GOOD.replace('"rogers-1957"', "7"), 3, "The id of work 1 is not a text."),
        (GOOD.replace('"rogers-1957"', '" "'), 3, "The id of work 1 is not a text."),
        (GOOD.replace('"type"', '"kind"'), 2, '"rogers-1957" has no type.'),
        (
            GOOD.replace("article-journal", "article"),
            None,
            None,
        ),
        (
            GOOD.replace("article-journal", "paper"),
            4,
            '"rogers-1957" has the type "paper", which CSL does not know.',
        ),
        (GOOD.replace("On change", " "), 5, '"rogers-1957" has no title.'),
        (GOOD.replace('"On change"', "[]"), 5, '"rogers-1957" has no title.'),
        (with_line('"id": "x"'), 5, 'The key "id" stands twice in one object.'),
        (with_line('"a": {"b": 1, "b": 2}'), 5, 'The key "b" stands twice in one object.'),
        (with_line('"note": "\\u0000"'), 5, None),
        (with_line('"note": "\\ud800"'), 5, None),
        (
            with_line('"author": "Rogers"'),
            5,
            'The author of "rogers-1957" is not a list of names such as '
            '[{"family": "Rogers", "given": "Carl R."}].',
        ),
        (
            with_line('"editor": [{"name": "Rogers"}]'),
            5,
            'The editor of "rogers-1957" holds a name without family, given or literal.',
        ),
        (
            with_line('"author": ["Rogers"]'),
            5,
            'The author of "rogers-1957" holds a name that is not an object.',
        ),
    ],
)
def test_works_that_are_wrong(text, line, message):
    if line is None:
        assert parse(text)
        return
    found = faults(text)
    assert [number for number, _ in found] == [line]
    if message:
        assert found[0][1] == message


@pytest.mark.parametrize(
    ("date", "problem"),
    [
        ('"2018"', 'is not a date such as {"date-parts": [[2018, 4, 26]]}'),
        ("{}", "has neither date-parts nor a literal date"),
        ('{"literal": " "}', "has neither date-parts nor a literal date"),
        ('{"date-parts": []}', "has date-parts that are not a list of one date or two"),
        (
            '{"date-parts": [[1], [2], [3]]}',
            "has date-parts that are not a list of one date or two",
        ),
        ('{"date-parts": [2018]}', "has a date that is not a list of year, month and day"),
        ('{"date-parts": [[]]}', "has a date that is not a list of year, month and day"),
        (
            '{"date-parts": [[2018, 4, 26, 12]]}',
            "has a date that is not a list of year, month and day",
        ),
        ('{"date-parts": [[null]]}', "has a year, month or day that is not a whole number"),
        ('{"date-parts": [[2018.5]]}', "has a year, month or day that is not a whole number"),
        ('{"date-parts": [[true]]}', "has a year, month or day that is not a whole number"),
        ('{"date-parts": [["MMXX"]]}', "has a year, month or day that is not a whole number"),
        ('{"date-parts": [[0]]}', "has the year 0, which is not a year"),
        ('{"date-parts": [[20180]]}', "has the year 20180, which is not a year"),
        ('{"date-parts": [[2018, 0]]}', "has the month 0, which no calendar has"),
        ('{"date-parts": [[2018, 13, 1]]}', "has the month 13, which no calendar has"),
        ('{"date-parts": [[2018, 2, 29]]}', "has the day 29 in a month of 28 days"),
        ('{"date-parts": [[2020], [2019]]}', "ends before it begins"),
        ('{"date-parts": [[2020, 5], [2020, 4]]}', "ends before it begins"),
        ('{"raw": "2018-02-31"}', "has the day 31 in a month of 28 days"),
    ],
)
def test_dates_that_are_malformed(date, problem):
    for name in ("issued", "accessed"):
        text = json.dumps([WORK], indent=1).replace('"title"', f'"{name}": {date},\n  "title"')
        assert faults(text) == [(5, f'The date {name} of "rogers-1957" {problem}.')]


@pytest.mark.parametrize(
    "date",
    [
        {"date-parts": [[2018]]},
        {"date-parts": [["2018", "4"]]},
        {"date-parts": [[2020, 2, 29]]},
        {"date-parts": [[2020, 3], [2020]]},
        {"date-parts": [[-370]], "circa": 1},
        {"date-parts": [[2018, 24]]},
        {"date-parts": [[2018]], "season": "Easter"},
        {"literal": "forthcoming"},
        {"raw": "2018-04"},
    ],
)
def test_dates_that_are_well_formed(date):
    items = [{**WORK, "issued": date}]
    assert parse(dump(items)) == items


def test_all_faults_are_named_at_once_in_the_order_of_their_lines():
    works = [
        {"id": "a", "type": "paper", "title": "A"},
        "no work",
        {"id": "a", "type": "book"},
        {"id": "b", "type": "book", "title": "B", "issued": {"date-parts": [[2018, 13]]}},
        {"id": "c", "type": "book", "title": "C", "issued": {"date-parts": [[2018, 0]]}},
    ]
    found = faults(json.dumps(works, indent=1))
    assert found == [
        (4, '"a" has the type "paper", which CSL does not know.'),
        (7, "Work 2 is not an object: { ... }."),
        (8, '"a" has no title.'),
        (9, '"a" stands here again; its first place is line 3.'),
        (29, 'The date issued of "c" has the month 0, which no calendar has.'),
    ]


def test_works_without_a_text_are_checked_by_their_places():
    works = [WORK, {**WORK, "title": " ", "issued": {}}, "no work"]
    assert [(fault.place, fault.message) for fault in check(works)] == [
        ("1.title", '"rogers-1957" has no title.'),
        ("1.issued", 'The date issued of "rogers-1957" has neither date-parts nor a literal date.'),
        ("2", "Work 3 is not an object: { ... }."),
    ]


def test_what_no_file_may_hold_is_written_so_that_it_is_read_again():
    works = [{**WORK, "note": "a\x85b\u2028c\ufeffd\r\n\U0001f600 \x7f"}]
    assert "\\u0085b\\u2028c\\ufeffd\\r\\n\U0001f600 \\u007f" in dump(works)
    assert parse(dump(works)) == works
    assert parse(json.dumps(works)) == works
