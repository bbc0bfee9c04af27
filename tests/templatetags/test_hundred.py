"""A correlation as people of a hundred, twice."""

import re

import pytest
from django.template.loader import render_to_string
from hypothesis import given
from hypothesis import strategies as st

from concepts.hundred import Hundred
from concepts.models import Statistic
from concepts.templatetags.hundred import hundreds


def statistic(value, measure="r"):
    return Statistic(measure=measure, value=value)


def dots(path):
    """(column, row) of each dot that a path draws."""
    lines = re.findall(r"M(\d) (\d)h(\d(?:\.\d+)?)", path)
    return [
        (int(x) + step, int(y)) for x, y, length in lines for step in range(int(float(length)) + 1)
    ]


@pytest.mark.parametrize(
    ("value", "upper", "display"),
    [
        (".28", 59, (64, 36)),
        ("0.278", 59, (64, 36)),
        ("0", 50, (50, 50)),
        ("1", 100, (100, 0)),
        ("-.28", 41, (36, 64)),
        ("\N{MINUS SIGN}1", 0, (0, 100)),
        (".5", 67, (75, 25)),
    ],
)
def test_a_correlation_is_so_many_of_a_hundred(value, upper, display):
    made = hundreds(statistic(value))
    assert (made.upper.number, made.lower.number) == (upper, 100 - upper)
    assert made.display == display


@pytest.mark.parametrize(
    ("value", "measure"),
    [(".28", "d"), (".28", "odds ratio"), ("1.2", "r"), (".2 to .3", "r"), ("", "r")],
)
def test_what_is_no_correlation_is_not_drawn(value, measure):
    assert hundreds(statistic(value, measure)) is None


@given(st.integers(0, 100))
def test_each_of_the_hundred_has_one_dot(number):
    hundred = Hundred(number)
    on, off = dots(hundred.on), dots(hundred.off)
    assert len(on) == number
    assert sorted(on + off) == sorted((x, y) for x in range(10) for y in range(10))


def test_the_picture_says_in_words_what_it_draws_and_that_it_is_disputed():
    html = render_to_string("components/hundred.html", {"hundreds": hundreds(statistic(".28"))})
    assert html.count("<title>") == 2
    text = " ".join(re.sub("<[^>]*>", "", html).split())
    assert "about 59 of the upper 100 stand in the upper half on the other too" in text
    assert "about 41 of the lower 100" in text
    assert "is disputed" in text
    assert "64 and 36" in text
