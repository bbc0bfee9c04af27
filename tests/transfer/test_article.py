"""What `check_content` holds of an article: its skeleton, its voice, and what relations rest on."""

import pytest

from concepts.contentfile import RelationLine
from concepts.transfer.checking import check_folder
from tests import worlds

from .folders import folder

WORDS = "What a client may lean on, told in words that a student can say to friends."
SHORT = f"> [!short]\n> {' '.join([WORDS] * 4)}\n\n"
LONG = "\n\n".join(["> [!suggestion]\n> " + " ".join([WORDS] * 6)] * 4)
LINKS = "It leans on [[Hope]], [[Care]] and [[Warmth]] [@rogers-1957].\n\n"
SOUND = f"{SHORT}## What it is\n\n{LINKS}{LONG}\n"


def told(body=SOUND, type="concept", **parts):
    """What is wrong with a page that is otherwise sound."""
    facts = {"title": "Trust", "summary": "Leaning on a person.", "tags": ("ethics", "trust")}
    text = worlds.text(type, **{**facts, **parts}, body=body)
    faults, _ = check_folder(folder(**{f"{type}s__trust": text}))
    return [fault.message for fault in faults]


def test_a_sound_article_has_nothing_to_mend():
    assert told() == []


def test_an_article_begins_with_what_it_says_in_short():
    [fault] = told(SOUND.replace(SHORT, ""))
    assert fault == "an article begins with `> [!short]`, what it says in short."


@pytest.mark.parametrize(("times", "count"), [(1, 16), (7, 112)])
def test_in_short_is_neither_a_line_nor_a_page(times, count):
    short = f"> [!short]\n> {' '.join([WORDS] * times)}\n\n"
    assert told(SOUND.replace(SHORT, short)) == [f"in short has {count} words; 60 to 90 are right."]


def test_headings_are_those_that_readers_know_in_their_order():
    turned = SOUND + f"\n## Key works\n\n{LINKS}## In the room\n\n{LINKS}"
    assert told(turned) == ["'In the room' stands below 'Key works'; it comes before."]
    [fault] = told(SOUND + f"\n## A riddle\n\n{LINKS}")
    assert fault.startswith("'A riddle' is no heading of such a page; use one of: What it is, ")
    assert told(SOUND + f"\n### A riddle\n\n{LINKS}") == []


def test_an_instrument_has_headings_of_its_own():
    body = SOUND.replace("## What it is", "## What it measures")
    assert "'What it measures' is no heading" in " ".join(told(body))
    assert told(body, kind="instrument") == []


def test_what_the_starting_documents_say_stands_last():
    block = "\n> [!documents]\n> Both documents say so [@meaning: Trust].\n"
    assert told(SOUND + block) == []
    assert told(SOUND + block + f"\n## Key works\n\n{LINKS}") == [
        "what the starting documents say stands last; nothing follows it."
    ]


@pytest.mark.parametrize(
    "sentence",
    [
        "One source document says so [@rogers-1957].",
        "The two documents differ here [@rogers-1957].",
        "This was not seen here in the work [@rogers-1957].",
        "Mind: it is a correlation [@rogers-1957].",
        "None of the reviews gathered names it [@rogers-1957].",
    ],
)
def test_a_page_does_not_speak_of_its_making(sentence):
    [fault] = told(SOUND.replace(LINKS, f"{LINKS}{sentence}\n\n"))
    assert "a page is about its concept" in fault or "about how the page was made" in fault


def test_nor_do_its_definition_its_relations_and_its_names():
    relation = RelationLine("builds", "hope", "The second document says so.", "practice")
    [fault] = told(relations=(relation,))
    assert fault.startswith("'second document': a page is about its concept")
    [fault] = told(summary="What both documents call trust.")
    assert fault.startswith("'both documents': ")


@pytest.mark.parametrize(
    "sentence", ["Write the document with care.", "Documents are kept for seven years."]
)
def test_a_document_may_be_a_thing_in_the_world(sentence):
    assert told(SOUND + f"\n> [!suggestion]\n> {sentence}\n") == []


def test_short_sentences_in_a_row_are_joined():
    [fault] = told(SOUND + "\n> [!suggestion]\n> You sit. You wait. You look. You breathe.\n")
    assert fault == "4 short sentences follow one another: '... You breathe.'; join some."
    dialogue = "\n> [!example]\n> **A:** No. Yes. No. Yes. No.\n"
    assert told(SOUND + dialogue) == []


def test_what_goes_together_has_a_sign():
    line = RelationLine("goes-with", "hope", "Seen together [@rogers-1957].", "correlation")
    assert told(relations=(line,)) == [
        "what goes together has a direction; say whether it is more or less."
    ]
    assert told(relations=(worlds.relation("hope", "goes-with", direction="less"),)) == []


def test_of_relations_one_in_eight_may_rest_on_a_starting_document():
    others = ("a", "b", "c", "d", "e", "f", "g")
    lines = [worlds.relation(slug) for slug in others]
    alone = worlds.relation("h", basis="source")
    assert told(relations=(*lines, alone)) == []
    [fault] = told(relations=(*lines[1:], alone))
    assert fault.startswith("1 of 7 relations rest on a source document alone; one in eight")


def test_an_answer_is_neither_a_word_nor_a_page():
    body = f"## Why\n\n{LINKS}{LONG}\n"
    asked = {"type": "question", "title": "Why trust?", "category": "in the room"}
    short = told(body, summary="Yes, it can be.", **asked)
    assert short == ["the answer has 4 words; 40 to 60 are right."]
    assert told(body, summary=" ".join([WORDS] * 3), **asked) == []


def test_findings_that_are_not_there_or_are_about_another_page_are_named():
    assert told(findings=("empathy-outcome",)) == [
        "there is no finding 'empathy-outcome'; nothing is shown for it."
    ]


def test_each_passage_of_a_source_is_carried_by_a_page():
    source = "---\ntitle: Meaning\npassages:\n- id: M1\n  heading: Trust\n  summary: S.\n---\n\nX\n"
    page = worlds.text("concept", "Hope", sources=(worlds.passage_name("Trust"),))
    carried = folder(hope=page, sources__meaning=source)
    assert not [f for f in check_folder(carried)[0] if "no page carries" in f.message]
    other = source.replace("heading: Trust", "heading: Hope")
    faults, _ = check_folder(folder(hope=page, sources__meaning=other))
    assert [f.message for f in faults if "no page carries" in f.message] == [
        "no page carries the passage 'Hope'; name it in one."
    ]
