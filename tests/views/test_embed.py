"""A page's card in somebody else's page, and the code that puts it there."""

import pytest
from lxml import html

from tests.views.world import tree, words

BUDGET = 8
HERE = "http://127.0.0.1:8000"


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
    assert "script-src 'none'" in card["Content-Security-Policy"]
    assert not card.cookies


def test_search_engines_find_the_page_and_not_its_card(world, client):
    world.page("trust")
    card = client.get("/embed/concept/trust/")
    assert card["X-Robots-Tag"] == "noindex"
    assert tree(card).xpath("//meta[@name='robots']/@content") == ["noindex"]


def test_a_card_costs_little(world, client, django_assert_max_num_queries):
    world.page("trust")
    with django_assert_max_num_queries(BUDGET):
        client.get("/embed/concept/trust/")


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


@pytest.mark.parametrize(
    "title",
    ['"><script>alert(1)</script>', "{{ title }} & 'x'", "קשר טיפולי", "🙂", "&lt;b&gt;"],
)
def test_whatever_a_page_is_called_its_card_and_code_show_it_as_text(world, client, title):
    world.page("trust", title=title)
    card = tree(client.get("/embed/concept/trust/"))
    assert not card.xpath("//script")
    shown = card.xpath("string(//h1)")
    assert shown.translate(str.maketrans("“”‘’", "\"\"''")) == title
    [code] = tree(client.get("/concepts/trust/v1/cite/")).xpath(
        "//section[@aria-labelledby='cite--embed']/pre"
    )
    frame = html.fragment_fromstring(code.xpath("string()"))
    assert frame.tag == "iframe"
    assert len(frame) == 0
    assert frame.get("title") == f"{title}, from Withness"
    assert frame.get("src") == f"{HERE}/embed/concept/trust/"
