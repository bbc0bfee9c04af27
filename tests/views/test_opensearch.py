"""Searching here from a browser's own field."""

import json
from xml.etree import ElementTree

import pytest
from django.test import override_settings

from tests.views.test_search import HOSTILE
from tests.worlds import contrasted

BUDGET = 6
HERE = "http://127.0.0.1:8000"


@override_settings(SITE_URL="https://kb.example", SITE_NAME="Care & a name that is long")
def test_a_browser_can_add_the_search(db, client):
    response = client.get("/opensearch.xml")
    assert response["Content-Type"] == "application/opensearchdescription+xml"
    space = {"": "http://a9.com/-/spec/opensearch/1.1/"}
    description = ElementTree.fromstring(response.content)
    assert description.findtext("ShortName", namespaces=space) == "Care & a name th"
    templates = {
        each.get("type"): each.get("template") for each in description.iterfind("Url", space)
    }
    assert templates["text/html"] == "https://kb.example/search/?q={searchTerms}"
    assert (
        templates["application/x-suggestions+json"]
        == "https://kb.example/search/suggest.json?q={searchTerms}"
    )
    assert not response.cookies


@pytest.fixture(scope="module")
def library(standing_world):
    world = standing_world
    world.page("empathy", summary="Sensing another's world.", aliases=("attunement",))
    world.question("why", title="Why empathy?", summary="It helps.")
    world.reference("elliott-2018", title="Empathy and <outcome>")
    world.help_word("kill myself")
    return world


def suggested(reader, typed):
    response = reader.get("/search/suggest.json", {"q": typed})
    assert response.status_code == 200
    assert response["Content-Type"] == "application/x-suggestions+json"
    answer = json.loads(response.content)
    _, titles, about, addresses = answer
    assert len(titles) == len(about) == len(addresses)
    return answer


def test_a_browser_is_told_what_completes_a_text(library, reader, django_assert_max_num_queries):
    with django_assert_max_num_queries(BUDGET):
        answer = suggested(reader, "empa")
    assert answer == [
        "empa",
        ["Empathy", "Why empathy?", "Elliott, 1957: Empathy and <outcome>"],
        ["Concept", "Question", "Reference"],
        [
            f"{HERE}/concepts/empathy/",
            f"{HERE}/questions/why/",
            f"{HERE}/references/elliott-2018/",
        ],
    ]


def test_help_comes_first_and_choosing_it_leads_there(library, reader):
    _, titles, _, addresses = suggested(reader, "kill myself")
    assert (titles[0], addresses[0]) == ("Find help now", f"{HERE}/help/")
    # A browser searches for what was chosen in its list.
    assert reader.get("/search/", {"q": titles[0]})["Location"] == "/help/"


@pytest.mark.parametrize("asked", ["", *HOSTILE])
def test_any_text_gets_an_answer(library, reader, asked):
    suggested(reader, asked)


def test_nothing_typed_suggests_nothing(library, reader):
    assert suggested(reader, "  ") == ["", [], [], []]


def test_it_is_kept_shortly_by_the_reader_alone(library, reader):
    response = reader.get("/search/suggest.json?q=empathy")
    assert set(response["Cache-Control"].split(", ")) == {"private", "max-age=60"}
    assert not response.cookies


@pytest.mark.parametrize("typed", ["empathy vs sympathy", "attunement or sym"])
def test_a_comparison_completes_a_text_in_the_browsers_own_field(world, client, typed):
    world.page("sympathy")
    world.page("empathy", aliases=("attunement",), relations=(contrasted("sympathy"),))
    _, titles, about, addresses = json.loads(
        client.get("/search/suggest.json", {"q": typed}).content
    )
    assert titles[0] == "Empathy and Sympathy: the difference"
    assert (about[0], addresses[0]) == ("Comparison", f"{HERE}/compare/empathy/sympathy/")
