"""A number of a finding is printed whole."""

import re

import pytest
from django.utils.safestring import mark_safe

from concepts.models import Finding, Statistic
from concepts.templatetags.numbers import basis_words, counted, explained, interval, whole


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
            "40% equal to d = 0.5; note",
        ),
        ({"of": "dropout", "measure": "odds ratio", "value": "1.79"}, "odds ratio: 1.79"),
        (
            {"measure": "d", "value": "0.1", "details": "significant: false\np: 0.2"},
            "d = 0.1 not significant; p = .2",
        ),
        (
            {"measure": "percent of outcome variance", "value": "4.8", "studies": "79"},
            "4.8% of outcome variance; k = 79",
        ),
        ({"measure": "count of studies", "value": "1053", "year": 2013}, "1,053 studies; 2013"),
        ({"measure": "count", "value": "about 40"}, "Count: about 40"),
        (
            {
                "measure": "r",
                "value": "0.28",
                "details": "I2 (percent): 64.19\n100 r² (our arithmetic, disputed): 7.8",
            },
            "r = .28 I² = 64.19%",
        ),
        ({"measure": "<b>", "value": "<i>"}, "&lt;b&gt;: &lt;i&gt;"),
        ({"measure": "percent of clients", "value": "less than 1"}, "less than 1% of clients"),
        (
            {"measure": "percent of clients", "value": "1 or 2 in all"},
            "Percent of clients: 1 or 2 in all",
        ),
    ],
)
def test_whole(values, printed):
    assert plain(whole(Statistic(**values))) == printed


def test_only_the_sign_of_a_measure_is_slanted():
    html = whole(Statistic(measure="SMD, video", value="-0.3"))
    assert html == "<b>SMD, video\xa0=\xa0−0.3</b>"
    assert explained(html).startswith("<b><abbr title=") and "</abbr>, video" in explained(html)


def test_a_sign_and_its_figure_stay_in_one_line():
    html = explained(whole(Statistic(measure="r", value="0.28", studies="82")))
    assert re.sub(' title="[^"]*"', "", html) == (
        "<b><abbr>r</abbr>\xa0=\xa0.28</b>; <abbr>k</abbr>\xa0=\xa082"
    )


def test_a_sign_says_what_it_stands_for():
    html = explained(whole(Statistic(measure="r", value="0.28", people="82")))
    assert '<abbr title="number of people">N</abbr>' in html


def test_the_first_of_each_sign_in_a_text_is_explained_and_leads_on():
    html = '<h2 id="r">An r = .1</h2><p>r = .28 and r = .30; <code>d = 1</code> k&nbsp;= 3</p>'
    told = explained(mark_safe(html), "/concepts/numbers/")
    assert told.count('<a class="sign" href="/concepts/numbers/"><abbr') == 2
    assert plain(told) == plain(html)
    assert told.startswith('<h2 id="r">An r = .1</h2><p><a class="sign"')
    assert "<a " not in explained(mark_safe("<p>r = .28</p>"))
    assert "<abbr" in explained(mark_safe("<p>r = .28</p>"))


@pytest.mark.parametrize(
    ("values", "printed"),
    [
        ({"measure": "r", "value": "0.275", "low": "-0.005", "high": ".5"}, ".28 (−.01 to .50)"),
        ({"measure": "r", "value": "−0.3"}, "−.30"),
        ({"measure": "d", "value": "0.275"}, "0.275"),
    ],
)
def test_a_correlation_beside_its_drawing_has_two_places(values, printed):
    assert interval(Statistic(**values)) == printed


def test_studies_and_people_are_told_in_words():
    assert counted(Statistic(studies="14", people="1065", year=2018)) == (
        "14 studies, 1,065 people; 2018"
    )
    assert counted(Statistic(people="more than 30,000 patients")) == "more than 30,000 patients"
    assert counted(Statistic(year=2018)) == "2018"


def test_what_a_finding_rests_on():
    finding = Finding(basis="meta-analysis", primary_studies="correlational")
    assert basis_words(finding) == "Meta-analysis of correlational studies"
    assert basis_words(Finding(basis="review", primary_studies="trials")) == "Review of trials"
    assert basis_words(Finding(basis="correlational")) == "Correlational study"
    assert basis_words(Finding(basis="theory")) == "Theory"
