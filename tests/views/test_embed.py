"""A page's card in somebody else's page, and the code that puts it there."""

import pytest
from lxml import html

from tests.views.reading import tree, words
from tests.worlds import member

BUDGET = 8
HERE = "http://127.0.0.1:8000"


def test_a_card_may_stand_in_any_page_whatever_that_has_for_an_address(world, client):
    world.page("trust", summary="Relying on somebody's care.")
    for address in ("/embed/concept/trust/", "/embed/concept/trust/v1/"):
        card = client.get(address)
        assert "frame-ancestors" not in card["Content-Security-Policy"]
        assert "X-Frame-Options" not in card
        assert card["Cross-Origin-Resource-Policy"] == "cross-origin"
        assert card["Cross-Origin-Embedder-Policy"] == "require-corp"


def test_a_card_has_title_definition_licence_and_the_way_to_the_page(world, client):
    world.page("trust", title="Trust <&>", summary="Relying on somebody's care.")
    card = client.get("/embed/concept/trust/")
    assert words(card).startswith("Trust <&> Relying on somebody’s care.")
    assert "Edition 1 · CC BY 4.0" in words(card)
    links = tree(card).xpath("//main//a")
    licence = "https://creativecommons.org/licenses/by/4.0/"
    assert [link.get("href") for link in links] == [
        f"{HERE}/",
        licence,
        f"{HERE}/concepts/trust/",
    ]
    assert all(link.get("target") == "_blank" for link in links)
    assert not tree(card).xpath("//script")
    assert "script-src 'none'" in card["Content-Security-Policy"]
    assert not card.cookies


def test_the_card_of_an_edition_stays_as_it_is(world, client):
    world.page("trust", title="Trust", summary="Relying on somebody.")
    world.page("trust", title="Trust and hope", summary="Relying and hoping.")
    pinned, live = (client.get(f"/embed/concept/trust/{tail}") for tail in ("v1/", ""))
    assert words(pinned).startswith("Trust Relying on somebody.")
    assert "Edition 1 · " in words(pinned)
    assert tree(pinned).xpath("//main//a/@href")[-1] == f"{HERE}/concepts/trust/v1/"
    assert words(live).startswith("Trust and hope Relying and hoping.")
    assert "Edition 2 · " in words(live)
    assert client.get("/embed/concept/trust/v3/").status_code == 404


def members(response):
    return tree(response).xpath("//main/ol/li/text()")


def test_the_card_of_a_framework_shows_its_members_and_an_edition_those_that_it_had(world, client):
    world.page("trust")
    world.framework("stages", ["trust", member(label="An <end>", note="So.")], ordered=True)
    world.framework("stages", ["trust"], ordered=True)
    assert members(client.get("/embed/framework/stages/")) == ["Trust"]
    assert members(client.get("/embed/framework/stages/v1/")) == ["Trust", "An <end>"]
    assert members(client.get("/embed/concept/trust/")) == []


def test_search_engines_find_the_page_and_not_its_card(world, client):
    world.page("trust")
    card = client.get("/embed/concept/trust/")
    assert card["X-Robots-Tag"] == "noindex"
    assert tree(card).xpath("//meta[@name='robots']/@content") == ["noindex"]


@pytest.mark.parametrize("tail", ["", "v1/", "v2/"])
def test_a_card_costs_little(world, client, django_assert_max_num_queries, tail):
    world.page("trust")
    for _ in range(2):
        world.framework("stages", ["trust", member(label="An end", note="So.")])
    with django_assert_max_num_queries(BUDGET):
        assert client.get(f"/embed/framework/stages/{tail}").status_code == 200


def test_a_card_goes_where_its_page_goes(world, client):
    world.page("trust")
    for address in ("/embed/concepts/trust/", "/embed/question/trust/", "/embed/concept/Trust"):
        assert client.get(address)["Location"] == "/embed/concept/trust/"
    for address in ("/embed/concepts/trust/v1/", "/embed/question/Trust/v1"):
        assert client.get(address)["Location"] == "/embed/concept/trust/v1/"
    world.rename("trust", "confidence")
    assert client.get("/embed/concept/trust/")["Location"] == "/embed/concept/confidence/"
    world.page("hope")
    world.withdraw("confidence", successor="hope")
    assert client.get("/embed/concept/confidence/")["Location"] == "/embed/concept/hope/"
    world.withdraw("hope", "It said too little.")
    card = client.get("/embed/concept/hope/")
    assert card.status_code == 410
    assert "It said too little." in words(card)
    assert "X-Frame-Options" not in card
    assert client.get("/embed/concept/nothing/").status_code == 404
    assert client.get("/embed/concept/nothing/v1/").status_code == 404


def test_the_card_of_an_edition_outlives_its_page_and_says_so(world, client):
    world.page("trust", summary="Relying on somebody.")
    world.page("hope")
    world.withdraw("trust", "It said too little.", successor="hope")
    card = client.get("/embed/concept/trust/v1/")
    assert card.status_code == 200
    assert "This page was withdrawn. It said too little. Relying on somebody." in words(card)
    assert tree(card).xpath("//main//a/@href")[-1] == f"{HERE}/concepts/trust/v1/"


def codes(response):
    found = tree(response).xpath("//section[starts-with(@aria-labelledby, 'cite--embed')]/pre")
    return [html.fragment_fromstring(code.xpath("string()")) for code in found]


def test_the_codes_are_of_the_page_as_it_is_now_and_of_the_edition(world, client):
    world.page("trust")
    world.page("trust")
    live, pinned = codes(client.get("/concepts/trust/v1/cite/"))
    assert live.get("src") == f"{HERE}/embed/concept/trust/"
    assert pinned.get("src") == f"{HERE}/embed/concept/trust/v1/"
    for code in (live, pinned):
        # A page with a strict policy drops a style; an attribute does the same.
        assert not code.get("style")
        assert (code.get("frameborder"), code.get("width")) == ("0", "100%")
    world.withdraw("trust")
    assert codes(client.get("/concepts/trust/v1/cite/")) == []


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
    frame, _ = codes(client.get("/concepts/trust/v1/cite/"))
    assert frame.tag == "iframe"
    assert len(frame) == 0
    assert frame.get("title") == f"{title}, from Withness"
    assert frame.get("src") == f"{HERE}/embed/concept/trust/"
