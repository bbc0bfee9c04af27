"""What changed from edition to edition."""

import pytest

from concepts import contentfile
from concepts.contentfile import PassageName
from concepts.models import Edition
from tests.views.reading import links, tree, words
from tests.worlds import member, relation


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


def whole(world):
    """A page of which everything changed from its first edition to its third."""
    for slug in ("empathy", "rapport", "unconditional-positive-regard"):
        world.page(slug)
    world.reference("rogers-1957")
    world.source("meaning", "Open Communication", "Trust")
    world.page(
        "trust",
        summary="Relying on somebody.",
        aliases=("reliance",),
        tags=("ethics",),
        relations=(relation("empathy", "builds", "It does [@rogers-1957]."),),
        sources=(PassageName("meaning", "Trust"),),
        body="## Close\n\nSee [[rapport]] [@rogers-1957, p. 96].\n\n## Kept\n\nThe same.\n",
    )
    world.page("trust", note="Words", kind="skill", summary="Relying on another.")
    world.page(
        "trust",
        note="Meaning",
        kind_of_change="meaning",
        title="Trusting",
        kind="skill",
        summary="Relying on somebody's care.",
        aliases=("faith",),
        search=("to rely",),
        relations=(
            relation("empathy", "builds", "It may [@rogers-1957].", "theory"),
            relation("unconditional-positive-regard", "protects"),
        ),
        sources=(PassageName("meaning", "Open Communication"),),
        body="## Near\n\nSee [[empathy]] [@meaning: Trust].\n\n## Kept\n\nThe same.\n",
    )
    return world


def test_the_difference_is_the_page_and_not_its_file(world, client, django_assert_max_num_queries):
    whole(world)
    with django_assert_max_num_queries(8):
        response = client.get("/concepts/trust/changes/?from=1&to=3")
    text = words(response, "//div[@class='differences']")
    for sign in ("##", "[[", "]]", "[@", "---", "summary", "aliases", "relations", "kind:"):
        assert sign not in text
    for said in (
        "Title Trust Trusting",
        "Definition Relying on somebody ’s care .",
        "Kind Quality Skill",
        "Other name taken away reliance",
        "Other name added faith",
        "Search word added to rely",
        "Tag taken away ethics",
        "Relation added protects Unconditional positive regard : They belong together.",
        "Reason changed builds Empathy: It does may ( Rogers, 1957 ).",
        "Basis changed builds Empathy: practice theory",
        "Passage taken away What it means, “Trust”",
        "Passage added What it means, “Open Communication”",
        "Close Near",
        "See rapport ( Rogers, 1957 , p. 96). See empathy ( What it means, “Trust” ).",
        "Unchanged: Kept",
    ):
        assert said in text, said
    assert not tree(response).xpath("//div[@class='differences']//@id")


def test_members_and_their_order_are_told_in_words(world, client):
    for slug in ("empathy", "trust", "rapport"):
        world.page(slug)
    world.framework(
        "parts", [member("empathy", note="First."), "trust", member("", "Rest", "A note.")]
    )
    world.framework(
        "parts", ["trust", member("empathy", note="At first."), "rapport"], ordered=True
    )
    text = words(client.get("/frameworks/parts/changes/?from=1&to=2"))
    for said in (
        "Member taken away Rest",
        "Member added Rapport",
        "Members in another order",
        "Note changed Empathy: First. At first.",
        "Arranged in no order in this order",
        "The text itself is unchanged.",
    ):
        assert said in text, said


def test_what_happened_to_a_question_is_told_too(world, client):
    world.page("trust")
    world.question("why", concepts=("trust",), summary="Because.")
    world.question("why", summary="Since.", category="frameworks")
    text = words(client.get("/questions/why/changes/?from=1&to=2"))
    for said in (
        "Answer",
        "Category For clients Frameworks",
        "Concept that it is about taken away",
    ):
        assert said in text


def test_nothing_that_was_written_becomes_html(world, client):
    bad = "<script>alert(1)</script>"
    world.page("trust", summary="Plain.", body="Text.\n")
    world.page("trust", title=bad, aliases=(bad + "2",), summary=bad, body=f"{bad} [[{bad}]]\n")
    response = client.get("/concepts/trust/changes/?from=1&to=2")
    assert "<script>alert" not in response.text
    assert words(response).count(bad) >= 4


def test_an_edition_that_can_no_longer_be_read_is_compared_as_its_text(world, client):
    entry = world.page("trust", body="One.\n")
    world.page("trust", body="Two.\n")
    with pytest.MonkeyPatch.context() as patch:
        refused = entry.live.revision.text

        def parse(text, type, real=contentfile.parse):
            if text == refused:
                raise contentfile.Faulty([])
            return real(text, type)

        patch.setattr(contentfile, "parse", parse)
        response = client.get("/concepts/trust/changes/?from=1&to=2")
    assert response.status_code == 200
    assert "Two." in words(response)


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
