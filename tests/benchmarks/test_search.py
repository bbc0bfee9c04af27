"""The measuring of search measures, and leaves everything as it was."""

import gc
import re
from io import StringIO

import pytest
from django.core.management import call_command

from concepts import search
from concepts.models import Entry


@pytest.fixture(autouse=True)
def thaw():
    yield
    gc.unfreeze()


@pytest.mark.django_db
def test_invented_pages_are_searched_and_indexed_and_nothing_stays_changed():
    call_command("generate_entries", 30, stdout=StringIO())
    before = search.indexed()
    said = StringIO()
    call_command("bench_search", each=2, best_of=2, stdout=said)
    for line in ("SUGGEST ALL", "FIND ALL", "INDEX a changed sentence", "INDEX a new page"):
        assert re.search(rf"{line} +[\d.]+ +[\d.]+ +[\d.]+  \((within|OVER) \d+\)", said.getvalue())
    assert search.indexed() == before
    assert Entry.objects.count() == 30
