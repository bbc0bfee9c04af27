"""How wide labels are, and where they break."""

import pytest

from concepts.relation_map.geometry.widths import text_width, wrapped


def test_letters_have_widths_of_their_own():
    assert text_width("i" * 10, 15) < text_width("n" * 10, 15) < text_width("W" * 10, 15)


def test_an_accent_adds_nothing_and_an_unknown_sign_counts_full():
    assert text_width("Élan", 15) == text_width("Elan", 15)
    assert text_width("信", 10) >= 10


@pytest.mark.parametrize(
    ("title", "lines"),
    [
        ("Trust", ["Trust"]),
        ("Unconditional positive regard", ["Unconditional positive", "regard"]),
        ("Relationship-building activities", ["Relationship-building", "activities"]),
        ("Therapist self-disclosure", ["Therapist self-", "disclosure"]),
    ],
)
def test_a_label_breaks_at_spaces_and_after_hyphens(title, lines):
    assert wrapped(title, 168, 15) == lines


def test_what_does_not_fit_is_cut_and_says_so():
    lines = wrapped("A title that goes on and on until nobody would want to read it " * 3, 168, 15)
    assert len(lines) == 2
    assert lines[-1].endswith("…")
    assert all(text_width(line, 15) <= 168 for line in lines)


def test_a_word_that_is_too_long_is_cut():
    (line,) = wrapped("Rindfleischetikettierungsüberwachung", 120, 15)
    assert line.endswith("…")
    assert text_width(line, 15) <= 120


def test_a_hyphen_at_an_edge_breaks_nothing():
    assert wrapped("-a b-", 168, 15) == ["-a b-"]
