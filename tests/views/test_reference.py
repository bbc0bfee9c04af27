"""Scholarly works and who cites them."""

import json

import pytest

from tests.views.reading import links, tree, words


def works(response):
    """The keys of the works that a list shows, in its order."""
    return tree(response).xpath("//ul[@class='reference-list']/li/@id")


@pytest.fixture
def three(world):
    world.reference("abel-1999", issued={"date-parts": [[1999]]})
    world.reference("baker-1999", issued={"date-parts": [[1999]]})
    world.reference("bell", issued={"literal": "in press"})


CITES = "So [@bell] and [@baker-1999], and [@bell] again.\n"


def test_references_stand_in_the_order_of_apa(world, client, django_assert_max_num_queries):
    world.reference("zeta-1999")
    world.reference("alpha-2001", title="Later", issued={"date-parts": [[2001]]})
    world.reference("alpha-1957", title="Earlier")
    with django_assert_max_num_queries(1):
        response = client.get("/references/")
    assert works(response) == ["alpha-1957", "alpha-2001", "zeta-1999"]
    assert "/references/alpha-1957/" in links(response)
    assert "Journal of Talking" in words(response)


def test_a_reference_shows_its_line_its_citers_and_its_findings(
    world, client, django_assert_max_num_queries
):
    reference = world.reference("rogers-1957", title="What is needed")
    other = world.reference("elliott-2018")
    world.page("trust", body="So [@rogers-1957, p. 96] and [@rogers-1957, p. 98].\n")
    world.page("gone", body="So [@rogers-1957].\n")
    world.withdraw("gone")
    world.finding("own", ["trust"], reference, claim="Found by it.")
    world.finding("shared", ["trust"], other, claim="Found by both.").also.add(reference)
    world.finding("other", ["trust"], other, claim="Found by another.")
    with django_assert_max_num_queries(5):
        response = client.get("/references/rogers-1957/")
    text = words(response)
    assert tree(response).xpath("//h1")[0].text == "What is needed"
    assert "https://doi.org/10.1037/h0045357" in links(response)
    assert "Trust p. 96; p. 98" in text
    assert "Gone" not in text
    assert "Found by it." in text
    assert "Found by both." in text
    assert "Found by another." not in text
    assert "/references/elliott-2018/" in links(response)


def test_a_reference_that_nobody_cites_says_so(world, client):
    world.reference("rogers-1957")
    assert "No page cites it now." in words(client.get("/references/rogers-1957/"))


@pytest.mark.parametrize(
    ("asked", "shown"),
    [
        ("", ["abel-1999", "baker-1999", "bell"]),
        ("?letter=B", ["baker-1999", "bell"]),
        ("?letter=b", ["baker-1999", "bell"]),
        ("?year=1999", ["abel-1999", "baker-1999"]),
        ("?year=1999&letter=B", ["baker-1999"]),
        ("?year=none", ["bell"]),
        ("?year=none&letter=A", []),
        ("?letter=&year=", ["abel-1999", "baker-1999", "bell"]),
    ],
)
def test_references_are_shown_by_letter_and_by_year(three, client, asked, shown):
    response = client.get(f"/references/{asked}")
    assert works(response) == shown
    assert "No work has that letter or year." not in words(response)


@pytest.mark.parametrize(
    "asked", ["letter=Q", "year=1850", "year=x", "letter=%00", "year=1999999999999"]
)
def test_a_letter_that_nobody_has_is_said_and_all_are_shown(three, client, asked):
    response = client.get(f"/references/?{asked}")
    assert len(works(response)) == 3
    assert "No work has that letter or year." in words(response)


def test_a_letter_keeps_the_year_that_was_chosen(three, client):
    response = client.get("/references/?year=1999")
    assert "/references/?year=1999&letter=B" in links(response, "//nav[@class='letters']")
    assert "2 of 3: from 1999." in words(response)
    assert tree(response).xpath("//option[@selected]/text()") == ["1999"]
    form = tree(client.get("/references/?letter=B")).xpath("//main//form//input[@type='hidden']")
    assert [(each.get("name"), each.get("value")) for each in form] == [("letter", "B")]


@pytest.mark.parametrize("name", ["trust", "Trust", "reliance", "former-trust"])
def test_the_works_that_a_page_cites_are_shown_by_any_of_its_names(three, world, client, name):
    world.page("former-trust", "concept", title="Trust", aliases=("reliance",), body=CITES)
    world.rename("former-trust", "trust")
    world.page("hope", body="So [@abel-1999].\n")
    response = client.get("/references/", {"page": name})
    assert works(response) == ["baker-1999", "bell"]
    assert "/references/?page=trust&letter=B" in links(response, "//nav[@class='letters']")
    assert "Cited by Trust , as one file:" in words(response)
    assert works(client.get("/references/", {"page": name, "year": "1999"})) == ["baker-1999"]
    assert "/references/?page=trust" in links(client.get("/concepts/trust/"))


