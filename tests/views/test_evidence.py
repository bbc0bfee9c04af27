"""All findings, and each by itself."""

import pytest

from tests.views.reading import links, tree, words
from tests.worlds import relation

pytestmark = pytest.mark.slow

BUDGET = 9
R = {"measure": "r", "value": ".28", "low": ".23", "high": ".33", "studies": "82", "year": 2018}


def number(value=".28", **other):
    return {"measure": "r", "value": value, "year": 2018, **other}


@pytest.fixture
def work(world):
    return world.reference("elliott-2018")


def ids(response):
    return [
        each.removeprefix("finding--")
        for each in tree(response).xpath("//main//@id")
        if each.startswith("finding--")
    ]


def options(response, name):
    found = tree(response).xpath(f"//select[@name='{name}']/option")
    return [" ".join("".join(each.itertext()).split()) for each in found]


# All


def test_a_finding_stands_under_the_question_that_it_answers(world, client, work):
    world.planned("online", "supervision", "measurement")
    world.page("trust")
    world.page("video", tags=("online",))
    world.page("scale", kind="instrument", tags=("measurement",))
    world.page("supervision", tags=("supervision",))
    world.finding("a-rule", ["video"], work, kind="guidance", basis="guidance")
    world.finding("an-idea", ["video"], work, kind="definition", basis="theory")
    world.finding("by-video", ["trust", "video"], work, [number()])
    world.finding("measured-by-it", ["trust", "scale"], work, [number()])
    world.finding("of-the-scale", ["scale"], work, [number()])
    world.finding("of-supervisors", ["supervision"], work, basis="review", kind="position")
    response = client.get("/evidence/")
    assert ids(response) == [
        "measured-by-it", "by-video", "of-the-scale", "of-supervisors", "an-idea", "a-rule",
    ]  # fmt: skip
    assert tree(response).xpath("//th[@scope='rowgroup']/text()") == [
        "What goes with how therapy turns out",
        "Online and by telephone",
        "How the relationship is measured",
    ]
    assert ids(client.get("/evidence/?question=ethics")) == ["a-rule"]


def test_numbers_of_one_measure_share_an_axis_and_others_have_their_own(world, client, work):
    world.page("trust")
    world.finding("old", ["trust"], work, [number(year=2011, people="9,000 people")])
    world.finding("small", ["trust"], work, [number(people="20")])
    world.finding("large", ["trust"], work, [number(people="3000", low=".2", high=".3")])
    world.finding("apart", ["trust"], work, [number(".4", measure="d")])
    world.finding("counted", ["trust"], work, [number("3", measure="count of studies")])
    response = client.get("/evidence/")
    page = tree(response)
    assert len(page.xpath("//table[@class='shared-axis']")) == 2
    assert ids(response) == ["large", "small", "old", "apart", "counted"]
    assert len(page.xpath("//td[@class='drawn']//*[local-name()='circle']")) == 4
    assert "large" not in words(response, "//td[@class='drawn']")
    assert page.xpath("//td[@class='drawn'][not(@aria-hidden='true')]") == []
    assert ".28 (.20 to .30)" in words(response)


def test_what_was_chosen_leads_to_its_page_whatever_type_it_is(world, client, work):
    world.page("empathy")
    world.framework("conditions", [world.member("empathy")])
    world.finding("one", ["conditions", "empathy"], work, [number()])
    for path in ("/frameworks/conditions/", "/concepts/empathy/"):
        chosen = tree(client.get("/evidence/", {"concept": path.split("/")[2]}))
        assert chosen.xpath("//p[@role='status']/a[.='Read the article']/@href") == [path]


