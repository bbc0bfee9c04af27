"""The page that must never fail: where to find help."""

from datetime import date

import pytest

from tests.views.reading import links, tree, words


def test_services_stand_in_the_order_of_need_with_their_country(
    world, client, django_assert_max_num_queries
):
    world.service("board", group="complaints", country="US", name="The board", position=1)
    world.service("samaritans", group="listening", position=1, web="https://www.samaritans.org")
    world.service(
        "england",
        group="listening",
        position=3,
        country="UK (England)",
        name="NHS 111",
        phone="111",
    )
    world.service("ireland", group="listening", position=2, country="Ireland", name="Pieta")
    world.service("police", group="emergency", position=1, name="Emergency services", phone="999")
    world.service("hidden", group="listening", position=9, name="Secret", published=False)
    with django_assert_max_num_queries(1):
        response = client.get("/help/")
    text = words(response)
    order = [
        "UK 999",
        "Samaritans",
        "NHS 111",
        "Pieta",
        "you owe them no conversation",
        "The board",
    ]
    places = [text.index(each) for each in order]
    assert places == sorted(places)
    assert "Phone, UK (England) 111" in text
    assert "Phone, Ireland 116 123" in text
    assert "Secret" not in text
    assert {"tel:999", "tel:116123", "https://www.samaritans.org"} <= set(links(response))
    assert [each.text for each in tree(response).xpath("//h3")][:2] == ["UK", "Ireland"]


def test_it_says_when_it_was_read_and_whether_anybody_tried(world, client):
    world.service("one", details="Hours: always\nA note without a name")
    world.service("two", tried_on=date(2026, 11, 30), phone="0300 303 0500 (option 2)")
    world.service("police", group="emergency", phone="999")
    text = words(client.get("/help/"))
    assert "Read on 22 November 2026. Not yet tried by a person." in text
    assert "Tried by a person on 30 November 2026." in text
    # What nobody needs before they call is folded; a number of emergency is not for trying out.
    folded = words(client.get("/help/"), "//details")
    assert "UK, 999: Read on 22 November 2026." in folded
    assert folded.count("Not yet tried") == 1
    assert "Always" in text
    assert "Always" not in folded
    assert "Note A note without a name" in text
    # The number can be dialled, and what to do then stays beside it.
    assert "tel:03003030500" in links(client.get("/help/"))
    assert "0300 303 0500 (option 2)" in text


@pytest.fixture
def two_countries(world):
    world.service("police", group="emergency", phone="999")
    world.service("garda", group="emergency", country="Ireland", phone="112")
    world.service("samaritans", name="Samaritans", web="https://samaritans.org")
    world.service("pieta", name="Pieta", country="Ireland")
    world.service("befrienders", name="Befrienders", country="international")


@pytest.mark.usefixtures("two_countries")
@pytest.mark.parametrize(
    ("languages", "address", "first"),
    [
        ("en-IE,en;q=0.9", "/help/", "Ireland"),
        ("de-DE,en-GB;q=0.7", "/help/", "UK"),
        ("en-GB", "/help/?country=Ireland", "Ireland"),
        ("en-GB", "/help/?country=%20iRELAND", "Ireland"),
        ("en-GB", "/help/?country=", ""),
        ("en-GB", "/help/?country=Atlantis%00", ""),
        ("en-FR", "/help/", ""),
        ("", "/help/", ""),
        ("*;q=x,,-", "/help/", ""),
    ],
)
def test_the_readers_country_comes_first_and_all_are_there(client, languages, address, first):
    response = client.get(address, headers={"accept-language": languages})
    page = tree(response)
    assert "Accept-Language" in response["Vary"]
    assert not response.cookies
    assert page.xpath("//select/option[@selected]/text()") == ([first] if first else [])
    numbers = page.xpath("//dl[@class='countries']//dt/text()")
    countries = page.xpath("//section[@aria-labelledby='listening']//h3/text()")
    assert sorted(numbers) == ["Ireland", "UK"]
    assert sorted(countries) == ["International", "Ireland", "UK"]
    if first:
        assert numbers[0] == first
        assert countries[:2] == [first, "International"]
    # One's own country and what is there for all stand open.
    folded = page.xpath("//details[@class='country']//h3/text()")
    assert folded == ([name for name in ("UK", "Ireland") if name != first] if first else [])


def test_numbers_words_and_mail_are_links(world, client):
    world.service("shout", text="SHOUT to 85258", phone="", details="Email: jo@shout.example")
    found = links(client.get("/help/"))
    assert {"sms:85258?body=SHOUT", "mailto:jo@shout.example"} <= set(found)


def test_it_stands_without_any_service(world, client):
    response = client.get("/help/")
    assert response.status_code == 200
    assert "you owe them no conversation" in words(response)


def test_every_page_leads_here(world, client):
    world.page("trust")
    for address in ("/", "/concepts/trust/", "/search/", "/nothing/"):
        for part in ("//footer", "//nav[@aria-label='Main']", "//nav[@aria-label='Menu']"):
            assert "/help/" in links(client.get(address), part)
