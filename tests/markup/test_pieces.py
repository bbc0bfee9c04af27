"""A text in pieces: sections for search, paragraphs and sentences for whoever counts them."""

import pytest

from concepts import markup
from concepts.markup import Heading


def pieces(text):
    return [(piece.kind, piece.text, piece.line, piece.group) for piece in markup.paragraphs(text)]


def test_anchors_are_unique_and_stay_when_others_come_after():
    text = "## A\n\n## A\n\n## A 2\n\n### A\n"
    before = [heading.anchor for heading in markup.parse(text).headings]
    assert before == ["a", "a-2", "a-2-2", "a-3"]
    after = [heading.anchor for heading in markup.parse(text + "\n## A\n\n## B\n").headings]
    assert after == [*before, "a-4", "b"]


def test_headings_are_told_by_their_words():
    document = markup.parse('## *What* [[Trust|it]] `is` [@a] & "how"\n\n###### Deep\n')
    assert document.headings == (
        Heading(2, "what-it-is-how", 'What it is & "how"'),
        Heading(4, "deep", "Deep"),
    )


def test_sections_hold_all_words_under_their_headings():
    document = markup.parse(
        "Above.\n\n## One\n\nA [[Trust|b]] [@c] &amp; <d>.\n\n- e\n- `f`\n\n"
        "### Two\n\n## Three\n\n| g | h |\n|---|---|\n| i | j |\n"
    )
    assert document.sections == [
        ("", "", "Above.", ""),
        ("one", "One", "A b & <d>.\ne\nf", ""),
        ("two", "Two", "", ""),
        ("three", "Three", "", "g\nh\ni\nj"),
    ]
    assert document.text == "Above.\nOne\nA b & <d>.\ne\nf\nTwo\nThree\ng\nh\ni\nj"
    assert markup.parse("").sections == []


def test_a_paragraph_that_ends_with_a_colon_and_its_list_are_one_group():
    assert pieces("Three things:\n\n- one\n- two\n\nAnother.\n- three\n\n- four\n") == [
        ("paragraph", "Three things:", 1, 1),
        ("item", "one", 3, 1),
        ("item", "two", 4, 1),
        ("paragraph", "Another.", 6, 2),
        ("item", "three", 7, 3),
        ("item", "four", 9, 4),
    ]


def test_every_kind_of_piece_is_given_with_its_line():
    text = (
        "## A heading\n"
        "A paragraph\n"
        "in two lines.\n"
        "\n"
        "> A quotation [@a].\n"
        "\n"
        "> [!example] A title\n"
        "> **A:** One.\n"
        "> - Two.\n"
        "\n"
        "| a | b |\n"
        "|---|---|\n"
        "\n"
        "```\n"
        "code [@b]\n"
        "```\n"
        "1. three\n"
        "   and more\n"
    )
    assert [(kind, text, line) for kind, text, line, _ in pieces(text)] == [
        ("heading", "A heading", 1),
        ("paragraph", "A paragraph in two lines.", 2),
        ("paragraph", "A quotation.", 5),
        ("example", "A: One.", 8),
        ("example", "Two.", 9),
        ("table", "| a | b | |---|---|", 11),
        ("code", "", 14),
        ("item", "three and more", 17),
    ]


def test_what_is_cited_is_told_of_each_piece_but_not_in_blocks():
    text = "One [@a, p. 9].\n\n- Two [@b; @c: D].\n\n> [!suggestion]\n> Three [@e].\n"
    found = [[each.key for each in piece.citations] for piece in markup.paragraphs(text)]
    assert found == [["a"], ["b", "c"], []]


def test_a_quotation_after_a_block_must_be_cited_like_any_other():
    text = "> [!example]\n> Made up.\n\n> Quoted.\n"
    assert [piece.kind for piece in markup.paragraphs(text)] == ["example", "paragraph"]
    assert (
        markup.parse(text).html.count("<aside") == markup.parse(text).html.count("<blockquote") == 1
    )


def test_a_fence_that_is_never_closed_hides_nothing():
    text = "```\nUncited.\n\nSo is this.\n"
    assert [piece.kind for piece in markup.paragraphs(text)] == ["paragraph", "paragraph"]


def test_the_words_of_a_piece_have_no_markup():
    source = '**Bold**, *em*, `code`, [link](https://a.example "t"), [[Trust|it]] [@a]. 2 * 3 * 4'
    assert markup.plain(source) == "Bold, em, code, link, it. 2 * 3 * 4"


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("", 0),
        ("One.", 1),
        ("No full stop", 1),
        ("One. Two! Three? Four", 4),
        ("He said 'no.' Then he left.", 2),
        ("“Is it?” she asked. “Yes.”", 2),
        ("See p. 9 and pp. 9-12, e.g. Dr. Rogers et al. Then stop.", 1),
        ("The answer is no. She left.", 2),
        ("No. 9 is missing.", 1),
        ("It fell by 3.5 points. Then rose.", 2),
        ("One… two. Three.", 2),
        ("In 1957. 12 people.", 2),
        ("first. second.", 1),
        ("Ünder. Über.", 2),
    ],
)
def test_sentences_are_counted_as_a_reader_would(text, count):
    assert len(markup.sentences(text)) == count
