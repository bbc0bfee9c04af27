"""What strangers' requests leave in the log: one line each, and nothing that is private."""

import io
import logging

import pytest
from django.core.exceptions import SuspiciousOperation
from django.test import Client

from concepts.views import home
from therapy_kb.log import LONGEST, OneLine


@pytest.fixture
def said(monkeypatch):
    """What is written to the console, by all of its handlers."""
    console = io.StringIO()
    for name in ("", "django", "django.request", "django.security"):
        for handler in logging.getLogger(name).handlers:
            if type(handler) is logging.StreamHandler:
                monkeypatch.setattr(handler, "stream", console)
    # Where a logger has no handler at all, Python writes there.
    monkeypatch.setattr(logging, "lastResort", logging.StreamHandler(console))
    return console


def line(said):
    [written] = said.getvalue().splitlines()
    assert said.getvalue().endswith("\n")
    said.truncate(0)
    said.seek(0)
    return written


@pytest.mark.parametrize("address", ["/", "/concepts/trust/?q=zxqprivate", "/nowhere", "/admin/"])
def test_a_wrong_name_of_the_site_is_one_line(db, said, address):
    assert Client(headers={"Host": "evil.example"}).get(address).status_code == 400
    written = line(said)
    assert "'evil.example'" in written
    assert "zxqprivate" not in written


@pytest.mark.parametrize(
    "host",
    [
        "evil.example\nERROR forged",
        "evil.example\rERROR forged",
        "evil\x1b[2J.example",
        "evil\x85forged",
        "evil\u2028forged",
        "evil\u202eforged",
        "evil/?q=zxqprivate",
        "%s%d%(x)s",
        "a" * 10_000,
        "\xff\xfe",
        "",
        "evil.example, other.example",
    ],
)
def test_a_hostile_name_is_one_short_line_without_signs_that_mislead(db, said, host):
    assert Client().get("/", headers={"Host": host}).status_code == 400
    written = line(said)
    assert len(written) <= LONGEST
    assert written.isprintable()
    assert "zxqprivate" not in written


def test_too_many_fields_are_one_line(db, said):
    fields = "a=zxqprivate&" * 5001
    assert Client().get(f"/search/?{fields}").status_code == 400
    assert "zxqprivate" not in line(said)
    form = {"content_type": "application/x-www-form-urlencoded"}
    assert Client().post("/admin/login/", fields, **form).status_code == 400
    assert "zxqprivate" not in line(said)


def test_a_form_that_is_too_large_is_one_line(db, said, settings):
    settings.DATA_UPLOAD_MAX_MEMORY_SIZE = 100
    form = {"content_type": "application/x-www-form-urlencoded"}
    assert Client().post("/admin/login/", "zxqprivate" * 20, **form).status_code == 400
    assert "zxqprivate" not in line(said)


def test_too_many_files_are_one_line(db, said, settings):
    settings.DATA_UPLOAD_MAX_NUMBER_FILES = 1
    files = {name: io.BytesIO(b"zxqprivate") for name in ("one", "other")}
    assert Client().post("/admin/login/", files).status_code == 400
    assert "zxqprivate" not in line(said)


def test_a_form_from_elsewhere_is_one_line_without_what_was_searched_there(db, said):
    client = Client(enforce_csrf_checks=True)
    for headers in (
        {},
        {"Origin": "https://evil.example"},
        {"Origin": "https://evil.example\nforged"},
        {"Referer": "https://evil.example/search/?q=zxqprivate&page=2"},
    ):
        answer = client.post("/admin/login/?q=zxqprivate", headers=headers, secure=True)
        assert answer.status_code == 403
        written = line(said)
        assert written.startswith("Forbidden (")
        assert "zxqprivate" not in written


@pytest.mark.parametrize("words", ["It is odd.", "one\nother", "at /search/?q=zxqprivate"])
def test_whatever_else_is_suspicious_is_one_line(db, said, monkeypatch, words):
    def fail(*args, **kwargs):
        raise SuspiciousOperation(words)

    monkeypatch.setattr(home.reading, "frameworks", fail)
    assert Client().get("/").status_code == 400
    assert "zxqprivate" not in line(said)


def test_a_fault_of_the_site_is_told_with_where_it_is(db, said, monkeypatch):
    def fail(*args, **kwargs):
        raise RuntimeError("the disk is full")

    monkeypatch.setattr(home.reading, "frameworks", fail)
    Client(raise_request_exception=False).get("/?q=zxqprivate")
    written = said.getvalue()
    assert written.startswith("Internal Server Error: /\nTraceback")
    assert "the disk is full" in written
    assert "zxqprivate" not in written


def test_a_missing_page_is_not_told_at_all(db, said):
    assert Client().get("/nowhere/?q=zxqprivate").status_code == 404
    assert said.getvalue() == ""


def test_a_long_line_says_that_it_goes_on():
    record = logging.LogRecord("x", logging.ERROR, "", 1, "%s", ("a" * 1000,), None)
    assert OneLine().format(record) == "a" * (LONGEST - 3) + "..."
