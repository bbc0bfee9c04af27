"""The source documents, passage by passage."""

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
    with django_assert_max_num_queries(1):
        assert "/sources/meaning/" in links(client.get("/sources/"))


def test_a_withdrawn_page_carries_nothing(world, client):
    world.source("meaning", "Open Communication")
    world.page("trust", sources=(passage_name("Open Communication"),))
    world.withdraw("trust")
    assert "No page carries it yet." in words(client.get("/sources/meaning/"))
