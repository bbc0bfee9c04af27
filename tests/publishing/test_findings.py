"""A change of a finding is its next edition; what it said before stays as it was."""

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta

import pytest
from django.db import connection

from concepts import publishing
from concepts.contentfile import Faulty
from concepts.models import Finding, FindingEdition
from concepts.models.finding_data import finding_data
from tests import worlds

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
MAY = datetime(2026, 5, 3, 9, tzinfo=UTC)
NUMBER = {"measure": "r", "value": ".28", "low": ".23", "high": ".33", "year": 2018}


@pytest.fixture
def finding():
    worlds.page("trust")
    worlds.page("hope")
    return worlds.finding("it-helps", ["trust"], worlds.reference(), [NUMBER], at=MAY)


def editions(key="it-helps"):
    return list(FindingEdition.objects.filter(key=key).order_by("number"))


def test_the_first_publication_is_the_first_edition_and_no_change(finding):
    [edition] = editions()
    assert (edition.number, edition.note, edition.published_at) == (1, "First published", MAY)
    assert edition.data["statistics"] == [
        {"measure": "r", "value": ".28", "ci95": [".23", ".33"], "year": "2018"}
    ]
    assert worlds.fresh_finding("it-helps").changed_at is None


def test_a_change_is_dated_and_noted(finding):
    day_after = MAY + timedelta(days=1)
    edition = worlds.change_finding("it-helps", value=".31", note=" A  slip ", at=day_after)
    assert (edition.number, edition.change_note) == (2, "A slip")
    assert worlds.fresh_finding("it-helps").changed_at == day_after
    assert [each.data["statistics"][0]["value"] for each in editions()] == [".28", ".31"]


def test_two_changes_in_one_day_are_two_editions(finding):
    worlds.change_finding("it-helps", value=".30", at=MAY)
    worlds.change_finding("it-helps", value=".31", at=MAY)
    assert [each.number for each in editions()] == [1, 2, 3]


@pytest.mark.parametrize(
    "columns",
    [
        {"claim": " The two\n go   together. "},
        {"claim": "The\u00a0two\u2009go together."},
        {"caveat": "It can't tell\r\nwhat comes first.\n"},
        {"value": " .28 "},
        {},
    ],
)
def test_how_spaces_are_written_is_no_change(finding, columns):
    assert worlds.change_finding("it-helps", **columns) is None
    assert len(editions()) == 1 and worlds.fresh_finding("it-helps").changed_at is None


@pytest.mark.parametrize(
    "columns",
    [{"claim": "The two gotogether."}, {"direction": "more"}, {"value": ".281"}, {"read": "full"}],
)
def test_whatever_it_says_is_a_change(finding, columns):
    assert worlds.change_finding("it-helps", **columns).number == 2


def test_what_it_is_tied_to_is_part_of_it(finding):
    finding.also.add(worlds.reference("bordin-1979"))
    assert worlds.change_finding("it-helps").number == 2
    finding.concepts.add(worlds.page("faith"))
    assert worlds.change_finding("it-helps").number == 3
    finding.statistics.all().delete()
    assert worlds.change_finding("it-helps").number == 4


def test_a_page_with_another_slug_is_the_same_page(finding):
    worlds.rename("trust", "confidence")
    assert worlds.change_finding("it-helps") is None
    finding.concepts.set([worlds.page("hope")])
    assert worlds.change_finding("it-helps").number == 2


def test_a_finding_goes_and_comes_back(finding):
    publishing.remove_finding("it-helps", worlds.editor(), at=MAY)
    publishing.remove_finding("it-helps", worlds.editor(), at=MAY)
    assert not Finding.objects.exists()
    publishing.save_finding(editions()[0].data, worlds.editor(), note="Back", at=MAY)
    assert [each.note for each in editions()] == ["First published", "Taken away", "Back"]
    assert worlds.fresh_finding("it-helps").changed_at == MAY


def test_all_that_stands_in_a_note_of_a_number_is_kept(finding):
    details = "as d: 0.58\nof two groups\nas printed: roughly"
    finding.statistics.update(details=details)
    edition = worlds.change_finding("it-helps")
    publishing.remove_finding("it-helps", worlds.editor())
    back = publishing.save_finding(edition.data, worlds.editor(), note="Back")
    assert back.statistics.get().details == details
    assert finding_data(back) == edition.data


@pytest.mark.parametrize("note", ["", " \n", "x" * 301, "a\x00b"])
def test_a_change_is_not_kept_without_a_note_that_can_be_read(finding, note):
    with pytest.raises(Faulty) as refused:
        worlds.change_finding("it-helps", value=".31", note=note)
    assert refused.value.faults[0].place == "change_note"
    assert len(editions()) == 1


@pytest.mark.django_db(transaction=True)
def test_changes_at_once_lose_no_number():
    worlds.page("trust")
    worlds.finding("it-helps", ["trust"], worlds.reference(), [NUMBER])
    data, author = editions()[0].data, worlds.editor()

    def change(number):
        try:
            said = data | {"claim": f"Claim {number}."}
            publishing.save_finding(said, author, note=f"Change {number}")
        finally:
            connection.close()

    with ThreadPoolExecutor(4) as pool:
        list(pool.map(change, range(8)))
    assert [each.number for each in editions()] == list(range(1, 10))
    assert {each.note for each in editions()[1:]} == {f"Change {number}" for number in range(8)}
