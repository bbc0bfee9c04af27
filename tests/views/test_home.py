"""The home page and what it leads to."""

from datetime import UTC, datetime

from concepts import reading
from tests.views.reading import links, words
from tests.worlds import member, relation

BUDGET = 8


def test_an_empty_site_has_a_home(world, client):
    response = client.get("/")
    assert response.status_code == 200
    assert "Three ways in" not in words(response)


def test_the_home_page_leads_everywhere(world, client, django_assert_max_num_queries):
    world.source("meaning")
    for slug in ("trust", "rapport", "empathy"):
        world.page(slug)
    world.page("empathy", note="Tied", relations=(relation("trust", "builds"),))
    for number in (2, 3, 1):
        world.framework(
            f"list-of-{number}",
            ["trust", "rapport", "empathy"][:number],
            ordered=True,
            source="meaning",
        )
    world.framework("elsewhere", ["trust", member(label="More", note="And more.")], ordered=True)
    world.question("why", title="Why?")
    with django_assert_max_num_queries(BUDGET):
        response = client.get("/")
    text = words(response)
    assert text.index("List of 3") < text.index("List of 2") < text.index("List of 1")
    assert "Empathy builds Trust" in text
    assert "Elsewhere" not in words(response, "//div[@class='frames']")
    assert {"/questions/why/", "/frameworks/", "/questions/", "/about/"} <= set(links(response))


def test_the_concept_of_the_day_is_the_same_for_everybody_and_takes_turns(world):
    for slug in ("trust", "rapport", "empathy"):
        world.page(slug)
    world.draft("draft")
    days = [datetime(2026, 11, day, tzinfo=UTC).date() for day in range(1, 7)]
    shown = [reading.concept_of_the_day(day).slug for day in days]
    assert set(shown[:3]) == {"trust", "rapport", "empathy"}
    assert shown[:3] == shown[3:]
