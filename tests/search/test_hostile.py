# ruff: noqa: RUF005 (signs are read best as signs)
"""Whatever is typed, there is an answer and no error, and no more work than for any other text.

What that work takes is measured by `make bench-search`; here it is counted.
"""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as some

from concepts import search
from concepts.search import query, retrieval

pytestmark = pytest.mark.slow

SIGNS = some.sampled_from(
    """ " ' * ( ) NEAR( AND OR NOT ^ : - + { } % \\ | & ! <-> tag: kind: type: kind:skill tag:ethics
    trust client emp the ;-- '--OR-1=1 🙂 ß İ ＊ “ ” """.split()
    + ["\x00", "\u202e", "\ud800", "e\u0301", "\n"]
)
TYPED = some.one_of(
    some.text(max_size=60),
    some.lists(SIGNS, max_size=12).map(" ".join),
    some.lists(SIGNS, max_size=12).map("".join),
    some.lists(some.one_of(SIGNS, some.text(max_size=8)), max_size=12).map("".join),
)
NEVER_MIND = settings(
    max_examples=150,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)


@pytest.mark.django_db
@NEVER_MIND
@given(text=TYPED, limit=some.integers(0, 30), offset=some.integers(0, 40))
def test_a_search_never_fails(library, text, limit, offset):
    results = search.find(text, limit=limit, offset=offset)
    assert len(results.hits) <= limit
    for hit in results.hits:
        bare = hit.snippet.replace("<mark>", "").replace("</mark>", "")
        assert "<" not in bare
        assert hit.snippet.count("<mark>") == hit.snippet.count("</mark>")
    results.query.encode()


@pytest.mark.django_db
@NEVER_MIND
@given(text=TYPED)
def test_a_suggestion_never_fails(library, text):
    suggestions = search.suggest(text)
    assert suggestions.total <= 8
    for _, group in suggestions.groups:
        for one in group:
            assert "<" not in one.label.replace("<mark>", "").replace("</mark>", "")


@pytest.mark.django_db
@pytest.mark.parametrize(
    "text",
    [
        "a" * 10_000,
        "a " * 5_000,
        "trust " * 1_700,
        '"' * 10_000,
        '"trust ' * 1_400,
        "(" * 10_000,
        "tag:" * 2_500,
        "tag:ethics " * 900,
        "*" * 10_000,
        "é" * 10_000,
        "e\u0301" * 5_000,
        "\u202e\x00" * 5_000,
        "🙂" * 10_000,
        " ".join(f"word{i}" for i in range(1_200)),
        "'; DROP TABLE search_page; --" * 300,
        "ﷺ" * 10_000,
    ],
)
def test_ten_thousand_letters_ask_no_more_than_a_few_words(library, text):
    for ask, most in ((search.find, 8), (search.suggest, 8)):
        with CaptureQueriesContext(connection) as asked:
            ask(text)
        assert len(asked) <= most
        assert sum(len(each["sql"]) for each in asked) < 100_000
    typed = query.read(text)
    assert len(typed.text) <= query.MAXIMUM_LETTERS
    assert len(typed.words) <= query.MAXIMUM_TERMS
    parts = 3 + 2 * len(typed.words)
    assert len(retrieval.find(typed)) <= parts * retrieval.BOUND
    assert search.find("trust").hits[0].slug == "trust"


@pytest.mark.django_db
@given(text=some.text(max_size=200), names=some.lists(some.text(max_size=30), max_size=3))
@NEVER_MIND
def test_any_page_that_a_database_takes_is_indexed(page, text, names):
    text = text.replace("\x00", "").encode(errors="ignore").decode()
    names = [name.replace("\x00", "").encode(errors="ignore").decode() for name in names]
    entry = page(text or "x", slug="any", summary=text, names=[(name, "same") for name in names])
    assert entry.pk in search.indexed()
    search.find(text)
    search.suggest(text[:20])