def test_readers_choose_by_links_and_plain_selects_with_counts(world, client, work):
    world.page("trust")
    world.page("empathy")
    world.finding("one", ["trust"], work, [number()], read="full")
    world.finding("two", ["trust", "empathy"], work, [number(measure="d")], basis="trial")
    world.finding("three", ["empathy"], work, basis="trial", read="second-hand")
    response = client.get("/evidence/")
    assert options(response, "concept") == ["All", "Empathy (2)", "Trust (2)"]
    assert options(response, "basis") == ["All", "Meta-analysis (1)", "Trial (2)"]
    assert options(response, "measure")[1:] == [
        "Correlations (r) (1)",
        "Differences between groups (d, g) (1)",
        "In words (1)",
    ]
    response = client.get("/evidence/?concept=empathy&basis=trial&measure=&read=")
    assert ids(response) == ["two", "three"]
    assert "2 of 3: Empathy; Trial." in words(response)
    assert options(response, "read") == [
        "All",
        "The abstract alone (1)",
        "What others write of it (1)",
    ]
    assert "/concepts/empathy/" in links(response)
    assert ids(client.get("/evidence/?concept=empathy&read=full")) == []
    assert "Take one choice off" in words(client.get("/evidence/?concept=empathy&read=full"))
    assert ids(client.get("/evidence/?measure=none")) == ["three"]


def test_a_former_name_of_a_concept_still_chooses(world, client, work):
    world.page("trust")
    world.finding("one", ["trust"], work)
    world.finding("two", [], work)
    world.rename("trust", "confidence")
    assert ids(client.get("/evidence/?concept=trust")) == ["one"]


@pytest.mark.parametrize("asked", ["concept=nobody", "basis=hope", "read=%00", "question=<b>"])
def test_what_nobody_has_is_left_out_and_said(world, client, work, asked):
    world.page("trust")
    world.finding("one", ["trust"], work)
    response = client.get(f"/evidence/?{asked}")
    assert response.status_code == 200
    assert ids(response) == ["one"]
    assert ("so that was left out" in words(response)) == (asked != "read=%00")


@pytest.mark.parametrize("asked", ["page=0", "page=-1", "page=99", "page=x", "page=9999999999"])
def test_a_page_that_is_not_there_is_the_nearest(world, client, work, asked):
    world.finding("one", [], work)
    assert ids(client.get(f"/evidence/?{asked}")) == ["one"]


def test_orders_are_links_and_keep_what_was_chosen(world, client, work):
    world.page("trust")
    for name, year, people, value in (
        ("a", 2001, "50", ".1"), ("b", 2020, "5", ".2"), ("c", 2010, "500", ".5"),
        ("d", 2002, "51", "-.4"), ("e", 2003, "52", ".3"), ("f", 2004, "53", ".35"),
    ):  # fmt: skip
        world.finding(name, ["trust"], work, [number(value, year=year, people=people)])
    first = client.get("/evidence/?concept=trust")
    assert "/evidence/?concept=trust&sort=newest" in links(first, "//p[@class='chips']")
    assert ids(client.get("/evidence/?sort=newest"))[:2] == ["b", "c"]
    assert ids(client.get("/evidence/?sort=people"))[:2] == ["c", "f"]
    assert ids(client.get("/evidence/?sort=measure")) == ["c", "f", "e", "b", "a", "d"]
    assert ids(client.get("/evidence/?sort=nonsense")) == ids(client.get("/evidence/"))


def test_few_findings_need_no_other_order(world, client, work):
    world.finding("one", [], work)
    assert links(client.get("/evidence/"), "//p[@class='chips']") == []


def test_many_findings_in_words_come_a_page_at_a_time(world, client, work):
    for each in range(27):
        world.finding(f"f{each:02}", [], work)
    world.finding("drawn", [], work, [number()])
    first, second = client.get("/evidence/"), client.get("/evidence/?page=2")
    assert len(ids(first)) == 26
    assert "/evidence/?page=2" in links(first)
    assert ids(second) == ["f25", "f26"]


