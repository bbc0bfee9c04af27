"""Two concepts side by side."""

import pytest
from django.urls import reverse

from tests.views.reading import links, tree, words
from tests.views.test_hostile import EVIL, SHORT
from tests.worlds import passage_name, relation

BUDGET = 9
ADDRESS = "/compare/empathy/sympathy/"
NUMBER = {"measure": "r", "value": "0.278", "studies": "295", "people": "5386", "year": 2018}


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
            ),
            relation("sympathy", "contrasts-with", "A look [[trust|from inside]].", "practice"),
            relation("sympathy", "goes-with", "They are measured together."),
            relation("trust", "builds"),
            relation("safety", "builds"),
        ),
        sources=(passage_name("Warmth"),),
    )
    return world


def test_the_difference_comes_first_with_its_sources(pair, client):
    response = client.get(ADDRESS)
    page = tree(response)
    assert page.xpath("//title")[0].text == "Empathy or sympathy: the difference · Withness"
    assert words(response, "//h1") == "Empathy or sympathy"
    assert page.xpath("//link[@rel='canonical']/@href")[0].endswith(ADDRESS)
    assert not page.xpath("//meta[@name='robots']")
    text = words(response, "//section[@class='difference']")
    assert "the other feels sorry." in text
    assert "Empathy is confused with sympathy. Basis: theory." in text
    assert "Empathy contrasts with sympathy. Basis: practice." in text
    assert "Empathy goes with sympathy. They are measured together." in text
    cited = page.xpath("//sup//a/@href")
    assert len(cited) == 2
    for anchor in cited:
        assert page.xpath(f"//*[@id='{anchor[1:]}']")
    assert {"/references/rogers-1957/", "/sources/meaning/#m1"} <= set(links(response))


def test_each_is_defined_and_has_its_own_relations(pair, client):
    response = client.get(ADDRESS)
    sides = tree(response).xpath("//section[@class='side']")
    first, second = (" ".join(" ".join(side.itertext()).split()) for side in sides)
    assert first.startswith("Empathy Skill Also called feeling with Sensing another’s world.")
    assert second.startswith("Sympathy Idea Feeling sorry for somebody.")
    assert "hidden word" not in words(response)
    assert {"/concepts/empathy/", "/concepts/sympathy/"} <= set(links(response))
    own = words(response, "//section[@aria-labelledby='apart']")
    assert "Empathy builds Safety Sympathy related to Pity" in own
    assert "Trust" not in own
    common = words(response, "//section[@aria-labelledby='in-common']")
    assert "Trust Empathy builds it. Sympathy undermines it." in common


def test_what_both_belong_to_is_named(pair, client):
    pair.framework("qualities", ["empathy", "sympathy"])
    pair.framework("others", ["empathy", "trust"])
    pair.question("which", title="Which of them helps?", concepts=("sympathy", "empathy"))
    pair.question("one", title="Only about one?", concepts=("empathy",))
    text = words(client.get(ADDRESS), "//section[@aria-labelledby='in-common']")
    assert "Frameworks with both Qualities" in text
    assert "Questions about both Which of them helps?" in text
    assert "Others" not in text
    assert "Only about one?" not in text
    pair.withdraw("qualities")
    assert "Qualities" not in words(client.get(ADDRESS))


def test_findings_stand_with_the_one_that_they_are_about(pair, client):
    reference = pair.reference("elliott-2018")
    pair.finding("both", ["empathy", "sympathy"], reference, [NUMBER], claim="Both count.")
    for number in range(4):
        pair.finding(f"own-{number}", ["empathy"], reference, [NUMBER], claim=f"Claim {number}.")
    pair.finding("words", ["empathy"], reference, claim="Said without a number.")
    response = client.get(ADDRESS)
    text = words(response, "//section[@aria-labelledby='evidence']")
    assert text.index("About both Both count. r = .278 ; k = 295; N = 5,386; 2018") > 0
    assert text.count("Both count.") == 1
    assert "Claim 1." in text
    assert "Claim 2." not in text
    assert "(2 more with numbers)" in text
    assert "Said without a number." not in text
    assert "Mind: It can’t tell what comes first." in text
    assert "No finding with numbers about it alone." in text
    assert "/references/elliott-2018/" in links(response)
    assert "/concepts/empathy/#page--findings" in links(response)
    ids = tree(response).xpath("//@id")
    assert len(ids) == len(set(ids))


