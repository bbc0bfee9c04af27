"""`serve` on PostgreSQL; run by `make test-postgres`."""

import os
from urllib.parse import urlsplit

import psycopg
import pytest
from django.conf import settings
from django.db import connection

from tests.serving.running import free_port, manage
from tests.serving.test_finished import stale_reads

pytestmark = [
    pytest.mark.postgres,
    pytest.mark.skipif(
        not settings.DATABASES["default"]["ENGINE"].endswith("postgresql"),
        reason="needs PostgreSQL",
    ),
]


@pytest.fixture
def empty_database(transactional_db):
    """The address of a database beside the tests' own, since a server is another process."""
    name = f"{connection.settings_dict['NAME']}_served"
    with connection.cursor() as cursor:
        cursor.execute(f"CREATE DATABASE {name}")
    yield urlsplit(os.environ["DATABASE_URL"])._replace(path=f"/{name}").geturl()
    with connection.cursor() as cursor:
        cursor.execute(f"DROP DATABASE {name} WITH (FORCE)")


def test_site_starts_stops_and_starts_again(empty_database, start, tmp_path):
    first = start(DATABASE_URL=empty_database, DATA_DIR=tmp_path / "new")
    assert "Importing the content" in first.output
    assert "DATABASE_URL=" in first.output, "how to make an administrator needs the database"
    assert first.stop() == 0
    second = start(DATABASE_URL=empty_database, DATA_DIR=tmp_path / "new")
    assert "..." not in second.output.replace("DATABASE_URL=...", ""), "prepared twice"
    assert not (tmp_path / "new" / "db.sqlite3").exists()


def test_database_that_is_not_there(empty_database, tmp_path, port):
    missing = f"{empty_database}_not"
    result = manage("serve", DATABASE_URL=missing, DATA_DIR=tmp_path, PORT=port)
    assert result.returncode == 1
    [line] = result.stderr.strip().splitlines()
    assert line.startswith("The database can't be used: ")


def test_nobody_reads_on_one_machine_what_was_changed_on_another(empty_database, start, tmp_path):
    """Two servers, each with a data folder of its own, and one database."""
    first = start(DATABASE_URL=empty_database, DATA_DIR=tmp_path / "one", SECRET_KEY="x")
    second = start(
        DATABASE_URL=empty_database, DATA_DIR=tmp_path / "two", PORT=free_port(), SECRET_KEY="x"
    )
    with psycopg.connect(empty_database, autocommit=True) as editor:

        def write(number):
            editor.execute(
                "UPDATE concepts_tag SET name = %s"
                " WHERE id = (SELECT min(tag_id) FROM concepts_entrytag)",
                [f"Said {number} times"],
            )

        stale, written = stale_reads([first, second], write, 10_000)
    assert stale == 0
    assert written > 20
