"""Questions: by category, by tag, and each by itself."""

import pytest

from tests.views.reading import links, tree, words

BUDGET = 6


@pytest.fixture
def faq(world):
    world.page("trust")
    world.question(
        "why", title="Why trust?", summary="Because.", category="in the room", tags=("ethics",)
    )
    world.question(
        "what",
        title="What is it?",
        summary="A relation.",
        category="the relationship itself",
        concepts=("trust",),
        tags=("Power & culture",),
        body="## At length\n\nIt is more.\n",
    )
    return world


def test_questions_stand_by_category_in_a_fixed_order(faq, client, django_assert_max_num_queries):
    with django_assert_max_num_queries(3):
        response = client.get("/questions/")
    page = tree(response)
    headings = [each.text for each in page.xpath("//main//h2")]
    assert headings == ["The relationship itself", "In the room"]
    assert {"/questions/why/", "/questions/what/", "/concepts/trust/"} <= set(links(response))
    assert "A relation." in words(response)
    ids = set(page.xpath("//@id"))
    assert {address[1:] for address in links(response) if address.startswith("#")} <= ids


def test_questions_can_be_filtered_by_tag(faq, client):
    for asked in ("power-culture", "Power %26 culture", "POWER-CULTURE"):
        text = words(client.get(f"/questions/?tag={asked}"))
        assert "1 question tagged Power & culture" in text
        assert "Why trust?" not in text
    text = words(client.get("/questions/?tag=nonsense"))
    assert "No question has the tag ‘nonsense’" in text
    assert words(client.get("/questions/?tag=")) == words(client.get("/questions/"))


def test_a_question_answers_shortly_and_then_at_length(faq, client, django_assert_max_num_queries):
    with django_assert_max_num_queries(BUDGET):
        response = client.get("/questions/what/")
    text = words(response)
    assert text.index("A relation.") < text.index("It is more.")
    assert "/concepts/trust/" in links(response, "//aside")


def test_a_withdrawn_concept_is_no_further_reading(faq, client):
    faq.withdraw("trust")
    assert "/concepts/trust/" not in links(client.get("/questions/"))
    assert "/concepts/trust/" not in links(client.get("/questions/what/"))
