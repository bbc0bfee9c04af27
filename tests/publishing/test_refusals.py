"""What the database refuses is said in a sentence, of the field that it is about."""

import pytest
from django.db import IntegrityError

from concepts.models.triggers import TRIGGERS
from concepts.publishing.refusals import PLACES, refusal, sentences


@pytest.mark.parametrize(
    ("error", "place"),
    [
        ("UNIQUE constraint failed: concepts_slug.slug", "slug"),
        ('duplicate key value violates unique constraint "concepts_slug_pkey"', "slug"),
        ("UNIQUE constraint failed: concepts_entry.slug", "slug"),
        ('... violates unique constraint "concepts_entry_slug_6cc1_uniq"', "slug"),
        ("CHECK constraint failed: entry_is_not_its_own_successor", "successor"),
        (TRIGGERS["entry_successor"].message, "successor"),
        ("UNIQUE constraint failed: concepts_name.key", ""),
    ],
)
def test_a_fault_stands_at_its_field(error, place):
    [fault] = refusal(IntegrityError(error)).faults
    assert (fault.place, fault.message) == (place, sentences()[part_of(error)])


def part_of(error):
    return max((part for part in sentences() if part in error), key=len)


def test_each_place_is_that_of_something_that_refuses():
    assert PLACES.keys() <= sentences().keys()
