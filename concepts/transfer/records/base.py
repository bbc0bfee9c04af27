"""What an import and an export ask of a kind of record."""

import json
from dataclasses import dataclass

from django.db.models import ProtectedError

from concepts import contentfile
from concepts.contentfile import Fault, Faulty
from concepts.contentfile.schema import Free, Reader

from ..manifest import digest


@dataclass(frozen=True)
class Record:
    """A record of a file: its key, the line it begins on, and what it says."""

    key: str
    line: int
    data: object


@dataclass(frozen=True)
class Signature:
    """In whose name an import writes, and the one moment of all that it publishes."""

    author: object
    at: object


class Kind:
    """A file of records: read and written as text, kept in a table.

    A record is data as it stands in the file. What a kind does in a way of its own it says by its
    methods: nobody asks which kind it is.
    """

    path = ""
    # Whether its records point at pages, so that they are saved when the pages have been.
    after_pages = False

    def read(self, text):
        """The Records of a text; raises Faulty."""
        with contentfile.naming(self.path):
            return self.read_text(text)

    def read_text(self, text):
        raise NotImplementedError

    def held(self):
        """{key: data} of the records that the database holds."""
        raise NotImplementedError

    def save(self, record, by):
        raise NotImplementedError

    def delete(self, key, by):
        raise NotImplementedError

    def write(self, records):
        """The text of all records, given as data."""
        raise NotImplementedError

    def title(self, key):
        """How a report calls a record."""
        return f"{self.path}: {key}"

    def ordered(self, data):
        """`data` with everything in one order whose order does not count."""
        return data

    def check(self, records, known):
        """Faults of records that point at what is not `known`."""
        return []

    def make_known(self, known, records, leaving):
        """Adds to `known` what pages may refer to once the records are imported; the keys in
        `leaving` go.
        """

    def make_known_unread(self, known, text):
        """Adds what stands in a text that could not be read, since of each page that needs it that
        would be said to be missing.
        """

    def still_needed(self, records, slugs):
        """Faults for what the file lets go while pages other than `slugs` need it."""
        return []

    def settle(self, record):
        """What is left to do for a saved record when the pages have been saved."""

    def fingerprint(self, data):
        """The hash by which a manifest knows a record: two that say the same have the same."""
        return digest(json.dumps(self.ordered(data), sort_keys=True, ensure_ascii=False))

    def fingerprints(self, records):
        """{key: fingerprint} of {key: data}."""
        return {key: self.fingerprint(data) for key, data in records.items()}

    def same(self, one, other):
        """Whether two records say the same."""
        return self.fingerprint(one) == self.fingerprint(other)

    def remove(self, key, by):
        """Deletes a record; raises Faulty where a page still needs it."""
        with self.protecting(f"'{key}'"):
            self.delete(key, by)

    def protecting(self, what):
        return _Protecting(self.path, what)


class _Protecting:
    def __init__(self, path, what):
        self.path, self.what = path, what

    def __enter__(self):
        return self

    def __exit__(self, type, error, traceback):
        if isinstance(error, ProtectedError):
            message = (
                f"{self.what} is gone from the file, but pages still cite it;"
                " take the citations out first."
            )
            raise Faulty([Fault("", message, path=self.path)]) from None


def columns(model, **names):
    """Free fields, named by their keys, as long as the columns of a model: SQLite would take more,
    PostgreSQL refuses them.
    """
    return {
        key: Free(key, model._meta.get_field(column).max_length) for key, column in names.items()
    }


def compose(text):
    """The root node of a file of records; raises Faulty."""
    if faults := contentfile.check_characters(text):
        raise Faulty(faults)
    root = contentfile.read_yaml(text)
    if root is None:
        message = "there must be a list here; write [] for an empty one."
        raise Faulty([Fault("", message, line=1)])
    return root


def read_table(text, table):
    """(Reader, its (place, line, dict) of each record) of a file that is one table."""
    reader = Reader()
    rows = table.read(compose(text), "", reader)
    return reader, [(place, reader.lines[place], data) for place, data in rows]


def unique(records, reader):
    """The records, if no key stands twice and nothing else is wrong; raises Faulty."""
    seen = {}
    for record in records:
        if record.key in seen:
            message = f"'{record.key}' stands on line {seen[record.key]} already; keep one."
            reader.faults.append(Fault(record.key, message, line=record.line))
        seen.setdefault(record.key, record.line)
    if reader.faults:
        raise Faulty(sorted(reader.faults))
    return records
