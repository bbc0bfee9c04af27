"""What readers get instead of a page."""

import pytest
from django.db import DatabaseError, connection
from django.test import Client

from concepts.views import errors, home
from tests.views.reading import links, tree, words


def test_a_missing_page_offers_what_may_have_been_meant(
    world, client, django_assert_max_num_queries
):
    world.page("congruence", summary="Being one person.")
    world.page("trust")
    # One of them asks for the words of distress, which come before all that may have been meant.
    with django_assert_max_num_queries(9):
        response = client.get("/concepts/congruance/")
    assert response.status_code == 404
    assert "/concepts/congruence/" in links(response, "//ul[@class='terms']")
    assert tree(response).xpath("//input/@value") == ["congruance"]
    assert not tree(response).xpath("//link[@rel='canonical']")


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("/concepts/four-stages/", "four stages"),
        ("/concepts/trust/v9/", "trust"),
        ("/concepts/open_communication.md", "open communication"),
        ("/concepts/", ""),
        ("/123/", ""),
        ("/café/", "café"),
        ("/", ""),
    ],
)
def test_words_are_read_from_an_address(path, expected):
    assert errors.words_of(path) == expected


@pytest.fixture
def fragile(monkeypatch, settings):
    """A site whose home page fails, seen as readers would see it."""

    def fail(*args, **kwargs):
        raise DatabaseError("the disk is full")

    monkeypatch.setattr(home.reading, "frameworks", fail)
    return Client(raise_request_exception=False)


def test_a_failure_is_said_without_the_database(db, fragile):
    response = fragile.get("/")
    assert response.status_code == 500
    assert "Something went wrong here" in words(response)
    assert "the disk is full" not in response.content.decode()
    assert not response.cookies


def test_a_failure_needs_no_database(db, rf):
    with connection.execute_wrapper(_refuse):
        response = errors.failed(rf.get("/"))
    assert response.status_code == 500
    assert "Something went wrong here" in response.content.decode()


def test_even_the_page_of_failures_may_fail(rf, monkeypatch):
    monkeypatch.setattr(errors.loader, "render_to_string", None)
    assert b"Something went wrong" in errors.failed(rf.get("/")).content


def _refuse(execute, sql, params, many, context):
    raise AssertionError("no query was expected")
