"""What a finding said before: on its own page, in the editions of pages, and where it is shown."""

from datetime import UTC, datetime, timedelta

import pytest

from concepts import publishing
from concepts.models import Entry, FindingEdition, Reference
from tests.views.reading import links, tree, words

pytestmark = pytest.mark.django_db
APRIL = datetime(2026, 4, 1, 9, tzinfo=UTC)
MAY = datetime(2026, 5, 3, 9, tzinfo=UTC)
JUNE = datetime(2026, 6, 7, 9, tzinfo=UTC)
NUMBER = {"measure": "r", "value": ".28", "low": ".23", "high": ".33", "year": 2018}
HISTORY = "//section[@aria-labelledby='editions']"
BUDGET = 9


@pytest.fixture
def trust(world):
    """A page of April, whose finding changed in May."""
    world.page("trust", at=APRIL, body="## What research says\n\nText.\n")
    work = world.reference("elliott-2018")
    world.finding("it-helps", ["trust"], work, [NUMBER], at=APRIL, claim="It helps.")
    world.change_finding("it-helps", value=".31", note="Counted again", at=MAY)
    return world


def test_the_page_of_a_finding_lists_its_editions(trust, client, django_assert_max_num_queries):
    trust.change_finding("it-helps", claim="It helps a little.", caveat="New.", at=JUNE)
    trust.change_finding("it-helps", country="UK", note="Where", at=JUNE)
    with django_assert_max_num_queries(BUDGET):
        response = client.get("/evidence/it-helps/")
    assert words(response, f"{HISTORY}//li/b[starts-with(., 'Edition')]") == (
        "Edition 4 Edition 3 Edition 2 Edition 1"
    )
    found = words(response, HISTORY)
    for part in (
        "Edition 4 Where Country UK 7 June 2026",
        "What it says It helps a little .",
        "Number changed r .28 .31 ; 95% interval .23 to .33; year 2018 3 May 2026",
        "Edition 1 First published 1 April 2026",
    ):
        assert part in found
    assert tree(response).xpath(f"{HISTORY}//del/text()")[-1] == ".28"


def test_an_article_says_when_its_evidence_changed_after_it(trust, client):
    response = client.get("/concepts/trust/")
    assert "Evidence changed on 3 May 2026 : what changed" in words(response)
    assert "/evidence/it-helps/#editions" in links(response)
    [edition] = Entry.objects.get(slug="trust").editions.all()
    trust.edit(edition.entry, body="## What research says\n\nMore.\n", at=JUNE)
    assert "Evidence changed" not in words(client.get("/concepts/trust/"))


def test_of_one_moment_nothing_is_said(trust, client):
    trust.edit(Entry.objects.get(slug="trust"), summary="Leaning on.", at=MAY)
    assert "Evidence changed" not in words(client.get("/concepts/trust/"))


def test_a_new_finding_is_no_changed_one(trust, client):
    trust.page("hope", at=APRIL)
    trust.finding("new", ["hope"], trust.reference(), [NUMBER], at=JUNE, claim="It is new.")
    response = client.get("/concepts/hope/")
    assert "It is new." in words(response) and "Evidence changed" not in words(response)


def test_an_edition_shows_its_findings_as_they_were(trust, client, django_assert_max_num_queries):
    trust.edit(Entry.objects.get(slug="trust"), summary="Leaning on.", at=JUNE)
    with django_assert_max_num_queries(BUDGET):
        first = client.get("/concepts/trust/v1/")
    assert "It helps." in words(first) and ".28" in words(first) and ".31" not in words(first)
    assert "As they were when this edition was published." in words(first)
    assert "Evidence changed" not in words(first)
    second = client.get("/concepts/trust/v2/")
    assert ".31" in words(second) and ".28" not in words(second)
    assert ".31" in words(client.get("/concepts/trust/"))


def test_the_newest_edition_shows_them_as_they_were_too(trust, client):
    assert ".28" in words(client.get("/concepts/trust/v1/"))


