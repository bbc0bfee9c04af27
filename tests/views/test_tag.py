"""Tags, and the pages that bear them."""

from concepts.models import Tag
from tests.views.reading import links, words


def test_tags_count_the_pages_that_readers_see(world, client, django_assert_max_num_queries):
    Tag.objects.create(name="ethics", about="What is owed.", planned=True)
    Tag.objects.create(name="unused", planned=True)
    world.page("trust", tags=("ethics",))
    world.question("why", tags=("ethics", "Rare"))
    world.page("gone", tags=("ethics",))
    world.withdraw("gone")
    world.draft("draft", tags=("ethics",))
    with django_assert_max_num_queries(1):
        text = words(client.get("/tags/"))
    assert "Ethics 2 pages What is owed." in text
    assert "Rare 1 page" in text
    assert "unused" not in text.lower()


def test_a_tag_lists_its_pages_by_type(world, client, django_assert_max_num_queries):
    world.page("trust", tags=("ethics",))
    world.framework("elements", ["trust"], tags=("ethics",))
    world.question("why", title="Why?", tags=("ethics",))
    with django_assert_max_num_queries(2):
        response = client.get("/tags/ethics/")
    assert {"/concepts/trust/", "/frameworks/elements/", "/questions/why/"} <= set(links(response))
    assert "Concepts 1 Trust" in words(response)


def test_a_tag_in_any_writing_has_an_address(world, client):
    world.page("trust", tags=("信頼", "C++", "power & culture", "!?"))
    addresses = links(client.get("/concepts/trust/"), "//span[@class='tags']")
    assert len(set(addresses)) == 4
    for address in addresses:
        response = client.get(address)
        assert response.status_code == 200
        assert "/concepts/trust/" in links(response)


def test_the_name_of_a_tag_leads_to_its_address(world, client):
    world.page("trust", tags=("power & culture",))
    for asked in ("/tags/Power%20%26%20culture/", "/tags/POWER-CULTURE/"):
        response = client.get(asked)
        assert (response.status_code, response["Location"]) == (301, "/tags/power-culture/")


def test_a_tag_that_no_page_bears_any_more_is_still_here(world, client):
    world.page("trust", tags=("ethics",))
    world.withdraw("trust")
    response = client.get("/tags/ethics/")
    assert response.status_code == 200
    assert "No page has this tag now." in words(response)
