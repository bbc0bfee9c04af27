"""Triggers by which the database itself refuses to change what was saved or published.

SQLite drops the triggers of a table when a field or constraint of it changes (Django makes the
table anew), so they are made again after every `migrate`, not by a migration. Deleting is refused
by foreign keys and by the models' own `delete`; a trigger against it would also stop test databases
from being emptied.
"""

REFUSALS = {
    "revision_changes": (
        "concepts_revision",
        "A revision is never changed; save a new one.",
    ),
    "edition_changes": (
        "concepts_edition",
        "An edition is never changed; publish a new one.",
    ),
}
GAP = "Edition numbers are 1, 2, 3 ... without gaps."

# The statements are made of the names and sentences above, of nothing that anybody typed.
SQLITE = [
    *(
        f"""
        CREATE TRIGGER IF NOT EXISTS {name} BEFORE UPDATE ON {table}
        BEGIN SELECT RAISE(ABORT, '{message}'); END
        """
        for name, (table, message) in REFUSALS.items()
    ),
    f"""
    CREATE TRIGGER IF NOT EXISTS edition_gap BEFORE INSERT ON concepts_edition
    WHEN NEW.number > 1 AND NOT EXISTS (
        SELECT 1 FROM concepts_edition WHERE entry_id = NEW.entry_id AND number = NEW.number - 1
    )
    BEGIN SELECT RAISE(ABORT, '{GAP}'); END
    """,  # noqa: S608
]

POSTGRESQL = [
    *(
        f"""
        CREATE OR REPLACE FUNCTION concepts_{name}() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN RAISE EXCEPTION '{message}' USING ERRCODE = 'integrity_constraint_violation'; END $$;
        DROP TRIGGER IF EXISTS {name} ON {table};
        CREATE TRIGGER {name} BEFORE UPDATE ON {table}
        FOR EACH ROW EXECUTE FUNCTION concepts_{name}();
        """
        for name, (table, message) in REFUSALS.items()
    ),
    f"""
    CREATE OR REPLACE FUNCTION concepts_edition_gap() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
        IF NEW.number > 1 AND NOT EXISTS (
            SELECT 1 FROM concepts_edition WHERE entry_id = NEW.entry_id AND number = NEW.number - 1
        ) THEN RAISE EXCEPTION '{GAP}' USING ERRCODE = 'integrity_constraint_violation';
        END IF;
        RETURN NEW;
    END $$;
    DROP TRIGGER IF EXISTS edition_gap ON concepts_edition;
    CREATE TRIGGER edition_gap BEFORE INSERT ON concepts_edition
    FOR EACH ROW EXECUTE FUNCTION concepts_edition_gap();
    """,  # noqa: S608
]


def make_triggers(connection):
    """Makes the triggers on a database whose tables exist. May be called again at any time."""
    statements = {"sqlite": SQLITE, "postgresql": POSTGRESQL}.get(connection.vendor, [])
    with connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)
