"""The map of the content that the site comes with: whatever is chosen, it can be read."""

import brotli
import pytest

from concepts.contentfile import KINDS, MAIN_TYPES, RELATION_TYPES
from concepts.models import Concept, Framework
from concepts.reading import ties_of
from concepts.relation_map import chart, neighbourhood
from tests.relation_map.geometry import faults, shared_stretches

pytestmark = [pytest.mark.slow, pytest.mark.django_db, pytest.mark.usefixtures("shipped")]
MOST_BYTES = 90  # of the whole map for each concept, compressed
MOST_SHARED = 20  # units: at a crossing under a small angle two lines look like one for a moment


def every_choice():
    yield {}
    yield from ({"type": type} for type in RELATION_TYPES)
    yield from ({"kind": kind} for kind in KINDS)
    for page in Framework.objects.published():
        yield {"framework": page.slug}
    for page in Concept.objects.published():
        yield {"concept": page.slug}


@pytest.mark.slow
def test_whatever_is_chosen_nothing_covers_anything_else():
    """No box touches another, no label leaves its box, no line runs under a box or a name."""
    found = {str(choice): faults(chart(**choice).drawing) for choice in every_choice()}
    assert len(found) > 80
    assert {choice: wrong for choice, wrong in found.items() if wrong} == {}


def test_no_two_lines_lie_on_one_another():
    found = {
        str(choice): [
            pair
            for pair, length in shared_stretches(chart(**choice).drawing)
            if length > MOST_SHARED
        ]
        for choice in every_choice()
    }
    assert {choice: pairs for choice, pairs in found.items() if pairs} == {}


def test_no_name_is_cut():
    assert [box.node.title for box in chart().drawing.boxes if box.is_cut] == []


def test_every_concept_stands_on_the_whole_map_once():
    titles = [box.node.title for box in chart().drawing.boxes]
    concepts = Concept.objects.published().exclude(kind="instrument")
    assert sorted(titles) == sorted(concepts.values_list("title", flat=True))


def test_concepts_keep_their_order_whichever_lines_are_drawn():
    def order(**choice):
        boxes = chart(**choice).drawing.boxes
        return [box.node.title for box in boxes]

    assert all(order(type=type) == order() for type in RELATION_TYPES)


def test_the_first_look_shows_what_carries_the_work():
    whole = chart()
    assert {line.tie.type for line in whole.drawing.lines} == set(MAIN_TYPES)
    assert len(whole.drawing.lines) == sum(whole.counts[type] for type in MAIN_TYPES)
    assert whole.drawn < whole.total


def test_each_line_that_is_drawn_is_told_once():
    for choice in ({}, {"kind": "skill"}, {"type": "confused-with"}, {"concept": "trust"}):
        found = chart(**choice)
        told = sorted(
            (group.type, node.key, other.key)
            for group in found.groups
            for node, others in group.rows
            for other, _ in others
        )
        drawn = [line.tie for line in found.drawing.lines]
        assert told == sorted((tie.type, tie.start, tie.end) for tie in drawn)


def test_lines_leave_to_the_right_where_the_work_goes_on():
    """What the therapist brings stands left of what grows between the two, and so on."""
    boxes = {box.node.title: box for box in chart().drawing.boxes}
    empathy, trust = boxes["Empathy"], boxes["Trust"]
    exploring, insight = boxes["Self-exploration"], boxes["Insight"]
    assert empathy.right < trust.x < trust.right < exploring.x < exploring.right < insight.x
    assert boxes["Conflict of interest"].bottom < min(empathy.y, trust.y, insight.y)
    assert boxes["Confidentiality"].y > max(empathy.bottom, trust.bottom, insight.bottom)


def test_the_neighbourhood_of_every_concept_can_be_read():
    wrong = {}
    for page in Concept.objects.published():
        near = neighbourhood(page, ties_of(page))
        if near:
            shared = [each for each in shared_stretches(near.drawing) if each[1] > MOST_SHARED]
            if found := shared or faults(near.drawing):
                wrong[page.slug] = found
    assert wrong == {}


def test_the_page_is_light_and_asks_little(client, django_assert_max_num_queries):
    with django_assert_max_num_queries(3):
        response = client.get("/map/")
    concepts = Concept.objects.published().count()
    assert len(brotli.compress(response.content, quality=5)) < MOST_BYTES * concepts
    for choice in ("kind=process", "framework=five-components", "concept=trust"):
        with django_assert_max_num_queries(4):
            client.get(f"/map/?{choice}")
