"""The page of a framework, and all of them."""

import pytest

from concepts.models import Entry
from tests.views.reading import links, tree, words
from tests.worlds import member

BUDGET = 7


def test_members_stand_in_order_with_what_they_are(world, client):
    world.source("meaning")
    world.page("trust", summary="Relying on somebody.")
    world.page("rapport")
    world.framework(
        "elements",
        [
            member("rapport", note="Comes first, see [[trust]]."),
            "trust",
            member(label="Luck", note="Nobody wrote a page on it."),
        ],
        ordered=True,
        steps=True,
        source="meaning",
        summary="Three things.",
        body="## Rival lists\n\nThere are others.\n",
    )
    response = client.get("/frameworks/elements/")
    text = words(response)
    assert "1 Rapport" in text
    assert "Comes first, see trust ." in text
    assert "2 Trust Relying on somebody." in text
    assert "3 Luck Nobody wrote a page on it." in text
    assert "There are others." in text
    assert {"/concepts/trust/", "/concepts/rapport/", "/sources/meaning/"} <= set(links(response))


def test_a_member_that_was_withdrawn_is_named_without_a_link(world, client):
    world.page("trust")
    world.page("rapport")
    world.framework("elements", ["trust", "rapport"], ordered=True)
    world.withdraw("trust")
    for address in ("/frameworks/elements/", "/frameworks/", "/"):
        response = client.get(address)
        assert "/concepts/trust/" not in links(response)
    assert "1 Trust 2 Rapport" in words(client.get("/frameworks/elements/"))


def test_an_old_edition_keeps_its_members(world, client):
    world.page("trust")
    world.page("rapport")
    world.framework("elements", [member("trust", note="Then."), "rapport"], ordered=True)
    world.framework("elements", ["rapport"], note="Shorter")
    world.rename("trust", "reliance")
    response = client.get("/frameworks/elements/v1/")
    assert "1 Trust Then. 2 Rapport" in words(response)
    assert "/concepts/reliance/" in links(response)
    assert "Trust" not in words(client.get("/frameworks/elements/"))


@pytest.mark.slow
def test_the_budget(world, client, django_assert_max_num_queries):
    for number in range(60):
        world.page(f"member-{number}")
    for number in range(12):
        world.framework(
            f"framework-{number}",
            [member(f"member-{each}", note="See [[member-1]].") for each in range(60)],
            body=" ".join(f"[[member-{each}]]" for each in range(60)),
        )
    with django_assert_max_num_queries(BUDGET):
        client.get("/frameworks/framework-0/")
    with django_assert_max_num_queries(BUDGET):
        client.get("/frameworks/framework-0/v1/")
    with django_assert_max_num_queries(2):
        client.get("/frameworks/")


def test_steps_are_numbered_and_a_loose_list_is_not(world, client):
    world.page("trust")
    world.framework("loose", ["trust"])
    world.framework("strict", ["trust"], ordered=True)
    assert tree(client.get("/frameworks/loose/")).xpath("//span[@class='number']")[0].text is None
    assert tree(client.get("/frameworks/strict/")).xpath("//span[@class='number']")[0].text == "1"
    assert Entry.objects.get(slug="loose").ordered is False


def test_a_matrix_says_which_list_names_what(world, client, django_assert_max_num_queries):
    for slug in ("trust", "rapport", "hope"):
        world.page(slug)
    world.framework("core-conditions", ["trust", "rapport"], ordered=True)
    world.framework("qualities", ["rapport", member(label="Luck", note="No page.")])
    world.framework("labels", [member(label="First", note="No page.")])
    with django_assert_max_num_queries(2):
        response = client.get("/frameworks/")
    table = tree(response).xpath("//div[@class='matrix']/table")[0]
    assert table.xpath(".//thead//a/text()") == ["Core conditions", "Qualities"]
    rows = [
        [" ".join("".join(cell.itertext()).split()) for cell in row]
        for row in table.xpath("./tbody/tr")
    ]
    assert rows == [
        ["Rapport", "2 Core conditions", "●yes Qualities"],
        ["Trust", "1 Core conditions", ""],
    ]
    world.withdraw("trust")
    assert "/concepts/trust/" not in links(client.get("/frameworks/"), "//div[@class='matrix']")


def test_models_of_stages_stand_under_one_another(world, client, django_assert_max_num_queries):
    world.page("trust")
    world.framework(
        "four-stages", ["trust", member(label="End", note="x")], steps=True, ordered=True
    )
    assert "Beside other models" not in words(client.get("/frameworks/four-stages/"))
    world.framework(
        "phases", [member(label="Meet", note="x"), member(label="Part", note="x")], steps=True
    )
    world.framework("conditions", ["trust"])
    with django_assert_max_num_queries(8):
        response = client.get("/frameworks/phases/")
    lines = tree(response).xpath("//section[@class='timelines']//ol")
    assert [" ".join("".join(line.itertext()).split()) for line in lines] == [
        "Trust End",
        "Meet Part",
    ]
    [own] = tree(response).xpath("//div[@class='own']/dt")
    assert own.text.strip() == "Phases"
    assert not tree(client.get("/frameworks/conditions/")).xpath("//section[@class='timelines']")


def test_steps_are_drawn_as_overlapping_where_a_section_says_how(world, client):
    world.page("warmth")
    members = ["warmth", member(label="Parting", note="They part.")]
    told = "## How the stages overlap\n\nThey do.\n"
    world.framework("stages", members, ordered=True, steps=True, body=told)
    [sketch] = tree(client.get("/frameworks/stages/")).xpath("//figure[@class='stages-overlap']")
    assert [each.text_content().strip() for each in sketch.xpath(".//li")] == ["Warmth", "Parting"]
    assert sketch.xpath(".//a/@href") == ["#how-the-stages-overlap"]


@pytest.mark.parametrize(
    ("number", "steps", "body"),
    [(2, True, "## How it ends\n"), (2, False, "## How the stages overlap\n"),
     (1, True, "## How the stages overlap\n"), (7, True, "## How the stages overlap\n")],
)  # fmt: skip
def test_else_they_are_not(world, client, number, steps, body):
    members = [member(label=f"Step {each}", note="They go on.") for each in range(number)]
    world.framework("stages", members, ordered=True, steps=steps, body=f"{body}\nThey do.\n")
    assert not tree(client.get("/frameworks/stages/")).xpath("//figure")
