"""The stamp of what readers see: another one after each change, whoever made it.

Triggers of the database give it, so no act can forget to, nor a command, nor somebody with an SQL
prompt. It changes in the transaction of the change: whoever reads it sees both or neither. It is
random and no number that grows, so that a database that was put back from a copy never comes to a
stamp that stood for something else.

SQLite drops the triggers of a table when a field of it changes, so they are made again after every
`migrate`.
"""

from django.apps import apps
from django.db import models

# The number of the lock that writers take on PostgreSQL: any, so long as nothing else takes it.
WRITERS_LOCK = 1957

# What no public page shows. Revisions are shown by their editions alone, and never change.
UNSEEN = {"Revision", "SignInCount", "ImportedFile", "Stamp"}
# Columns that change by themselves and are not shown: a draft is the head of an entry.
UNSEEN_COLUMNS = {"Entry": {"head_id"}}


class Stamp(models.Model):
    value = models.CharField(max_length=32)

    class Meta:
        default_permissions = ()
        constraints = [
            models.CheckConstraint(
                condition=models.Q(pk=1),
                name="stamp_is_one",
                violation_error_message="There is one stamp of the database.",
            ),
        ]

    def __str__(self):
        return self.value


READ = "SELECT value FROM concepts_stamp"
NEW = {
    "sqlite": "lower(hex(randomblob(16)))",
    "postgresql": "replace(gen_random_uuid()::text, '-', '')",
}

# No INSERT OR REPLACE: the statement that fires a trigger can overrule what follows the OR.
_SQLITE = """CREATE TRIGGER {name} AFTER {event} ON {table}
BEGIN UPDATE concepts_stamp SET value = {new}; END"""

# Once in a transaction is enough, and the same row changed a million times in one is slow. The
# lock is that of `publishing.locking.alone`: whoever writes has it before any row, so two writers
# never wait for each other.
_FUNCTION = """
CREATE OR REPLACE FUNCTION concepts_new_stamp() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF current_setting('concepts.stamped', true)
        IS DISTINCT FROM pg_current_xact_id()::text
    THEN
        PERFORM pg_advisory_xact_lock({lock});
        UPDATE concepts_stamp SET value = {new};
        PERFORM set_config('concepts.stamped', pg_current_xact_id()::text, true);
    END IF;
    RETURN NULL;
END $$
"""
_POSTGRESQL = """
CREATE OR REPLACE TRIGGER {name}
BEFORE INSERT OR DELETE OR TRUNCATE OR UPDATE OF {columns} ON {table}
FOR EACH STATEMENT EXECUTE FUNCTION concepts_new_stamp()
"""


def seen():
    """The models that public pages show, those between two others too."""
    return [
        model
        for model in apps.get_app_config("concepts").get_models(include_auto_created=True)
        if not model._meta.proxy and model.__name__ not in UNSEEN
    ]


def make_stamp(connection):
    """Makes the stamp and its triggers, on those tables that exist. May be called at any time."""
    make = {"sqlite": make_on_sqlite, "postgresql": make_on_postgresql}[connection.vendor]
    with connection.cursor() as cursor:
        tables = set(connection.introspection.table_names(cursor))
        if Stamp._meta.db_table not in tables:  # on the way through the migrations
            return
        make(connection, cursor, [model for model in seen() if model._meta.db_table in tables])
        # The row never goes: a writer at this moment has to find it, and we wait for him here.
        cursor.execute(
            "INSERT INTO concepts_stamp (id, value) SELECT 1, ''"
            " WHERE NOT EXISTS (SELECT 1 FROM concepts_stamp)"
        )
        # Another one in any case: while tables were made anew nothing watched over them.
        cursor.execute("UPDATE concepts_stamp SET value = " + NEW[connection.vendor])  # noqa: S608 (ours)


def make_on_sqlite(connection, cursor, models):
    cursor.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'")
    made, name = dict(cursor.fetchall()), connection.ops.quote_name
    for model in models:
        table, columns = model._meta.db_table, quoted_columns(connection, cursor, model)
        for event in ("INSERT", "DELETE", f"UPDATE OF {columns}"):
            trigger = f"{table}_stamp_{event[:6].lower()}"
            sql = _SQLITE.format(
                name=name(trigger), event=event, table=name(table), new=NEW["sqlite"]
            )
            if made.get(trigger) != sql:
                cursor.execute(f"DROP TRIGGER IF EXISTS {name(trigger)}")
                cursor.execute(sql)


def make_on_postgresql(connection, cursor, models):
    cursor.execute(_FUNCTION.format(lock=WRITERS_LOCK, new=NEW["postgresql"]))
    name = connection.ops.quote_name
    for model in models:
        table, columns = model._meta.db_table, quoted_columns(connection, cursor, model)
        trigger = name(f"{table}_stamp")
        cursor.execute(_POSTGRESQL.format(name=trigger, table=name(table), columns=columns))


def quoted_columns(connection, cursor, model):
    """The columns of a table that pages show, as far as the table has them."""
    unseen = UNSEEN_COLUMNS.get(model.__name__, ())
    rows = connection.introspection.get_table_description(cursor, model._meta.db_table)
    return ", ".join(connection.ops.quote_name(row.name) for row in rows if row.name not in unseen)
