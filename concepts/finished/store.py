"""The answers that a machine keeps, in a SQLite file of its own.

Beside the database and not in it: keeping an answer never waits for an editor nor an editor for it,
copies of the database stay small, and PostgreSQL is asked for stamps alone. The file may be deleted
at any time, and whatever is wrong with it, it is begun again.
"""

import contextlib
import json
import sqlite3
import threading
import time
import zlib
from functools import lru_cache

from .answer import Answer

PAGE = 16 * 1024
# So often each thread opens the file anew, in case somebody has deleted it.
SECONDS = 60
# Waited for another process's write, in the background alone.
PATIENCE = 5

TABLE = """
CREATE TABLE IF NOT EXISTS answer (
    key TEXT PRIMARY KEY, stamp TEXT, day INTEGER, etag TEXT, headers TEXT, is_best INTEGER,
    crc_br INTEGER, crc_gzip INTEGER, br BLOB, gzip BLOB
)
"""

FIND = {
    coding: f"SELECT day, etag, headers, is_best, crc_{coding}, '{coding}', {coding}"  # noqa: S608
    " FROM answer WHERE key = ? AND stamp = ?"
    for coding in ("br", "gzip")
}


class Store:
    def __init__(self, path, megabytes):
        self.path = path
        self.pages = max(64, megabytes * 1024 * 1024 // PAGE)
        self.own = threading.local()

    def find(self, key, stamp, coding="br"):
        """The answer kept for `key` under this stamp, or None. Never waits. It has one body, since
        to read the other takes as long again."""
        row = self.one(FIND["gzip" if coding == "gzip" else "br"], (key, stamp))
        if row is None:
            return None
        day, etag, headers, is_best, crc, coding, body = row
        if crc != checksum(headers, body):
            return None
        return Answer(key, stamp, day, read_headers(headers), {coding: body}, etag, bool(is_best))

    def renew(self, answer):
        """Whether the same answer was kept already, at its best, before something else changed; it
        is then kept under the new stamp."""
        return self.write(
            "UPDATE answer SET stamp = ?, day = ? WHERE key = ? AND etag = ? AND is_best",
            (answer.stamp, answer.day, answer.key, answer.etag),
        )

    def put(self, answer):
        headers = json.dumps(answer.headers)
        row = (answer.key, answer.stamp, answer.day, answer.etag, headers, answer.is_best)
        return self.write(
            "INSERT OR REPLACE INTO answer VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (*row, *bodies_of(answer, headers)),
        )

    def improve(self, answer):
        """Puts the smallest bodies in place, unless another answer has come there."""
        headers = json.dumps(answer.headers)
        return self.write(
            "UPDATE answer SET crc_br = ?, crc_gzip = ?, br = ?, gzip = ?, is_best = 1"
            " WHERE key = ? AND stamp = ? AND etag = ? AND headers = ?",
            (*bodies_of(answer, headers), answer.key, answer.stamp, answer.etag, headers),
        )

    def remove_others(self):
        """Deletes what former builds have kept."""
        for path in self.path.parent.glob("*.sqlite3*"):
            if not path.name.startswith(self.path.name):
                with contextlib.suppress(OSError):
                    path.unlink()

    def forget(self):
        """Deletes the file, and with it whatever is wrong with it."""
        self.close()
        for path in self.path.parent.glob(f"{self.path.name}*"):
            path.unlink(missing_ok=True)

    def one(self, statement, values):
        """The first row, or None: also where there is no file, or none that can be read."""
        try:
            connection = self.connection("reading")
            return connection and connection.execute(statement, values).fetchone()
        except sqlite3.Error:
            self.close()
            return None

    def write(self, statement, values):
        """Whether a row was written. In the background alone: it may wait for another process."""
        for _ in range(2):
            try:
                connection = self.connection("writing")
                return connection.execute(statement, values).rowcount > 0
            except OSError:
                return False  # no place to write in
            except sqlite3.Error as error:
                if is_busy(error):
                    return False
                self.forget()  # full, damaged or deleted half: all of it can be made again
        return False

    def connection(self, what):
        """This thread's connection for reading, None where there is no file, or for writing."""
        now = time.monotonic()
        if getattr(self.own, "until", 0) < now:
            self.close()
            self.own.until = now + SECONDS
        connection = getattr(self.own, what, None)
        if connection is None:
            connection = {"reading": self.open, "writing": self.begin}[what]()
            setattr(self.own, what, connection)
        return connection

    def open(self):
        if not self.path.exists():
            return None
        connection = sqlite3.connect(self.path, timeout=0, isolation_level=None)
        connection.execute("PRAGMA query_only = 1")
        return connection

    def begin(self):
        """Opens the file to write in it; makes it where it is missing."""
        self.path.parent.mkdir(parents=True, exist_ok=True)
        connection = sqlite3.connect(self.path, timeout=PATIENCE, isolation_level=None)
        try:
            for statement in (
                f"PRAGMA page_size = {PAGE}",
                "PRAGMA journal_mode = WAL",
                "PRAGMA synchronous = NORMAL",
                f"PRAGMA max_page_count = {self.pages}",
                TABLE,
            ):
                connection.execute(statement)
        except sqlite3.Error:
            connection.close()
            raise
        return connection

    def close(self):
        for what in ("reading", "writing"):
            connection = self.own.__dict__.pop(what, None)
            if connection is not None:
                with contextlib.suppress(sqlite3.Error):
                    connection.close()


def is_busy(error):
    code = getattr(error, "sqlite_errorcode", 0) & 0xFF
    return code in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED)


@lru_cache(maxsize=64)
def read_headers(text):
    """Most pages have the same."""
    return tuple(tuple(pair) for pair in json.loads(text))


def bodies_of(answer, headers):
    """What the columns of the bodies hold: checksums, then bodies."""
    bodies = answer.body("br"), answer.body("gzip")
    return (*(checksum(headers, body) for body in bodies), *bodies)


def checksum(headers, body):
    """What was kept is given as it was or not at all, whatever happened to the disk."""
    return zlib.crc32(body, zlib.crc32(headers.encode()))
