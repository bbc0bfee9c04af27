"""Three questions at the end of an article, made of what it says already."""

import pytest

from concepts import reading
from concepts.contentfile import ContrastRow
from concepts.models import Entry
from concepts.reading.self_test import BLANK, without_names
from tests.views.reading import tree, words
from tests.worlds import member, relation

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
SAID = ContrastRow(
    "Client: My dog died.", "The flat is quiet now.", "I am so sorry, I lost mine, too."
)
ROW = ContrastRow("Whose feeling is spoken of", "The client's", "The listener's")
SUMMARY = "Sensing the world of another person from the inside."


def asked_in_order(slug="empathy"):
    entry = Entry.objects.select_related("live__revision").get(slug=slug)
    content = reading.content_of(entry.live.revision.text, entry)
    return reading.self_test(entry, content, reading.places_of(entry), reading.ties_of(entry))


def items(slug="empathy"):
    """What the article asks, the first of each kind, with the options and which of them is the
    key."""
    return {item.kind: item for item in reversed(asked_in_order(slug))}


def options(item):
    return {option.text for option in item.options}


def keys(item):
    return [option.text for option in item.keys]


def asked(client, slug="empathy"):
    return words(client.get(f"/concepts/{slug}/"), "//details[contains(@class, 'self-test')]")


@pytest.fixture
def near(world):
    for slug in ("sympathy", "warmth", "insight"):
        world.page(slug, summary=f"What {slug} may be in a room with somebody.")
    return world


def empathy(world, *relations, **parts):
    return world.page("empathy", **{"summary": SUMMARY, "relations": relations, **parts})


# In three ways


def test_an_article_asks_three_questions(near, client, django_assert_max_num_queries):
    told = relation("sympathy", "confused-with", contrast=(ROW,), example=SAID)
    empathy(near, told, relation("insight"))
    near.framework("stages", ["warmth", "empathy", "insight"], ordered=True, steps=True)
    with django_assert_max_num_queries(8):
        text = asked(client)
    for part in (
        "Test yourself 3 questions",
        f"Which concept is this? {SUMMARY}",
        "Which answer shows Empathy , which Sympathy ? Client: My dog died.",
        "Stages : what comes right after Empathy ?",
    ):
        assert part in text
    found = items()
    assert keys(found["definition"]) == ["Empathy"]
    assert options(found["definition"]) == {"Empathy", "Sympathy", "Warmth"}
    assert {option.text: option.meaning for option in found["answers"].keys} == {
        SAID.here: "Empathy",
        SAID.there: "Sympathy",
    }
    assert keys(found["next"]) == ["Insight"]
    assert options(found["next"]) == {"Insight", "Warmth"}


def test_it_stands_folded_between_the_text_and_where_to_read_next(near, client):
    empathy(near, relation("sympathy"), body="## To think and try\n\nTry.\n")
    page = tree(client.get("/concepts/empathy/"))
    [test] = page.xpath("//details[contains(@class, 'self-test')]")
    assert test.get("open") is None and "folded" in test.get("class")
    headings = [each.text_content().strip() for each in page.xpath("//article//h2")]
    here = headings.index("Test yourself")
    assert headings[here - 1].startswith("To think and try") and headings[here + 1] == "Read next"
    assert page.xpath("//nav[@class='contents']//a[@href='#page--test']")
    assert test.xpath(".//details[not(@open)]/summary/text()") == ["Answer"]


def test_the_same_reader_and_the_next_get_the_same_order(near):
    empathy(near, relation("sympathy"), relation("warmth"))
    first = items()
    assert items() == first


def test_the_right_one_is_not_always_first(near):
    for number in range(12):
        near.page(f"page-{number}", summary=SUMMARY, relations=(relation("sympathy"),))
    letters = {items(f"page-{number}")["definition"].keys[0].letter for number in range(12)}
    assert letters == {"A", "B"}


def test_only_concepts_ask_and_editions_do_not(near, client):
    empathy(near, relation("sympathy"))
    near.framework("stages", ["empathy", "warmth"])
    for address in ("/frameworks/stages/", "/concepts/empathy/v1/"):
        assert "Test yourself" not in words(client.get(address))


# Where one of the three is missing


def test_without_a_framework_more_is_asked_of_what_it_is_taken_for(near):
    other = ContrastRow("What it asks for", "Sitting still beside it", "A step towards them")
    told = relation("sympathy", "confused-with", contrast=(ROW,))
    empathy(near, told, relation("warmth", "contrasts-with", contrast=(other,)))
    found = asked_in_order()
    assert [(item.kind, str(item.of)) for item in found] == [
        ("definition", ""),
        ("contrast", "Sympathy"),
        ("contrast", "Warmth"),
    ]


def test_else_the_definition_of_what_it_is_tied_to_is_asked(near):
    empathy(near, relation("sympathy", "confused-with"), relation("warmth"), relation("insight"))
    first, second, third = asked_in_order()
    assert (first.kind, second.kind, third.kind) == ("definition", "neighbour", "neighbour")
    assert second.quote == "What […] may be in a room with somebody."
    assert keys(second) == ["Sympathy"]
    assert "Empathy" in options(second) and len(options(second)) == 3


