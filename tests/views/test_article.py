"""In what order an article stands, and where a reader may go on from it."""

import re

import pytest

from concepts.contentfile import ContrastRow
from tests.views.reading import links, tree, words
from tests.worlds import relation

pytestmark = pytest.mark.slow

SHORT = "> [!short]\n> It is relying on somebody.\n\n"
DOCUMENTS = "\n> [!documents]\n> They say little.\n"
CONNECTIONS = "/concepts/trust/connections/"
BODY = (
    f"{SHORT}## What it is\n\nText [@rogers-1957].\n\n## What research says\n\n"
    f"It goes with outcome, r = .28.\n\n## Argued about\n\nMuch.\n{DOCUMENTS}"
)
NUMBER = {"measure": "r", "value": ".28", "low": ".2", "high": ".3", "people": "100", "year": 2018}


@pytest.fixture
def trust(world):
    world.reference("rogers-1957")
    for slug in ("rapport", "reliance", "safety", "faith"):
        world.page(slug, summary=f"What {slug} is.")
    world.page(
        "trust",
        body=BODY,
        findings=("named",),
        relations=(
            relation("safety", "builds", "Because it does."),
            relation("reliance", "confused-with", "Reliance needs no person."),
            relation("reliance", "contrasts-with", "Reliance can be on a thing."),
            relation("rapport", "contrasts-with", "Rapport comes sooner.", "source"),
            relation("faith", "goes-with", "They go together.", "correlation", direction="less"),
        ),
    )
    world.framework("elements", ["rapport", "trust", "safety"], title="Elements")
    world.question("why", title="Why trust?", summary="It helps.", concepts=("trust",))
    reference = world.reference("elliott-2018")
    world.finding("newer", ["trust"], reference, [NUMBER | {"year": 2024}], claim="A newer one.")
    world.finding("named", ["trust"], reference, [NUMBER], claim="The one that was named.")
    return world


def page(client, address="/concepts/trust/"):
    return client.get(address)


def test_everything_stands_in_the_order_in_which_it_is_asked(trust, client):
    text = words(page(client), "//article")
    order = [
        "In short It is relying on somebody.",
        "Not to be confused with",
        "Reliance : Reliance needs no person.",
        "Part of Elements",
        "Cite Share Add to list Print",
        "What it is",
        "What research says # It goes with outcome",
        "The one that was named.",
        "Argued about # Much.",
        "Read next Before it in Elements",
        "Relations",
        "How it connects, with the reasons All 2 findings",
        "What the starting documents say They say little.",
        "Sources Rogers",
        "Edition 1",
    ]
    assert [each for each in order if each not in text] == []
    places = [text.index(each) for each in order]
    assert places == sorted(places)


def test_a_page_is_taken_for_another_once(trust, client):
    found = links(page(client), "//section[@class='apart']")
    assert found.count("/concepts/reliance/") == 1
    assert "/compare/reliance/trust/" in found and "/compare/rapport/trust/" in found
    assert "Reliance can be on a thing." not in words(page(client))
    reasons = words(page(client, CONNECTIONS), "//section[@class='reasons']")
    assert "is confused with Reliance Reliance needs no person. Compare" in reasons
    assert "contrasts with Reliance Reliance can be on a thing. Compare" in reasons


def test_the_rail_has_names_and_no_reasons_and_what_tells_apart_first(trust, client):
    text = words(page(client), "//dl[@class='relations'][ancestor::aside]")
    assert text == (
        "contrasts with Rapport Reliance is confused with Reliance builds Safety"
        " goes with less Faith"
    )


def test_only_what_a_document_says_is_marked(trust, client):
    trust.page("faith", relations=(relation("safety", "builds", "So it is said.", "source"),))
    assert "So it is said. said, not shown" in words(page(client, "/concepts/faith/connections/"))
    text = words(page(client, CONNECTIONS))
    assert text.count("said, not shown") == 1
    assert "Basis" not in text


def test_the_writer_says_which_findings_come_first(trust, client):
    text = words(page(client), "//section[@class='research']")
    assert "The one that was named." in text
    assert "A newer one." not in text
    assert "/evidence/?concept=trust" in links(page(client))
    assert "A newer one." in words(page(client, "/evidence/?concept=trust"))


