"""A page's card in somebody else's page, and the code that puts it there."""

import json

import pytest
from lxml import html

from tests.views.world import tree, words

HERE = "http://127.0.0.1:8000"


def oembed(client, url, **more):
    return client.get("/oembed/", {"url": url, **more})


def test_a_card_may_stand_in_any_page_and_nothing_else_may(world, client):
    world.page("trust", summary="Relying on somebody's care.")
    card = client.get("/embed/concept/trust/")
    assert "frame-ancestors *" in card["Content-Security-Policy"]
    assert "X-Frame-Options" not in card
    page = client.get("/concepts/trust/")
    assert "frame-ancestors 'self'" in page["Content-Security-Policy"]
    assert page["X-Frame-Options"] == "DENY"


def test_a_card_has_title_definition_and_the_way_to_the_page(world, client):
    world.page("trust", title="Trust <&>", summary="Relying on somebody's care.")
    card = client.get("/embed/concept/trust/")
    assert words(card).startswith("Trust <&> Relying on somebody’s care.")
    links = tree(card).xpath("//main//a")
    assert [link.get("href") for link in links] == [f"{HERE}/", f"{HERE}/concepts/trust/"]
    assert all(link.get("target") == "_blank" for link in links)
    assert not tree(card).xpath("//script")
    assert not card.cookies


def test_a_card_goes_where_its_page_goes(world, client):
    world.page("trust")
    for address in ("/embed/concepts/trust/", "/embed/question/trust/", "/embed/concept/Trust"):
        assert client.get(address)["Location"] == "/embed/concept/trust/"
    world.rename("trust", "confidence")
    assert client.get("/embed/concept/trust/")["Location"] == "/embed/concept/confidence/"
    world.page("hope")
    world.withdraw("confidence", successor="hope")
    assert client.get("/embed/concept/confidence/")["Location"] == "/embed/concept/hope/"
    world.withdraw("hope", "It said too little.")
    card = client.get("/embed/concept/hope/")
    assert card.status_code == 410
    assert "It said too little." in words(card)
    assert "frame-ancestors *" in card["Content-Security-Policy"]
    assert client.get("/embed/concept/nothing/").status_code == 404


def test_oembed_gives_the_code_of_the_card(world, client):
    world.page("trust", title='Trust "x"')
    answer = json.loads(oembed(client, f"{HERE}/concepts/trust/").content)
    assert (answer["version"], answer["type"]) == ("1.0", "rich")
    assert (answer["width"], answer["height"]) == (600, 200)
    frame = html.fragment_fromstring(answer["html"])
    assert frame.get("src") == f"{HERE}/embed/concept/trust/"
    assert frame.get("title") == 'Trust "x"'


@pytest.mark.parametrize(
    ("asked", "given"),
    [
        ("400", 400),
        ("1", 260),
        ("99999", 600),
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


def test_oembed_knows_former_addresses_and_editions(world, client):
    world.page("trust")
    world.rename("trust", "confidence")
    for address in ("/concepts/trust/", "/concepts/confidence/v1/", "/concepts/confidence.md"):
        answer = json.loads(oembed(client, HERE + address).content)
        assert "/embed/concept/confidence/" in answer["html"]


@pytest.mark.parametrize(
    "url",
    [
        "",
        "/concepts/trust/",
        "https://evil.example/concepts/trust/",
        f"{HERE}.evil.example/concepts/trust/",
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
    assert oembed(client, url).status_code == 404


def test_oembed_gives_no_xml(world, client):
    world.page("trust")
    assert oembed(client, f"{HERE}/concepts/trust/", format="xml").status_code == 501


def test_pages_name_their_oembed_address(world, client):
    world.page("trust")
    page = client.get("/concepts/trust/")
    [address] = tree(page).xpath("//link[@type='application/json+oembed']/@href")
    assert json.loads(client.get(address).content)["title"] == "Trust"
