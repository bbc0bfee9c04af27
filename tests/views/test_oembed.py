"""The code of a page's card for programs that know the page's address: oEmbed 1.0."""

import json

import pytest
from lxml import html

from tests.views.world import tree

BUDGET = 8
HERE = "http://127.0.0.1:8000"


def oembed(client, url, **more):
    return client.get("/oembed/", {"url": url, **more})


def test_oembed_gives_the_code_of_the_card(world, client):
    world.page("trust", title='Trust "x"')
    response = oembed(client, f"{HERE}/concepts/trust/")
    assert response["Content-Type"] == "application/json"
    answer = json.loads(response.content)
    frame = html.fragment_fromstring(answer.pop("html"))
    assert answer == {
        "version": "1.0",
        "type": "rich",
        "title": 'Trust "x"',
        "provider_name": "Withness",
        "provider_url": f"{HERE}/",
        "width": 600,
        "height": 200,
    }
    assert frame.get("src") == f"{HERE}/embed/concept/trust/"
    assert frame.get("title") == 'Trust "x", from Withness'
    assert (frame.get("width"), frame.get("height")) == ("600", "200")


def test_oembed_costs_little(world, client, django_assert_max_num_queries):
    world.page("trust")
    with django_assert_max_num_queries(BUDGET):
        oembed(client, f"{HERE}/concepts/trust/")


@pytest.mark.parametrize(
    ("asked", "given"),
    [
        ("400", 400),
        ("1", 1),
        ("99999", 600),
        ("0", 600),
        ("", 600),
        ("9" * 30, 600),
        ("-5", 600),
        ("x", 600),
        ("٣", 600),
    ],
)
def test_oembed_keeps_to_the_room_that_there_is(world, client, asked, given):
    world.page("trust")
    answer = json.loads(oembed(client, f"{HERE}/concepts/trust/", maxwidth=asked).content)
    assert answer["width"] == given
    assert f'width="{given}"' in answer["html"]


@pytest.mark.parametrize(
    ("asked", "given"),
    [
        ({"maxheight": "120"}, (600, 120)),
        ({"maxwidth": "320"}, (320, 280)),
        ({"maxwidth": "320", "maxheight": "150"}, (320, 150)),
        ({"maxwidth": "500"}, (500, 200)),
    ],
)
def test_a_narrow_card_is_higher_but_never_than_was_asked(world, client, asked, given):
    world.page("trust")
    answer = json.loads(oembed(client, f"{HERE}/concepts/trust/", **asked).content)
    assert (answer["width"], answer["height"]) == given
    assert f'height="{given[1]}"' in answer["html"]


def test_oembed_knows_former_addresses_and_editions(world, client):
    world.page("trust")
    world.rename("trust", "confidence")
    for address in (
        f"{HERE}/concepts/trust/",
        f"{HERE}/concepts/confidence/v1/",
        f"{HERE}/concepts/confidence.md",
        f"{HERE}/concepts/confidence/?from=course#in-practice",
        f"{HERE.replace('http', 'https')}/concepts/confidence/",
    ):
        answer = json.loads(oembed(client, address).content)
        assert "/embed/concept/confidence/" in answer["html"]


def test_oembed_leads_from_a_withdrawn_page_to_its_successor_or_nowhere(world, client):
    world.page("trust")
    world.page("hope")
    world.withdraw("trust", successor="hope")
    answer = json.loads(oembed(client, f"{HERE}/concepts/trust/").content)
    assert answer["title"] == "Hope"
    world.withdraw("hope")
    for slug in ("trust", "hope"):
        assert oembed(client, f"{HERE}/concepts/{slug}/").status_code == 404


def test_oembed_knows_no_draft(world, client):
    world.draft("trust")
    assert oembed(client, f"{HERE}/concepts/trust/").status_code == 404


@pytest.mark.parametrize(
    "url",
    [
        "",
        "/concepts/trust/",
        "https://evil.example/concepts/trust/",
        f"{HERE}.evil.example/concepts/trust/",
        f"{HERE}@evil.example/concepts/trust/",
        "http://evil.example@127.0.0.1:8000/concepts/trust/",
        "ftp://127.0.0.1:8000/concepts/trust/",
        "javascript://127.0.0.1:8000/concepts/trust/",
        f"{HERE}/concepts/nothing/",
        f"{HERE}/map/",
        f"{HERE}/admin/",
        f"{HERE}/concepts/%00/",
        f"{HERE}//[",
        "http://[",
        "x" * 5000,
    ],
)
def test_oembed_says_that_what_is_no_page_of_this_site_is_not_here(world, client, url):
    world.page("trust")
    answer = oembed(client, url)
    assert answer.status_code == 404
    assert answer["Content-Type"].startswith("text/plain")
    assert answer.content == b"No page of this site has the address that url gives.\n"


def test_oembed_gives_json_alone(world, client):
    world.page("trust")
    address = f"{HERE}/concepts/trust/"
    assert oembed(client, address, format="json").status_code == 200
    for other in ("xml", "JSON", ""):
        answer = oembed(client, address, format=other)
        assert answer.status_code == 501
        assert b"JSON" in answer.content
    assert client.post("/oembed/").status_code == 405


def test_pages_name_their_oembed_address(world, client):
    world.page("trust")
    page = client.get("/concepts/trust/")
    [address] = tree(page).xpath("//link[@type='application/json+oembed']/@href")
    assert address.startswith(f"{HERE}/oembed/?")
    assert json.loads(client.get(address).content)["title"] == "Trust"