def test_without_a_word_of_the_writer_the_newest_and_largest_come_first(trust, client):
    trust.page("trust", body=BODY, note="More")
    reference = trust.reference("c-2020")
    larger = NUMBER | {"year": 2024, "people": "more than 30,000 people"}
    trust.finding("larger", ["trust"], reference, [larger], claim="A larger one.")
    trust.finding("rule", ["trust"], reference, claim="A rule.", kind="guidance", basis="guidance")
    trust.finding("old", ["trust"], reference, [NUMBER | {"year": 1990}], claim="An old one.")
    text = words(page(client), "//section[@class='research']")
    order = [text.index(each) for each in ("A larger one.", "A newer one.", "The one that was")]
    assert order == sorted(order)
    assert "An old one." not in text and "A rule." not in text


def test_a_reader_goes_on_to_each_page_once(trust, client):
    found = links(page(client), "//nav[@class='onward']")
    assert found == [
        "/concepts/rapport/", "/concepts/safety/", "/concepts/reliance/", "/concepts/faith/",
        "/questions/why/",
    ]  # fmt: skip
    text = words(page(client), "//nav[@class='onward']")
    assert "Before it in Elements Rapport What rapport is." in text
    assert "After it in Elements Safety" in text
    assert "A question Why trust? It helps." in text
    assert links(page(client, "/frameworks/elements/"), "//nav[@class='onward']") == [
        "/concepts/rapport/"
    ]
    assert links(page(client, "/questions/why/"), "//nav[@class='onward']") == ["/concepts/trust/"]


def test_a_short_article_is_open_and_a_long_one_folds_what_comes_after(trust, client):
    assert not tree(page(client)).xpath("//details[@class='section']")
    trust.page("trust", body=BODY.replace("Much.", "Much. " * 1_000), note="Longer")
    assert "It goes with outcome" in words(page(client), "//div[@class='prose']/p")
    [folded] = tree(page(client)).xpath("//details[@class='section']")
    assert folded.xpath("./summary/h2/@id") == ["argued-about"]
    assert not folded.xpath("./summary//a")
    assert "The one that was named." not in "".join(folded.itertext())


def test_each_source_leads_back_to_where_it_is_cited(trust, client):
    response = page(client)
    places = tree(response).xpath("//ol[@class='sources']//a[starts-with(@href, '#')]/@href")
    assert places == ["#cite--1"]
    for place in places:
        assert tree(response).xpath(f"//*[@id='{place[1:]}']")


def test_how_works_were_read_is_told_once(trust, client):
    reference = trust.reference("rogers-1957")
    trust.finding("two", ["safety"], reference, read="full")
    assert words(page(client), "//details[@id='page--readings']") == (
        "How the works were read The whole work 1"
    )


def test_a_sign_in_the_text_leads_to_its_explanation_if_there_is_one(trust, client):
    assert not tree(page(client)).xpath("//a[@class='sign']")
    assert tree(page(client)).xpath("//div[@class='prose']//abbr")
    trust.page("reading-research-numbers")
    signs = tree(page(client)).xpath("//a[@class='sign']/@href")
    assert set(signs) == {"/concepts/reading-research-numbers/#the-signs"}


def test_an_edition_says_the_same_without_what_other_pages_say(trust, client):
    text = words(page(client, "/concepts/trust/v1/"), "//article")
    assert "In short It is relying on somebody." in text
    assert "Reliance : Reliance needs no person." in text
    assert "Compare" not in text
    assert "Read next" not in text
    ids = tree(page(client, "/concepts/trust/v1/")).xpath("//@id")
    assert len(ids) == len(set(ids))


def test_it_prints_alone_unless_research_is_asked_for(trust, client):
    sort = "string(//article/@class)"
    assert tree(page(client)).xpath(sort).split() == ["entry"]
    assert "prints-research" in tree(page(client, "/concepts/trust/?print=research")).xpath(sort)
    assert "prints-research" not in tree(page(client, "/concepts/trust/?print=x")).xpath(sort)
    canonical = "//link[@rel='canonical']/@href"
    [address] = tree(page(client, "/concepts/trust/?print=research")).xpath(canonical)
    assert address.endswith("/concepts/trust/")


def test_sharing_without_script_leads_to_the_edition(trust, client):
    assert tree(page(client)).xpath("//a[@data-share]/@href") == ["/concepts/trust/v1/"]


def test_what_is_added_to_a_list_waits_in_its_form(trust, client):
    [address] = tree(page(client)).xpath("//a[@data-list]/@href")
    assert address == "/lists/?add=trust#make"
    response = client.get("/lists/?add=trust,rapport")
    assert response.status_code == 200
    assert tree(response).xpath("//textarea")[0].text.split() == ["Trust", "Rapport"]
    response = client.get("/lists/?add=trust,nobody")
    assert tree(response).xpath("//textarea")[0].text.split() == ["trust", "nobody"]
    assert "nobody" in words(response, "//p[@role='alert']")


