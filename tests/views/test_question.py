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


def test_short_answers_stand_open_and_subjects_are_a_jump_away(faq, client):
    page = tree(client.get("/questions/"))
    assert len(page.xpath("//details[@class='answer' and @open]")) == 2
    assert page.xpath("//nav[@class='jump']//a/@href") == [
        "#category--the-relationship-itself",
        "#category--in-the-room",
    ]
    assert not page.xpath("//aside//p[@class='chips']")


def test_tags_narrow_many_questions_but_not_by_what_is_a_category(world, client):
    for number in range(6):
        tags = ("for clients", "ethics", *(("rare",) if number < 2 else ()))
        world.question(f"q{number}", tags=tags)
    page = tree(client.get("/questions/"))
    assert page.xpath("//aside//p[@class='chips']/a/text()") == ["All", "ethics"]
    assert "2 questions tagged rare" in words(client.get("/questions/?tag=rare"))


def test_what_is_a_category_is_not_said_again_as_a_tag(world, client):
    world.question("why", tags=("for clients", "ethics"))
    facts = words(client.get("/questions/why/"), "//p[@class='facts']")
    assert facts == "For clients ethics"
