"""Drawings of any concepts and ties: what holds however many there are and whatever they are
called."""

import random
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from concepts.contentfile import KINDS, RELATION_TYPES
from concepts.relation_map.choosing import draw
from concepts.relation_map.geometry.shapes import Node, Tie
from tests.relation_map.geometry import faults, points, shared_stretches

WORDS = [
    *("Trust", "of", "the", "relationship", "building", "Unconditional", "regard-taking", "W"),
    *("self-disclosure", "Donaudampfschifffahrt", "信頼関係", "x-y-z", "'ill'", "iii"),
]


def nodes_of(kinds, titles=None):
    titles = titles or [f"Concept {number}" for number in range(len(kinds))]
    return [
        Node(number, title, kind, f"/concepts/{number}/")
        for number, (kind, title) in enumerate(zip(kinds, titles, strict=True))
    ]


def drawing_of(kinds, *ties):
    ties = [Tie(*tie) for tie in ties]
    return draw(nodes_of(kinds), ties, ties)


def test_a_map_without_concepts_is_empty():
    assert draw([], [], []).boxes == []


def test_a_concept_without_ties_stands_back():
    drawing = drawing_of(["quality", "skill", "idea"], ("builds", 0, 1))
    assert [box.is_quiet for box in drawing.boxes] == [False, False, True]


def test_boxes_come_in_the_order_in_which_one_reads():
    drawing = drawing_of(
        ["safeguard", "idea", "outcome", "process", "relationship", "quality", "challenge"]
    )
    kinds = [box.node.kind for box in drawing.boxes]
    assert kinds == [
        "challenge",
        "quality",
        "relationship",
        "process",
        "outcome",
        "idea",
        "safeguard",
    ]


def test_what_is_tied_stands_near():
    """Two columns whose concepts are tied in the opposite order of the alphabet do not cross."""
    pairs = [(number, 9 - number) for number in range(5)]
    drawing = drawing_of(
        ["quality"] * 5 + ["relationship"] * 5, *(("builds", *pair) for pair in pairs)
    )
    heights = {box.node.key: box.y for box in drawing.boxes}
    assert all(heights[one] == heights[two] for one, two in pairs)


def test_the_same_concepts_always_stand_in_the_same_place():
    kinds = [list(KINDS)[number % len(KINDS)] for number in range(40)]
    shuffle = random.Random(1)
    ties = [
        (shuffle.choice(list(RELATION_TYPES)), *shuffle.sample(range(40), 2)) for _ in range(50)
    ]
    one, two = drawing_of(kinds, *ties), drawing_of(kinds, *ties)
    assert one == two


def test_a_busy_box_grows_so_that_its_lines_stay_apart():
    kinds = ["quality"] * 12 + ["relationship"]
    drawing = drawing_of(kinds, *(("builds", number, 12) for number in range(12)))
    ends = sorted(points(line.path)[-1][1] for line in drawing.lines)
    assert min(after - before for before, after in pairwise(ends)) >= 7


def test_the_double_line_lies_on_top():
    drawing = drawing_of(
        ["quality", "relationship", "relationship", "safeguard"],
        ("protects", 3, 1),
        ("builds", 0, 1),
        ("related-to", 0, 2),
    )
    assert [sheaf.type for sheaf in drawing.sheaves][-1] == "protects"


@st.composite
def worlds(choose):
    size = choose(st.sampled_from([1, 2, 3, 5, 8, 20, 60, 100, 200]))
    seed = random.Random(choose(st.integers(0, 10**6)))
    kinds = seed.sample(list(KINDS), choose(st.integers(1, len(KINDS))))
    titles = [" ".join(seed.choices(WORDS, k=seed.randint(1, 7))) for _ in range(size)]
    nodes = nodes_of([seed.choice(kinds) for _ in range(size)], titles)
    types = seed.sample(list(RELATION_TYPES), seed.randint(1, len(RELATION_TYPES)))
    ties = {
        Tie(seed.choice(types), *seed.sample(range(size), 2))
        for _ in range(seed.randint(0, min(90, 3 * size)) if size > 1 else 0)
    }
    return nodes, sorted(ties, key=repr)


@pytest.mark.slow
@settings(max_examples=60)
@given(worlds())
def test_any_map_can_be_read(world):
    nodes, ties = world
    assert faults(draw(nodes, ties, ties)) == {}


@st.composite
def thickets(choose):
    """Ties as densely as some kinds of concepts have them: hubs, cycles, several ties between the
    same two, and many that lead the same way."""
    size = choose(st.sampled_from([2, 4, 9, 30, 80, 120]))
    seed = random.Random(choose(st.integers(0, 10**6)))
    # Each kind of its own, as often as not a single one, or one in the way between two others.
    kinds = seed.sample(list(KINDS), choose(st.integers(1, len(KINDS))))
    hubs = range(choose(st.integers(1, min(4, size))))
    ties = set()
    for _ in range(choose(st.integers(1, min(150, 5 * size)))):
        one = seed.choice(hubs) if seed.random() < 0.5 else seed.randrange(size)
        other = seed.choice([key for key in range(size) if key != one])
        if seed.random() < 0.3:
            one, other = other, one
        ties |= {Tie(type, one, other) for type in seed.sample(list(RELATION_TYPES), 2)[:1]}
        if seed.random() < 0.2:
            ties |= {Tie(type, other, one) for type in seed.sample(list(RELATION_TYPES), 2)}
    for start in range(0, size - 2, 7):
        cycle = [start, start + 1, start + 2]
        ties |= {Tie("builds", *pair) for pair in pairwise([*cycle, start])}
    return nodes_of([seed.choice(kinds) for _ in range(size)]), sorted(ties, key=repr)


MOST_SHARED = 20  # units: at a crossing under a small angle two lines look like one for a moment


@pytest.mark.slow
@settings(max_examples=60)
@given(thickets())
def test_however_many_lines_go_one_way_no_two_lie_on_one_another(thicket):
    nodes, ties = thicket
    drawing = draw(nodes, ties, ties)
    assert faults(drawing) == {}
    assert [each for each in shared_stretches(drawing) if each[1] > MOST_SHARED] == []
