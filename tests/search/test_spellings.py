"""However a word is spelt, in a text or in a query, the same pages are found, on both databases."""

from pathlib import Path

import pytest
import yaml
from django.db import transaction

from concepts import markup, search
from concepts.models import Entry

LINES = yaml.safe_load((Path(__file__).parent / "spellings.yaml").read_text())


def found(text):
    return {hit.slug for hit in search.find(text, limit=300).hits}


@pytest.fixture(scope="module")
def world(django_db_setup, django_db_blocker):
    """A page for each spelling, which has it once in its text and nowhere else."""
    with django_db_blocker.unblock(), transaction.atomic():
        for number, line in enumerate(LINES):
            for place, spelling in enumerate(line):
                slug = f"zz-{number}-{place}"
                entry = Entry.objects.create(slug=slug, type="concept")
                search.index(
                    entry.pk,
                    type="concept",
                    kind="idea",
                    title=f"Zz {number}x{place}",
                    slug=slug,
                    sections=markup.parse(f"There stood {spelling}, plainly.\n").sections,
                )
        yield
        transaction.set_rollback(True)


def test_the_list_is_long_enough():
    assert sum(len(line) - 1 for line in LINES) >= 60


@pytest.mark.django_db
@pytest.mark.parametrize("number", range(len(LINES)), ids=[line[0] for line in LINES])
def test_each_spelling_finds_the_texts_that_have_another(world, number):
    line = LINES[number]
    own = {f"zz-{number}-{place}" for place in range(len(line))}
    assert not any(own - found(spelling) for spelling in line)
    assert len({frozenset(found(spelling)) for spelling in line}) == 1
    assert {search.find(spelling).corrected for spelling in line} == {None}
