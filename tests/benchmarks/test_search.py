"""The measuring of search measures, and leaves everything as it was."""

import gc
import re

import pytest

from concepts import search
from concepts.models import Entry
from tests.benchmarks.generate import fill
from tests.benchmarks.search import measure


@pytest.fixture(autouse=True)
def thaw():
    yield
    gc.unfreeze()


@pytest.mark.django_db
def test_invented_pages_are_searched_and_indexed_and_nothing_stays_changed(capsys):
    fill(30)
    before = search.indexed()
    measure(each=2, best_of=2)
    said = capsys.readouterr().out
    for line in ("SUGGEST ALL", "FIND ALL", "INDEX a changed sentence", "INDEX a new page"):
        assert re.search(rf"{line} +[\d.]+ +[\d.]+ +[\d.]+  \((within|OVER) \d+\)", said)
    assert search.indexed() == before
    assert Entry.objects.count() == 30
