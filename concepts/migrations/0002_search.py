"""The tables of search. They belong to no model: each database has its own full-text table, and all rows are derived.

SQLite: rows go with their page by a foreign key and a trigger on a table that no later migration rebuilds; a trigger on
`concepts_entry` itself would be lost when Django rebuilds that. PostgreSQL: `flush` truncates the tables of models and would be
refused by a foreign key from any other table, so triggers on `concepts_entry` do the same work there.
"""

from django.db import migrations

SQLITE = [
    """
    CREATE TABLE search_page (
        entry_id integer PRIMARY KEY REFERENCES concepts_entry (id) ON DELETE CASCADE,
        card text NOT NULL,
        digest text NOT NULL
    )
    """,
    # Apart, so that the rows which a search reads by the hundred stay small.
    """
    CREATE TABLE search_content (
        entry_id integer PRIMARY KEY,
        summary text NOT NULL,
        sections text NOT NULL
    )
    """,
    """
    CREATE TABLE search_posting (
        term text NOT NULL,
        weight integer NOT NULL,
        entry_id integer NOT NULL,
        PRIMARY KEY (term, weight DESC, entry_id)
    ) WITHOUT ROWID
    """,
    "CREATE UNIQUE INDEX search_posting_of_entry ON search_posting (entry_id, term)",
    """
    CREATE TABLE search_name (
        place integer NOT NULL,
        key text NOT NULL,
        entry_id integer NOT NULL,
        PRIMARY KEY (place, key, entry_id)
    ) WITHOUT ROWID
    """,
    "CREATE INDEX search_name_of_entry ON search_name (entry_id)",
    """
    CREATE TABLE search_spelling (
        key text NOT NULL,
        word text NOT NULL,
        term text NOT NULL,
        PRIMARY KEY (key, word)
    ) WITHOUT ROWID
    """,
    # The stored content is what SQLite needs to delete a row again: contentless_delete came with 3.43.
    """
    CREATE VIRTUAL TABLE search_text USING fts5(
        head, body, facets, tokenize = "unicode61 remove_diacritics 0", columnsize = 0
    )
    """,
    """
    CREATE TRIGGER search_page_is_gone AFTER DELETE ON search_page BEGIN
        DELETE FROM search_posting WHERE entry_id = OLD.entry_id;
        DELETE FROM search_name WHERE entry_id = OLD.entry_id;
        DELETE FROM search_content WHERE entry_id = OLD.entry_id;
        DELETE FROM search_text WHERE rowid = OLD.entry_id;
    END
    """,
]

POSTGRESQL = [
    """
    CREATE TABLE search_page (
        entry_id bigint PRIMARY KEY,
        card text NOT NULL,
        digest text NOT NULL
    )
    """,
    """
    CREATE TABLE search_content (
        entry_id bigint PRIMARY KEY REFERENCES search_page ON DELETE CASCADE,
        summary text NOT NULL,
        sections text NOT NULL
    )
    """,
    """
    CREATE TABLE search_posting (
        term text COLLATE "C" NOT NULL,
        weight smallint NOT NULL,
        entry_id bigint NOT NULL REFERENCES search_page ON DELETE CASCADE
    )
    """,
    "CREATE INDEX search_posting_best ON search_posting (term, weight DESC, entry_id)",
    "CREATE UNIQUE INDEX search_posting_of_entry ON search_posting (entry_id, term) INCLUDE (weight)",
    # "C" compares code points, as SQLite does: prefixes are ranges, and both databases sort alike.
    """
    CREATE TABLE search_name (
        place smallint NOT NULL,
        key text COLLATE "C" NOT NULL,
        entry_id bigint NOT NULL REFERENCES search_page ON DELETE CASCADE,
        PRIMARY KEY (place, key, entry_id)
    )
    """,
    "CREATE INDEX search_name_of_entry ON search_name (entry_id)",
    """
    CREATE TABLE search_spelling (
        key text COLLATE "C" NOT NULL,
        word text COLLATE "C" NOT NULL,
        term text NOT NULL,
        PRIMARY KEY (key, word)
    )
    """,
    """
    CREATE TABLE search_text (
        entry_id bigint PRIMARY KEY REFERENCES search_page ON DELETE CASCADE,
        terms tsvector NOT NULL
    )
    """,
    # Without fastupdate no search pays for what the last editors left in the list of pending rows.
    "CREATE INDEX search_text_terms ON search_text USING gin (terms) WITH (fastupdate = off)",
    # Of the ways to find rows in this table only its index is quick, and the planner does not know:
    # it takes no account of how long a tsvector takes to be read. At 100,000 pages it read them all
    # to learn that a word is in none.
    """
    CREATE FUNCTION search_matching(query tsquery, most integer) RETURNS SETOF bigint
        LANGUAGE sql STABLE ROWS 100 SET enable_seqscan = off SET enable_indexscan = off
        AS $$ SELECT entry_id FROM search_text WHERE terms @@ query LIMIT most $$
    """,
    """
    CREATE FUNCTION search_forget() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
        IF TG_OP = 'TRUNCATE' THEN
            TRUNCATE search_page, search_content, search_posting, search_name, search_text, search_spelling;
        ELSE
            DELETE FROM search_page WHERE entry_id = OLD.id;
        END IF;
        RETURN NULL;
    END
    $$
    """,
    """
    CREATE TRIGGER search_entry_is_gone AFTER DELETE ON concepts_entry
        FOR EACH ROW EXECUTE FUNCTION search_forget()
    """,
    """
    CREATE TRIGGER search_entries_are_gone AFTER TRUNCATE ON concepts_entry
        FOR EACH STATEMENT EXECUTE FUNCTION search_forget()
    """,
]

UNDO = {
    "sqlite": [
        "DROP TABLE search_page",
        "DROP TABLE search_content",
        "DROP TABLE search_posting",
        "DROP TABLE search_name",
        "DROP TABLE search_spelling",
        "DROP TABLE search_text",
    ],
    "postgresql": [
        "DROP TRIGGER search_entry_is_gone ON concepts_entry",
        "DROP TRIGGER search_entries_are_gone ON concepts_entry",
        "DROP FUNCTION search_forget()",
        "DROP FUNCTION search_matching(tsquery, integer)",
        "DROP TABLE search_text, search_spelling, search_name, search_posting, search_content, search_page",
    ],
}


def make(apps, schema_editor):
    vendor = schema_editor.connection.vendor
    for statement in {"sqlite": SQLITE, "postgresql": POSTGRESQL}[vendor]:
        schema_editor.execute(statement, params=None)


def undo(apps, schema_editor):
    for statement in UNDO[schema_editor.connection.vendor]:
        schema_editor.execute(statement, params=None)


class Migration(migrations.Migration):
    dependencies = [("concepts", "0001_initial")]

    operations = [migrations.RunPython(make, undo)]
