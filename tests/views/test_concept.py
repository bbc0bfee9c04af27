"""The page of a concept, and the concepts from A to Z."""

import pytest

from tests.views.reading import links, tree, words
from tests.worlds import member, passage_name, relation

BUDGET = 8

NUMBER = {
    "of": "all outcomes",
    "measure": "r",
    "value": "0.278",
    "low": "0.256",
    "high": "0.3",
    "studies": "295",
    "people": "5386",
    "year": 2018,
    "details": "as d: 0.579\nface-to-face work",
}


def test_a_page_shows_all_that_its_text_says(world, client):
    world.source("meaning", "Open Communication")
    world.reference("rogers-1957")
    world.page("trust")
    world.page(
        "empathy",
        title="Empathy",
        kind="skill",
        summary="Sensing another's world.",
        aliases=("empathic understanding",),
        search=("walking in shoes",),
        tags=("core conditions", "Zürich & co"),
        body="## What it is\n\nSee [[Trust]] and [[Nobody]] [@rogers-1957, p. 96].\n\n"
        "## What it is\n\nMore.\n",
        relations=(
            relation("trust", "builds", "Slowly [@meaning: Open Communication].", "source"),
        ),
        sources=(passage_name("Open Communication"),),
    )
    response = client.get("/concepts/empathy/")
    page = tree(response)
    text = words(response)
    assert page.xpath("//h1")[0].text == "Empathy"
    assert page.xpath("//title")[0].text == "Empathy · Withness"
    assert page.xpath("//meta[@name='description']/@content") == ["Sensing another's world."]
    assert page.xpath("//html/@lang") == ["en-GB"]
    assert "Sensing another\N{RIGHT SINGLE QUOTATION MARK}s world." in text
    assert "Skill" in text
    assert "Also called empathic understanding" in text
    assert "walking in shoes" not in text
    assert {"/tags/core-conditions/", "/tags/z%C3%BCrich-co/"} <= set(links(response))
    assert page.xpath("//main//h2/@id")[:2] == ["what-it-is", "what-it-is-2"]
    assert {"#what-it-is", "#what-it-is-2"} <= set(links(response, "//nav[@class='contents']"))
    assert "/concepts/trust/" in links(response, "//div[@class='prose']")
    assert "and Nobody" in text
    assert "builds Trust" in text
    assert "Slowly" not in text
    assert len(page.xpath("//ol[@class='sources']/li")) == 2
    assert "/sources/meaning/#m1" in links(response, "//ol[@class='sources']")
    assert "https://doi.org/10.1037/h0045357" in links(response, "//ol[@class='sources']")
    for cited in page.xpath("//sup//a/@href"):
        assert page.xpath(f"//*[@id='{cited[1:]}']")


def test_a_relation_reads_from_both_ends(world, client):
    world.page("trust")
    world.page("empathy", relations=(relation("trust", "builds", "A little more each time."),))
    world.page(
        "alliance", relations=(relation("trust", "goes-with", "They are measured together."),)
    )
    assert "builds" in words(client.get("/concepts/empathy/"), "//dl")
    assert "is built by Empathy goes with Alliance" in words(client.get("/concepts/trust/"), "//dl")
    text = words(client.get("/concepts/trust/connections/"), "//dl")
    assert "is built by Empathy A little more each time." in text
    assert "goes with Alliance They are measured together." in text
    assert "goes with Trust" in words(client.get("/concepts/alliance/"), "//dl")


def test_a_page_knows_its_place_in_frameworks(world, client):
    for slug in ("first", "second", "third"):
        world.page(slug)
    world.framework(
        "stages",
        ["first", "second", member(label="A rest", note="Nothing."), "third"],
        ordered=True,
        steps=True,
    )
    world.framework("list", ["third", "second"])
    text = words(client.get("/concepts/second/"), "//section[@class='placements']")
    assert "Part of List ← Third Stages step 2 of 4 ← First" in text
    page = tree(client.get("/concepts/second/"))
    prev, next_ = (f"//span[@class='steps']/a[@rel='{rel}']/@href" for rel in ("prev", "next"))
    assert page.xpath(prev) == ["/concepts/third/", "/concepts/first/"]
    assert page.xpath(next_) == []  # the next step has no page
    assert tree(client.get("/concepts/first/")).xpath(next_) == ["/concepts/second/"]
    third = tree(client.get("/concepts/third/"))
    assert third.xpath(prev) == []
    assert third.xpath(next_) == ["/concepts/second/"]


