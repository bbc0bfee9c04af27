"""Two concepts side by side."""

import pytest
from django.urls import reverse
from django.utils import timezone

from concepts.contentfile import ContrastRow
from tests.views.reading import links, tree, words
from tests.views.test_hostile import EVIL, SHORT
from tests.worlds import passage_name, relation

pytestmark = pytest.mark.slow

BUDGET = 5
ADDRESS = "/compare/empathy/sympathy/"


@pytest.fixture
def pair(world):
    world.reference("rogers-1957")
    world.source("meaning", "Warmth")
    for slug in ("trust", "alliance", "pity", "safety"):
        world.page(slug)
    world.page(
        "sympathy",
        kind="idea",
        summary="Feeling sorry for somebody.",
        body="We may feel sympathy for anybody.\n",
        relations=(relation("trust", "undermines"), relation("pity", "related-to")),
    )
    world.page(
        "empathy",
        kind="skill",
        summary="Sensing another's world.",
        aliases=("feeling with",),
        search=("hidden word",),
        relations=(
            relation(
                "sympathy",
                "confused-with",
                "One senses [@rogers-1957; @meaning: Warmth], the other feels sorry.",
                "theory",
                contrast=(ContrastRow("Whose feeling", "The client's", "One's own"),),
                example=ContrastRow("My dog died.", "The flat is quiet now.", "I lost mine too."),
            ),
            relation("sympathy", "contrasts-with", "A look [[trust|from inside]].", "practice"),
            relation("sympathy", "goes-with", "They are measured together."),
            relation("trust", "builds"),
            relation("safety", "builds"),
        ),
        sources=(passage_name("Warmth"),),
    )
    return world


def words_of(cell):
    return " ".join(" ".join(cell.itertext()).split())


def test_the_difference_comes_first_with_its_sources(pair, client):
    response = client.get(ADDRESS)
    page = tree(response)
    assert page.xpath("//title")[0].text == "Empathy or sympathy: the difference · Withness"
    assert words(response, "//h1") == "Empathy or sympathy"
    assert page.xpath("//link[@rel='canonical']/@href")[0].endswith(ADDRESS)
    assert not page.xpath("//meta[@name='robots']")
    text = words(response, "//section[@class='difference']")
    assert "the other feels sorry." in text
    assert "A look from inside ." in text
    assert "They are measured together." not in words(response)
    cited = page.xpath("//sup//a/@href")
    assert len(cited) == 2
    for anchor in cited:
        assert page.xpath(f"//*[@id='{anchor[1:]}']")
    assert {"/references/rogers-1957/", "/sources/meaning/#m1"} <= set(links(response))


def test_a_table_sets_one_beside_the_other_and_one_thing_is_answered_both_ways(pair, client):
    response = client.get(ADDRESS)
    table = tree(response).xpath("//table[@class='contrast']")[0]
    rows = [[words_of(cell) for cell in row] for row in table.iter("tr")]
    assert rows == [
        ["", "Empathy", "Sympathy"],
        ["What it is", "Sensing another’s world.", "Feeling sorry for somebody."],
        ["Whose feeling", "The client’s", "One’s own"],
    ]
    assert {"/concepts/empathy/", "/concepts/sympathy/"} <= set(links(response, "//table"))
    both = words(response, "//div[@class='both-ways']")
    assert both.endswith("My dog died. Empathy The flat is quiet now. Sympathy I lost mine too.")


def test_it_reads_from_the_first_whichever_page_states_it(pair, client):
    trust = ContrastRow("For whom", "For a person", "For a worry")
    pair.page(
        "worry",
        relations=(relation("safety", "contrasts-with", contrast=(trust,), example=trust),),
    )
    response = client.get("/compare/safety/worry/")
    rows = tree(response).xpath("//tbody/tr[last()]/*")
    assert ["".join(cell.itertext()) for cell in rows] == [
        "For whom",
        "For a worry",
        "For a person",
    ]
    assert "Safety For a worry Worry For a person" in words(response, "//div[@class='both-ways']")


def test_it_can_be_cited(pair, client):
    text = words(client.get(ADDRESS), "//section[@class='cite-line']")
    year = timezone.now().year
    assert text.startswith(f"To cite this comparison Withness. ({year}, ")
    assert f"Empathy or sympathy . http://127.0.0.1:8000{ADDRESS}" in text


def test_a_difference_that_nobody_wrote_is_not_made_up(pair, client):
    response = client.get("/compare/pity/trust/")
    assert response.status_code == 200
    assert "How Pity and Trust differ has not been written out yet." in words(response)
    page = tree(response)
    assert page.xpath("//title")[0].text == "Pity and Trust · Withness"
    assert page.xpath("//meta[@name='robots']/@content") == ["noindex"]
    assert len(page.xpath("//table[@class='contrast']//tr")) == 2
    assert not page.xpath("//div[@class='both-ways']")
    assert not page.xpath("//section[@class='cite-line']")


