"""`serve` on PostgreSQL; run by `make test-postgres`."""

import os
from urllib.parse import urlsplit

import pytest
from django.conf import settings
from django.db import connection

from tests.serving.running import manage

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
