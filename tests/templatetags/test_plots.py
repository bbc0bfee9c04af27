"""A figure is drawn on the whole scale of its measure; what can't be drawn honestly is not."""

import re

import pytest
from django.template.loader import render_to_string
from hypothesis import given
from hypothesis import strategies as st

from concepts.models import Finding, Reference, Statistic
from concepts.reading.measure import figure
from concepts.templatetags.plots import MOST_ROWS_OF_ONE, SCALES, forest, plot, plotted

CORRELATION, SHARE = SCALES
FIGURES = st.integers(-100_000, 100_000).map(lambda figure: figure / 100_000)


def statistic(value=".28", low=".23", high=".33", measure="r", **other):
    return Statistic(measure=measure, value=value, low=low, high=high, **other)


def drawn(*statistics):
    """The finding with these numbers, as it stands on a page."""
    finding = Finding(key="x", claim="It helps.", caveat="Little is known.", read="full")
    finding.reference, finding.numbers = Reference(key="y"), statistics
    return render_to_string("components/finding.html", {"finding": finding})


@pytest.mark.parametrize(
    ("printed", "written"),
    [
        (".28", ".28"),
        ("0.280", ".28"),
        ("-.09", "-.09"),
        ("\N{MINUS SIGN}0.09", "-.09"),
        ("+.1", ".1"),
        ("0", "0"),
        ("-0", "0"),
        ("1", "1"),
        ("-1.00", "-1"),
    ],
)
def test_a_figure_lies_where_it_says(printed, written):
    assert plot("r", printed, "-1", "1").value == written


def test_an_interval_reaches_from_its_one_end_to_the_other():
    found = plot("r", "-.16", "-.3", "-.03")
    assert (found.low, found.high, found.length) == ("-.3", "-.03", ".27")


@pytest.mark.parametrize(
    "measure", ["r", "r, after correction", "median r", "median r, preregistered"]
)
def test_correlations_are_drawn_from_minus_one_to_one(measure):
    assert plot(measure, ".1", "0", ".2").scale == CORRELATION


def test_shares_of_a_whole_are_drawn_from_nothing_to_all():
    assert plot("percent of clients reporting one", "53", "44.5", "61").scale == SHARE


@pytest.mark.parametrize(
    "figures",
    [
        {"low": "", "high": ""},  # a point alone looks surer than it is
        {"measure": "d"},  # its scale has no ends
        {"measure": "g"},
        {"measure": "SMD, video minus in person"},
        {"measure": "odds ratio"},
        {"measure": "risk ratio"},
        {"measure": "percent higher risk of nonadherence"},
        {"measure": "error"},
        {"value": "about .28"},
        {"value": "1.2", "high": "1.3"},
        {"low": ".33", "high": ".23"},
        {"value": ".5"},  # outside its own interval: a slip somewhere
        {"value": "nan"},
        {"value": "1e0"},
        {"value": "٠.٢"},
        {"value": "."},
        {"value": ".28\n"},
    ],
)
def test_what_has_no_whole_scale_or_no_interval_is_not_drawn(figures):
    [(_, found)] = plotted([statistic(**figures)])
    assert found is None
    assert "<svg" not in drawn(statistic(**figures))


@given(st.lists(FIGURES, min_size=4, max_size=4).map(sorted))
def test_a_drawing_stays_on_its_scale_and_in_the_order_of_the_figures(figures):
    low, value, other, high = figures
    one, two = (plot("r", *(f"{f:.5f}" for f in (figure, low, high))) for figure in (value, other))
    assert -1 <= float(one.low) <= float(one.value) <= float(two.value) <= float(one.high) <= 1
    assert float(one.low) + float(one.length) == pytest.approx(float(one.high), abs=2e-6)


@given(FIGURES)
def test_what_svg_is_told_is_what_was_printed(figure):
    assert float(plot("r", f"{figure:.5f}", "-1", "1").value) == pytest.approx(figure, abs=1e-9)


@given(*[st.text(max_size=12) | st.from_regex(r"[-−+.0-9]{0,8}")] * 3, st.text(max_size=12))
def test_nothing_that_is_typed_breaks_a_page(value, low, high, measure):
    figure(value)
    for each in (measure, "r", "percent of all"):
        plot(each, value, low, high)


