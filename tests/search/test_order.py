"""SQLite and PostgreSQL give the same answers in the same order.

The order over 300 invented pages is kept in `order.yaml`, and both databases have to give it. Where
a change of weights changes it on purpose, `RECORD_ORDER=1 pytest tests/search/test_order.py` writes
it anew; the difference then shows what the change does.
"""

import os
from pathlib import Path

import pytest
import yaml
from django.db import transaction

from concepts import markup, search
from concepts.models import Entry
from concepts.search import query, retrieval
from tests.benchmarks.generated import Generator

pytestmark = pytest.mark.slow

FILE = Path(__file__).parent / "order.yaml"
SEED = 7
PAGES = 300


@pytest.fixture(scope="module")
def pages(django_db_setup, django_db_blocker):
    generator = Generator(SEED)
    with django_db_blocker.unblock(), transaction.atomic():
        for number in range(PAGES):
            slug, content = generator.page(number)
            entry = Entry.objects.create(slug=slug, type=content.type)
            search.index(
                entry.pk,
                type=content.type,
                kind=content.kind,
                title=content.title,
                slug=slug,
                names=[(text, "same") for text in content.aliases],
                summary=content.summary,
                sections=markup.parse(content.body).sections,
                tags=content.tags,
            )
        yield generator
        transaction.set_rollback(True)


def queries(generator):
    words = generator.vocabulary
    yield from words[:6]
    yield from words[40:300:60]
    yield from (f"{words[i]} {words[i + 3]}" for i in range(0, 20, 4))
    yield from (f"{words[i]} {words[90 + i]} {words[400 + i]}" for i in range(0, 20, 5))
    yield from (f'"{words[i]} {words[i + 1]}"' for i in range(3))
    yield from (f"{words[i]} kind:skill" for i in range(3))
    yield from (f"{words[i]} tag:ethics type:question" for i in range(3))
    yield from ("tag:ethics kind:skill", "what is it about", "therapyy", "clientt relationshp")
    yield from (words[i][:3] for i in range(60, 70))
    yield f"what is the {words[5]} of {words[60]} and {words[900]} in a {words[2]}?"


@pytest.mark.slow
@pytest.mark.django_db
def test_both_databases_answer_in_the_recorded_order(pages):
    answers = {
        text: [hit.slug for hit in search.find(text, limit=10).hits] for text in queries(pages)
    }
    suggestions = {
        word[:length]: [
            one.path for _, some in search.suggest(word[:length]).groups for one in some
        ]
        for word in pages.vocabulary[:200:20]
        for length in (1, 2, 4, len(word))
    }
    given = {"find": answers, "suggest": suggestions}
    if os.environ.get("RECORD_ORDER"):
        FILE.write_text(yaml.safe_dump(given, default_flow_style=None, width=100, sort_keys=False))
    assert given == yaml.safe_load(FILE.read_text())


@pytest.mark.django_db
def test_the_commonest_words_are_answered_from_a_bounded_number_of_pages(pages):
    for text in ("the", "therapy", "therapy client", "therapy client therapist relationship"):
        asked = query.read(text)
        parts = 3 + len(asked.terms)
        assert len(retrieval.find(asked)) <= parts * retrieval.BOUND
        assert len(retrieval.suggest(asked)) < 3 * retrieval.BOUND