def test_a_withdrawn_neighbour_is_no_step_and_a_withdrawn_framework_no_place(world, client):
    for slug in ("first", "second"):
        world.page(slug)
    world.framework("stages", ["first", "second"], ordered=True, steps=True)
    world.withdraw("first")
    assert tree(client.get("/concepts/second/")).xpath("//a[@rel='prev']") == []
    world.withdraw("stages")
    assert "Part of" not in words(client.get("/concepts/second/"))


def test_who_links_here_stands_apart_from_who_asks(world, client):
    world.page("trust", aliases=("reliance",))
    for number in range(7):
        world.page(f"page-{number}", title=f"Page {number}", body="On [[Reliance]].\n")
    world.question("why", title="Why trust?", concepts=("trust",), body="See [[trust]].\n")
    world.question("how", title="How so?", body="See [[TRUST|it]].\n")
    assert "Questions about it Why trust?" in words(client.get("/concepts/trust/"), "//aside")
    text = words(client.get("/concepts/trust/connections/"))
    assert "Linked from How so? Page 0 Page 1 Page 2 Page 3 Page 4 Page 5 Page 6" in text
    world.withdraw("page-0")
    assert "Page 0" not in words(client.get("/concepts/trust/connections/"))


def test_a_finding_is_shown_whole(world, client):
    reference = world.reference("elliott-2018")
    world.page("empathy")
    world.page("reading-research-numbers")
    world.finding("one", ["empathy"], reference, [NUMBER], claim="It goes with outcome.")
    world.finding(
        "two",
        ["empathy"],
        reference,
        claim="A code asks for it.",
        kind="guidance",
        basis="guidance",
        primary_studies="",
        read="full",
        country="UK",
        profession="counselling",
    )
    response = client.get("/concepts/empathy/")
    text = words(response, "//section[@class='research']")
    assert "It goes with outcome. All outcomes" in text
    assert "r = .278 ; 95% interval .256 to .30; k = 295; N = 5,386; 2018" in text
    assert "Caution: It can\N{RIGHT SINGLE QUOTATION MARK}t tell what comes first." in text
    assert "Meta-analysis of correlational studies: Elliott" in text
    addresses = links(response, "//section[@class='research']")
    assert {"/concepts/reading-research-numbers/", "/evidence/one/"} <= set(addresses)
    assert "All 2 findings" in text
    assert {"/evidence/?concept=empathy", "/evidence/one/"} <= set(links(response))
    response = client.get("/references/elliott-2018/")
    text = words(response, "//section[@class='findings']")
    assert "All outcomes: r = .278 ; 95% interval .256 to .30; k = 295; N = 5,386; 2018" in text
    assert "equal to d = 0.579; face-to-face work" in text
    assert "It can\N{RIGHT SINGLE QUOTATION MARK}t tell what comes first." in text
    assert "Meta-analysis of correlational studies: this work." in text
    assert "We read the abstract, not the whole work." in text


def test_numbers_are_explained_only_where_the_explanation_exists(world, client):
    world.page("empathy")
    world.finding("one", ["empathy"], world.reference("elliott-2018"), [NUMBER])
    response = client.get("/concepts/empathy/")
    assert "How to read these numbers" in words(response)
    assert "/concepts/reading-research-numbers/" not in links(response)


def test_nothing_claims_a_review_that_nobody_made(world, client):
    world.page("trust")
    assert "Not yet reviewed by a practitioner. Edition 1," in words(client.get("/concepts/trust/"))
    world.review("trust")
    text = words(client.get("/concepts/trust/"))
    assert (
        "Reviewed 14 November 2026 by Ama Boateng, counsellor: The example and the advice." in text
    )
    assert "Not yet reviewed" not in text
    world.page("trust", note="Changed", body="New.\n")
    assert "Not yet reviewed" in words(client.get("/concepts/trust/"))
    assert "Ama Boateng" in words(client.get("/concepts/trust/v1/"))
    assert "Not yet reviewed" in words(client.get("/concepts/trust/v2/"))