def test_a_tie_tells_its_reason_on_a_card(trust, client):
    def said(address):
        return " ".join(re.sub("<[^>]*>", " ", client.get(address).content.decode()).split())

    text = said("/concepts/safety/preview/?beside=trust")
    assert "Because it does." in text
    assert "s built by" not in text
    assert "Is built by Trust" in said("/concepts/safety/preview/?beside=nobody")
    assert "(Said, not shown.)" in said("/concepts/rapport/preview/?beside=trust")


def test_a_category_that_is_a_tag_is_said_once(world, client):
    world.question("why", category="for clients", tags=("for clients", "trust"))
    assert words(page(client, "/questions/why/"), "//p[@class='facts']") == "For clients trust"
    world.question("how", category="in the room", tags=("trust",))
    assert words(page(client, "/questions/how/"), "//p[@class='facts']") == "In the room trust"


def test_a_list_of_unknown_origin_says_what_to_cite(world, client):
    world.source("meaning")
    world.page("trust")
    world.framework("elements", ["trust"], source="meaning")
    world.framework("others", ["trust"])
    badge = "Origin unknown: cite the works named here instead"
    assert badge in words(page(client, "/frameworks/elements/"), "//p[@class='facts']")
    assert badge not in words(page(client, "/frameworks/others/"))


def test_connections_belong_to_concepts_and_follow_them(trust, client):
    for address in ("/frameworks/elements/connections/", "/questions/why/connections/"):
        response = client.get(address)
        assert response.status_code == 301
        assert response.url == address.removesuffix("connections/")
    assert client.get("/concepts/nobody/connections/").status_code == 404
    trust.rename("trust", "confidence")
    assert client.get(CONNECTIONS).url == "/concepts/confidence/connections/"
    trust.withdraw("confidence")
    assert client.get("/concepts/confidence/connections/").status_code == 410


def test_a_page_that_is_taken_for_others_begins_with_what_is_written_out_most_fully(trust, client):
    rows = [ContrastRow(what, "This", "That") for what in ("What", "Where")]
    others = ("rapport", "reliance", "safety", "faith")
    contrast = {"safety": tuple(rows), "reliance": tuple(rows[:1])}
    trust.page(
        "trust",
        note="More",
        relations=tuple(
            relation(each, "confused-with", contrast=contrast.get(each, ())) for each in others
        ),
    )
    response = page(client)
    assert links(response, "//section[@class='apart']") == [
        "/concepts/safety/", "/compare/safety/trust/", "/concepts/reliance/",
        "/compare/reliance/trust/", "/concepts/faith/", "/compare/faith/trust/",
    ]  # fmt: skip
    # Safety stands there already, as the next of a framework.
    onward = words(response, "//nav[@class='onward']")
    assert "Not to be confused with it Reliance" in onward


def test_read_next_has_whole_definitions_and_the_neighbours_of_one_framework(trust, client):
    definition = " ".join(f"word-{number}" for number in range(25)) + "."
    trust.page("alone", summary=definition)
    trust.framework("a-list", ["trust", "alone"], title="A list")
    trust.framework("aa-list", ["trust"], title="AA list")
    onward = words(page(client), "//nav[@class='onward']")
    assert f"After it in A list Alone {definition}" in onward and "in Elements" not in onward


def test_a_finding_beside_its_plot_leads_to_its_work_where_that_is_cited(trust, client):
    elliott = trust.reference("elliott-2018")
    trust.page("hope", body="It goes with outcome [@elliott-2018].\n")
    trust.finding("told", ["hope"], elliott, [NUMBER], claim="It is so.")
    trust.finding("other", ["hope"], trust.reference("other-2001"), [NUMBER], claim="It is not so.")
    found = links(page(client, "/concepts/hope/"), "//section[@class='research']")
    assert "#source--1" in found and "#source--2" not in found


def test_the_list_of_sources_tells_in_words_what_is_no_research(trust, client):
    trust.reference("code-2018", custom={"role": "ethics code"})
    trust.reference("rogers-1957")
    trust.source("other", "Warmth")
    trust.page("hope", body="So [@rogers-1957; @code-2018; @other: Warmth].\n")
    rows = tree(page(client, "/concepts/hope/")).xpath("//ol[@class='sources']/li")
    told = [(row.xpath("string(b/@class)"), row.xpath("string(b)")) for row in rows]
    assert told == [
        ("", ""),
        ("rule", "Code, guidance or law."),
        ("document", "Starting document."),
    ]
