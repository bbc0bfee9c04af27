"""A number of a finding is printed whole."""

import re

import pytest

from concepts.models import Finding, Statistic
from concepts.templatetags.numbers import basis_words, whole


def plain(html):
    return re.sub("<[^>]*>", "", html).replace("\N{NO-BREAK SPACE}", " ")


@pytest.mark.parametrize(
    ("values", "printed"),
    [
        ({"measure": "r", "value": "0.278"}, "r = .278"),
        (
            {"measure": "r", "value": "0.5", "low": "-0.02", "high": "0.7"},
            "r = .50; 95% interval −.02 to .70",
        ),
        ({"measure": "r", "value": "-0.02"}, "r = −.02"),
        ({"measure": "r, 25th percentile", "value": "0.1"}, "r, 25th percentile: .10"),
        ({"measure": "median r, preregistered", "value": "0.16"}, "Median r, preregistered: .16"),
        ({"measure": "d", "value": "0.11", "year": 2014}, "d = 0.11; 2014"),
        ({"measure": "g", "value": "0.36 to 0.53"}, "g = 0.36 to 0.53"),
        ({"measure": "odds ratio", "value": "1.79", "studies": "53"}, "Odds ratio: 1.79; k = 53"),
        (
            {"measure": "SMD, video", "value": "-0.3", "people": "9999"},
            "SMD, video = −0.3; N = 9,999",
        ),
        (
            {"measure": "share", "value": "over a third", "people": "342 events, about"},
            "Share: over a third; 342 events, about",
        ),
        (
            {"measure": "percent", "value": "40", "details": "as d: 0.5\nnote"},
            "Percent: 40 as d: 0.5; note",
        ),
        ({"of": "dropout", "measure": "odds ratio", "value": "1.79"}, "odds ratio: 1.79"),
        (
            {"measure": "d", "value": "0.1", "details": "significant: false\np: 0.2"},
            "d = 0.1 not significant; p: 0.2",
        ),
        ({"measure": "<b>", "value": "<i>"}, "&lt;b&gt;: &lt;i&gt;"),
    ],
)
def test_whole(values, printed):
    assert plain(whole(Statistic(**values))) == printed


def test_only_the_sign_of_a_measure_is_slanted():
    html = whole(Statistic(measure="SMD, video", value="-0.3"))
    assert html == "<b><i>SMD</i>, video\xa0=\xa0−0.3</b>"


def test_a_sign_and_its_figure_stay_in_one_line():
    html = whole(Statistic(measure="r", value="0.28", studies="82"))
    assert html == "<b><i>r</i>\xa0=\xa0.28</b>; <i>k</i>\xa0=\xa082"


def test_what_a_finding_rests_on():
    finding = Finding(basis="meta-analysis", primary_studies="correlational")
    assert basis_words(finding) == "Meta-analysis of correlational studies"
    assert basis_words(Finding(basis="review", primary_studies="trials")) == "Review of trials"
    assert basis_words(Finding(basis="correlational")) == "Correlational study"
    assert basis_words(Finding(basis="theory")) == "Theory"
