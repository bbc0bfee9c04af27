"""Pages that many readers ask for are made as small as Brotli can; what is asked once is not."""

import brotli
import pytest
from django.http import HttpResponse
from django.test import RequestFactory

from concepts.middleware import compression

PAGE = "<p>Empathy builds trust, and trust builds empathy.</p>" * 200
LIKE_A_BROWSER = "gzip, deflate, br, zstd"


@pytest.fixture(autouse=True)
def nothing_kept():
    compression.smallest.cache_clear()


def answer(address="/concepts/empathy/", accept=LIKE_A_BROWSER, content=PAGE, **options):
    request = RequestFactory().get(address, headers={"Accept-Encoding": accept})
    middleware = compression.CompressionMiddleware(lambda request: HttpResponse(content, **options))
    return middleware(request)


def test_a_page_is_sent_in_brotli_at_its_best_and_kept():
    first, second = answer(), answer()
    assert first["Content-Encoding"] == second["Content-Encoding"] == "br"
    assert first["Vary"] == "Accept-Encoding"
    assert brotli.decompress(first.content).decode() == PAGE
    assert first.content == second.content == brotli.compress(PAGE.encode(), quality=11)
    assert int(first["Content-Length"]) == len(first.content)
    assert compression.smallest.cache_info().hits == 1


def test_a_page_that_changes_is_never_sent_as_it_was():
    answer()
    changed = answer(content=PAGE + "<p>New</p>")
    assert brotli.decompress(changed.content).decode().endswith("<p>New</p>")


@pytest.mark.parametrize(
    ("address", "options"),
    [
        ("/search/?q=trust", {}),
        ("/nowhere/", {"status": 404}),
        ("/concepts/empathy.md", {"content_type": "text/markdown"}),
    ],
)
def test_what_has_endless_addresses_or_is_no_page_is_not_kept(address, options):
    assert "Content-Encoding" in answer(address, **options)
    assert compression.smallest.cache_info().currsize == 0


def test_a_page_of_enormous_length_is_not_worked_on_for_long():
    assert answer(content="x" * (compression.LONGEST + 1))["Content-Encoding"] == "zstd"
    assert compression.smallest.cache_info().currsize == 0


@pytest.mark.parametrize(
    ("accept", "encoding"),
    [("br", "br"), ("gzip", "gzip"), ("zstd", "zstd"), ("br;q=0, gzip", "gzip"), ("brx", None)],
)
def test_a_reader_gets_what_can_be_read(accept, encoding):
    assert answer(accept=accept).get("Content-Encoding") == encoding