def test_of_two_alone_the_first_question_would_give_the_second_away(near):
    empathy(near, relation("sympathy", "confused-with"))
    assert [item.kind for item in asked_in_order()] == ["definition"]


def test_another_definition_names_no_choice(near):
    near.page("pity", summary="Warmth for somebody, seen from above and from far away.")
    empathy(near, relation("pity", "confused-with"), relation("warmth"), relation("insight"))
    asked_of_pity = [item for item in asked_in_order() if str(item.of) == "Pity"]
    assert [options(item) for item in asked_of_pity] == [{"Pity", "Empathy", "Insight"}]


# From the definition


def test_a_page_without_relations_asks_nothing(world, client):
    empathy(world)
    assert items() == {}
    assert "Test yourself" not in words(client.get("/concepts/empathy/"))


def test_a_single_neighbour_is_enough_for_a_choice(near):
    empathy(near, relation("sympathy"))
    assert options(items()["definition"]) == {"Empathy", "Sympathy"}


def test_what_is_confused_with_it_comes_before_its_neighbours_and_those_before_others(near):
    near.page("trust", summary="To lean on somebody who may let one down.")
    empathy(near, relation("insight"), relation("trust", "confused-with"))
    near.framework("stages", ["warmth", "empathy"])
    assert options(items()["definition"]) == {"Empathy", "Trust", "Warmth"}


def test_what_is_written_out_is_asked_first_and_what_is_taken_for_it_before_what_contrasts(near):
    near.page("trust", summary="To lean on somebody who may let one down.")
    empathy(
        near,
        relation("insight", "contrasts-with"),
        relation("warmth", "confused-with"),
        relation("sympathy", "contrasts-with", contrast=(ROW,)),
        relation("trust", "confused-with", contrast=(ROW,)),
    )
    found = items()
    assert options(found["definition"]) == {"Empathy", "Sympathy", "Trust"}
    assert found["contrast"].of.title == "Trust"


@pytest.mark.parametrize(
    "text, names, blanked",
    [
        ("Empathy is a way of being.", ["Empathy"], "[…] is a way of being."),
        ("A working alliance, or bond.", ["Alliance", "Bond"], "A working […], or […]."),
        ("The  working\nalliance holds.", ["working alliance"], "The  […] holds."),
        ("The core conditions hold.", ["The core conditions"], "The […] hold."),
        ("An art, partly of the heart.", ["Art"], "An […], partly of the heart."),
        ("Boundaries and a boundary's edge.", ["Boundary"], "[…] and a […] edge."),
        ("Ruptures and a rupture’s end.", ["Rupture"], "[…] and a […] end."),
        ("The client's “view” counts.", ["client’s view"], "The client's “view” counts."),
        ("The client's view counts.", ["client’s view"], "The […] counts."),
        ("C++ (really) helps.", ["C++", "(really)"], "[…] […] helps."),
        ("Long alliance rupture.", ["alliance", "alliance rupture"], "Long […]."),
        ("Cafe\u0301 talk.", ["Caf\u00e9"], "[…] talk."),
        ("אמון הוא הישענות על אדם.", ["אמון"], "[…] הוא הישענות על אדם."),
        ("על האמון בין שניים.", ["אמון"], "על ה[…] בין שניים."),
        ("共感は相手の世界を感じること。", ["共感"], "[…]は相手の世界を感じること。"),
        ("Nothing to see.", ["\u200b", "$^"], "Nothing to see."),
        ("Nothing to see.", [], "Nothing to see."),
    ],
)
def test_its_names_are_left_blank(text, names, blanked):
    assert BLANK == "[…]"
    assert without_names(text, names) == blanked


def test_a_definition_that_holds_an_alias_does_not_give_it_away(near, client):
    summary = "Feeling with others, or fellow feeling, in a room."
    empathy(near, relation("sympathy"), summary=summary, aliases=("fellow feeling",))
    assert "Feeling with others, or […], in a room." in asked(client)


@pytest.mark.parametrize("summary", ["", "Empathy.", "Empathy of empathy.", "Empathy, a skill."])
def test_a_definition_that_says_only_its_name_is_not_asked(near, summary):
    empathy(near, relation("sympathy"), summary=summary)
    assert items() == {}


@pytest.mark.parametrize(
    "slug, parts",
    [
        ("empathy-in-groups", {}),  # a case of it
        ("fellow-feeling-at-work", {}),  # holds another name of it
        ("likeness", {"summary": SUMMARY}),  # is defined as it is
        ("inside", {}),  # stands in its definition
    ],
)
def test_what_may_be_right_too_is_no_choice(world, slug, parts):
    world.page(slug, **{"summary": "Something else that is said of people.", **parts})
    empathy(world, relation(slug), aliases=("fellow feeling",))
    assert items() == {}


