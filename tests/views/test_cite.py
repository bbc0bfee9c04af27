"""Citing an edition: a page with every form, and a file for each."""

import json

import pytest

from concepts import bibliography
from tests.bibliography.reading import read_bibtex, read_ris
from tests.views.reading import links, tree, words

BUDGET = 8
FILES = {
    "txt": "text/plain; charset=utf-8",
    "bib": "application/x-bibtex; charset=utf-8",
    "ris": "application/x-research-info-systems; charset=utf-8",
    "csl.json": "application/vnd.citationstyles.csl+json",
}


@pytest.fixture
def two_editions(world):
    world.page("trust", title="Trust")
    world.page("trust", title="Trust and <b>hope</b>", note="More")


@pytest.mark.usefixtures("two_editions")
def test_the_page_shows_every_form_and_leads_to_its_file(client, django_assert_max_num_queries):
    with django_assert_max_num_queries(BUDGET):
        response = client.get("/concepts/trust/v1/cite/")
    text = words(response)
    for label in ("APA 7", "Harvard", "BibTeX", "RIS", "CSL-JSON", "Link", "Embed"):
        assert label in text
    assert text.count("http://127.0.0.1:8000/concepts/trust/v1/") >= 5
    assert {f"/concepts/trust/v1/cite.{name}" for name in FILES} <= set(links(response))
    [robots] = tree(response).xpath("//meta[@name='robots']/@content")
    assert robots == "noindex"


@pytest.mark.usefixtures("two_editions")
@pytest.mark.parametrize("extension", FILES)
def test_each_file_has_its_type_and_name(client, extension):
    response = client.get(f"/concepts/trust/v2/cite.{extension}")
    assert response["Content-Type"] == FILES[extension]
    assert response["Content-Disposition"] == f'attachment; filename="trust-v2.{extension}"'
    assert "/concepts/trust/v2/" in response.content.decode()


@pytest.mark.usefixtures("two_editions")
def test_programs_can_read_the_files(client):
    def file(extension):
        return client.get(f"/concepts/trust/v2/cite.{extension}").content.decode()

    [record] = read_ris(file("ris"))
    assert record[-1] == ("ER", "")
    [[_, key, fields]] = read_bibtex(file("bib"))
    assert key == "withness-trust-v2"
    assert fields["url"].endswith("/concepts/trust/v2/")
    assert json.loads(file("csl.json"))[0]["id"] == key
    assert file("txt").startswith("Withness. (20")


@pytest.mark.usefixtures("two_editions")
def test_whoever_cites_an_older_edition_is_told_of_the_newest(client):
    newest = "/concepts/trust/v2/cite/"
    assert newest in links(client.get("/concepts/trust/v1/cite/"))
    assert newest not in links(client.get(newest))


def test_entries_are_in_italics_where_a_reference_list_has_them(world, client):
    world.page("trust")
    page = tree(client.get("/concepts/trust/v1/cite/"))
    container = "Withness: A knowledge base of the therapeutic relationship"
    for form in ("apa", "harvard"):
        assert page.xpath(f"string(//section[@aria-labelledby='cite--{form}']//i)") == container


def test_buttons_say_what_they_copy(world, client):
    world.page("trust")
    page = tree(client.get("/concepts/trust/v1/cite/"))
    names = [" ".join(button.xpath("string()").split()) for button in page.xpath("//*[@data-copy]")]
    assert names == [
        "Copy APA 7",
        "Copy Harvard",
        "Copy BibTeX",
        "Copy RIS",
        "Copy CSL-JSON",
        "Copy link",
        "Copy code",
        "Copy code of the edition",
    ]


@pytest.mark.usefixtures("two_editions")
def test_an_edition_is_cited_by_its_own_title(client):
    one, two = (
        bibliography.title(
            json.loads(client.get(f"/concepts/trust/v{number}/cite.csl.json").content)[0]
        )
        for number in (1, 2)
    )
    assert (one, two) == ("Trust (edition 1)", "Trust and <b>hope</b> (edition 2)")


@pytest.mark.usefixtures("two_editions")
def test_an_edition_that_is_not_there_can_not_be_cited(client):
    for tail in ("v3/cite/", "v3/cite.ris", "v0/cite.ris", "v1/cite.pdf"):
        assert client.get(f"/concepts/trust/{tail}").status_code == 404


def test_a_renamed_page_is_cited_at_its_new_address_and_a_withdrawn_one_still_is(world, client):
    world.page("trust")
    world.rename("trust", "confidence")
    for tail in ("v1/cite/", "v1/cite.bib"):
        response = client.get(f"/concepts/trust/{tail}")
        assert response.status_code == 301
        assert response["Location"] == f"/concepts/confidence/{tail}"
    world.withdraw("confidence")
    response = client.get("/concepts/confidence/v1/cite/")
    assert response.status_code == 200
    assert "withdrawn" in words(response)
    assert "iframe" not in words(response)
    assert client.get("/concepts/confidence/v1/cite.ris").status_code == 200


def test_every_page_leads_to_its_citation(world, client):
    world.page("trust")
    response = client.get("/concepts/trust/")
    assert tree(response).xpath("//a[@data-cite]/@href") == ["/concepts/trust/v1/cite/"]


def test_a_title_that_looks_like_code_is_text(world, client):
    world.page("trust", title="<script>alert(1)</script>")
    page = tree(client.get("/concepts/trust/v1/cite/"))
    assert not [script for script in page.xpath("//script") if not script.get("src")]
    assert "<script>alert(1)</script> (edition 1)" in page.xpath("string(//main)")
