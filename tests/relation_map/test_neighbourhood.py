"""A concept among its neighbours, as its page shows it."""

from itertools import combinations
from math import dist

import pytest

from concepts.contentfile import BASES, RELATION_TYPES, SYMMETRIC_TYPES
from concepts.models import Concept
from concepts.reading.concept import Tie
from concepts.relation_map import neighbourhood
from concepts.relation_map.geometry.shapes import SIGN
from concepts.relation_map.neighbourhood import MOST_NEIGHBOURS
from tests.relation_map.geometry import faults

LONG = "The relationship in different approaches"


def page(number, title="", kind="idea"):
    return Concept(
        pk=number, type="concept", slug=f"page-{number}", title=title or f"Page {number}", kind=kind
    )


CENTRE = page(0, "Empathy", "quality")


def tie(type, other, is_inverse=False):
    words = RELATION_TYPES[type].inverse if is_inverse else RELATION_TYPES[type].words
    return Tie(type, words, is_inverse, other, "Because.", "theory")


def box(near, title):
    return next(box for box in near.drawing.boxes if box.node.title == title)


def test_a_concept_without_ties_has_no_neighbourhood():
    assert neighbourhood(CENTRE, []) is None


def test_what_leads_here_stands_left_and_what_it_leads_to_right():
    near = neighbourhood(
        CENTRE, [tie("builds", page(1, "Trust")), tie("builds", page(2, "Listening"), True)]
    )
    centre = box(near, "Empathy")
    assert box(near, "Listening").right < centre.x < centre.right < box(near, "Trust").x
    assert near.more == 0


def test_a_line_begins_at_the_page_that_states_the_tie():
    near = neighbourhood(
        CENTRE, [tie("builds", page(1, "Trust")), tie("builds", page(2, "Listening"), True)]
    )
    centre, trust, listening = (
        box(near, title).number for title in ("Empathy", "Trust", "Listening")
    )
    assert {line.ends for line in near.drawing.lines} == {(centre, trust), (listening, centre)}


def test_what_has_no_direction_stands_on_the_emptier_side():
    inverse = [tie("builds", page(number), True) for number in range(1, 5)]
    near = neighbourhood(CENTRE, [*inverse, tie("confused-with", page(9, "Sympathy"))])
    assert box(near, "Sympathy").x > box(near, "Empathy").right
    near = neighbourhood(
        CENTRE,
        [
            *(tie("builds", page(number)) for number in range(1, 5)),
            tie("goes-with", page(9, "Change")),
        ],
    )
    assert box(near, "Change").right < box(near, "Empathy").x


def test_a_neighbour_with_two_ties_stands_there_once():
    other = page(1, "Validation")
    near = neighbourhood(CENTRE, [tie("expressed-through", other), tie("confused-with", other)])
    assert [box.node.title for box in near.drawing.boxes].count("Validation") == 1
    assert len(near.drawing.lines) == 2


def test_beyond_fourteen_neighbours_the_rest_is_counted():
    near = neighbourhood(CENTRE, [tie("builds", page(number)) for number in range(1, 21)])
    assert len(near.drawing.boxes) == MOST_NEIGHBOURS + 1
    assert near.more == 6


@pytest.mark.parametrize("type", RELATION_TYPES)
def test_up_to_fourteen_neighbours_can_be_read(type):
    for count in (1, 2, 7, 14):
        for sides in ((True,), (False,), (True, False)):
            near = around(type, sides, count)
            assert faults(near.drawing) == {}, (sides, count)
            assert not any(box.is_cut for box in near.drawing.boxes), (sides, count)


def around(type, sides, count):
    """So many neighbours, by turns on these sides of their ties."""
    ties = [
        tie(
            type,
            page(number, LONG if number % 2 else "Countertransference"),
            sides[number % len(sides)] and type not in SYMMETRIC_TYPES,
        )
        for number in range(1, count + 1)
    ]
    return neighbourhood(CENTRE, ties)


def test_lines_have_the_signs_and_dots_of_the_map():
    near = neighbourhood(
        CENTRE,
        [
            Tie("goes-with", "goes with", False, page(1), "", "one study", direction="less"),
            Tie("builds", "builds", False, page(2), "", BASES["source"].words),
            tie("builds", page(3)),
        ],
    )
    assert [line.tie.sign for line, _, _ in near.drawing.signed] == ["−"]
    assert [line.tie.is_unproven for line in near.drawing.lines] == [False, True, False]


def test_no_sign_lies_on_another_or_on_a_box():
    signed = [
        Tie("goes-with", "goes with", False, page(number), "", "", direction="more")
        for number in range(1, 15)
    ]
    drawing = neighbourhood(CENTRE, signed).drawing
    spots = [(x, y) for _, x, y in drawing.signed]
    assert len(spots) == len(signed)
    assert all(dist(one, other) >= 2 * SIGN for one, other in combinations(spots, 2))
    assert not [
        spot
        for spot in spots
        for box in drawing.boxes
        if box.x < spot[0] < box.right and box.y < spot[1] < box.bottom
    ]


@pytest.mark.django_db
def test_it_asks_the_database_nothing(django_assert_num_queries):
    with django_assert_num_queries(0):
        neighbourhood(CENTRE, [tie("builds", page(number)) for number in range(1, 9)])
