"""What other sites may do with an answer: frame it and read it where it is public, and neither
elsewhere."""

import pytest
from django.contrib.auth import get_user_model
from django.db import DatabaseError
from django.test import Client

from concepts.views import home

# Without a test that asks for it there is no database at all.
pytestmark = [pytest.mark.django_db, pytest.mark.slow]

FOREIGN = {"Origin": "https://course.example"}

PUBLIC = {
    "/": 200,
    "/concepts/": 200,
    "/concepts/trust/": 200,
    "/concepts/trust/v1/": 200,
    "/concepts/trust/changes/": 200,
    "/concepts/trust/preview/": 200,
    "/concepts/trust/v1/cite/": 200,
    "/concepts/trust/v1/cite.csl.json": 200,
    "/concepts/trust.md": 200,
    "/embed/concept/trust/": 200,
    "/embed/concept/trust/v1/": 200,
    "/lists/": 200,
    "/lists/?entries=trust,hope": 200,
    "/compare/hope/trust/": 200,
    "/search/?q=trust": 200,
    "/search/suggest/?q=tru": 200,
    "/search/suggest.json?q=tru": 200,
    "/oembed/?url=http://127.0.0.1:8000/concepts/trust/": 200,
    "/map/": 200,
    "/help/": 200,
    "/robots.txt": 200,
    "/sitemap.xml": 200,
    "/opensearch.xml": 200,
    # What answers in a page's place is read like the page.
    "/concepts/trust": 301,
    "/concepts/Trust/": 301,
    "/lists/none": 404,
    "/tags": 301,
    "/favicon.ico": 302,
    "/concepts/nothing/": 404,
    "/concepts/trust/v9/": 404,
    "/embed/concept/trust/v9/": 404,
    "/oembed/?url=nothing": 404,
    "/oembed/?format=xml": 501,
    "/concepts/gone/": 410,
    "/embed/concept/gone/": 410,
    "/nowhere": 404,
    f"/search/?{'a=1&' * 5001}": 400,
}
CLOSED = {
    "/admin": 301,
    "/admin/": 302,
    "/admin/login/": 200,
    "/admin/nothing/": 302,
    "/admin/concepts/concept/": 302,
    "/healthz": 200,
}


@pytest.fixture(scope="module")
def library(standing_world):
    for slug in ("trust", "hope", "gone"):
        standing_world.page(slug)
    standing_world.withdraw("gone")
    get_user_model().objects.create_superuser("anna", password="correct horse")
    return standing_world


@pytest.fixture
def reader(library):
    return Client(headers=FOREIGN)


def may_be_framed(response):
    policy = response.get("Content-Security-Policy", "")
    assert "default-src 'none'" in policy
    assert ("frame-ancestors" in policy) == ("X-Frame-Options" in response)
    return "X-Frame-Options" not in response


@pytest.mark.parametrize("address", PUBLIC, ids=lambda address: address[:40])
@pytest.mark.parametrize("method", ["get", "head"])
def test_whatever_readers_get_anybody_may_frame_and_fetch(reader, address, method):
    response = getattr(reader, method)(address)
    assert response.status_code == PUBLIC[address]
    assert may_be_framed(response)
    assert response["Access-Control-Allow-Origin"] == "*"
    assert "Access-Control-Allow-Credentials" not in response
    assert response["Cross-Origin-Resource-Policy"] == "cross-origin"
    assert response["Cross-Origin-Embedder-Policy"] == "require-corp"
    assert "Origin" not in response.get("Vary", "")


@pytest.mark.parametrize("address", CLOSED)
def test_nothing_else_may_be_framed_or_fetched(reader, address):
    response = reader.get(address)
    assert response.status_code == CLOSED[address]
    assert_closed(response)


def assert_closed(response):
    assert not may_be_framed(response)
    assert response["X-Frame-Options"] == "DENY"
    assert not [name for name in response.headers if name.startswith("Access-Control-")]
    assert "Cross-Origin-Resource-Policy" not in response


def test_an_editor_who_is_signed_in_opens_nothing_of_the_admin(library):
    client = Client(headers=FOREIGN)
    client.login(username="anna", password="correct horse")
    for address in (
        "/admin/",
        "/admin/concepts/concept/",
        "/admin/concepts/concept/add/",
        "/admin/x/",
    ):
        assert_closed(client.get(address))


@pytest.mark.parametrize("address", PUBLIC, ids=lambda address: address[:40])
def test_an_editor_who_is_signed_in_reads_what_everybody_reads(reader, address):
    editor = Client()
    editor.login(username="anna", password="correct horse")
    read, seen = reader.get(address), editor.get(address)
    assert read.getvalue() == seen.getvalue()
    assert not read.cookies and not seen.cookies
    assert "Cookie" not in read.get("Vary", "") + seen.get("Vary", "")


def test_what_is_public_is_read_and_never_written(reader):
    for address in PUBLIC:
        for method in ("post", "put", "patch", "delete"):
            response = getattr(reader, method)(address)
            assert response.status_code in (301, 404, 405), address
            assert "Access-Control-Allow-Origin" not in response


def preflight(client, address, method="GET"):
    return client.options(address, headers={"Access-Control-Request-Method": method})


def test_a_script_may_send_headers_of_its_own(reader):
    for address in ("/concepts/trust.md", "/concepts/trust", "/oembed/"):
        answer = preflight(reader, address)
        assert answer.status_code == 204
        assert answer["Access-Control-Allow-Origin"] == "*"
        assert answer["Access-Control-Allow-Methods"] == "GET, HEAD"
        assert "Access-Control-Allow-Credentials" not in answer
    for answer in (
        preflight(reader, "/concepts/trust.md", "DELETE"),
        preflight(reader, "/admin/"),
        preflight(reader, "/admin/login/", "POST"),
        preflight(reader, "/healthz"),
        reader.options("/concepts/trust.md"),
    ):
        assert "Access-Control-Allow-Origin" not in answer
        assert answer.status_code != 204


def test_a_call_by_a_wrong_name_is_answered_closed(library):
    for address in ("/", "/concepts/trust/", "/nowhere/", "/tags"):
        response = Client(headers={"Host": "evil.example"}).get(address)
        assert response.status_code == 400
        assert_closed(response)


@pytest.fixture
def fragile(reader, monkeypatch):
    def fail(*args, **kwargs):
        raise DatabaseError("the disk is full")

    monkeypatch.setattr(home.reading, "frameworks", fail)
    reader.raise_request_exception = False
    return reader


def test_a_failure_is_told_to_scripts_and_frames_too(fragile):
    response = fragile.get("/")
    assert response.status_code == 500
    assert may_be_framed(response)
    assert response["Access-Control-Allow-Origin"] == "*"


def test_a_failure_is_not_explained_to_other_sites(fragile, settings):
    settings.DEBUG = True
    response = fragile.get("/")
    assert "the disk is full" in response.content.decode()
    assert response["X-Frame-Options"] == "DENY"
    assert "Access-Control-Allow-Origin" not in response
