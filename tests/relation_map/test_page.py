"""The page of the map, as readers and their browsers meet it."""

import re
from pathlib import Path
from urllib.parse import quote

import pytest
from lxml import html

from concepts.contentfile import KINDS, RELATION_TYPES
from tests.views.reading import words
from tests.worlds import member, relation

pytestmark = pytest.mark.slow

STYLES = Path(__file__).parents[2] / "static/css/components/map.css"
NODES = "//a[contains(concat(' ', @class, ' '), ' node ')]"


@pytest.fixture
def world(world):
    """Four concepts of four kinds, and a framework."""
    world.page("rapport", kind="relationship")
    world.page("trust", kind="relationship")
    world.page("listening", kind="skill")
    world.page("rupture", kind="challenge", relations=(relation("trust", "undermines"),))
    world.page(
        "empathy",
        kind="quality",
        relations=(
            relation("trust", "builds"),
            relation("rapport", "builds"),
            relation("listening", "expressed-through"),
        ),
    )
    world.framework("elements", ["trust", "listening"], title="The elements")
    return world


@pytest.fixture
def look(world, client):
    """Opens the map, and returns the page as a tree; `.text` has its words."""

    def look(**choice):
        query = "&".join(f"{name}={quote(value)}" for name, value in choice.items())
        response = client.get(f"/map/?{query}")
        assert response.status_code == 200
        tree = html.fromstring(response.content)
        tree.text, tree.response = words(response), response
        return tree

    return look


def hrefs(tree, path=NODES):
    return tree.xpath(f"{path}/@href")


def test_every_concept_is_a_link_in_the_order_in_which_one_reads(look):
    """What tests the work stands above, then come the columns from left to right."""
    slugs = [address.split("/")[2] for address in hrefs(look())]
    assert slugs[0] == "rupture"
    assert set(slugs[1:3]) == {"empathy", "listening"}
    assert set(slugs[3:]) == {"trust", "rapport"}


def test_lines_are_hidden_from_assistive_technology_and_told_in_a_list(look):
    tree = look()
    assert tree.xpath("//svg//path[@data-ends]/ancestor::*[@aria-hidden='true']")
    assert not tree.xpath("//svg//path[@data-ends][not(ancestor::*[@aria-hidden='true'])]")
    assert "Empathy builds Rapport and Trust" in tree.text
    assert "Rupture undermines Trust" in tree.text
    told = hrefs(tree, "//section[@class='map-list']//li/a")
    assert told.count("/concepts/trust/") == 2
    assert "Empathy is expressed through Listening" not in tree.text


def test_the_main_lines_come_first_and_every_type_is_a_link_away(look):
    tree = look()
    assert "3 of 4 ties are drawn" in tree.text
    assert tree.xpath("normalize-space(//nav//a[@aria-current='true'])") == "Main lines"
    assert "/map/?type=expressed-through" in hrefs(tree, "//ul[@class='chips']//a")
    # What nobody states is named, so that the legend is whole, but leads nowhere.
    assert "/map/?type=precedes" not in hrefs(tree, "//ul[@class='chips']//a")
    assert "precedes" in tree.text


def test_one_type_of_line_can_be_chosen(look):
    tree = look(type="expressed-through")
    assert "Empathy is expressed through Listening" in tree.text
    assert "builds Trust" not in tree.text
    assert len(hrefs(tree)) == 5
    assert "is expressed through" in tree.xpath("normalize-space(//nav//a[@aria-current='true'])")
    assert "is expressed through" in tree.xpath("string(//title)")


def test_ties_are_told_in_sentences(world, look):
    world.page("warmth", kind="quality", relations=(relation("empathy", "part-of"),))
    assert "Warmth is part of Empathy" in look(type="part-of").text


def test_a_kind_is_shown_with_what_it_is_tied_to(look):
    tree = look(kind="quality")
    assert "Qualities on the map" in tree.text
    assert "/concepts/rupture/" not in hrefs(tree)
    assert hrefs(tree, "//a[contains(@class, 'strong')]") == ["/concepts/empathy/"]
    assert "Empathy is expressed through Listening" in tree.text


def test_a_framework_is_shown_with_what_it_is_tied_to(look):
    tree = look(framework="elements")
    assert set(hrefs(tree, "//a[contains(@class, 'strong')]")) == {
        "/concepts/trust/",
        "/concepts/listening/",
    }
    assert hrefs(tree, "//p[@class='lede']/a") == ["/frameworks/elements/"]


def test_a_concept_is_shown_with_the_ties_of_its_neighbours(look):
    tree = look(concept="trust")
    assert set(hrefs(tree)) == {"/concepts/trust/", "/concepts/empathy/", "/concepts/rupture/"}
    assert hrefs(tree, "//p[@class='lede']/a") == ["/concepts/trust/"]


def test_choices_can_be_joined(look):
    tree = look(concept="empathy", type="builds")
    assert set(hrefs(tree)) == {"/concepts/empathy/", "/concepts/trust/", "/concepts/rapport/"}
    assert "/map/?concept=empathy&type=expressed-through" in hrefs(tree, "//ul[@class='chips']//a")


def test_all_choices_have_one_address_for_searchers(look):
    canonical = look(kind="quality").xpath("//link[@rel='canonical']/@href")
    assert canonical[0].endswith("/map/")