def test_an_older_analysis_is_linked_to_the_newer_one(world, client, work):
    world.page("trust")
    old = world.reference("horvath-2011", issued={"date-parts": [[2011]]})
    world.finding("old", ["trust"], old, [number(year=2011)])
    world.finding("other", ["trust"], world.reference("else-2010"), [number(year=2010)])
    world.finding("of-something-else", [], old, [number(year=2011)])
    world.finding("opinion", ["trust"], old, [number(year=2011)], kind="position")
    new = world.finding("new", ["trust"], work, [number(), number(".31", year=2012)])
    new.also.add(old)
    row = "//tr[@id='finding--new']"
    response = client.get("/evidence/")
    assert links(response, row) == ["/evidence/new/", "/evidence/old/"]
    assert "Earlier: .31 in 2012;" in words(response, row)
    assert "/evidence/new/" not in links(response, "//tr[@id='finding--old']")
    assert "/evidence/old/" in links(
        client.get("/evidence/new/"), "//section[@aria-labelledby='versions']"
    )
    assert "/evidence/new/" in links(
        client.get("/evidence/old/"), "//section[@aria-labelledby='versions']"
    )
    assert "versions" not in tree(client.get("/evidence/other/")).xpath("//@id")


def test_no_finding_is_no_fault(db, client):
    assert "No finding is listed yet." in words(client.get("/evidence/"))


def test_however_many_findings_there_are_the_database_is_asked_nine_times(
    world, client, work, django_assert_max_num_queries
):
    world.planned("online")
    for each in range(12):
        page = world.page(f"page-{each}", tags=("online",) if each % 2 else ())
        made = world.finding(
            f"f{each}", [page.slug], work, [R, number(year=2011)] if each % 3 else ()
        )
        made.also.add(world.reference(f"other-{2000 + each}"))
    with django_assert_max_num_queries(BUDGET):
        client.get("/evidence/?concept=page-1&sort=newest")
    with django_assert_max_num_queries(BUDGET):
        client.get("/evidence/f1/")


def test_a_draft_is_no_concept_of_a_finding(world, client, work):
    world.draft("secret")
    world.page("gone")
    world.finding("one", ["secret", "gone"], work)
    world.withdraw("gone")
    response = client.get("/evidence/")
    assert options(response, "concept") == ["All"]
    assert "Secret" not in words(client.get("/evidence/one/"))


# One


def test_a_finding_has_a_page_with_all_that_is_known_of_it(world, client, work):
    world.page(
        "trust", summary="Leaning on somebody.", body="## Argued about\n\nMuch [@elliott-2018].\n"
    )
    world.page("empathy", body="## What it is\n\nSo.\n")
    made = world.finding(
        "trust-outcome",
        ["trust", "empathy"],
        work,
        [R],
        claim="Trust goes with more.",
        caveat="Few studies.",
        country="UK",
    )
    made.also.add(world.reference("bond-1999"))
    world.finding("disputed", ["trust"], work, kind="position", claim="Not so, they say.")
    world.finding("elsewhere", [], work, claim="Another result.")
    response = client.get("/evidence/trust-outcome/")
    text = words(response)
    assert tree(response).xpath("//h1")[0].text == "Trust goes with more."
    for told in (
        "What speaks against it Few studies.",
        "95% interval .23 to .33",
        "how closely two things rise and fall together",
        "59 of the upper 100",
        "Meta-analysis of correlational studies",
        "UK",
        "We read the abstract, not the whole work.",
        "Journal of Talking",
        "Leaning on somebody.",
        "Not so, they say.",
        "Another result.",
    ):
        assert told in text, told
    assert {
        "https://doi.org/10.1037/h0045357",
        "/references/elliott-2018/",
        "/references/bond-1999/",
        "/references/elliott-2018/cite.ris",
        "/concepts/trust/",
        "/concepts/trust/#argued-about",
        "/evidence/?concept=trust",
        "/evidence/disputed/",
        "/evidence/elsewhere/",
    } <= set(links(response))
    assert "/concepts/empathy/#argued-about" not in links(response)