def test_no_heading_takes_an_id_that_the_page_itself_needs(world, client):
    names = ("Main", "Find", "Findings", "Sources", "Page  main", "Page sources", "Search")
    world.page("trust", body="\n\n".join(f"## {name}\n\nText." for name in names))
    ids = tree(client.get("/concepts/trust/")).xpath("//@id")
    assert len(ids) == len(set(ids))


@pytest.mark.slow
def test_the_longest_page_takes_no_more_queries_than_the_shortest(
    world, client, django_assert_max_num_queries
):
    world.source("meaning", *(f"Heading {number}" for number in range(20)))
    references = [world.reference(f"author-{1900 + number}") for number in range(30)]
    others = [f"other-{number}" for number in range(100)]
    for slug in others:
        world.page(slug, body="See [[centre]].\n", aliases=(f"name of {slug}", f"{slug} again"))
    world.page(
        "centre",
        tags=tuple(f"tag {number}" for number in range(10)),
        body="\n\n".join(
            f"[[{slug}]], [[name of {slug}]], [[{slug} again]] [@author-{1900 + number % 30}]."
            for number, slug in enumerate(others)
        ),
        relations=tuple(
            relation(
                slug,
                "builds",
                f"As read [@author-{1900 + number % 30}; @meaning: Heading {number % 20}].",
            )
            for number, slug in enumerate(others[:50])
        ),
        sources=tuple(passage_name(f"Heading {number}") for number in range(20)),
    )
    for number in range(10):
        world.framework(f"framework-{number}", ["centre", *others[:20]], ordered=True, steps=True)
        world.question(f"question-{number}", concepts=("centre", *others[:10]))
    for number in range(30):
        world.finding(f"finding-{number}", ["centre"], references[number], [NUMBER, NUMBER])
    world.review("centre")
    world.review("centre", reviewer="Second Reader")
    with django_assert_max_num_queries(BUDGET):
        response = client.get("/concepts/centre/")
    assert len(set(links(response)) & {f"/concepts/{slug}/" for slug in others}) == 100
    assert len(tree(response).xpath("//table[@class='forest']/tbody")) == 3
    with django_assert_max_num_queries(6):
        response = client.get("/concepts/centre/connections/")
    assert words(response).count("As read") == 50
    with django_assert_max_num_queries(6):
        client.get("/concepts/centre/v1/")
    with django_assert_max_num_queries(1):
        client.get("/concepts/centre.md")


def test_the_alphabet_refers_from_other_names(world, client, django_assert_max_num_queries):
    world.page("congruence", aliases=("genuineness", "Être vrai"), search=("hidden word",))
    world.page("empathy", kind="skill")
    world.page("zen", title="‘Zen’ and 禅")
    world.draft("draft")
    with django_assert_max_num_queries(3):
        response = client.get("/concepts/")
    page = tree(response)
    assert [each.text for each in page.xpath("//main//h2")] == ["C", "E", "G", "Z"]
    assert "Genuineness see Congruence" in words(response)
    assert "E Empathy Être vrai see Congruence" in words(response)
    assert "hidden word" not in words(response)
    assert "Draft" not in words(response)
    assert "3 concepts" in words(response)


def test_the_alphabet_can_be_of_one_kind(world, client):
    world.page("congruence", aliases=("genuineness",))
    world.page("listening", kind="skill", aliases=("attending",))
    text = words(client.get("/concepts/?kind=skill"))
    assert "Attending see Listening" in text
    assert "Congruence" not in text
    text = words(client.get("/concepts/?kind=nonsense"))
    assert "There is no such kind" in text
    assert "Congruence" in text


HOSTILE = ("Top", "Map title", "To builds", "Page main", "Source 1", "Suggestions", '"><b id="x">')


def test_no_heading_of_any_edition_takes_the_id_of_another_part(world, client):
    world.reference("rogers-1957")
    world.page("empathy")
    parts = {"relations": (relation("empathy", "builds"),)}
    headings = "".join(f"## {each}\n\nText [@rogers-1957].\n\n" for each in HOSTILE)
    world.page("trust", body=headings, **parts)
    for _ in range(2):
        ids = tree(client.get("/concepts/trust/")).xpath("//@id")
        assert len(ids) == len(set(ids))
        assert {"top", "map-title", "to-builds", "source-1"} <= set(ids)
        world.page("trust", body="## Another\n\nText.\n", **parts)
