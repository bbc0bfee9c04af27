"""How long somebody waits for another's write, and how to tell that it took too long.

SQLite admits one writer at a time, PostgreSQL one at a time through the write door. A command waits
as long as the settings say; whoever asks by a request hears after a few seconds that it is busy.
"""

import sqlite3

from django.db import connections
from django.db.backends.signals import connection_created

SECONDS = 3

# What PostgreSQL calls a lock that was not to be had, a statement that took too long, two who wait
# for each other, and two whose changes can't both be right.
_STATES = {"55P03", "57014", "40P01", "40001"}


def is_held(error):
    """Whether a database error says that somebody else's write is in the way; it may be tried
    again.
    """
    cause = error.__cause__
    code = getattr(cause, "sqlite_errorcode", None)
    if code is not None:
        # The low byte is the kind; the rest tells cases apart.
        return code & 0xFF in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED)
    return getattr(cause, "sqlstate", None) in _STATES


def wait(connection, seconds):
    """From now on this connection waits so long at most."""
    connection.ensure_connection()
    milliseconds = int(seconds * 1000)
    if connection.vendor == "sqlite":
        connection.connection.execute(f"PRAGMA busy_timeout = {milliseconds}")
    elif connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute(f"SET lock_timeout = {milliseconds}")


def wait_briefly(seconds=SECONDS):
    """Every connection of this process waits so long at most: for processes that serve."""

    def limit(connection, **kwargs):
        wait(connection, seconds)

    connection_created.connect(limit, weak=False, dispatch_uid="concepts.locks")
    for connection in connections.all(initialized_only=True):
        connection.close()  # the next one is made as said
