"""The code of a page's card for programs that know the page's address: oEmbed 1.0."""

import json

import pytest
from django.test import override_settings
from lxml import html

from tests.views.reading import tree
from tests.worlds import member

BUDGET = 8
HERE = "http://127.0.0.1:8000"


def oembed(client, url, **more):
    return client.get("/oembed/", {"url": url, **more})


def card(client, url):
    """The address of the card that oEmbed gives for a page's, or None."""
    answer = oembed(client, url)
    if answer.status_code == 404:
        return None
    frame = html.fragment_fromstring(json.loads(answer.content)["html"])
    return frame.get("src").removeprefix(HERE)


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
        f"{HERE}/concepts/confidence",
        f"{HERE}/questions/confidence/",
        f"{HERE}/concepts/confidence.md",
        f"{HERE}/concepts/confidence/changes/",
        f"{HERE}/embed/concept/trust/",
        f"{HERE}/concepts/confidence/?from=course#in-practice",
        f"{HERE}/concepts/Confidence/",
        f"{HERE}/concepts/con%66idence/",
        f"  {HERE}/concepts/confidence/ ",
        f"{HERE.replace('http', 'https')}/concepts/confidence/",
    ):
        assert card(client, address) == "/embed/concept/confidence/", address
    for address in (
        f"{HERE}/concepts/trust/v1/",
        f"{HERE}/concepts/confidence/v1",
        f"{HERE}/concepts/confidence/v1/cite/",
        f"{HERE}/concepts/confidence/v1/cite.ris",
        f"{HERE}/embed/concept/confidence/v1/",
    ):
        assert card(client, address) == "/embed/concept/confidence/v1/", address


def test_oembed_gives_the_card_of_an_edition_and_of_none_that_is_not_there(world, client):
    world.page("trust", title="Trust")
    world.page("trust", title="Trust and hope")
    answer = json.loads(oembed(client, f"{HERE}/concepts/trust/v1/").content)
    assert answer["title"] == "Trust, edition 1"
    frame = html.fragment_fromstring(answer["html"])
    assert frame.get("src") == f"{HERE}/embed/concept/trust/v1/"
    assert frame.get("title") == "Trust, edition 1, from Withness"
    assert card(client, f"{HERE}/concepts/trust/v2/") == "/embed/concept/trust/v2/"
    for edition in ("v3", "v99", "v999999999", "v9999999999", "v0", "v01", "v-1", "v"):
        assert card(client, f"{HERE}/concepts/trust/{edition}/") is None
    for address in ("v9/cite/", "v9/cite.bib", "v9/cite.xml"):
        assert card(client, f"{HERE}/concepts/trust/{address}") is None


@override_settings(SITE_URL="https://kb.example")
@pytest.mark.parametrize(
    "place",
    [
        "https://kb.example",
        "https://kb.example:443",
        "https://kb.example:",
        "http://kb.example",
        "http://kb.example:80",
        "HTTPS://KB.Example",
        "https://kb.example.",
    ],
)
def test_oembed_knows_the_site_in_every_spelling_of_its_address(world, client, place):
    world.page("trust")
    answer = json.loads(oembed(client, f"{place}/concepts/trust/").content)
    assert 'src="https://kb.example/embed/concept/trust/"' in answer["html"]


@override_settings(SITE_URL="https://kb.example")
@pytest.mark.parametrize(
    "place",
    [
        "https://kb.example:80",
        "http://kb.example:443",
        "https://kb.example:8443",
        "https://kb.example:99999",
        "https://kb.example:x",
        "https://kb.example..",
        "https://.kb.example",
        "https://www.kb.example",
        "https://kb.example.evil.example",
        "https://anna@kb.example",
        "https://anna:secret@kb.example",
        "https://@kb.example",
        "https://[::1]",
        "https://[kb.example]",
        "https://kb%2Eexample",
        "https://" + "a" * 70 + ".example",
        "//kb.example",
        "kb.example",
        "ws://kb.example",
    ],
)
def test_oembed_takes_no_other_place_for_the_site(world, client, place):
    world.page("trust")
    assert oembed(client, f"{place}/concepts/trust/").status_code == 404


@pytest.mark.parametrize(
    ("here", "asked"),
    [
        ("http://[::1]:8000", "http://[0:0:0:0:0:0:0:1]:8000"),
        ("https://[2001:db8::a]", "https://[2001:DB8::A]:443"),
        ("https://b\u00fccher.example", "https://xn--bcher-kva.example"),
        ("https://xn--bcher-kva.example", "https://B\u00dcCHER.example"),
        ("http://kb.example:80", "http://kb.example"),
    ],
)
def test_oembed_knows_addresses_in_numbers_and_in_other_scripts(world, client, here, asked):
    world.page("trust")
    with override_settings(SITE_URL=here):
        assert oembed(client, f"{asked}/concepts/trust/").status_code == 200


def test_oembed_gives_a_framework_room_for_its_members(world, client):
    world.framework("stages", [member(label=f"Stage {n}", note="So.") for n in range(1, 5)])
    address = f"{HERE}/frameworks/stages/"
    wide = json.loads(oembed(client, address).content)["height"]
    narrow = json.loads(oembed(client, address, maxwidth="320").content)["height"]
    assert (wide, narrow) == (260, 400)
    assert json.loads(oembed(client, address, maxheight="150").content)["height"] == 150


def test_oembed_leads_from_a_withdrawn_page_to_its_successor_or_nowhere(world, client):
    world.page("trust")
    world.page("hope")
    world.withdraw("trust", successor="hope")
    answer = json.loads(oembed(client, f"{HERE}/concepts/trust/").content)
    assert answer["title"] == "Hope"
    assert card(client, f"{HERE}/concepts/trust/v1/") == "/embed/concept/trust/v1/"
    world.withdraw("hope")
    for slug in ("trust", "hope"):
        assert oembed(client, f"{HERE}/concepts/{slug}/").status_code == 404
        assert card(client, f"{HERE}/concepts/{slug}/v1/") == f"/embed/concept/{slug}/v1/"


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
        f"{HERE}/concepts/",
        f"{HERE}/lists/?entries=trust",
        f"{HERE}/compare/hope/trust/",
        f"{HERE}/tags/trust/",
        f"{HERE}/references/trust/",
        f"{HERE}/concepts/trust/nothing/",
        f"{HERE}/concepts/tr%2575st/",
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
    for this in ("json", "JSON", "Json"):
        assert oembed(client, address, format=this).status_code == 200
    for other in ("xml", "XML", "jsonp", ""):
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
    page = client.get("/concepts/trust/v1/")
    [address] = tree(page).xpath("//link[@type='application/json+oembed']/@href")
    assert json.loads(client.get(address).content)["title"] == "Trust, edition 1"