def test_no_findings_are_said_to_be_none(pair, client):
    response = client.get(ADDRESS)
    assert "No finding with numbers is recorded here about either." in words(response)
    assert not [address for address in links(response) if "page--findings" in address]


def test_a_difference_that_nobody_wrote_is_not_made_up(pair, client):
    response = client.get("/compare/pity/trust/")
    assert response.status_code == 200
    assert "Nobody has written yet how Pity and Trust differ." in words(response)
    page = tree(response)
    assert page.xpath("//title")[0].text == "Pity and Trust side by side · Withness"
    assert page.xpath("//meta[@name='robots']/@content") == ["noindex"]


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
        ("/compare/", 404),
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
        found = links(client.get(f"/concepts/{slug}/"), "//dl[@class='relations']")
        assert found.count(address) == 2
        assert not [each for each in found if each.startswith("/compare/") and each != address]
    assert "Compare with Sympathy" in words(client.get("/concepts/empathy/"))
    assert address not in links(client.get("/concepts/empathy/v1/"))


def test_the_sitemap_has_each_pair_once_and_only_while_both_are_seen(pair, client):
    address = f"{ADDRESS}</loc>"
    assert client.get("/sitemap.xml").content.decode().count(address) == 1
    assert client.get("/sitemap.xml").content.decode().count("/compare/") == 1
    pair.withdraw("sympathy")
    assert "/compare/" not in client.get("/sitemap.xml").content.decode()


def test_nothing_typed_becomes_code(world, client):
    evil = {"title": f"Evil {EVIL}", "summary": EVIL, "aliases": (SHORT,)}
    reference = world.reference("evil-2000", title=EVIL)
    world.page("third", title=f"Third {EVIL}")
    world.page(
        "victim", title=f"Victim {SHORT}", summary=EVIL, relations=(relation("third", "builds"),)
    )
    world.page(
        "evil",
        **evil,
        relations=(
            relation("victim", "confused-with", f"{EVIL} [[victim|{SHORT}]] [@evil-2000, {SHORT}]"),
            relation("third", "builds", EVIL),
            relation("victim", "builds", EVIL),
        ),
    )
    world.framework("evil-list", ["evil", "victim"], title=f"List {EVIL}")
    world.question("evil-question", title=f"Why {EVIL}", concepts=("evil", "victim"))
    number = {**NUMBER, "of": EVIL, "measure": SHORT, "value": SHORT, "details": EVIL}
    for key, about in (("one", ["evil"]), ("two", ["evil", "victim"])):
        world.finding(key, about, reference, [number], claim=EVIL, caveat=EVIL, country=SHORT)
    page = tree(client.get("/compare/evil/victim/"))
    assert not page.xpath("//img | //script[not(starts-with(@src, '/static/'))] | //style")
    assert not page.xpath("//@*[starts-with(name(), 'on')]")


def test_the_longest_comparison_takes_no_more_queries_than_the_shortest(
    world, client, django_assert_max_num_queries
):
    world.source("meaning", "Warmth")
    reference = world.reference("elliott-2018")
    others = [f"other-{number}" for number in range(30)]
    for slug in others:
        world.page(slug)
    ties = tuple(relation(slug, "builds") for slug in others[:20])
    reason = "[[other-1]] [@elliott-2018; @meaning: Warmth]."
    world.page(
        "second",
        aliases=("another",),
        relations=ties[5:],
        sources=(passage_name("Warmth"),),
    )
    world.page(
        "first",
        aliases=("one", "the one"),
        relations=(*ties, relation("second", "confused-with", reason)),
        sources=(passage_name("Warmth"),),
    )
    for number in range(10):
        world.framework(f"framework-{number}", ["first", "second"])
        world.question(f"question-{number}", concepts=("first", "second"))
        world.finding(f"both-{number}", ["first", "second"], reference, [NUMBER, NUMBER])
        world.finding(f"own-{number}", ["second"], reference, [NUMBER, NUMBER])
    with django_assert_max_num_queries(BUDGET):
        response = client.get("/compare/first/second/")
    assert words(response).count("; 2018") == 24
