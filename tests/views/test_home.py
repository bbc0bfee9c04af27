"""The home page and what it leads to."""

from datetime import UTC, datetime

from django.conf import settings

from concepts import reading
from concepts.reading import courses
from tests.views.reading import links, tree, words
from tests.worlds import member, relation

BUDGET = 8


def test_an_empty_site_has_a_home(world, client):
    response = client.get("/")
    assert response.status_code == 200
    assert "Three ways in" not in words(response)


def test_the_home_page_leads_everywhere(world, client, django_assert_max_num_queries):
    for slug in ("trust", "rapport", "empathy"):
        world.page(slug)
    world.page("empathy", note="Tied", relations=(relation("trust", "builds"),))
    world.framework("another", ["trust", member(label="More", note="And more.")])
    world.framework("goals-tasks-bond", ["trust"])
    world.framework("core-conditions", ["trust", "rapport", "empathy"])
    world.framework("zones", ["trust"])
    for number in range(3):
        world.question(f"why-{number}", title=f"Why {number}?")
    with django_assert_max_num_queries(BUDGET):
        response = client.get("/")
    text = words(response, "//div[@class='frames']")
    order = ["Core conditions", "Goals tasks bond", "Another"]
    assert [text.index(each) for each in order] == sorted(text.index(each) for each in order)
    assert "Zones" not in text
    assert "Empathy builds Trust" in words(response)
    found = set(links(response))
    assert {"/questions/why-1/", "/frameworks/", "/frameworks/zones/", "/questions/"} <= found
    assert {"/about/", "/help/"} <= found
    assert "/questions/why-2/" not in found
    assert "All 3 questions" in words(response)


def test_routes_lead_through_the_pages_that_are_there(world, client):
    assert "Start here" not in words(client.get("/"))
    world.page("empathy")
    world.framework("core-conditions", ["empathy"])
    world.question("starting-a-first-session", title="How do I start?")
    page = tree(client.get("/"))
    routes = page.xpath("//article[@class='route']")
    assert [route.xpath("string(h3)") for route in routes] == [
        "Your first week",
        "Before a placement",
    ]
    assert routes[0].xpath("./ol//a/@href") == [
        "/frameworks/core-conditions/",
        "/concepts/empathy/",
    ]
    [address] = routes[0].xpath("./p//a/@href")
    assert "Your first week" in words(client.get(address), "//h1")
    world.rename("empathy", "fellow-feeling")
    assert "/concepts/fellow-feeling/" in links(client.get("/"), "//article[@class='route']")


def test_only_a_second_edition_is_news(world, client):
    trust = world.page("trust")
    assert "Lately revised" not in words(client.get("/"))
    world.edit(trust, title="Trusting")
    assert "/concepts/trust/" in links(client.get("/"), "//ul[@class='dated']")


def test_every_stop_of_a_route_and_every_ordered_framework_is_among_the_content():
    fixtures = settings.BASE_DIR / "fixtures"
    slugs = {path.stem for path in fixtures.glob("*/*.md")}
    for route in courses.ROUTES:
        assert 4 <= len(route.stops) <= 5
        assert {slug for slug, _ in route.stops} <= slugs
    assert set(courses.FRAMEWORKS) <= {path.stem for path in fixtures.glob("frameworks/*.md")}


def test_the_concept_of_the_day_is_the_same_for_everybody_and_takes_turns(world):
    for slug in ("trust", "rapport", "empathy"):
        world.page(slug)
    world.draft("draft")
    world.page("suicide", kind="challenge")  # no greeting
    days = [datetime(2026, 11, day, tzinfo=UTC).date() for day in range(1, 7)]
    shown = [reading.concept_of_the_day(day).slug for day in days]
    assert set(shown[:3]) == {"trust", "rapport", "empathy"}
    assert shown[:3] == shown[3:]