@pytest.mark.parametrize("states", ["empathy", "sympathy"])
def test_neither_is_what_it_is_a_part_of_or_what_is_a_part_of_it(near, states):
    ends = {"empathy": "sympathy", "sympathy": "empathy"}
    empathy(near)
    near.page(states, summary=SUMMARY, relations=(relation(ends[states], "part-of"),))
    assert "definition" not in items()


def test_a_page_that_readers_do_not_see_is_no_choice(near, client):
    empathy(near, relation("sympathy"), relation("warmth"))
    near.framework("stages", ["warmth", "empathy", "insight"], ordered=True, steps=True)
    near.withdraw("warmth")
    assert "Warmth" not in asked(client)
    near.withdraw("insight")
    assert items().keys() == {"definition"}


def test_a_title_that_is_read_from_the_right_stands_by_itself(near, client):
    near.page("emun", title="אמון", summary="הישענות על אדם אחר.", relations=(relation("warmth"),))
    page = tree(client.get("/concepts/emun/"))
    found = page.xpath("//details[contains(@class, 'self-test')]//bdi/text()")
    assert sorted(found) == ["Warmth", "אמון", "אמון"]
    assert page.xpath("//p[@class='quote']/@dir") == ["auto"]


def test_what_was_typed_is_text(near, client):
    empathy(near, relation("sympathy"), title="<b>Em & pathy</b>")
    page = client.get("/concepts/empathy/").content.decode()
    assert "<b>Em &" not in page and "&lt;b&gt;Em &amp; pathy&lt;/b&gt;" in page


# From what tells it apart


def test_an_example_of_the_other_page_is_turned_round(near):
    empathy(near)
    near.page("sympathy", relations=(relation("empathy", "contrasts-with", example=SAID),))
    found = {option.text: option.meaning for option in items()["answers"].options}
    assert found == {SAID.here: "Sympathy", SAID.there: "Empathy"}


def test_without_an_example_a_row_is_asked(near, client):
    empathy(near, relation("sympathy", "confused-with", contrast=(ROW,)))
    assert "which with Sympathy ? Whose feeling is spoken of" in asked(client)


@pytest.mark.parametrize(
    "row",
    [
        ContrastRow("Client: Hm.", "This is empathy.", "That is not."),
        ContrastRow("Client: Hm.", "You have my sympathy.", "So that is how it is."),
        ContrastRow("Client: Hm.", "The same  words.", "The same words."),
    ],
)
def test_what_names_its_page_or_says_the_same_is_not_asked(near, row):
    told = relation("sympathy", "confused-with", example=row, contrast=(row, ROW))
    empathy(near, told)
    assert "answers" not in items()
    assert options(items()["contrast"]) == {ROW.here, ROW.there}


# From its place


def test_the_last_step_asks_for_the_one_before(near):
    empathy(near)
    steps = [member(label="Arriving", note="One comes."), member("warmth"), member("empathy")]
    near.framework("stages", steps, ordered=True, steps=True)
    assert keys(items()["previous"]) == ["Warmth"]
    assert options(items()["previous"]) == {"Warmth", "Arriving"}


def test_two_steps_leave_nothing_to_choose(near):
    empathy(near)
    near.framework("stages", ["empathy", "warmth"], ordered=True, steps=True)
    assert "next" not in items()


def test_steps_of_one_name_are_one_choice(near):
    empathy(near)
    talk = [member(label="Talk", note="They talk."), member(label="TALK", note="Again.")]
    near.framework("stages", ["empathy", "warmth", *talk], ordered=True, steps=True)
    assert len(items()["next"].options) == 2


def test_what_belongs_together_is_asked_where_there_are_no_steps(near):
    empathy(near, relation("sympathy"))
    near.framework("conditions", ["empathy", "warmth"])
    item = items()["member"]
    assert keys(item) == ["Warmth"] and options(item) == {"Warmth", "Sympathy"}


def test_another_member_is_no_wrong_answer(near):
    empathy(near, relation("sympathy"), relation("insight"))
    near.framework("conditions", ["empathy", "warmth", "sympathy"])
    assert options(items()["member"]) == {"Warmth", "Insight"}


def test_what_sounds_like_a_member_is_no_wrong_answer(near):
    near.page("warm-hearted-care", summary="Care that is felt.")
    empathy(near, relation("warm-hearted-care"))
    near.page("warm-hearted", title="Warm-heartedness")
    near.framework("conditions", ["empathy", "warm-hearted"])
    assert "member" not in items()


def test_labels_may_mean_a_page_of_another_name(near):
    empathy(near, relation("sympathy"))
    near.framework("conditions", ["empathy", "warmth", member(label="Pity", note="Feels for.")])
    assert "member" not in items()


def test_steps_are_asked_before_lists(near):
    empathy(near, relation("sympathy"))
    near.framework("a-list", ["empathy", "warmth"])
    near.framework("stages", ["empathy", "warmth", "insight"], ordered=True, steps=True)
    assert {"next"} == items().keys() - {"definition", "neighbour"}