@pytest.mark.parametrize("name", ["type", "kind", "framework", "concept"])
@pytest.mark.parametrize("word", ["nonsense", "<script>alert(1)</script>", "a\0b", "x" * 5000])
def test_what_is_not_here_is_said_and_the_whole_map_is_shown(look, name, word):
    tree = look(**{name: word})
    assert "There is nothing called" in tree.text
    assert len(hrefs(tree)) == 5
    assert b"<script>alert" not in tree.response.content


def test_a_part_without_concepts_says_so(world, look):
    world.page("steps", "framework", members=(member(label="Listen", note="First."),))
    assert "There is no concept to draw here yet." in look(framework="steps").text


def test_an_empty_site_has_a_map(db, client):
    assert "There is no concept to draw here yet." in words(client.get("/map/"))


def test_drafts_and_withdrawn_pages_are_not_on_the_map(world, look):
    world.draft("secret", kind="idea")
    world.withdraw("rupture")
    tree = look()
    assert "/concepts/secret/" not in hrefs(tree)
    assert "/concepts/rupture/" not in hrefs(tree)
    assert "Rupture" not in tree.text


def test_a_title_can_run_nothing(world, look):
    world.page("odd", kind="idea", title='"><script>alert(1)</script> & <b>')
    content = look().response.content.decode()
    assert "<script>alert" not in content
    assert "&lt;script&gt;" in content


def test_a_cut_label_has_its_whole_name(world, look):
    long = "A title that nobody could ever fit into a box on any map of whatever size"
    world.page("long", kind="idea", title=long)
    assert long in look().xpath(f"{NODES}/@aria-label")


def test_nothing_needs_a_style_or_script_in_the_page(look):
    tree = look()
    assert not tree.xpath("//*[@style] | //style | //script[not(@src)] | //*[@onclick]")


def test_every_sign_that_is_used_is_there_once(look):
    for choice in ({}, {"kind": "quality"}, {"type": "expressed-through"}):
        tree = look(**choice)
        source = tree.response.content.decode()
        ids = tree.xpath("//@id")
        assert len(ids) == len(set(ids))
        used = set(re.findall(r'"url\(#([\w-]+)\)"', source)) | set(
            re.findall(r'<use href="#([\w-]+)"', source)
        )
        assert used <= set(ids)


def test_each_type_and_each_kind_has_a_sign_of_its_own(world, client):
    for kind in KINDS:
        world.page(f"one-{kind}", kind=kind)
    for number, type in enumerate(RELATION_TYPES):
        world.page(
            f"a-{number}",
            kind="quality",
            relations=(relation("trust", type),),
        )
    looks = {}
    for type in RELATION_TYPES:
        tree = html.fromstring(client.get(f"/map/?type={type}").content)
        signs = [
            (marker.get("id").split("-")[0], re.sub(r"\s+", " ", html.tostring(marker[0]).decode()))
            for marker in tree.xpath("//svg//marker")
        ]
        looks[type] = (tuple(signs), dash_of(type))
    assert len(set(looks.values())) == len(RELATION_TYPES)
    shapes = {}
    for kind in KINDS:  # each where it is drawn for sure: not all of them are on the whole map
        tree = html.fromstring(client.get(f"/map/?kind={kind}").content)
        shapes[kind] = html.tostring(tree.get_element_by_id(f"map--{kind}")).split(b" ", 2)[2]
    assert len(set(shapes.values())) == len(KINDS)


def dash_of(type):
    """The dash and width of a line in the style sheet."""
    css = STYLES.read_text()
    rules = re.findall(r"([^{}]+)\{([^{}]*)\}", css.partition("@media")[0])
    return tuple(
        part.strip()
        for selector, body in rules
        if f".{type}" in selector.replace(",", " ").split()
        for part in body.split(";")
        if part.strip().startswith(("stroke-width", "stroke-dasharray"))
    )


def test_instruments_are_drawn_if_asked_for(world, look):
    world.page("scale", kind="instrument", relations=(relation("trust", "related-to"),))
    tree = look()
    assert "/concepts/scale/" not in hrefs(tree)
    assert "1 instrument left out: show it" in tree.text
    assert "/concepts/scale/" in hrefs(look(kind="instrument"))
    assert "/concepts/scale/" in hrefs(look(concept="trust"))


def test_what_only_a_starting_document_says_is_dotted_and_said(world, look):
    assert "only a starting document says so" not in " ".join(look().text.split())
    world.page("warmth", relations=(relation("trust", "builds", basis="source"),))
    tree = look()
    assert len(tree.xpath("//svg//path[@class='unproven']")) == 1
    assert "only a starting document says so" in tree.text
    assert "Warmth builds Trust (a starting document says so)" in tree.text


def test_the_sign_of_a_correlation_is_drawn_and_told(world, look):
    for name, way in (("dropout", "less"), ("hope", "more"), ("luck", "")):
        to = relation("trust", "goes-with", basis="correlation", direction=way)
        world.page(name, kind="outcome", relations=(to,))
    tree = look(type="goes-with")
    assert sorted(tree.xpath("//svg//g[@class='direction']/text/text()")) == ["+", "−"]
    assert "Dropout goes with Trust ( − more with less )" in " ".join(tree.text.split())
    assert "Luck goes with Trust" in tree.text


def test_a_concept_can_be_chosen_by_a_form(look):
    tree = look()
    options = tree.xpath("//form[@class='map-choose']//option/@value")
    assert options == ["empathy", "listening", "rapport", "rupture", "trust"]
    assert not look(concept="trust").xpath("//form[@class='map-choose']")
