"""The settings under one environment or another, read from the file each time."""

import runpy
import stat
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.core.files import uploadedfile
from django.core.files.uploadedfile import SimpleUploadedFile

from tests.serving.running import OURS, manage

FILE = settings.BASE_DIR / "therapy_kb" / "settings.py"


@pytest.fixture
def read(monkeypatch, tmp_path):
    for name in OURS:
        monkeypatch.delenv(name, raising=False)

    def read(**variables):
        for name, value in {"DATA_DIR": tmp_path, **variables}.items():
            monkeypatch.setenv(name, str(value))
        return runpy.run_path(str(FILE))

    return read


def test_safe_and_local_without_any_variable(read):
    made = read()
    assert made["DEBUG"] is False
    assert made["SITE_URL"] == "http://127.0.0.1:8000"
    assert made["ALLOWED_HOSTS"] == ["127.0.0.1", "localhost", "[::1]"]
    assert (made["SITE_NAME"], made["CONTENT_LICENCE"]) == ("Withness", "CC BY 4.0")
    assert made["CONTACT"] == "" and read(CONTACT="desk@kb.example")["CONTACT"] == "desk@kb.example"
    assert made["SITE_TAGLINE"] == "a knowledge base of the therapeutic relationship"


def test_empty_variable_counts_as_unset(read):
    assert read(SITE_NAME="", DATABASE_URL=" ", DEBUG="")["SITE_NAME"] == "Withness"


def test_everything_written_is_in_the_data_folder(read, tmp_path):
    made = read()
    assert made["DATABASES"]["default"]["NAME"] == tmp_path / "db.sqlite3"
    assert made["STATIC_ROOT"].parent == tmp_path


def test_data_folder_may_have_any_name(read, tmp_path):
    folder = tmp_path / "50 % of #1? ü"
    assert read(DATA_DIR=folder)["DATABASES"]["default"]["NAME"] == folder / "db.sqlite3"


def test_address_follows_the_port(read):
    assert read(PORT="9000")["SITE_URL"] == "http://127.0.0.1:9000"


def test_hosts_are_those_of_the_address_the_variable_and_the_socket(read):
    made = read(
        SITE_URL="https://KB.example/", ALLOWED_HOSTS="a.example, b.example", HOST="10.0.0.2"
    )
    assert made["ALLOWED_HOSTS"] == [
        "kb.example", "127.0.0.1", "localhost", "[::1]", "a.example", "b.example", "10.0.0.2",
    ]  # fmt: skip
    assert made["CSRF_TRUSTED_ORIGINS"] == ["https://KB.example"]
    assert "0.0.0.0" not in read(HOST="0.0.0.0")["ALLOWED_HOSTS"]


def test_transport_is_safe_when_the_address_is_https(read):
    made = read(SITE_URL="https://kb.example")
    assert made["SESSION_COOKIE_SECURE"] and made["CSRF_COOKIE_SECURE"]
    assert made["SECURE_SSL_REDIRECT"]
    assert made["SECURE_HSTS_SECONDS"] > 0
    assert "SECURE_PROXY_SSL_HEADER" not in made


def test_plain_site_asks_for_no_https(read):
    made = read()
    assert not made["SESSION_COOKIE_SECURE"] and not made["CSRF_COOKIE_SECURE"]
    assert not made["SECURE_SSL_REDIRECT"]
    assert made["SECURE_HSTS_SECONDS"] == 0


def test_secret_key_is_made_once_and_kept(read, tmp_path):
    key = read()["SECRET_KEY"]
    assert len(key) >= 50
    assert read()["SECRET_KEY"] == key
    assert stat.S_IMODE((tmp_path / "secret-key").stat().st_mode) == 0o600
    assert read(SECRET_KEY="given")["SECRET_KEY"] == "given"


def test_starts_at_the_same_time_agree_on_the_secret_key(read, tmp_path):
    kept_secret_key = read(SECRET_KEY="unused")["kept_secret_key"]
    for number in range(20):
        path = tmp_path / f"folder-{number}" / "secret-key"
        with ThreadPoolExecutor(8) as pool:
            keys = set(pool.map(kept_secret_key, [path] * 8))
        assert len(keys) == 1
        assert [file.name for file in path.parent.iterdir()] == ["secret-key"]


def test_folder_that_can_not_be_written_leaves_the_settings_readable(read, tmp_path):
    (tmp_path / "file").touch()
    assert read(DATA_DIR=tmp_path / "file")["SECRET_KEY"] == ""


def test_sqlite_takes_the_write_lock_first_and_writes_ahead(read):
    for url in ("", "sqlite:////tmp/kb.sqlite3"):
        options = read(DATABASE_URL=url)["DATABASES"]["default"]["OPTIONS"]
        assert options["transaction_mode"] == "IMMEDIATE"
        assert "journal_mode=WAL" in options["init_command"]


def test_postgresql_address(read):
    made = read(DATABASE_URL="postgres://kb:p%40ss@db.example:5433/kb?sslmode=require")
    database = made["DATABASES"]["default"]
    assert database["ENGINE"] == "django.db.backends.postgresql"
    assert (database["PASSWORD"], database["PORT"]) == ("p@ss", 5433)
    assert database["OPTIONS"] == {"connect_timeout": 5, "sslmode": "require"}


def test_refused_database_address_is_not_repeated(read):
    with pytest.raises(ImproperlyConfigured) as refused:
        read(DATABASE_URL="oracle://kb:hush@db.example/kb")
    assert "hush" not in str(refused.value)


def test_no_warning_before_a_deployment_on_https(tmp_path):
    result = manage(
        "check", "--deploy", "--fail-level", "WARNING",
        DATA_DIR=tmp_path, SITE_URL="https://kb.example",
    )  # fmt: skip
    assert result.returncode == 0, result.stderr


def test_database_is_opened_as_set(db):
    from django.db import connection

    if connection.vendor != "sqlite":
        pytest.skip("only SQLite has these")
    with connection.cursor() as cursor:
        pragmas = {
            name: cursor.execute(f"PRAGMA {name}").fetchone()[0]
            for name in ("journal_mode", "foreign_keys", "synchronous", "busy_timeout")
        }
    assert pragmas == {
        "journal_mode": "wal",
        "foreign_keys": 1,
        "synchronous": 1,
        "busy_timeout": 60_000,
    }


def test_a_file_in_a_form_is_passed_over_and_written_nowhere(rf, monkeypatch):
    monkeypatch.delattr(uploadedfile, "tempfile")
    file = SimpleUploadedFile("photo.jpg", b"x" * 3_000_000)
    request = rf.post("/", {"before": "a", "file": file, "after": "b"})
    assert request.POST.dict() == {"before": "a", "after": "b"}
    assert not request.FILES
