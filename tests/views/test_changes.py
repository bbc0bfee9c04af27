"""What changed from edition to edition."""

import pytest

from concepts.models import Edition
from tests.views.world import links, tree, words


@pytest.fixture
def edited(world):
    world.page("trust", body="One.\n\nTwo words here.\n\nThree.\n")
    world.page("trust", note="A better word", body="One.\n\nTwo terms here.\n\nThree.\n")
    world.page(
        "trust",
        note="A new end",
        kind_of_change="meaning",
        body="One.\n\nTwo terms here.\n\nFour.\n",
    )
    return world


def test_editions_stand_with_date_note_and_kind(edited, client, django_assert_max_num_queries):
    date = f"{Edition.objects.first().published_at:%-d %B %Y}"
    with django_assert_max_num_queries(2):
        text = words(client.get("/concepts/trust/changes/"))
    assert f"Edition 3 A new end {date} , a change of meaning." in text
    assert f"Edition 2 A better word {date} , a change of wording." in text
    assert f"Edition 1 First published {date}" in text
    assert "First written" not in text


def test_readers_are_not_told_how_a_text_came_in(world, client):
    world.page("trust", note="Imported", body="One.\n")
    world.page("trust", note="Imported", body="Two.\n")
    text = words(client.get("/concepts/trust/changes/"))
    assert "Imported" not in text
    assert "Edition 2 Text revised" in text
    assert "Edition 1 First published" in text


def test_the_difference_between_two_editions(edited, client, django_assert_max_num_queries):
    with django_assert_max_num_queries(3):
        response = client.get("/concepts/trust/changes/?from=1&to=3")
    page = tree(response)
    differences = page.xpath("//div[@class='differences']")[0]
    assert [each.text for each in differences.xpath(".//del")] == ["words", "Three"]
    assert [each.text for each in differences.xpath(".//ins")] == ["terms", "Four"]
    assert "From edition 1 to edition 3" in words(response)
    assert "?from=2&to=3" in links(response)


def test_one_number_is_enough(edited, client):
    assert "From edition 1 to edition 2" in words(client.get("/concepts/trust/changes/?to=2"))
    assert "From edition 2 to edition 3" in words(client.get("/concepts/trust/changes/?from=2"))
    assert "From edition 3 to edition 1" in words(
        client.get("/concepts/trust/changes/?from=3&to=1")
    )


@pytest.mark.parametrize(
    "asked",
    [
        "from=1&to=9",
        "from=0",
        "from=x&to=y",
        "from=99999999999999999999",
        "from=" + "9" * 10_000,
        "to=-1",
        "to=1",
        "from=%00",
        "from='&to=%22",
        "from=*",
        "to=²",
        "from=1&from=1&to=²",
    ],
)
def test_a_number_that_there_is_not_gets_a_sentence(edited, client, asked):
    response = client.get(f"/concepts/trust/changes/?{asked}")
    assert response.status_code == 404
    assert "This page has no edition" in words(response, "//p[@class='refusal']")
    assert len(response.content) < 10_000


def test_an_edition_is_not_compared_with_itself(edited, client):
    text = words(client.get("/concepts/trust/changes/?from=2&to=2"))
    assert "Edition 2 is the same as itself" in text


def test_a_page_with_one_edition_has_nothing_to_compare(world, client):
    world.page("trust")
    response = client.get("/concepts/trust/changes/")
    assert not tree(response).xpath("//form[@class='compare']")
    assert "Compare" not in words(response)


def test_a_text_published_again_says_that_nothing_changed(edited, client):
    world = edited
    world.page("trust", note="Back", body="One.\n\nTwo words here.\n\nThree.\n")
    text = words(client.get("/concepts/trust/changes/?from=1&to=4"))
    assert "The two texts are the same." in text
