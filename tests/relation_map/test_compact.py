"""The first look at how concepts connect, on the home page."""

import pytest
from lxml import html

from concepts import publishing
from concepts.models import Entry
from concepts.relation_map import compact
from concepts.relation_map.geometry.layout import SIDE, WIDTH
from tests.relation_map.geometry import faults
from tests.worlds import relation


def boxes(found):
    return {box.node.title for box in found.drawing.boxes}


@pytest.mark.django_db
def test_nothing_tied_is_no_map(world):
    assert compact() is None
    world.page("trust")
    assert compact() is None


def test_what_builds_what_and_what_guards_it_is_drawn_and_told(world):
    world.page("trust", kind="relationship")
    world.page("empathy", relations=(relation("trust", "builds"),))
    world.page("boundaries", kind="safeguard", relations=(relation("trust", "protects"),))
    world.page("commitment")
    found = compact()
    assert boxes(found) == {"Trust", "Empathy", "Boundaries"}
    told = {(str(tie.entry), tie.type, str(tie.target)) for tie in found.ties}
    assert told == {("Boundaries", "protects", "Trust"), ("Empathy", "builds", "Trust")}
    assert len(found.drawing.lines) == len(found.ties)
    assert [type for type, _ in found.types] == ["builds", "protects"]
    assert faults(found.drawing) == {}


def test_no_line_runs_back_or_through_a_column_and_none_rests_on_a_starting_document(world):
    world.page("insight", kind="outcome")
    world.page("trust", kind="relationship")
    world.page("pace", kind="process", relations=(relation("trust", "builds"),))  # back
    world.page("warmth", relations=(relation("insight", "builds"), relation("trust", "builds")))
    world.page("rapport", relations=(relation("trust", "builds", basis="source"),))
    world.page("model", kind="idea", relations=(relation("trust", "builds"),))
    assert [str(tie) for tie in compact().ties] == ["Warmth builds Trust"]


def test_of_groups_that_do_not_hang_together_the_largest_is_shown(world):
    for name in ("trust", "bond"):
        world.page(name, kind="relationship")
    world.page("empathy", relations=(relation("trust", "builds"),))
    world.page("patience", relations=(relation("bond", "builds"),))
    world.page("warmth", relations=(relation("bond", "builds"),))
    assert boxes(compact()) == {"Bond", "Patience", "Warmth"}


def test_guards_are_few_and_none_is_withdrawn(world):
    world.page("trust", kind="relationship")
    world.page("empathy", relations=(relation("trust", "builds"),))
    for number in range(6):
        world.page(f"guard-{number}", kind="safeguard", relations=(relation("trust", "protects"),))
    world.withdraw("guard-0")
    assert boxes(compact()) == {"Trust", "Empathy", "Guard 1", "Guard 2", "Guard 3"}


def test_few_columns_stand_in_line_with_both_edges_of_the_page(world):
    world.page("trust", kind="relationship")
    world.page("empathy", relations=(relation("trust", "builds"),))
    world.page("growth", kind="process")
    world.page(
        "trust", kind="relationship", note="Grows", relations=(relation("growth", "builds"),)
    )
    drawing = compact().drawing
    assert drawing.width == WIDTH
    assert min(box.x for box in drawing.boxes) == SIDE
    assert max(box.right for box in drawing.boxes) == WIDTH - SIDE


def test_the_home_page_draws_concepts_and_tells_them(world, client):
    world.page("trust", kind="relationship")
    world.page("empathy", relations=(relation("trust", "builds"),))
    page = html.fromstring(client.get("/").content)
    drawn = page.xpath("//svg[contains(@class, 'map')]//a/@href")
    assert sorted(drawn) == ["/concepts/empathy/", "/concepts/trust/"]
    [words] = page.xpath("//svg[contains(@class, 'map')]/following-sibling::*[@id='ties-told']")
    assert words.text_content().split() == ["Empathy", "builds", "Trust."]
    assert page.xpath("//ul[@class='ties']//a/@href") == ["/concepts/empathy/", "/concepts/trust/"]
    publishing.withdraw(Entry.objects.get(slug="empathy"), world.editor(), reason="Wrong.")
    assert html.fromstring(client.get("/").content).xpath("//ul[@class='ties']") == []
