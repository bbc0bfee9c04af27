"""The source documents, passage by passage."""

import pytest

from concepts import rendering
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
    assert tree(response).xpath("//li[@id='meaning--m1']")
    assert not tree(response).xpath("//li[@id='meaning--m2']")
    assert {"/sources/meaning/#m1", "/concepts/trust/"} <= set(links(response))
    with django_assert_max_num_queries(BUDGET + 1):
        text = words(client.get("/sources/meaning/"))
    assert "Research differs: It is not so simple" in text
    assert text.count("Research differs") == 1


def test_a_page_that_carries_such_a_passage_leads_there_from_its_foot(loose, client):
    response = client.get("/concepts/trust/")
    assert links(response).count("/sources/disagreements/#meaning--m1") == 1
    assert not [each for each in links(response) if each.endswith("#meaning--m2")]
    assert "/sources/meaning/#m2" in links(response)


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
    assert differing.count() >= 12
    rendered = rendering.render("", inline=[passage.differs for passage in differing])
    assert (rendered.broken, rendered.unknown) == ((), ())
    for passage in differing:
        assert parse_inline(passage.differs).cites, passage