def test_numbers_of_one_finding_share_the_names_of_their_scale():
    html = drawn(
        statistic(),
        statistic(measure="d", low="", high=""),
        statistic("-.02", "-.08", ".03"),
        statistic("53", "44", "62", measure="percent of clients"),
    )
    plots = re.findall('class="(plot|scale)"', html)
    assert plots == ["plot", "plot", "scale", "plot", "scale"]
    assert html.count("0, no link") == 1
    assert html.index("0, no link") > html.index("M-.02 0h0")


def test_a_drawing_is_read_out_as_a_sentence():
    [title] = re.findall("<title>(.*?)</title>", drawn(statistic("-0.16", "-0.3", "-0.03")))
    assert title == ("A correlation of −.16, 95% interval −.30 to −.03, on the scale from −1 to 1.")


def test_the_drawing_is_geometry_in_attributes_and_shows_the_whole_scale():
    html = drawn(statistic())
    assert 'viewBox="-1 -9 2 18"' in html
    assert "M-1 0h2M-1-5v10M0-9v18M1-5v10" in html
    assert "M.23 0h.1" in html
    assert "M.28 0h0" in html
    assert "style=" not in html


def finding(*statistics, key="x"):
    found = Finding(key=key, claim="It helps.", caveat="Little is known.")
    found.reference, found.numbers = Reference(key="y"), statistics
    return found


def test_findings_of_one_measure_share_an_axis_that_holds_zero():
    first, second = finding(statistic()), finding(statistic("-.16", "-.30", "-.03"))
    plotted_ = forest([first, second])
    assert (plotted_.sign, plotted_.least, plotted_.width) == ("r", "-.4", ".8")
    assert (plotted_.left, plotted_.right) == ("−.4", ".4")
    [(_, [one]), (_, [other])] = plotted_.findings
    assert (one.value, one.low, one.length) == (".28", ".23", ".1")
    assert (other.value, other.low, other.length) == ("-.16", "-.3", ".27")


def test_correlations_and_differences_stand_on_no_common_axis():
    findings = [
        finding(statistic("0.4", "0.2", "0.6", measure="d")),
        finding(statistic(), statistic("1.1", "", "", measure="g")),
        finding(statistic("0.1", "", "", measure="SMD, video minus in person")),
    ]
    plotted_ = forest(findings)
    assert plotted_.sign == "d"
    assert [len(rows) for _, rows in plotted_.findings] == [1, 1, 1]
    assert (plotted_.least, plotted_.width) == ("0", "1.5")


def test_a_figure_without_an_interval_is_a_point():
    [(_, [row]), _] = forest([finding(statistic(low="", high="")), finding(statistic())]).findings
    assert (row.value, row.low, row.length) == (".28", "", "")


@pytest.mark.parametrize(
    "odd",
    [
        statistic("a third", "", ""),
        statistic(".28", ".30", ".40"),
        statistic("40", "", "", measure="percent"),
        statistic(".1 to .3", "", ""),
    ],
)
def test_what_is_no_figure_is_not_drawn(odd):
    plotted_ = forest([finding(odd), finding(odd)])
    assert plotted_.sign == ""
    assert [[row.value for row in rows] for _, rows in plotted_.findings] == [[""], [""]]


def test_one_figure_alone_is_told_in_words_as_are_those_beside_it():
    ratio = statistic("1.79", "", "", measure="odds ratio")
    plotted_ = forest([finding(statistic()), finding(ratio, ratio), finding()])
    assert (plotted_.sign, plotted_.width) == ("", "")
    assert [[row.statistic.measure for row in rows] for _, rows in plotted_.findings] == [
        ["r"],
        ["odds ratio"],
        [],
    ]
    assert forest([finding(statistic(), statistic())]).sign == "r"


def test_a_finding_of_many_figures_does_not_fill_the_plot():
    [(_, rows)] = forest([finding(*[statistic()] * 9)]).findings
    assert len(rows) == MOST_ROWS_OF_ONE


@given(st.lists(st.tuples(FIGURES, FIGURES, FIGURES).map(sorted), min_size=2, max_size=4))
def test_the_axis_holds_every_interval(figures):
    rows = [
        statistic(*(f"{each:.5f}" for each in (value, low, high))) for low, value, high in figures
    ]
    plotted_ = forest([finding(row) for row in rows])
    least = float(plotted_.least)
    most = least + float(plotted_.width)
    for low, _, high in figures:
        assert least - 1e-6 <= low <= high <= most + 1e-6
    assert least <= 0 <= most
