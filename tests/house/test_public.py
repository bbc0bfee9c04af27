"""Which addresses other sites may frame and read: each is marked, or is named here."""

import re
from pathlib import Path

import pytest
from django.urls import URLPattern, get_resolver

ROOT = Path(__file__).resolve().parents[2]
# Beside the whole admin: of no use to readers, only to whoever runs the site.
CLOSED = {"healthz"}


def routes(patterns, before=""):
    for each in patterns:
        route = before + str(each.pattern)
        if isinstance(each, URLPattern):
            yield route, each.callback
        else:
            yield from routes(each.url_patterns, route)


ROUTES = list(routes(get_resolver().url_patterns))
READERS = [(route, view) for route, view in ROUTES if not route.startswith("admin/")]


def is_public(view):
    return getattr(view, "is_public", False)


def test_there_are_addresses_of_both_sorts():
    assert len(READERS) > 30
    assert len(ROUTES) - len(READERS) > 30


def test_an_address_of_readers_is_marked_as_public_or_named_here():
    assert {route for route, view in READERS if not is_public(view)} == CLOSED


def test_nothing_of_the_admin_is_public():
    assert [route for route, view in ROUTES if route.startswith("admin/") and is_public(view)] == []


@pytest.mark.parametrize("method", ["post", "put", "patch", "delete"])
def test_what_is_public_changes_nothing(rf, method):
    assert getattr(rf, method)("/").method == method.upper()
    for route, view in READERS:
        assert view(getattr(rf, method)("/")).status_code == 405, route


POSTS = re.compile(r"csrf_token|method=[\"']?post", re.IGNORECASE)


def test_no_form_of_a_public_page_is_posted():
    for path in (ROOT / "templates").rglob("*.html"):
        if "admin" not in path.relative_to(ROOT / "templates").parts:
            assert not POSTS.search(path.read_text(encoding="utf-8")), path