def test_a_finding_says_what_rests_on_it(world, client, work):
    world.reference("elliott-2018-other")
    world.page("hope")
    world.page("safety", body="Not of it, but so [@elliott-2018].\n")
    world.page("doubt", body="Of another [@elliott-2018-other].\n")
    world.page(
        "trust",
        body="It is so [@elliott-2018].\n",
        findings=("one",),
        relations=(
            relation("hope", "goes-with", "So [@elliott-2018].", "correlation", direction="more"),
            relation("safety", "builds", "So [see @elliott-2018, p. 3; @elliott-2018-other]."),
            relation("doubt", "builds", "So [@elliott-2018-other]."),
        ),
    )
    world.finding("one", ["trust"], work, [R], claim="So it is.")
    uses = "//section[@aria-labelledby='uses']"
    response = client.get("/evidence/one/")
    assert words(response, uses) == (
        "What it is used for Among the main findings of: Trust On its work rest these relations:"
        " Trust goes with more Hope Trust builds Safety Its work is cited in: Trust , Safety"
    )
    assert "/concepts/trust/#finding--one" in links(response, uses)
    world.withdraw("trust")
    assert "Trust" not in words(client.get("/evidence/one/"), uses)


def test_a_finding_does_not_lead_to_a_page_that_it_is_no_longer_about(world, client, work):
    world.page("trust", body="It is so [@elliott-2018].\n", findings=("one",))
    world.page("hope")
    world.finding("one", ["hope"], work, [R])
    uses = "//section[@aria-labelledby='uses']"
    response = client.get("/evidence/one/")
    assert words(response, uses) == "What it is used for Its work is cited in: Trust"
    assert "finding--one" not in client.get("/concepts/trust/").content.decode()


def test_where_nothing_rests_on_a_finding_or_argues_about_it_that_is_said(world, client, work):
    world.page("trust")
    world.finding("one", ["trust"], work)
    text = words(client.get("/evidence/one/"))
    assert "No page rests on it yet." in text
    assert "No article here tells of a dispute about it." in text


def test_a_finding_in_words_shows_no_numbers(world, client, work):
    world.finding("said", [], work, kind="definition", basis="theory")
    page = tree(client.get("/evidence/said/"))
    assert "numbers" not in page.xpath("//@id")
    assert page.xpath("//figure") == []


def test_the_page_on_numbers_is_linked_where_there_is_one(world, client, work):
    world.finding("one", [], work, [R])
    assert "How to read these numbers" in words(client.get("/evidence/one/"))
    world.page("reading-research-numbers")
    assert "/concepts/reading-research-numbers/" in links(client.get("/evidence/one/"))


@pytest.mark.parametrize("key", ["nope", "%00", "a/b", "x" * 300])
def test_what_is_no_finding_is_not_here(world, client, work, key):
    world.finding("one", [], work)
    response = client.get(f"/evidence/{key}/")
    assert response.status_code == 404
    assert "That page is not here" in words(response)


@pytest.mark.parametrize("key", ["two words", "a/b", "ä?#%", "<b>", "x" * 100])
def test_a_key_may_be_whatever_a_file_has(world, client, work, key):
    made = world.finding(key, [], work)
    assert made.get_absolute_url() in links(client.get("/evidence/"))
    assert client.get(made.get_absolute_url()).status_code == 200


def test_a_retracted_work_is_told_first(world, client):
    retracted = world.reference("gone-2001", custom={"retracted": "in 2005"})
    world.finding("one", [], retracted)
    assert "Retracted: in 2005." in words(client.get("/evidence/one/"))


def test_articles_and_works_lead_to_the_pages_of_findings(world, client, work):
    world.page("trust")
    world.finding("one", ["trust"], work, [R])
    assert "/evidence/?concept=trust" in links(client.get("/concepts/trust/"))
    assert "/evidence/one/" in links(client.get("/references/elliott-2018/"))
