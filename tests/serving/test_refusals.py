"""Whatever keeps the site from starting is said in one sentence."""

import socket
import sqlite3

import pytest

from tests.serving.running import manage


def refusal(**variables):
    """What `serve` says when it does not start."""
    result = manage("serve", **variables)
    assert result.returncode == 1, result.stdout + result.stderr
    lines = result.stderr.strip().splitlines()
    assert len(lines) == 1, result.stderr
    return lines[0]


@pytest.mark.parametrize("address", ["127.0.0.1", "0.0.0.0"])
def test_port_in_use(tmp_path, address):
    with socket.socket() as other:
        other.bind((address, 0))
        other.listen()
        port = other.getsockname()[1]
        said = refusal(DATA_DIR=tmp_path, PORT=port)
    assert said == f"Port {port} is in use: stop what uses it, or set another PORT."


def test_a_second_server_does_not_share_the_port(start, tmp_path):
    site = start()
    said = refusal(DATA_DIR=tmp_path / "second", PORT=site.port)
    assert said == f"Port {site.port} is in use: stop what uses it, or set another PORT."
    assert site.get("/nowhere/").status == 404


@pytest.mark.parametrize("port", ["0", "70000", "-1", "eighty", "80.5", "８０００", "1" * 5000])
def test_port_that_is_no_port(tmp_path, port):
    said = refusal(DATA_DIR=tmp_path, PORT=port)
    assert said == f"PORT must be a number from 1 to 65535, not {port!r}."


def test_host_of_another_machine(tmp_path, port):
    said = refusal(DATA_DIR=tmp_path, PORT=port, HOST="203.0.113.7")
    assert said == "HOST=203.0.113.7 is not an address of this machine."


# Not a folder without write permission: the administrator of a machine may write in any.
def test_data_folder_that_is_a_file(tmp_path, port):
    (tmp_path / "file").touch()
    said = refusal(DATA_DIR=tmp_path / "file", PORT=port)
    assert said == (
        f"The data folder {tmp_path}/file can't be written (File exists): "
        "set DATA_DIR to a folder that can."
    )


def test_data_folder_below_a_file(tmp_path, port):
    (tmp_path / "file").touch()
    said = refusal(DATA_DIR=tmp_path / "file" / "data", PORT=port)
    assert "can't be written (Not a directory)" in said


def test_secret_key_that_can_not_be_read(tmp_path, port):
    (tmp_path / "secret-key").mkdir()
    said = refusal(DATA_DIR=tmp_path, PORT=port)
    assert said.startswith(f"There is no readable secret key in {tmp_path}/secret-key: ")


def test_sqlite_without_full_text_search(tmp_path, port):
    (tmp_path / "sitecustomize.py").write_text(OLD_SQLITE)
    said = refusal(DATA_DIR=tmp_path, PORT=port, PYTHONPATH=tmp_path)
    assert said == (
        f"Python's SQLite ({sqlite3.sqlite_version}) has no full-text search (FTS5): "
        "use a Python whose SQLite has it, or set DATABASE_URL to a PostgreSQL database."
    )


# Python's own connections can't be changed, so they are made of a class that refuses.
OLD_SQLITE = """
import sqlite3

class Connection(sqlite3.Connection):
    def execute(self, statement, *arguments):
        if "fts5" in statement:
            raise sqlite3.OperationalError("no such module: fts5")
        return super().execute(statement, *arguments)

connect = sqlite3.connect
sqlite3.connect = lambda *arguments, **named: connect(*arguments, factory=Connection, **named)
"""


@pytest.mark.parametrize(
    "url", ["nonsense", "mysql://kb:hush@127.0.0.1/kb", "postgres://kb:hush[@127.0.0.1/kb", "://"]
)
def test_database_url_that_is_none(tmp_path, port, url):
    said = refusal(DATA_DIR=tmp_path, PORT=port, DATABASE_URL=url)
    assert said == (
        "DATABASE_URL must be like postgres://user:password@host:5432/name or "
        "sqlite:////folder/file."
    )


def test_database_server_that_does_not_answer(tmp_path, port):
    with socket.socket() as nobody:
        nobody.bind(("127.0.0.1", 0))  # bound and not listening: a connection is refused
        url = f"postgres://kb:hush@127.0.0.1:{nobody.getsockname()[1]}/kb"
        said = refusal(DATA_DIR=tmp_path, PORT=port, DATABASE_URL=url)
    assert said.startswith("The database can't be used: connection failed")
    assert "hush" not in said


def test_database_in_memory(tmp_path, port):
    said = refusal(DATA_DIR=tmp_path, PORT=port, DATABASE_URL="sqlite://:memory:")
    assert said == "A database in memory is lost at once: name a file in DATABASE_URL."


def test_database_file_that_is_something_else(tmp_path, port):
    (tmp_path / "db.sqlite3").write_text("Not a database, whatever its name says. " * 50)
    said = refusal(DATA_DIR=tmp_path, PORT=port)
    assert said == "The database can't be used: file is not a database"


@pytest.mark.parametrize(
    "url", ["kb.example", "ftp://kb.example", "https://kb.example/sub", "https://"]
)
def test_address_of_the_site_that_is_none(tmp_path, port, url):
    said = refusal(DATA_DIR=tmp_path, PORT=port, SITE_URL=url)
    assert said.startswith("SITE_URL must be like https://kb.example, without a path, not ")


def test_switch_that_is_neither_on_nor_off(tmp_path, port):
    said = refusal(DATA_DIR=tmp_path, PORT=port, DEBUG="maybe")
    assert said == "DEBUG must be 1 or 0, not 'maybe'."