@pytest.mark.parametrize(
    ("asked", "right"),
    [
        ("/compare/sympathy/empathy/", ADDRESS),
        ("/compare/Sympathy/EMPATHY", ADDRESS),
        ("/compare/empathy/sympathy", ADDRESS),
        ("/compare/old-name/empathy/?from=list", f"{ADDRESS}?from=list"),
        ("/compare/empathy/empathy/", "/concepts/empathy/"),
        ("/compare/old-name/sympathy/", "/concepts/sympathy/"),
        ("/compare/merged/empathy/", ADDRESS),
        ("/compare/merged/sympathy", "/concepts/sympathy/"),
        ("/compare/listed/empathy/", "/frameworks/list/"),
    ],
)
def test_every_other_address_leads_to_the_right_one_in_one_step(world, client, asked, right):
    world.page("empathy")
    world.page("old-name", title="Sympathy")
    world.rename("old-name", "sympathy")
    world.page("merged")
    world.withdraw("merged", successor="sympathy")
    world.framework("list", ["empathy"])
    world.page("listed")
    world.withdraw("listed", successor="list")
    response = client.get(asked)
    assert (response.status_code, response["Location"]) == (301, right)
    assert client.get(right).status_code == 200


@pytest.mark.parametrize(
    ("asked", "status"),
    [
        ("/compare/empathy/gone/", 410),
        ("/compare/gone/empathy", 410),
        ("/compare/gone/gone/", 410),
        ("/compare/gone/nothing/", 404),
        ("/compare/empathy/nothing/", 404),
        ("/compare/draft/empathy/", 404),
        ("/compare/empathy/list/", 404),
        ("/compare/empathy/", 404),
    ],
)
def test_what_cannot_be_compared_says_so(world, client, asked, status):
    world.page("empathy")
    world.page("gone")
    world.withdraw("gone")
    world.draft("draft")
    world.framework("list", ["empathy"])
    response = client.get(asked)
    assert response.status_code == status
    if status == 410:
        assert "It said too little." in words(response)


def test_only_asking_is_allowed(pair, client):
    assert client.post(ADDRESS).status_code == 405


def test_concept_pages_lead_to_their_comparisons(pair, client):
    address = reverse("compare", args=["empathy", "sympathy"])
    for slug in ("empathy", "sympathy"):
        found = links(client.get(f"/concepts/{slug}/"), "//section[@class='apart']")
        assert found.count(address) == 1
        assert not [each for each in found if each.startswith("/compare/") and each != address]
    assert "Compare with Sympathy" in words(client.get("/concepts/empathy/"))
    assert address not in links(client.get("/concepts/empathy/v1/"))


def test_the_sitemap_has_each_pair_once_and_only_while_both_are_seen(pair, client):
    address = f"{ADDRESS}</loc>"
    assert client.get("/sitemap.xml").content.decode().count(address) == 1
    assert client.get("/sitemap.xml").content.decode().count("/compare/empathy/") == 1
    pair.withdraw("sympathy")
    assert "/compare/empathy/" not in client.get("/sitemap.xml").content.decode()


def test_nothing_typed_becomes_code(world, client):
    evil = {"title": f"Evil {EVIL}", "summary": EVIL, "aliases": (SHORT,)}
    row = ContrastRow(EVIL, EVIL, SHORT)
    world.reference("evil-2000", title=EVIL)
    world.page("victim", title=f"Victim {SHORT}", summary=EVIL)
    reason = f"{EVIL} [[victim|{SHORT}]] [@evil-2000, {SHORT}]"
    line = relation("victim", "confused-with", reason, contrast=(row,), example=row)
    world.page("evil", **evil, relations=(line,))
    page = tree(client.get("/compare/evil/victim/"))
    assert not page.xpath("//img | //script[not(starts-with(@src, '/static/'))] | //style")
    assert not page.xpath("//@*[starts-with(name(), 'on')]")


def test_the_longest_comparison_takes_no_more_queries_than_the_shortest(
    world, client, django_assert_max_num_queries
):
    world.source("meaning", "Warmth")
    world.reference("elliott-2018")
    rows = tuple(ContrastRow(f"Row {number}", "here", "there") for number in range(12))
    more = {"contrast": rows, "example": rows[0]}
    world.page("second")
    reason = "[[second]] [@elliott-2018; @meaning: Warmth]."
    kinds = ("confused-with", "contrasts-with")
    world.page("first", relations=[relation("second", kind, reason, **more) for kind in kinds])
    with django_assert_max_num_queries(BUDGET):
        response = client.get("/compare/first/second/")
    assert len(tree(response).xpath("//table[@class='contrast']//tr")) == 26


def test_all_that_is_written_out_is_listed_by_kind_in_a_sentence(
    pair, client, django_assert_max_num_queries
):
    with django_assert_max_num_queries(2):
        response = client.get("/compare/")
    page = tree(response)
    assert page.xpath("//main//section//h2/text()") == ["Skills"]
    [line] = page.xpath("//main//section//li")
    assert line.xpath("a/@href") == [ADDRESS]
    assert words_of(line) == "Empathy and Sympathy One senses, the other feels sorry."
    for address in ("/concepts/", ADDRESS):
        assert "/compare/" in links(client.get(address))
    assert "<loc>http://127.0.0.1:8000/compare/</loc>" in client.get("/sitemap.xml").text


def test_where_nothing_is_written_out_the_list_says_so(world, client):
    world.page("empathy")
    assert "No difference has been written out yet." in words(client.get("/compare/"))