def test_an_edition_without_findings_says_nothing_of_them(world, client):
    world.page("hope", at=APRIL)
    world.finding("later", ["hope"], world.reference(), [NUMBER], at=MAY)
    assert "Main findings" not in words(client.get("/concepts/hope/v1/"))
    assert "research" not in words(client.get("/concepts/hope/v1/"), "//article//h2")


def test_a_finding_that_moved_to_another_page_stays_in_the_edition_of_the_first(trust, client):
    finding = trust.fresh_finding("it-helps")
    finding.concepts.set([trust.page("hope", at=APRIL)])
    trust.change_finding("it-helps", at=JUNE, note="Moved")
    trust.edit(Entry.objects.get(slug="trust"), summary="x.", at=JUNE + timedelta(days=1))
    assert "It helps." in words(client.get("/concepts/trust/v1/"))
    assert "It helps." not in words(client.get("/concepts/trust/v2/"))
    assert "It helps." not in words(client.get("/concepts/hope/v1/"))
    history = words(client.get("/evidence/it-helps/"), HISTORY)
    assert "Page that it is about added hope" in history


def test_a_finding_that_was_taken_away_is_gone_and_its_editions_are_not(trust, client):
    publishing.remove_finding("it-helps", trust.editor(), at=JUNE)
    response = client.get("/evidence/it-helps/")
    assert response.status_code == 410
    assert "It said: It helps." in words(response)
    assert "Taken away on 7 June 2026" in words(response)
    assert "Edition 3 Taken away 7 June 2026 Edition 2 Counted again" in words(response, HISTORY)
    assert tree(response).xpath("//meta[@name='robots']/@content") == ["noindex"]
    assert "It helps." in words(client.get("/concepts/trust/v1/"))
    assert "It helps. " not in words(client.get("/concepts/trust/"), "//table")
    assert client.get("/evidence/never-was/").status_code == 404


def test_what_is_older_than_its_history_is_shown_as_it_was_first_kept(world, client):
    trust = world.page("trust", at=APRIL)
    data = {
        "id": "old",
        "kind": "quantitative",
        "concepts": ["trust"],
        "claim": "An old one.",
        "reference": world.reference().key,
        "basis": "trial",
        "read": "full",
        "caveat": "Few.",
        "statistics": [{"measure": "r", "value": ".2"}],
    }
    first = FindingEdition.objects.create(key="old", number=1, data=data, change_note="Kept")
    first.concepts.set([trust])
    publishing.save_finding(data | {"claim": "A newer one."}, world.editor(), note="x", at=JUNE)
    assert "An old one." in words(client.get("/concepts/trust/v1/"))
    assert "Evidence changed on 7 June" in words(client.get("/concepts/trust/"))
    assert "is older than its history" in words(client.get("/evidence/old/"))


def test_a_work_that_is_gone_is_called_by_its_key(trust, client):
    publishing.remove_finding("it-helps", trust.editor(), at=JUNE)
    Reference.objects.all().delete()
    assert "elliott-2018" in words(client.get("/concepts/trust/v1/"))


def test_what_was_typed_into_a_finding_is_text(trust, client):
    trust.change_finding("it-helps", claim="<b>x</b> & <script>", note="<i>note</i>", at=JUNE)
    page = client.get("/evidence/it-helps/").content.decode()
    assert "<script>" not in page.split("</head>")[1].split("Editions of this")[1].split("</ol>")[0]
    assert "<i>note</i>" not in page and "&lt;i&gt;note&lt;/i&gt;" in page


def test_many_editions_take_no_more_queries(trust, client, django_assert_max_num_queries):
    for number in range(40):
        trust.change_finding("it-helps", value=f".{number + 40}", at=JUNE)
    with django_assert_max_num_queries(BUDGET):
        response = client.get("/evidence/it-helps/")
    assert len(tree(response).xpath(f"{HISTORY}/ol/li")) == 42
    with django_assert_max_num_queries(BUDGET):
        assert ".28" in words(client.get("/concepts/trust/v1/"))
