"""Straight quotation marks and apostrophes turn as a reader expects."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from concepts.bibliography.words import curl
from concepts.quotation_marks import OPENS, turns
from concepts.typesetting import curled


@pytest.mark.parametrize(
    ("typed", "printed"),
    [
        ("it's the clients' world", "it’s the clients’ world"),
        ("\"so\" and 'so'", "“so” and ‘so’"),
        # One in another, both ways and three deep.
        ("\"'I felt alone' is what she said.\"", "“‘I felt alone’ is what she said.”"),
        ("'\"as if\" is a phrase'.", "‘“as if” is a phrase’."),
        ("\"'Why?'\"", "“‘Why?’”"),
        ("'\"Why?\"'", "‘“Why?”’"),
        ('"\'"Why?" he asked\' was it."', "“‘“Why?” he asked’ was it.”"),
        ('"\'"Why?"\'"', "“‘“Why?”’”"),
        ("He said, \"She said, 'no'.\"", "He said, “She said, ‘no’.”"),
        ("\"'I' and 'you', not 'it'\"", "“‘I’ and ‘you’, not ‘it’”"),
        # Beside brackets, dashes and signs.
        ("(\"so\") ['so'] {\"'so'\"}", "(“so”) [‘so’] {“‘so’”}"),
        ('"(So) it goes (on)"', "“(So) it goes (on)”"),
        ('"[She] left" (\'"no"\')', "“[She] left” (‘“no”’)"),
        ("\"So (she said 'no')\"", "“So (she said ‘no’)”"),
        ('a break\N{EM DASH}"so"\N{EM DASH}and', "a break—“so”—and"),
        ('"I was\N{EM DASH}" He stopped.', "“I was—” He stopped."),
        ('"I was\N{EM DASH}", he said', "“I was—”, he said"),
        ("\"I\N{EM DASH}'I mean'\N{EM DASH}know\"", "“I—‘I mean’—know”"),
        ("'I was\N{EM DASH}' he said", "‘I was—’ he said"),
        ('"I was --"', "“I was --”"),
        ("\"...and 'so' on...\"", "“...and ‘so’ on...”"),
        ('"\N{HORIZONTAL ELLIPSIS}and\N{HORIZONTAL ELLIPSIS}"', "“…and…”"),
        ("then \N{HORIZONTAL ELLIPSIS}'no', and ...\"yes\"", "then …‘no’, and ...“yes”"),
        ("non-\"self\"-like and/or 'us'/'them'", "non-“self”-like and/or ‘us’/‘them’"),
        ("word:\"so\" and x='y'", "word:“so” and x=‘y’"),
        ("an empty \"\", or ''.", "an empty “”, or ‘’."),
        ('"A dot.""Another."', "“A dot.”“Another.”"),
        ('"No!" \'No?\' "No."', "“No!” ‘No?’ “No.”"),
        # What begins with an apostrophe.
        ("In the '90s, '68 and '05", "In the ’90s, ’68 and ’05"),
        ("the '90s clients' view", "the ’90s clients’ view"),
        ("'tis, 'Twas and 'tisn't", "’tis, ’Twas and ’tisn’t"),
        ("tell 'em 'cause they ask", "tell ’em ’cause they ask"),
        ("rock 'n' roll, fish 'n chips", "rock ’n’ roll, fish ’n chips"),
        ("rock-'n'-roll", "rock-’n’-roll"),
        ("'I like rock 'n' roll,' he said", "‘I like rock ’n’ roll,’ he said"),
        ("''Tis so,' she said", "‘’Tis so,’ she said"),
        ('"\'Tis so," she said', "“’Tis so,” she said"),
        ("\"'em\" and 'em' and the letter 's'", "“’em” and ‘em’ and the letter ‘s’"),
        ("van 't Hooft of 's-Gravenhage and d'Hondt", "van ’t Hooft of ’s-Gravenhage and d’Hondt"),
        ("the APA (2020)'s and \"cure\"'s", "the APA (2020)’s and “cure”’s"),
        ("'Cause he asked", "’Cause he asked"),
        ("'The first of several paragraphs", "‘The first of several paragraphs"),
        ("5'10\" and 6'", "5’10” and 6’"),
        ("the '80s' and 'the '80s' end'", "the ‘80s’ and ‘the ’80s’ end’"),
        # What was set already.
        ("\N{LEFT DOUBLE QUOTATION MARK}'so'\N{RIGHT DOUBLE QUOTATION MARK}", "“‘so’”"),
        ('don\N{RIGHT SINGLE QUOTATION MARK}t say "so"', "don’t say “so”"),
        ("\" and '", "” and ’"),
        ("", ""),
    ],
)
def test_running_text(typed, printed):
    assert curled(typed) == printed


@pytest.mark.parametrize(
    ("typed", "printed"),
    [
        ("'so'", "“so”"),
        ("'\"as if\" is a phrase'", "“‘as if’ is a phrase”"),
        ("\"'I felt alone' is what she said\"", "“‘I felt alone’ is what she said”"),
        ('"\'"a" b\' c"', "“‘“a” b’ c”"),
        ("\"rock 'n' roll 'so'\"", "“rock ’n’ roll ‘so’”"),
        ("'the '90s' and \"don't\"", "“the ’90s” and “don’t”"),
        ("\N{LEFT DOUBLE QUOTATION MARK}'so'\N{RIGHT DOUBLE QUOTATION MARK}", "“‘so’”"),
    ],
)
def test_a_list_of_references_has_double_marks_outside_and_single_ones_inside(typed, printed):
    assert curl(typed) == printed


TEXT = st.text("\"'\u2018\u2019\u201c\u201d ab1.,(-)\u2014\ue002s")


@given(TEXT)
def test_any_text_keeps_all_but_its_straight_marks(text):
    for setter in (curled, curl):
        printed = setter(text)
        assert len(printed) == len(text)
        assert not set(printed) & set("\"'")
        kept = [at for at, character in enumerate(text) if character not in "\"'"]
        assert [printed[at] for at in kept] == [text[at] for at in kept]


@given(TEXT)
def test_the_depth_is_never_below_nothing_and_private_characters_count_for_nothing(text):
    found = list(turns(text))
    assert all(turn.depth >= 0 for turn in found)
    bare = text.replace("\ue002", "")
    assert [turn[1:] for turn in turns(bare)] == [turn[1:] for turn in found]


def test_a_long_text_of_marks_that_never_end_is_set():
    text = '("' * 50_000 + " 'a" * 50_000 + "'"
    assert sum(turn.does == OPENS for turn in turns(text)) > 50_000
