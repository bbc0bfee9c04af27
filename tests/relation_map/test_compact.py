"""The first look at how concepts connect, on the home page."""

from lxml import html

from concepts import publishing
from concepts.models import Entry
from concepts.relation_map import compact
from concepts.relation_map.geometry.layout import SIDE, WIDTH
from tests.relation_map.geometry import faults
from tests.worlds import relation


def boxes(found):
    return {box.node.title for box in found.drawing.boxes}


def test_pages_without_ties_have_no_map(world):
    assert compact([world.page("trust"), world.page("rapport")]) is None
    assert compact([]) is None


def test_what_builds_what_and_what_guards_it_is_drawn_and_told(world):
    trust = world.page("trust", kind="relationship")
    empathy = world.page("empathy", relations=(relation("trust", "builds"),))
    world.page("boundaries", kind="safeguard", relations=(relation("trust", "protects"),))
    world.page("humour", relations=(relation("trust", "builds"),))
    alone = world.page("commitment")
    found = compact([trust, empathy, alone])
    assert boxes(found) == {"Trust", "Empathy", "Boundaries"}
    told = {(str(tie.entry), tie.type, str(tie.target)) for tie in found.ties}
    assert told == {("Boundaries", "protects", "Trust"), ("Empathy", "builds", "Trust")}
    assert len(found.drawing.lines) == len(found.ties)
    assert [type for type, _ in found.types] == ["builds", "protects"]
    assert faults(found.drawing) == {}


def test_guards_are_few_and_none_is_withdrawn(world):
    trust = world.page("trust", kind="relationship")
    for number in range(6):
        world.page(f"guard-{number}", kind="safeguard", relations=(relation("trust", "protects"),))
    world.withdraw("guard-0")
    assert boxes(compact([trust])) == {"Trust", "Guard 1", "Guard 2", "Guard 3"}


def test_few_columns_stand_in_line_with_both_edges_of_the_page(world):
    trust = world.page("trust", kind="relationship")
    empathy = world.page("empathy", relations=(relation("trust", "builds"),))
    growth = world.page("growth", kind="outcome")
    trust = world.page(
        "trust", kind="relationship", note="Grows", relations=(relation("growth", "builds"),)
    )
    drawing = compact([trust, empathy, growth]).drawing
    assert drawing.width == WIDTH
    assert min(box.x for box in drawing.boxes) == SIDE
    assert max(box.right for box in drawing.boxes) == WIDTH - SIDE


def test_the_home_page_draws_its_frameworks_concepts(world, client):
    world.source("meaning")
    world.page("trust", kind="relationship")
    world.page("empathy", relations=(relation("trust", "builds"),))
    world.framework("two-things", ["trust", "empathy"], ordered=True, source="meaning")
    page = html.fromstring(client.get("/").content)
    drawn = page.xpath("//svg[contains(@class, 'map')]//a/@href")
    assert sorted(drawn) == ["/concepts/empathy/", "/concepts/trust/"]
    [words] = page.xpath("//svg[contains(@class, 'map')]/following-sibling::*[@id='ties-told']")
    assert words.text_content().split() == ["Empathy", "builds", "Trust."]
    assert page.xpath("//ul[@class='ties']//a/@href") == ["/concepts/empathy/", "/concepts/trust/"]
    publishing.withdraw(Entry.objects.get(slug="empathy"), world.editor(), reason="Wrong.")
    assert html.fromstring(client.get("/").content).xpath("//ul[@class='ties']") == []
