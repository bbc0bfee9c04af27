"""Whatever pages show has a stamp that changes with it."""

import re

import pytest
from django.apps import apps
from django.db import IntegrityError, connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from concepts.middleware.finished import read_stamp
from concepts.models import SignInCount
from concepts.models.stamp import UNSEEN, UNSEEN_COLUMNS, make_stamp, seen
from tests.finished import kept_world

SEEN = {model._meta.db_table for model in seen()}
# Its rows never change, and one is shown only by the edition that it became.
NEVER_CHANGES = {"concepts_revision"}


def test_pages_are_made_of_nothing_that_is_not_watched(world):
    kept_world.make(world)
    for address in kept_world.addresses():
        with CaptureQueriesContext(
            connection,
        ) as asked:
            assert Client().get(address).status_code == 200
        tables = {
            table
            for query in asked
            for table in re.findall(r'(?:FROM|JOIN)\s+"?(\w+)"?', query["sql"])
        }
        assert tables <= SEEN | NEVER_CHANGES, address


def test_what_is_named_as_unseen_is_there():
    models = {model.__name__: model for model in apps.get_app_config("concepts").get_models()}
    assert models.keys() >= UNSEEN
    for name, columns in UNSEEN_COLUMNS.items():
        assert columns <= {field.column for field in models[name]._meta.fields}


def events():
    """(table, event) of each trigger that gives a stamp, as the database tells."""
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("SELECT tbl_name, sql FROM sqlite_master WHERE type = 'trigger'")
            return {
                (table, re.search("AFTER (INSERT|DELETE|UPDATE)", sql)[1])
                for table, sql in cursor.fetchall()
                if "SET value" in sql
            }
        cursor.execute(
            "SELECT event_object_table, event_manipulation FROM information_schema.triggers"
            " WHERE action_statement LIKE '%concepts_new_stamp%'"
        )
        return set(cursor.fetchall())


def test_each_table_that_pages_show_gives_another_stamp(world):
    """Whoever changes it: this is SQL, and no act of ours."""
    kept_world.make(world)
    assert events() == {
        (table, event) for table in SEEN for event in ("INSERT", "UPDATE", "DELETE")
    }
    changed = set()
    for model in seen():
        table, stamp = connection.ops.quote_name(model._meta.db_table), read_stamp()
        column = connection.ops.quote_name(model._meta.fields[-1].column)
        try:
            with connection.cursor() as cursor:
                cursor.execute(f"UPDATE {table} SET {column} = {column}")
        except IntegrityError:  # editions never change
            continue
        assert read_stamp() != stamp, table
        changed.add(model)
    assert len(changed) > len(SEEN) - 3


def test_signing_in_gives_none(world, django_user_model):
    stamp = read_stamp()
    user = django_user_model.objects.create_user("anna")
    Client().force_login(user)
    SignInCount.objects.create(key="x", until="2030-01-01T00:00:00Z")
    assert read_stamp() == stamp


def test_each_migration_gives_one(world):
    stamps = [read_stamp()]
    for _ in range(2):
        make_stamp(connection)
        stamps.append(read_stamp())
    assert len(set(stamps)) == 3


def test_triggers_that_got_lost_are_made_again(world):
    if connection.vendor != "sqlite":
        pytest.skip("PostgreSQL keeps its triggers")
    with connection.cursor() as cursor:
        cursor.execute("DROP TRIGGER concepts_tag_stamp_update")
        cursor.execute("DROP TRIGGER concepts_tag_stamp_insert")
        cursor.execute(
            "CREATE TRIGGER concepts_tag_stamp_insert AFTER INSERT ON concepts_tag"
            " BEGIN SELECT 1; END"
        )
    make_stamp(connection)
    stamp = read_stamp()
    world.planned("stages")
    assert read_stamp() != stamp
