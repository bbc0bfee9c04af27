"""What changed between two texts, as a reader sees it."""

import random
import time

import pytest

from concepts.differences.lines import line_differences


def shown(changes):
    return [
        (
            change.sign,
            "".join(
                f"[{sign[0]}:{text}]" if sign != "same" else text for sign, text in change.parts
            ),
        )
        if change.sign != "gap"
        else ("gap", change.number)
        for change in changes
    ]


def test_equal_texts_have_no_difference():
    assert line_differences("a\nb", "a\nb") == []


def test_a_word_is_marked_within_its_line():
    assert shown(line_differences("One two three.", "One four three.")) == [
        ("changed", "One [r:two][a:four] three.")
    ]


def test_a_line_of_which_little_stayed_is_taken_out_and_put_in():
    assert shown(line_differences("all of this goes", "nothing remains here")) == [
        ("removed", "[r:all of this goes]"),
        ("added", "[a:nothing remains here]"),
    ]


def test_what_did_not_change_is_left_out_but_for_a_line_around():
    before = "\n".join(f"line {number}" for number in range(10))
    after = before.replace("line 5", "line 5 with more")
    assert shown(line_differences(before, after)) == [
        ("gap", 4),
        ("same", "line 4"),
        ("changed", "line 5[a: with more]"),
        ("same", "line 6"),
        ("gap", 3),
    ]


def test_new_and_old_lines():
    assert shown(line_differences("a\nb", "a\nb\nc")) == [
        ("gap", 1),
        ("same", "b"),
        ("added", "[a:c]"),
    ]
    assert shown(line_differences("a\nb\nc", "b\nc")) == [
        ("removed", "[r:a]"),
        ("same", "b"),
        ("gap", 1),
    ]


def test_empty_lines_are_no_difference_worth_showing():
    assert {change.sign for change in line_differences("a\nb", "a\n\n\nb")} <= {"gap", "same"}


NOISE = random.Random(1)


def noise(lines, width, letters="ab"):
    return "\n".join(" ".join(NOISE.choice(letters) for _ in range(width)) for _ in range(lines))


@pytest.mark.parametrize(
    ("lines", "width"), [(2_900, 1), (2_900, 20), (1, 50_000), (190, 500), (60_000, 1)]
)
def test_no_two_texts_take_longer_than_a_reader_waits(lines, width):
    before, after = noise(lines, width)[:200_000], noise(lines, width)[:200_000]
    start = time.process_time()
    assert line_differences(before, after)
    assert time.process_time() - start < 2
