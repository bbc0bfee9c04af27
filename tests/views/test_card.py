"""The card of a page, which a script shows beside links to it."""

from lxml import html

from tests.worlds import relation


def card(client, address):
    response = client.get(f"{address}preview/")
    assert response.status_code == 200
    return response, html.fragment_fromstring(response.content.decode(), create_parent="div")


def told(fragment):
    return " ".join(" ".join(fragment.itertext()).split())


def test_a_concept_is_told_by_name_kind_definition_and_one_relation(world, client):
    world.page("trust")
    world.page("rapport")
    world.page(
        "empathy",
        kind="skill",
        summary="Sensing another's world.",
        relations=(relation("trust", "builds"), relation("rapport", "contrasts-with")),
    )
    response, found = card(client, "/concepts/empathy/")
    assert told(found) == "Empathy Skill Sensing another’s world. Builds Trust"
    assert not found.xpath(".//a")
    assert response["X-Robots-Tag"] == "noindex"
    assert "max-age=60" in response["Cache-Control"]


def test_ties_that_read_alike_are_told_together_and_counted(world, client):
    for slug in ("trust", "rapport", "hope", "safety"):
        world.page(slug)
    ties = [relation(slug, "builds") for slug in ("trust", "rapport")]
    world.page("empathy", relations=tuple(ties))
    assert told(card(client, "/concepts/empathy/")[1]).endswith("Builds Rapport and Trust")
    ties = [relation(slug, "builds") for slug in ("trust", "rapport", "hope", "safety")]
    world.page("empathy", relations=tuple(ties))
    _, found = card(client, "/concepts/empathy/")
    assert told(found).endswith("Builds Hope, Rapport and 2 more")


def test_a_page_without_definition_or_ties_has_its_name(world, client):
    world.page("a-question", "question", title="What is <b> & c?", summary="")
    assert told(card(client, "/questions/a-question/")[1]) == "What is <b> & c? Question"


def test_it_moves_and_goes_with_its_page(world, client):
    world.page("empathy")
    assert client.get("/questions/EMPATHY/preview/")["Location"] == "/concepts/empathy/preview/"
    assert client.get("/concepts/nothing/preview/").status_code == 404
    world.withdraw("empathy")
    assert client.get("/concepts/empathy/preview/").status_code == 410


def test_it_takes_two_queries(world, client, django_assert_max_num_queries):
    world.page("trust")
    world.page("empathy", relations=(relation("trust", "builds"),))
    with django_assert_max_num_queries(2):
        client.get("/concepts/empathy/preview/")
