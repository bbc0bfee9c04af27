"""Which words of a text stand in sentences, and which are only to be found."""

import pytest

from concepts import markup


def parts(text):
    """(prose, other words) of a text without headings."""
    [(_, _, prose, others)] = markup.parse(text).sections
    return prose, others


def test_sentences_in_paragraphs_lists_quotations_and_blocks_are_prose():
    text = (
        "One *sentence* of [[Trust|it]] and `code` [@a].\n\n- an item\n- another\n\n1. a step\n\n"
        "> quoted\n\n> [!suggestion] Try it\n> Wait a moment.\n\n> [!reflection]\n> What for?\n"
    )
    prose, others = parts(text)
    assert prose.replace("…\n", "").split("\n") == [
        "One sentence of it and code .",
        "an item",
        "another",
        "a step",
        "quoted",
        "Wait a moment.",
        "What for?",
    ]
    assert others == "Our suggestion: Try it\nA question to think about"


@pytest.mark.parametrize(
    "apart",
    [
        "| Client | Therapist |\n|---|---|\n| 1 | 2 |",
        "> [!example] A talk\n> **Client:** I said it.\n> **Therapist:** You did.",
        "> [!example] A talk\n> **Client:** I said it.\n>\n> **Therapist:** You did.",
        "> [!example]\n> - **Client:** I said it.\n> - **Client:** I did.",
        "> [!example]\n> **Client**: I said it\n> in two lines.",
        "> [!example]\n> **Client (later):** I *said* it.",
        "```\nClient = 1\n```",
        "    Client = 1",
    ],
)
def test_tables_dialogues_and_code_are_found_and_are_no_prose(apart):
    prose, others = parts(f"Before.\n\n{apart}\n\nAfter.")
    assert prose.split("\n") == ["Before.", "…", "After."]
    assert "Client" in others
    assert parts(f"{apart}\n\nAfter.")[0] == "After."
    assert parts(f"Before.\n\n{apart}")[0] == "Before."
    assert parts(apart)[0] == ""


def test_what_is_told_in_an_example_is_prose_beside_what_is_said():
    prose, others = parts(
        "> [!example] In a group\n> They sat for a while.\n> **Ana:** I can't.\n> Not today.\n>\n"
        "> Nobody answered her. **Silence** can be an answer: to her it was.\n"
    )
    assert prose.split("\n") == [
        "They sat for a while.",
        "…",
        "Nobody answered her. Silence can be an answer: to her it was.",
    ]
    assert others.split("\n") == ["Our example: In a group", "Ana: I can't.", "Not today."]


def test_a_bold_word_with_a_colon_begins_prose_outside_of_examples():
    assert parts("**What it measured:** how alike two people were.")[1] == ""


@pytest.mark.parametrize("heading", ["Key works", "References", "Further reading", "Works cited"])
def test_lists_under_a_heading_of_references_are_no_prose(heading):
    text = (
        f"## {heading}\n\nFour are enough.\n\n- Rogers on six conditions\n\n## Later\n\n- a point\n"
    )
    [(_, _, prose, others), (_, _, later, _)] = markup.parse(text).sections
    assert (prose, others, later) == ("Four are enough.", "Rogers on six conditions", "a point")


@pytest.mark.parametrize(
    "work",
    [
        "Bordin, E. S. (1979). The generalizability of the alliance.",
        "Norcross, J. C., & Lambert, M. J. (Eds.) (2019). Relationships that work.",
        "Somebody, A.-B. (n.d.). On waiting.",
        "Somebody, A. (2019, March 3). On waiting.",
        "O’Hara-Smith, Ama (2001), On waiting.",
        "British Association of Somebody. (2018). Framework.",
    ],
)
def test_a_work_in_a_list_is_no_prose_under_any_heading(work):
    assert parts(f"- {work}\n- a point\n") == ("a point", work)


def test_a_sentence_with_a_year_is_prose():
    text = "- In the U.S. a study (2019) found it, and J. Smith (2020) did not.\n- Rogers (1957).\n"
    assert parts(text)[1] == ""


def test_headings_within_blocks_and_lists_begin_sections():
    text = "> [!example]\n> **A:** b\n>\n> ## Inside\n>\n> **A:** c\n\nd\n\n- ## In a list\n\n  e\n"
    sections = markup.parse(text).sections
    assert [section[:2] for section in sections] == [
        ("", ""),
        ("inside", "Inside"),
        ("in-a-list", "In a list"),
    ]
    assert sections[1][2:] == ("d", "A\nc")
    assert markup.parse("## \n\na\n\n## [@b]\n\nc\n").text == "a\nc"


def test_every_word_stands_in_one_part():
    text = "a\n\n## b\n\nc\n\n| d |\n|---|\n| e |\n\n> [!example] f\n> **g:** h\n\n`i`\n"
    document = markup.parse(text)
    together = " ".join(" ".join(section[1:]) for section in document.sections).replace("…", "")
    assert sorted(together.split()) == sorted(document.text.split())
