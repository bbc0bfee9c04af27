"""A correlation is drawn on its whole scale; what can't be drawn honestly is not drawn."""

import pytest
from django.template.loader import render_to_string
from hypothesis import given
from hypothesis import strategies as st

from concepts.models import Statistic
from concepts.templatetags.plots import MIDDLE, UNIT, plot

CORRELATIONS = st.integers(-1000, 1000).map(lambda number: number / 1000)


def statistic(value=".28", low=".23", high=".33", measure="r"):
    return Statistic(measure=measure, value=value, low=low, high=high)


def test_a_correlation_lies_where_its_scale_says():
    found = plot(statistic("0.5", "-1", "1"))
    assert (found.low, found.value, found.high) == (MIDDLE - UNIT, MIDDLE + UNIT / 2, MIDDLE + UNIT)


@pytest.mark.parametrize("value", [".28", "0.28", "0.280", "\N{MINUS SIGN}.28", "-0.28", "0", "1"])
def test_figures_are_read_as_they_are_printed(value):
    assert plot(statistic(value, "-1", "1")) is not None


@pytest.mark.parametrize(
    "figures",
    [
        {"low": "", "high": ""},  # a point alone looks surer than it is
        {"measure": "d"},  # its scale has no ends
        {"measure": "risk ratio"},
        {"value": "about .28"},
        {"value": "1.2", "high": "1.3"},
        {"low": ".33", "high": ".23"},
        {"value": ".5"},  # outside its own interval: a slip somewhere
        {"value": "nan"},
        {"value": "1e0"},
        {"value": "٠.٢"},
    ],
)
def test_what_is_no_correlation_with_its_interval_is_not_drawn(figures):
    assert plot(statistic(**figures)) is None


@given(st.lists(CORRELATIONS, min_size=3, max_size=3).map(sorted))
def test_a_drawing_stays_on_its_scale_and_in_order(figures):
    low, value, high = figures
    found = plot(statistic(str(value), str(low), str(high)))
    assert MIDDLE - UNIT <= found.low <= found.value <= found.high <= MIDDLE + UNIT


@given(*[st.text(max_size=12)] * 4)
def test_nothing_that_is_typed_breaks_a_page(value, low, high, measure):
    plot(statistic(value, low, high, measure))


def test_the_drawing_is_geometry_in_attributes():
    drawn = render_to_string("components/plot.html", {"plot": plot(statistic())})
    assert 'cx="214.8"' in drawn
    assert "M206.8 9H222.8" in drawn
    assert "style=" not in drawn
