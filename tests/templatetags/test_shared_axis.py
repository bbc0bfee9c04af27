"""Figures of one measure on one axis."""

from types import SimpleNamespace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from concepts.models import Statistic
from concepts.reading.evidence import QUESTIONS
from concepts.reading.measure import MEASURES, count, figures, measure_of
from concepts.templatetags.shared_axis import shared_axes, with_interval


def number(value, low="", high="", measure="r", **other):
    return Statistic(measure=measure, value=value, low=low, high=high, **other)


def one(*numbers, year=2018, size=(0, 0), question="outcome"):
    drawn = (measure_of(numbers[0]), list(numbers))
    return SimpleNamespace(drawn=drawn, year=year, size=size, question=QUESTIONS[question])


def axis(*found, by_question=True):
    [made] = shared_axes(list(found), by_question)
    return made


def share(text):
    return float(text.rstrip("%"))


@pytest.mark.parametrize(
    ("measure", "name"),
    [
        ("r", "r"),
        ("mean r", "r"),
        ("r, with symptoms", "r"),
        ("d", "d"),
        ("g, client minus therapist", "d"),
        ("SMD, video minus in person", "d"),
        ("odds ratio", "odds"),
        ("percent of accounts", "share"),
        ("count of studies", "share"),
        ("rank", "other"),
        ("moderator test", "other"),
    ],
)
def test_a_measure_has_its_family(measure, name):
    assert measure_of(number("1", measure=measure)).name == name


@pytest.mark.parametrize(
    "broken",
    [number("many"), number(".2", ".3", ".4"), number(".2", ".3", ".1"), number(".2", "low", ".3")],
)
def test_what_cannot_be_placed_has_no_figures(broken):
    assert figures(broken) is None


@pytest.mark.parametrize(
    ("text", "found"),
    [("more than 30,000 patients", 30_000), ("1301", 1301), ("many", 0), ("", 0)],
)
def test_people_are_counted_in_what_is_printed(text, found):
    assert count(text) == found


def test_measures_that_cannot_be_compared_have_an_axis_each():
    made = shared_axes([one(number(".2")), one(number(".5", measure="d"))], True)
    assert [each.measure.name for each in made] == ["r", "d"]


def test_the_axis_takes_in_every_interval_and_zero():
    made = axis(one(number(".28", ".23", ".33")), one(number("-.16", "-.3", "-.03")))
    assert [text for _, text in made.ticks] == ["−.40", "−.20", "0", ".20", ".40"]
    assert made.zero == "50.00%"
    [first, second] = made.rows
    assert (first.low, first.value, first.high) == ("78.75%", "85.00%", "91.25%")
    assert share(second.low) < share(second.value) < share(second.high) < share(made.zero)


def test_without_an_interval_there_is_a_dot_alone():
    [row] = axis(one(number(".28"))).rows
    assert (row.low, row.high) == ("", "")


def test_the_newest_come_first_and_of_one_year_the_largest():
    small, large, old = (
        one(number(".1"), size=(10, 2)),
        one(number(".2"), size=(900, 8)),
        one(number(".3"), year=2011, size=(9000, 99)),
    )
    assert [row.one for row in axis(old, small, large).rows] == [large, small, old]


def test_questions_stand_in_their_order_and_another_order_is_kept():
    online, outcome = one(number(".1"), question="online"), one(number(".2"))
    made = axis(online, outcome)
    assert [question.name for question, _ in made.groups] == ["outcome", "online"]
    made = axis(online, outcome, by_question=False)
    assert [row.one for row in made.rows] == [online, outcome]
    assert [question for question, _ in made.groups] == [None]


def test_a_number_is_told_from_others_of_its_finding():
    numbers = (
        number(".24", of="average"),
        number(".12", measure="r, 25th percentile"),
        number(".3", measure="median r"),
    )
    rows = axis(one(*numbers)).rows
    assert [row.label for row in rows] == ["average", "25th percentile", "median r"]
    assert [row.is_first for row in rows] == [True, False, False]


def test_a_further_number_is_never_without_a_name():
    numbers = (
        number(".28"),
        number(".36", details="p: 0.11\nwithout outliers"),
        number(".4", details="p: 0.11"),
    )
    rows = axis(one(*numbers)).rows
    assert [row.label for row in rows] == ["", "without outliers", "Another estimate"]


FIGURE = st.integers(-999, 999).map(lambda figure: f"{figure / 1000:.3f}")


@given(st.lists(st.tuples(FIGURE, FIGURE, FIGURE), min_size=1, max_size=20))
def test_no_dot_and_no_line_lies_off_the_axis(spans):
    ordered = [sorted(span, key=float) for span in spans]
    made = axis(*(one(number(value, low, high)) for low, value, high in ordered))
    for row in made.rows:
        places = [share(text) for text in (row.low, row.value, row.high)]
        assert places == sorted(places)
        assert all(0 <= place <= 100 for place in places)
    assert MEASURES["r"] is made.measure


def test_a_value_stands_with_its_interval():
    assert with_interval(number("0.28", "0.23", "0.33")) == ".28 (.23 to .33)"
    assert with_interval(number("-0.3")) == "\N{MINUS SIGN}.30"
