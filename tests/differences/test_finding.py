"""What changed of a finding, in words."""

import pytest

from concepts.differences import finding_differences

OLD = {
    "id": "it-helps",
    "claim": "The two go together.",
    "kind": "quantitative",
    "caveat": "Few studies.",
    "reference": "elliott-2018",
    "also": ["bordin-1979"],
    "concepts": ["trust", "working-alliance"],
    "basis": "trial",
    "read": "abstract",
    "statistics": [
        {"measure": "r", "value": ".28", "ci95": [".23", ".33"], "k_studies": "82"},
        {"of": "clients", "measure": "d", "value": ".4", "note": "as printed"},
    ],
}
R, D = OLD["statistics"]


def told(**changed):
    return [(fact.label, fact.html) for fact in finding_differences(OLD, {**OLD, **changed})]


@pytest.mark.parametrize(
    "changed, label, html",
    [
        (
            {"claim": "The two do go together."},
            "What it says",
            "The two<ins> do</ins> go together.",
        ),
        ({"basis": "review"}, "Rests on", "<del>trial</del> <ins>review</ins>"),
        ({"country": "UK"}, "Country", "<ins>UK</ins>"),
        ({"reference": "rogers-1957"}, "Work", "<del>elliott-2018</del> <ins>rogers-1957</ins>"),
        ({"also": []}, "Work that it also names taken away", "<del>bordin-1979</del>"),
        (
            {"concepts": ["trust"]},
            "Page that it is about taken away",
            "<del>working alliance</del>",
        ),
        (
            {"statistics": [R | {"value": ".31"}, D]},
            "Number changed",
            "r <del>.28</del> <ins>.31</ins>; 95% interval .23 to .33; k 82",
        ),
        (
            {"statistics": [{"measure": "r", "value": ".28", "year": "2020"}, D]},
            "Number changed",
            "r .28; 95% interval <del>.23 to .33</del>; k <del>82</del>; year <ins>2020</ins>",
        ),
        ({"statistics": [R]}, "Number taken away", "<del>clients: d .4; as printed</del>"),
        (
            {"statistics": [R, D, {"measure": "g", "value": "<b>"}]},
            "Number added",
            "<ins>g &lt;b&gt;</ins>",
        ),
        ({"statistics": [D, R]}, "Numbers", "in another order"),
        ({"caveat": "<i>Few</i> studies."}, "What speaks against it", None),
    ],
)
def test_each_part_has_its_words(changed, label, html):
    [(said, shown)] = told(**changed)
    assert said == label
    assert shown == html if html else "<i>" not in shown


def test_the_same_finding_has_no_difference_however_it_is_spaced():
    assert told() == []
    assert told(claim=" The two\ngo  together. ", statistics=[R | {"value": " .28"}, D]) == []


@pytest.mark.parametrize("old, new", [(OLD, None), (None, OLD)])
def test_where_it_was_taken_away_there_is_nothing_to_compare(old, new):
    assert finding_differences(old, new) == []


def test_two_numbers_of_one_thing_are_paired_in_their_order():
    old = {**OLD, "statistics": [R, R | {"value": ".31"}]}
    new = {**OLD, "statistics": [R | {"value": ".29"}, R | {"value": ".32"}]}
    shown = [fact.html.partition(";")[0] for fact in finding_differences(old, new)]
    assert shown == ["r <del>.28</del> <ins>.29</ins>", "r <del>.31</del> <ins>.32</ins>"]
