"""A page's rows come, change and go with the page."""

import importlib

import pytest
from django.core.management import call_command
from django.db import connection, transaction

from concepts import search
from concepts.models import Entry
from concepts.search.indexing import TABLES

from .conftest import slugs


def rows():
    counts = {}
    with connection.cursor() as cursor:
        for table in TABLES:
            cursor.execute(f"SELECT COUNT(*) FROM {table}")
            counts[table] = cursor.fetchone()[0]
    return counts


def contents():
    found = {}
    with connection.cursor() as cursor:
        for table in TABLES:
            cursor.execute(f"SELECT * FROM {table}")
            found[table] = sorted(map(str, cursor.fetchall()))
    return found


PAGE = {
    "type": "concept",
    "kind": "relationship",
    "title": "Trust",
    "slug": "trust",
    "names": [("confidence", "same"), ("reliance", "search")],
    "summary": "Expecting that somebody means well.",
    "sections": [("", "", "It grows slowly."), ("in-practice", "In practice", "Keep promises.")],
    "tags": ["foundations"],
}


@pytest.fixture
def trust(db):
    entry = Entry.objects.create(type="concept", slug="trust")
    assert search.index(entry.pk, **PAGE)
    return entry


def test_the_same_page_again_changes_nothing(trust, django_assert_num_queries):
    before = contents()
    with django_assert_num_queries(1):
        assert not search.index(trust.pk, **PAGE)
    assert contents() == before


@pytest.mark.parametrize(
    "change",
    [
        {"title": "Trusting"},
        {"names": [("faith", "same")]},
        {"names": [("confidence", "search"), ("reliance", "search")]},
        {"summary": "Something else."},
        {"sections": [("", "", "A wholly different text about rivers.")]},
        {"tags": ["ethics"]},
        {"kind": "quality"},
        {"slug": "trust-2"},
    ],
)
def test_a_changed_page_has_the_rows_of_a_new_one(trust, change):
    assert search.index(trust.pk, **PAGE | change)
    changed = contents()
    search.clear()
    assert search.index(trust.pk, **PAGE | change)
    fresh = contents()
    # Words that a misspelling may be mended to stay filed: without a page they are never offered.
    assert set(changed.pop("search_spelling")) >= set(fresh.pop("search_spelling"))
    assert changed == fresh


def test_what_was_edited_away_is_found_no_more(trust):
    assert slugs(search.find("promises")) == ["trust"]
    search.index(trust.pk, **PAGE | {"sections": []})
    assert search.find("promises").hits == []
    assert search.find("promisses").corrected is None


def test_a_word_filed_under_a_term_of_an_older_version_gets_its_own(trust):
    with connection.cursor() as cursor:
        cursor.execute("UPDATE search_spelling SET term = 'promised' WHERE word = 'promises'")
    assert search.find("promisses").corrected is None
    search.index(trust.pk, **PAGE | {"summary": "As others would."})
    assert search.find("promisses").corrected == "promises"


def test_a_removed_page_leaves_no_rows(trust):
    assert search.remove(trust.pk)
    assert not search.remove(trust.pk)
    left = rows()
    left.pop("search_spelling")
    assert not any(left.values())
    assert search.find("trust").hits == []


def test_the_rows_go_with_the_entry(trust):
    Entry.objects.filter(pk=trust.pk).delete()
    left = rows()
    left.pop("search_spelling")
    assert not any(left.values())


def test_a_publication_that_fails_leaves_the_old_rows(trust):
    before = contents()
    with pytest.raises(RuntimeError), transaction.atomic():
        search.index(trust.pk, **PAGE | {"title": "Doubt"})
        raise RuntimeError
    assert contents() == before
    assert slugs(search.find("trust")) == ["trust"]


def test_clear_leaves_nothing(trust):
    search.clear()
    assert not any(rows().values())


def test_the_ids_of_indexed_pages_are_known(trust):
    assert search.indexed() == {trust.pk}


@pytest.mark.slow
def test_a_very_long_page_is_indexed_and_found(db):
    entry = Entry.objects.create(type="concept", slug="long")
    text = "\n".join(f"Line {i} about nothing much." for i in range(8_000))
    search.index(entry.pk, **PAGE | {"title": "Long", "slug": "long", "sections": [("", "", text)]})
    assert slugs(search.find('"about nothing much"')) == ["long"]


def test_odd_names_and_texts_are_indexed(db):
    odd = ["🙂", "…", "שלום עולם", "हिन्दी", "C++", "x" * 500, "'); --", "a\tb", "Ⅳ ½ ﬁ"]
    for number, text in enumerate(odd):
        entry = Entry.objects.create(type="concept", slug=f"odd-{number}")
        page = PAGE | {"title": text, "slug": f"odd-{number}", "summary": text}
        assert search.index(entry.pk, **page | {"names": [], "sections": [("a", text, text)]})
    assert slugs(search.find("שלום")) == ["odd-2"]
    assert slugs(search.find("हिन्दी")) == ["odd-3"]


@pytest.mark.django_db(transaction=True)
class TestTablesStand:
    def test_flush_empties_them(self, trust):
        call_command("flush", interactive=False, verbosity=0)
        left = rows()
        left.pop("search_spelling")
        assert not any(left.values())

    def test_they_can_be_unmade_and_made_again(self):
        migration = importlib.import_module("concepts.migrations.0002_search")
        with connection.schema_editor() as editor:
            migration.undo(None, editor)
        assert not set(TABLES) & set(connection.introspection.table_names())
        with connection.schema_editor() as editor:
            migration.make(None, editor)
        assert set(TABLES) <= set(connection.introspection.table_names())
        assert not any(rows().values())

    @pytest.mark.skipif(connection.vendor != "sqlite", reason="only SQLite rebuilds tables")
    def test_they_outlive_a_rebuilt_entry_table(self, trust):
        with connection.schema_editor() as editor:
            editor._remake_table(Entry)
        assert slugs(search.find("trust")) == ["trust"]
        Entry.objects.filter(pk=trust.pk).delete()
        assert search.indexed() == set()
        assert rows()["search_posting"] == rows()["search_text"] == 0
