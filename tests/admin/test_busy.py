"""Somebody else is writing: whoever presses Save hears so and keeps what was typed."""

import sqlite3
from contextlib import contextmanager

import pytest
from django.db import connection
from django.test import Client

from concepts import locks, search
from concepts.admin.refused_saves import BUSY_SENTENCE
from concepts.models import Entry, ReadingList, Tag
from concepts.publishing.locking import WRITERS_LOCK
from tests.admin.reading import add_address, address, errors, filled, messages, words

pytestmark = pytest.mark.django_db(transaction=True)

TABLES = (
    "auth_user",
    "concepts_helpservice",
    "concepts_readinglist",
    "concepts_source",
    "concepts_tag",
    "django_session",
)


@contextmanager
def somebody_writing():
    """Another connection that holds what writers need, as an import does."""
    if connection.vendor == "sqlite":
        other = sqlite3.connect(connection.settings_dict["NAME"], isolation_level=None)
        other.execute("BEGIN IMMEDIATE")
    else:
        import psycopg

        parts = connection.get_connection_params()
        wanted = {name: parts[name] for name in ("dbname", "user", "host", "port") if name in parts}
        other = psycopg.connect(**wanted)
        other.execute("SELECT pg_advisory_xact_lock(%s)", [WRITERS_LOCK])
        other.execute(f"LOCK TABLE {', '.join(TABLES)} IN SHARE ROW EXCLUSIVE MODE")
    locks.wait(connection, 0.05)
    try:
        yield
    finally:
        other.rollback()
        other.close()


@pytest.fixture(autouse=True)
def search_is_emptied(db):
    yield
    # The tables of full-text search are not Django's to empty.
    for pk in search.indexed():
        search.remove(pk)


@pytest.fixture
def pages(publish, write, source, vocabulary):
    publish("trust"), publish("hope")
    write("trust", summary="A draft.")
    ReadingList.objects.create(slug="week-1", title="Week 1")
    return Entry.objects.get(slug="trust")


def typed_forms(page):
    """(where, what is typed there, how many of its things there are then)."""
    return {
        "draft": (address(page), {"summary": "It is slow."}),
        "new page": (add_address("concept"), {"title": "Care", "slug": "care", "kind": "idea"}),
        "tag": ("/admin/concepts/tag/add/", {"name": "careful", "about": "About care."}),
        "source": ("/admin/concepts/source/meaning/change/", {"title": "Another", "body": "One."}),
        "reading list": ("/admin/concepts/readinglist/add/", {"title": "Week 2", "slug": "w-2"}),
        "user": ("/admin/auth/user/add/", {"username": "tomasz"}),
        "publish": (address(page, "publish"), {"change_note": "N.", "change_kind": "wording"}),
        "withdraw": (address(page, "withdraw"), {"reason": "It said too little."}),
        "rename": (address(page, "rename"), {"slug": "trusting"}),
    }


FORMS = (
    "draft", "new page", "tag", "source", "reading list", "user", "publish", "withdraw", "rename",
)  # fmt: skip


@pytest.mark.parametrize("name", FORMS)
def test_a_form_comes_back_with_what_was_typed_and_is_saved_the_second_time(desk, pages, name):
    where, typed = typed_forms(pages)[name]
    # Nothing gives a password back.
    secret = dict.fromkeys(("password1", "password2"), "correct horse 7") if name == "user" else {}
    form = filled(desk.get(where)) | typed | secret
    with somebody_writing():
        response = desk.post(where, form)
    assert response.status_code == 503
    assert response["Retry-After"] == "5"
    assert messages(response) == [BUSY_SENTENCE]
    assert errors(response) == []
    assert "Please" not in words(response), "nothing in the form is to be mended"
    again = filled(response)
    for field, value in typed.items():
        assert again[field] == value
    response = desk.post(where, again | secret)
    assert response.status_code == 302, errors(response)


def test_what_has_no_form_is_asked_for_again(desk, pages):
    tag = Tag.objects.get(name="listening")
    former = pages.revisions.order_by("pk").first()
    for where, posted in (
        (f"/admin/concepts/tag/{tag.pk}/delete/", {"post": "yes"}),
        (address(pages, "restore", former.pk), {}),
    ):
        with somebody_writing():
            response = desk.post(where, posted)
        assert response.status_code == 503 and response["Retry-After"] == "5"
        assert "Nothing was done." in words(response)
    assert Tag.objects.filter(pk=tag.pk).exists()
    assert desk.post(f"/admin/concepts/tag/{tag.pk}/delete/", {"post": "yes"}).status_code == 302


def test_signing_in_and_out_wait_for_nobody(boss):
    client, secret = Client(), {"username": "miriam", "password": "correct horse"}
    with somebody_writing():
        response = client.post("/admin/login/?next=/admin/", secret)
    assert response.status_code == 503 and response["Retry-After"] == "5"
    assert "Another change is being written. Try to sign in again." in response.content.decode()
    assert "sessionid" not in client.cookies
    assert b'value="miriam"' in response.content and b"correct horse" not in response.content
    assert client.post("/admin/login/?next=/admin/", secret).status_code == 302
    with somebody_writing():
        response = client.post("/admin/logout/")
    assert response.status_code == 503
    assert client.get("/admin/").status_code == 200


def test_readers_wait_for_nobody(pages):
    with somebody_writing():
        for where in ("/", "/concepts/trust/", "/search/?q=trust", "/concepts/nothing/"):
            assert Client().get(where).status_code in (200, 404)


def test_a_process_that_serves_waits_less_than_a_command():
    def waits():
        with connection.cursor() as cursor:
            if connection.vendor == "sqlite":
                return cursor.execute("PRAGMA busy_timeout").fetchone()[0]
            cursor.execute("SHOW lock_timeout")
            return cursor.fetchone()[0]

    before = waits()
    locks.wait_briefly()
    try:
        assert waits() in (3000, "3s")
    finally:
        locks.connection_created.disconnect(dispatch_uid="concepts.locks")
        connection.close()
    assert waits() == before and before in (60_000, "0")


def test_the_log_and_the_act_are_written_together(desk, pages, monkeypatch):
    from django.contrib.admin.models import LogEntryManager

    def fail(*args, **options):
        raise RuntimeError("the log can't be written")

    monkeypatch.setattr(LogEntryManager, "log_actions", fail)
    desk.raise_request_exception = False
    for act, typed in (
        ("publish", {"change_note": "N.", "change_kind": "wording"}),
        ("withdraw", {"reason": "It said too little."}),
        ("rename", {"slug": "trusting"}),
    ):
        form = filled(desk.get(address(pages, act))) | typed
        assert desk.post(address(pages, act), form).status_code == 500
    page = Entry.objects.get(pk=pages.pk)
    assert (page.live.number, page.withdrawn_at, page.slug) == (1, None, "trust")
