"""What readers should know of a work before they rely on its entry."""

import pytest

from concepts import bibliography

WHOLE = {
    "id": "x-2001",
    "type": "article-journal",
    "title": "On talking",
    "author": [{"family": "Adeyemi", "given": "B."}],
    "issued": {"date-parts": [[2001]]},
    "container-title": "Journal of Talking",
}


def work(**changes):
    return {name: value for name, value in (WHOLE | changes).items() if value is not None}


def test_a_whole_entry_lacks_nothing_and_stands():
    assert bibliography.missing(WHOLE) == []
    assert bibliography.retraction(WHOLE) == ""


@pytest.mark.parametrize(
    ("changes", "lacks"),
    [
        ({"author": None}, ["author"]),
        ({"issued": None}, ["year"]),
        ({"issued": None, "status": "in press"}, []),
        ({"container-title": None}, ["journal"]),
        ({"type": "chapter", "container-title": None}, ["book"]),
        ({"type": "book", "container-title": None}, ["publisher"]),
        ({"type": "book", "publisher": "Karnac"}, []),
        ({"type": "book", "author": None, "editor": [{"family": "Ito"}], "publisher": "K"}, []),
        ({"type": "report", "author": [{"literal": "A Board"}], "container-title": None}, []),
        ({"type": "legislation", "author": None}, []),
        ({"type": "webpage", "author": None, "issued": None}, ["author", "year"]),
    ],
)
def test_an_entry_lacks_what_one_of_its_type_needs(changes, lacks):
    assert bibliography.missing(work(**changes)) == lacks


def test_what_nobody_could_verify_follows_and_is_not_said_twice():
    item = work(issued=None, custom={"not_verified": ["volume and year", "DOI"]})
    assert bibliography.missing(item) == ["volume and year", "DOI"]
    item = work(author=None, custom={"not_verified": "pages"})
    assert bibliography.missing(item) == ["author", "pages"]


@pytest.mark.parametrize(
    ("noted", "told"),
    [
        (True, "Retracted"),
        ("2019, for its data", "Retracted: 2019, for its data"),
        (False, ""),
        ("", ""),
        (None, ""),
        ("  ", ""),
        (["no"], ""),
        (7, ""),
    ],
)
def test_a_retraction_is_said_with_its_notice(noted, told):
    assert bibliography.retraction(work(custom={"retracted": noted})) == told


@pytest.mark.parametrize("custom", [None, [], "x", 3, {"not_verified": {"a": 1}, "retracted": {}}])
def test_whatever_stands_in_custom_is_read(custom):
    item = WHOLE | {"custom": custom}
    assert bibliography.missing(item) == []
    assert bibliography.retraction(item) == ""
