"""The stamp of the database as it is now, for whoever answers without Django."""

import asyncio
import contextlib
import sqlite3
import time
from urllib.parse import quote

from concepts.models.stamp import READ

# As Django's own connections: so often a new one, in case the file or the server was changed.
SECONDS = 60
# A database that does not answer so long is Django's affair, which can say so.
PATIENCE = 2
AGAIN = 1


class SqliteStamps:
    """Asks in the event loop itself: a reader of a SQLite file in WAL mode waits for nobody.

    One question does for all requests that were there when it was asked. They are those whose turn
    in the loop comes before `forget`, which stands in the same queue.
    """

    waits = False

    def __init__(self, path):
        self.address = f"file:{quote(str(path))}?mode=ro"
        self.connection = None
        self.until = 0
        self.stamp = None

    def now(self):
        """The stamp, or None where it can't be read. In the event loop alone."""
        if self.stamp is None:
            self.stamp = self.read()
            asyncio.get_running_loop().call_soon(self.forget)
        return self.stamp

    def forget(self):
        self.stamp = None

    def read(self):
        try:
            if self.until < time.monotonic():
                self.open()
            return self.connection.execute(READ).fetchone()[0]
        except (sqlite3.Error, TypeError):  # no row is no stamp
            self.close()
            return None

    def open(self):
        self.close()
        self.connection = sqlite3.connect(self.address, uri=True, timeout=0, isolation_level=None)
        self.until = time.monotonic() + SECONDS

    def close(self):
        self.until = 0
        if self.connection is not None:
            with contextlib.suppress(sqlite3.Error):
                self.connection.close()
            self.connection = None


class PostgresStamps:
    """Asks over one connection, for all who wait at once."""

    waits = True

    def __init__(self, parameters):
        self.parameters = parameters
        self.connection = None
        self.until = self.again = 0
        self.next = None
        self.turn = asyncio.Lock()

    async def now(self):
        """The stamp, or None where it can't be read. Who comes while a question is under way waits
        for the next: its answer may be older than the reader's request."""
        if self.next is None:
            self.next = asyncio.ensure_future(self.ask())
        return await asyncio.shield(self.next)

    async def ask(self):
        async with self.turn:
            self.next = None  # from here on whoever comes is too late for this question
            if time.monotonic() < self.again:
                return None
            try:
                async with asyncio.timeout(PATIENCE):
                    return await self.read()
            except Exception:  # of the network, the server, the library: Django will say which
                self.again = time.monotonic() + AGAIN
                await self.close()
                return None

    async def read(self):
        if self.until < time.monotonic():
            await self.open()
        cursor = await self.connection.execute(READ, prepare=True)
        row = await cursor.fetchone()
        return row and row[0]

    async def open(self):
        import psycopg  # only where there is PostgreSQL

        await self.close()
        self.connection = await psycopg.AsyncConnection.connect(**self.parameters, autocommit=True)
        self.until = time.monotonic() + SECONDS

    async def close(self):
        self.until = 0
        connection, self.connection = self.connection, None
        if connection is not None:
            with contextlib.suppress(Exception):
                await connection.close()


def stamps_of(connection):
    """What asks the database of this Django connection."""
    if connection.vendor == "sqlite":
        return SqliteStamps(connection.settings_dict["NAME"])
    parameters = connection.get_connection_params()
    for name in ("cursor_factory", "context"):
        parameters.pop(name, None)
    return PostgresStamps(parameters)
