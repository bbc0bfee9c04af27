"""What machines read in the head of an article: a work of its own, and a page that is shared."""

import json

import pytest

from tests.views.reading import tree

HERE = "http://127.0.0.1:8000"
TITLE = 'Trust & <b>"hope"</b>'
ARTICLES = {
    "/concepts/trust/": "/concepts/trust/v2/",
    "/concepts/trust/v1/": "/concepts/trust/v1/",
    "/concepts/trust/v2/": "/concepts/trust/v2/",
    "/frameworks/five-ways/": "/frameworks/five-ways/v1/",
    "/questions/what-is-it/": "/questions/what-is-it/v1/",
    "/questions/what-is-it/v1/": "/questions/what-is-it/v1/",
}


@pytest.fixture(scope="module")
def shelf(standing_world):
    world = standing_world
    world.page("trust", title="Trust", tags=("hope",))
    world.page("trust", title=TITLE, summary='Counting on "them" & <i>us</i>.', note="More")
    world.framework("five-ways", ["trust"], title="Five ways")
    world.question("what-is-it", title="What is it?", summary="It is so.")


def tags(client, address, attribute="name"):
    response = client.get(address)
    assert response.status_code == 200
    return {
        each.get(attribute): each.get("content")
        for each in tree(response).xpath(f"//head/meta[@{attribute}]")
    }


@pytest.mark.usefixtures("shelf")
@pytest.mark.parametrize(("address", "lasting"), ARTICLES.items())
def test_an_article_says_how_it_is_saved(reader, address, lasting):
    said = tags(reader, address)
    [item] = json.loads(reader.get(f"{lasting}cite.csl.json").content)
    day = item["issued"]["date-parts"][0]
    assert said["z:itemType"] == "encyclopediaArticle"
    assert said["citation_author"] == item["author"][0]["literal"] == "Withness"
    assert said["citation_publication_date"] == "{:04d}/{:02d}/{:02d}".format(*day)
    assert said["citation_language"] == "en-GB"
    assert said["citation_public_url"] == item["URL"] == HERE + lasting
    assert said["prism.publicationName"] == item["container-title"]


@pytest.mark.usefixtures("shelf")
def test_the_edition_stands_in_the_title_alone(reader):
    for address, title in (
        ("/concepts/trust/v1/", "Trust (edition 1)"),
        ("/concepts/trust/", f"{TITLE} (edition 2)"),
        ("/questions/what-is-it/", "What is it? (edition 1)"),
    ):
        said = tags(reader, address)
        assert said["citation_title"] == title
        # Each of these makes a reference manager print an edition of the site, or a book's chapter.
        wrong = ("edition", "version", "inbook", "journal")
        assert not [name for name in said if any(each in name.lower() for each in wrong)]
    page = tree(reader.get("/concepts/trust/"))
    assert not page.xpath("//*[@class='Z3988']")


@pytest.mark.usefixtures("shelf")
def test_what_is_shared_is_the_page_that_was_open(reader):
    assert tags(reader, "/concepts/trust/", "property") == {
        "og:title": TITLE,
        "og:description": 'Counting on "them" & <i>us</i>.',
        "og:url": f"{HERE}/concepts/trust/",
        "og:site_name": "Withness",
    }
    edition = tags(reader, "/concepts/trust/v1/", "property")
    assert edition["og:url"] == f"{HERE}/concepts/trust/v1/"
    assert edition["og:title"] == "Trust, edition 1"
    newest = tags(reader, "/concepts/trust/v2/", "property")
    assert newest["og:url"] == f"{HERE}/concepts/trust/v2/"


@pytest.mark.usefixtures("shelf")
@pytest.mark.parametrize(
    "address",
    [
        "/",
        "/concepts/",
        "/frameworks/",
        "/questions/",
        "/tags/hope/",
        "/search/?q=trust",
        "/lists/",
        "/lists/?entries=trust",
        "/references/",
        "/concepts/trust/changes/",
        "/concepts/trust/v1/cite/",
        "/embed/concept/trust/",
    ],
)
def test_what_is_no_article_is_no_work(reader, address):
    assert not [
        name
        for name in {**tags(reader, address), **tags(reader, address, "property")}
        if name and name.startswith(("z:", "citation_", "prism", "og:"))
    ]


def test_a_withdrawn_page_keeps_the_metadata_of_its_editions(world, client):
    world.page("trust", title="Trust")
    world.withdraw("trust")
    assert client.get("/concepts/trust/").status_code == 410
    said = tags(client, "/concepts/trust/v1/")
    assert said["citation_public_url"] == f"{HERE}/concepts/trust/v1/"