@pytest.mark.parametrize("name", ["nothing", "draft", "gone", "\0", "x" * 300])
def test_a_page_that_readers_do_not_see_narrows_nothing(three, world, client, name):
    world.draft("draft", body=CITES)
    world.page("gone", body=CITES)
    world.withdraw("gone")
    response = client.get("/references/", {"page": name})
    assert len(works(response)) == 3
    assert ("There is no page called" in words(response)) == (name != "\0")
    assert client.get("/references/cite.ris", {"page": name}).status_code == 404
    assert client.get("/references/cite.ris").status_code == 404


def test_the_works_of_a_page_are_one_file(three, world, client):
    world.page("trust", body=CITES)
    response = client.get("/references/?page=trust")
    for extension, begins in (("ris", "TY  - "), ("bib", "@article{baker-1999"), ("csl.json", "[")):
        file = client.get(f"/references/cite.{extension}?page=trust")
        assert file["Content-Disposition"] == f'attachment; filename="trust-sources.{extension}"'
        assert file.content.decode().lstrip().startswith(begins)
        assert "bell" in file.content.decode().casefold()
        assert f"/references/cite.{extension}?page=trust" in links(response)
    listed = client.get("/references/cite.txt?page=trust").content
    alone = [client.get(f"/references/{key}/cite.txt").content for key in ("baker-1999", "bell")]
    assert listed == b"".join(alone)


@pytest.mark.parametrize("page", ["/references/", "/references/rogers-1957/"])
def test_a_work_can_be_copied_and_taken_away(world, client, page):
    world.reference("rogers-1957", title="What is needed")
    response = client.get(page)
    [text] = tree(response).xpath("//*[@data-cite-forms]//*[@data-text]")
    assert "".join(text.itertext()).startswith("Rogers, A. (1957). What is needed.")
    assert tree(response).xpath("//button[@data-copy]")
    for extension, kind, begins in (
        ("ris", "application/x-research-info-systems", "TY  - JOUR"),
        ("bib", "application/x-bibtex", "@article{rogers-1957"),
        ("txt", "text/plain", "Rogers, A. (1957). What is needed."),
    ):
        address = f"/references/rogers-1957/cite.{extension}"
        file = client.get(address)
        assert file["Content-Type"].startswith(kind)
        assert file["Content-Disposition"] == f'attachment; filename="rogers-1957.{extension}"'
        assert file["X-Robots-Tag"] == "noindex"
        assert file.content.decode().lstrip().startswith(begins)
        assert extension == "txt" or address in links(response)
    [item] = json.loads(client.get("/references/rogers-1957/cite.csl.json").content)
    assert item["title"] == "What is needed"


def test_nothing_of_ours_is_given_away_with_a_work(world, client):
    world.reference("rogers-1957", custom={"not_verified": ["our secret"]}, note="our secret")
    for extension in ("ris", "bib", "txt", "csl.json"):
        file = client.get(f"/references/rogers-1957/cite.{extension}")
        assert b"secret" not in file.content


def test_what_is_no_work_or_no_form_is_not_here(world, client):
    world.reference("rogers-1957")
    assert client.get("/references/nobody/cite.ris").status_code == 404
    assert client.get("/references/rogers-1957/cite.pdf").status_code == 404


def test_an_entry_says_what_it_lacks(world, client):
    world.reference("rogers-1957", custom={"not_verified": ["pages"]}, **{"container-title": ""})
    for page in ("/references/", "/references/rogers-1957/"):
        assert "Incomplete: journal; pages" in words(client.get(page))


def test_every_page_that_cites_a_retracted_work_says_so(world, client):
    retracted = world.reference("rogers-1957", custom={"retracted": "2019, for its data"})
    world.page("trust", body="So [@rogers-1957].\n")
    world.finding("one", ["trust"], retracted)
    said = "Retracted: 2019, for its data."
    for page in (
        "/references/",
        "/references/rogers-1957/",
        "/concepts/trust/",
        "/concepts/trust/v1/",
    ):
        assert said in words(client.get(page)), page
    world.reference("rogers-1957")
    assert said not in words(client.get("/concepts/trust/"))


def test_the_title_of_a_work_stands_once_in_large_type(world, client):
    world.reference("rogers-1957", title="What is needed")
    page = tree(client.get("/references/rogers-1957/"))
    assert [each.text for each in page.xpath("//h1")] == ["What is needed"]
    assert page.xpath("//*[contains(@class, 'lede')]") == []
