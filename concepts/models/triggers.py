"""Triggers by which the database itself refuses what no constraint of one row can: to change what
was saved or published, gaps in edition numbers, and successors that readers do not see.

SQLite drops the triggers of a table when a field or constraint of it changes (Django makes the
table anew), so they are made again after every `migrate`, not by a migration. Deleting is refused
by foreign keys and by the models' own `delete`; a trigger against it would also stop test databases
from being emptied. Rows that are inserted with their successor are not looked at: they may be
loaded from a dump before it.
"""

from dataclasses import dataclass


@dataclass(frozen=True)
class Trigger:
    """Refuses, in a sentence, an event on a table; `when` is a condition on the row as it would
    be."""

    table: str
    event: str
    message: str
    when: str = "TRUE"


# The statements are made of what stands here, of nothing that anybody typed.
TRIGGERS = {
    "revision_changes": Trigger(
        "concepts_revision", "UPDATE", "A revision is never changed; save a new one."
    ),
    "edition_changes": Trigger(
        "concepts_edition", "UPDATE", "An edition is never changed; publish a new one."
    ),
    "edition_gap": Trigger(
        "concepts_edition",
        "INSERT",
        "Edition numbers are 1, 2, 3 ... without gaps.",
        """NEW.number > 1 AND NOT EXISTS (
            SELECT 1 FROM concepts_edition
            WHERE entry_id = NEW.entry_id AND number = NEW.number - 1
        )""",
    ),
    "finding_edition_changes": Trigger(
        "concepts_findingedition",
        "UPDATE",
        "An edition of a finding is never changed; make a new one.",
    ),
    "finding_edition_gap": Trigger(
        "concepts_findingedition",
        "INSERT",
        "Numbers of editions of a finding are 1, 2, 3 ... without gaps.",
        """NEW.number > 1 AND NOT EXISTS (
            SELECT 1 FROM concepts_findingedition
            WHERE key = NEW.key AND number = NEW.number - 1
        )""",
    ),
    "entry_successor": Trigger(
        "concepts_entry",
        "UPDATE OF successor_id",
        "Readers do not see that page; choose another as successor.",
        """NEW.successor_id <> NEW.id AND NOT EXISTS (
            SELECT 1 FROM concepts_entry
            WHERE id = NEW.successor_id AND live_id IS NOT NULL AND withdrawn_at IS NULL
        )""",
    ),
    "entry_predecessors": Trigger(
        "concepts_entry",
        "UPDATE OF withdrawn_at, live_id",
        "The page has taken the place of others; give them another successor first.",
        """(NEW.withdrawn_at IS NOT NULL OR NEW.live_id IS NULL) AND EXISTS (
            SELECT 1 FROM concepts_entry WHERE successor_id = NEW.id
        )""",
    ),
}

_SQLITE = """
CREATE TRIGGER IF NOT EXISTS {name} BEFORE {event} ON {table} WHEN {when}
BEGIN SELECT RAISE(ABORT, '{message}'); END
"""
_POSTGRESQL = """
CREATE OR REPLACE FUNCTION concepts_{name}() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF {when} THEN
        RAISE EXCEPTION '{message}' USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NEW;
END $$;
DROP TRIGGER IF EXISTS {name} ON {table};
CREATE TRIGGER {name} BEFORE {event} ON {table}
FOR EACH ROW EXECUTE FUNCTION concepts_{name}();
"""


def make_triggers(connection):
    """Makes the triggers of those tables that exist. May be called again at any time."""
    statement = {"sqlite": _SQLITE, "postgresql": _POSTGRESQL}[connection.vendor]
    with connection.cursor() as cursor:
        tables = connection.introspection.table_names(cursor)
        for name, trigger in TRIGGERS.items():
            if trigger.table not in tables:  # on the way through the migrations
                continue
            cursor.execute(statement.format(name=name, **vars(trigger)))
