"""The page that must never fail: where to find help."""

from datetime import date

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
        "you owe them no conversation",
        "Samaritans",
        "NHS 111",
        "Pieta",
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
    text = words(client.get("/help/"))
    assert "Read on 22 November 2026. Not yet tried by a person." in text
    assert "Tried by a person on 30 November 2026." in text
    assert "Hours always" in text
    assert "Note A note without a name" in text
    # The number can be dialled, and what to do then stays beside it.
    assert "tel:03003030500" in links(client.get("/help/"))
    assert "0300 303 0500 (option 2)" in text


def test_it_stands_without_any_service(world, client):
    response = client.get("/help/")
    assert response.status_code == 200
    assert "you owe them no conversation" in words(response)


def test_every_page_leads_here(world, client):
    world.page("trust")
    for address in ("/", "/concepts/trust/", "/search/", "/nothing/"):
        assert "/help/" in links(client.get(address), "//footer")
