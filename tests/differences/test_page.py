"""What changed between two editions, as their readers see it."""

import random
import time

import pytest

from concepts import markup, rendering
from concepts.differences.page import page_differences, pieces_of, word_differences

pytestmark = [pytest.mark.django_db, pytest.mark.slow]


def shown(old, new):
    """The difference of two Markdown texts: signs, kinds and words."""
    bodies, _, _ = rendering.render_by_name([old, new])
    return [
        ("unchanged", section.unchanged)
        if section.unchanged
        else [(each.sign, each.kind, each.html or each.number) for each in section.passages]
        for section in page_differences(*bodies)
    ]


def test_texts_that_read_alike_do_not_differ():
    assert shown("One *two*.\n", "One _two_.\n") == []
    assert shown("- a\n- b\n", "* a\n* b\n") == []


def test_words_are_marked_in_their_paragraph():
    assert shown("One two three four.\n", "One six three four.\n") == [
        [("changed", "p", "One <del>two</del><ins>six</ins> three four.")]
    ]


def test_words_that_changed_one_after_another_are_marked_as_one():
    [[(_, _, html)]] = shown("It is an old and weak claim.", "It is a new but firm claim.")
    assert html == "It is <del>an old and weak</del><ins>a new but firm</ins> claim."


def test_sections_without_a_change_are_only_named():
    old = "Intro.\n\n## A\n\nText.\n\n## B\n\nOne.\n\nTwo.\n\nThree.\n\nFour.\n\n## C\n\nText.\n"
    assert shown(old, old.replace("Four", "Five")) == [
        ("unchanged", ["the beginning", "A"]),
        [
            ("same", "h2", "B"),
            ("gap", "", 2),
            ("same", "p", "Three."),
            ("changed", "p", "<del>Four</del><ins>Five</ins>."),
        ],
        ("unchanged", ["C"]),
    ]


def test_a_heading_that_changed_shows_both():
    [[heading, text]] = shown("## Close\n\nThe text.\n", "## Near to it\n\nThe text.\n")
    assert heading == ("changed", "h2", "<del>Close</del><ins>Near to it</ins>")
    assert text == ("same", "p", "The text.")


def test_a_new_paragraph_before_one_that_changed_a_little_is_new():
    [passages] = shown(
        "A long sentence about trust and time.\n",
        "Quite another thing.\n\nA long sentence about trust and care.\n",
    )
    assert [(sign, kind) for sign, kind, _ in passages] == [("added", "p"), ("changed", "p")]


@pytest.mark.parametrize(
    "text",
    [
        "## H\n\n- [[Trust|it]] *a* **b** `c`\n\n1. x\n",
        "| A | B |\n|---|---|\n| c | d |\n",
        "> [!example] Title\n> **Client:** I do.\n> **Therapist:** So.\n",
        "> [!reflection]\n> What now?\n",
        '> Quoted.\n\n~~~\ncode  *here*\n~~~\n\n[out](https://x.example/ "a > b")\n',
        "### Three\n\n#### Four\n\nText \\* & more.\n",
    ],
)
def test_no_sign_of_the_markup_is_shown(text):
    bodies, _, _ = rendering.render_by_name(["", text])
    [section] = page_differences(*bodies)
    words = " ".join(passage.text for passage in section.passages)
    for sign in ("##", "[[", "]]", "[@", "**", "|", "> ", "[!", "---"):
        assert sign not in words
    assert all(passage.sign == "added" for passage in section.passages)


def test_a_speech_is_a_piece_with_its_speaker_and_a_row_with_its_cells():
    html = markup.parse("> [!example]\n> **Client:** I do.\n> **Therapist:** So.\n").html
    assert [(each.kind, each.text) for each in pieces_of(html)] == [
        ("block", "Our example"),
        ("speech", "Client: I do."),
        ("speech", "Therapist: So."),
    ]
    html = markup.parse("| A | B |\n|---|---|\n| c | d |\n").html
    assert [(each.kind, each.text) for each in pieces_of(html)] == [
        ("row", "A · B"),
        ("row", "c · d"),
    ]


def test_a_link_that_changed_is_a_change_and_stays_one():
    [[(_, _, html)]] = shown(
        "See this [page](https://a.example/) now.", "See this [page](https://b.example/) now."
    )
    assert '<del><a href="https://a.example/">page</a></del>' in html
    assert '<ins><a href="https://b.example/">page</a></ins>' in html


def test_a_link_within_the_page_leads_nowhere_here():
    [[(_, _, html)]] = shown("", "See [above](#top).")
    assert html == "<ins>See <span>above</span>.</ins>"


def test_vowel_signs_stay_with_their_letters():
    assert word_differences("वह हिन्दी है", "वह हिन्दू है") == "वह <del>हिन्दी</del><ins>हिन्दू</ins> है"


def test_what_was_typed_stays_text():
    assert "<script" not in str(shown("", "<script>alert(1)</script> & `<b>`\n"))
    assert word_differences("a &lt;b&gt;", "a &lt;i&gt;") == "a &lt;<del>b</del><ins>i</ins>&gt;"


NOISE = random.Random(1)


def noise(pieces, width):
    words = ("<em>aa</em>", "b", "c", "d")
    text = "".join(
        f"<p>{' '.join(NOISE.choice(words) for _ in range(width))}</p>" for _ in range(pieces)
    )
    return text[:400_000]


@pytest.mark.parametrize(
    ("pieces", "width"), [(2_900, 1), (2_900, 20), (40, 1_500), (60, 900), (1, 60_000), (60_000, 1)]
)
def test_no_two_pages_take_longer_than_a_reader_waits(pieces, width):
    before, after = noise(pieces, width), noise(pieces, width)
    start = time.process_time()
    assert page_differences(before, after)
    assert time.process_time() - start < 2.5
