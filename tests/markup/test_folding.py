"""Names are one however their signs are typed, and what shows nothing does not count."""

import pytest

from concepts import markup
from concepts.markup import APOSTROPHES, HYPHENS, fold

SOFT, SPACE, JOINER, NON_JOINER = "\u00ad", "\u200b", "\u200d", "\u200c"
UNSEEN = (
    SOFT,
    SPACE,
    JOINER,
    NON_JOINER,
    *"\u2060\ufeff\u200e\u200f\u202a\u202e\u2066\u2069\ufe0f",
)


@pytest.mark.parametrize("sign", APOSTROPHES)
def test_apostrophes_are_one(sign):
    assert fold(f"Peplau{sign}s phases") == "peplau's phases"


@pytest.mark.parametrize("sign", HYPHENS)
def test_hyphens_are_one(sign):
    assert fold(f"self{sign}disclosure") == "self-disclosure"


def test_quotation_marks_are_one():
    assert len({fold(f"{one}Good enough{other}") for one, other in ('""', "“”", "„“", "«»")}) == 1


@pytest.mark.parametrize("sign", UNSEEN, ids=ascii)
def test_what_shows_nothing_does_not_count(sign):
    for name in (
        f"Em{sign}pathy",
        f"{sign}Empathy",
        f"Empathy{sign}",
        f"{sign * 3}Em{sign * 9}pathy",
    ):
        assert fold(name) == "empathy"
    assert markup.seen(f"Em{sign}pathy") == "Empathy"


def test_joiners_stay_where_they_make_another_sign_or_word():
    family = JOINER.join("👨👩👧")
    assert fold(family) == family
    assert fold("می\u200cخواهم") == "می\u200cخواهم"
    # Variation selectors change the look alone.
    assert fold("❤\ufe0f") == fold("❤")


@pytest.mark.parametrize(
    "text",
    ["", " ", SOFT, SPACE * 2, JOINER, "\u00a0\u3000", "\u0301", "\ufe0f", "\u2800", "\u3164"],
)
def test_some_texts_show_nothing(text):
    assert markup.shows_nothing(text)


@pytest.mark.parametrize(
    "text", ["a", "5", "…", "?", "🙂", "共", "\ue123", "\U0005e3cf", f"{SOFT}x", "́e"]
)
def test_others_show_something(text):
    assert not markup.shows_nothing(text)
