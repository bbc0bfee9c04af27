"""The source documents, passage by passage."""

import pytest

from concepts import reading, rendering
from concepts.markup import parse_inline
from concepts.models import Passage
from tests.views.reading import links, tree, words
from tests.worlds import passage_name

BUDGET = 6


def test_each_passage_names_the_pages_that_carry_it(world, client, django_assert_max_num_queries):
    source = world.source("meaning", "Open Communication", "Why: it matters", "Left out")
    source.body = "It is loose [[trust]].\n"
    source.save()
    world.page("trust", sources=(passage_name("Open Communication"),))
    world.question("why", title="Why?", body="So [@meaning: Why: it matters].\n")
    with django_assert_max_num_queries(BUDGET):
        response = client.get("/sources/meaning/")
    text = words(response)
    assert "Open Communication Says so. Carried by Trust" in text
    assert "Why: it matters Says so. Carried by Why?" in text
    assert "Left out Says so. No page carries it yet." in text
    assert "An unsigned web article." in text
    assert tree(response).xpath("//ol/li/@id") == ["m1", "m2", "m3"]
    with django_assert_max_num_queries(3):
        response = client.get("/sources/")
    assert {"/sources/meaning/", "/sources/meaning/#m2", "/concepts/trust/"} <= set(links(response))
    assert "2 of 3 passages are carried by at least one page." in words(response)
    assert "Left out No page carries it yet." in words(response)


def test_a_withdrawn_page_carries_nothing(world, client):
    world.source("meaning", "Open Communication")
    world.page("trust", sources=(passage_name("Open Communication"),))
    world.withdraw("trust")
    assert "No page carries it yet." in words(client.get("/sources/meaning/"))


@pytest.fixture
def loose(world):
    """A passage from which research differs, and one that stands."""
    world.reference("bordin-1979")
    source = world.source("meaning", "Open Communication", "Trust")
    source.passages.filter(key="M1").update(
        differs="It is not so simple [@bordin-1979]; see [[trust]]."
    )
    world.page("trust", sources=(passage_name("Open Communication"), passage_name("Trust")))


def test_where_research_differs_is_told_beside_the_passage_and_on_one_page(
    loose, client, django_assert_max_num_queries
):
    with django_assert_max_num_queries(BUDGET):
        response = client.get("/sources/disagreements/")
    text = words(response)
    assert "Open Communication Says so. Its place in the document" in text
    assert "It is not so simple" in text
    assert "Bordin, A. (1957)" in text
    assert "Carried by Trust" in text
    assert tree(response).xpath("//li/p[@id='meaning--m1']")
    assert not tree(response).xpath("//*[@id='meaning--m2']")
    assert {"/sources/meaning/#m1", "/concepts/trust/"} <= set(links(response))
    with django_assert_max_num_queries(BUDGET + 1):
        text = words(client.get("/sources/meaning/"))
    assert "Research differs: It is not so simple" in text
    assert text.count("Research differs") == 1


def test_a_page_that_carries_such_a_passage_leads_there_from_its_foot(loose, client):
    response = client.get("/concepts/trust/")
    foot = "//ol[@class='sources']"
    assert links(response, foot).count("/sources/disagreements/#meaning--m1") == 1
    assert not [each for each in links(response) if each.endswith("#meaning--m2")]
    assert "/sources/meaning/#m2" in links(response)


def test_each_point_has_a_place_and_stands_in_sight_on_what_it_is_about(loose, world, client):
    carried = (passage_name("Open Communication"),)
    world.page("hope", title="Hope itself", aliases=("hoping",), sources=carried)
    world.page("doubt", sources=carried)
    world.framework("list", ["doubt"], sources=carried)
    Passage.objects.filter(key="M1").update(
        differs="Not so [@bordin-1979]: [[Trust|it]].\n\n\nNor [[hoping]].\n \n[[list]]."
    )
    response = client.get("/sources/disagreements/")
    points = tree(response).xpath("//p[@class='differs']/@id")
    assert points == ["meaning--m1", "meaning--m1-2", "meaning--m1-3"]
    for address, point in zip(
        ("/concepts/trust/", "/concepts/hope/", "/frameworks/list/"), points, strict=True
    ):
        in_sight = "//p[@class='more-of-it'][not(ancestor::details)]"
        found = links(client.get(address), in_sight)
        assert found == [f"/sources/disagreements/#{point}"]
    assert "documents differ" not in words(client.get("/concepts/doubt/"))


def test_where_nothing_differs_that_is_said(world, client):
    world.source("meaning")
    assert "No difference is noted yet." in words(client.get("/sources/disagreements/"))


def test_whatever_is_written_there_runs_no_script(world, client):
    world.source("meaning").passages.update(differs="<script>x</script> [a](javascript:x) [[nope]]")
    for page in ("/sources/disagreements/", "/sources/meaning/"):
        assert b"<script>x" not in client.get(page).content
        assert not [each for each in links(client.get(page)) if "javascript" in each]


# The shipped content


def test_every_passage_is_carried_and_the_page_says_so(shipped, client):
    assert "32 of 32 passages are carried" in words(client.get("/sources/"))


def test_where_research_differs_every_link_and_citation_leads_somewhere(shipped):
    differing = Passage.objects.exclude(differs="")
    points = [each for passage in differing for each in reading.differences_from(passage)]
    rendered = rendering.render("", inline=[each.text for each in points])
    assert (rendered.broken, rendered.unknown) == ((), ())
    for point in points:
        assert parse_inline(point.text).cites and point.names, point.text


# What the two documents say, and where the literature says otherwise: a concept each.
DISAGREEMENTS = {
    "rapport comes first": "rapport",
    "five components without an origin": "congruence",
    "four stages without an ending": "making-progress",
    "goals wait for the third stage": "goal-setting",
    "three keys without an origin": "commitment",
    "a strong relationship leads to outcome": "therapeutic-relationship",
    "better advice followed, better health": "treatment-adherence",
    "the relationship alone heals": "healing-relationship",
    "countertransference as danger alone": "countertransference",
    "no dual relationship at all": "dual-relationships",
    "congruence as consistency": "trust",
    "regard as belief in goodness": "unconditional-positive-regard",
    "transference as obstacle alone": "transference",
    "comfort as criterion": "good-therapeutic-relationship",
    "one definition": "therapeutic-alliance",
    "two exceptions to confidentiality": "confidentiality",
}


@pytest.mark.parametrize("concept", DISAGREEMENTS.values(), ids=DISAGREEMENTS)
def test_every_disagreement_is_linked_from_its_concept_in_sight(shipped, client, concept):
    in_sight = "//p[@class='more-of-it'][not(ancestor::details)]"
    found = links(client.get(f"/concepts/{concept}/"), in_sight)
    places = {each.partition("#")[2] for each in found}
    page = tree(client.get("/sources/disagreements/"))
    assert len(page.xpath("//p[@class='differs']")) >= len(DISAGREEMENTS)
    assert places - {""} and (places - {""}) <= set(page.xpath("//p[@class='differs']/@id"))
