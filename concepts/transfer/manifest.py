"""What an export says of the folder that it wrote: an import learns by it what was edited since."""

import hashlib
import json
import uuid
from dataclasses import dataclass, field

from concepts.contentfile import Fault, Faulty

MANIFEST = "manifest.json"


def digest(text):
    """The hash by which a manifest knows a text."""
    return hashlib.sha256(text.encode()).hexdigest()


@dataclass
class Manifest:
    """A folder's id, and the hash of each page and of each record.

    `pages` maps a path to the hash of its text; `records` maps a path to the hashes of the records
    in it by key.
    """

    id: str = ""
    pages: dict = field(default_factory=dict)
    records: dict = field(default_factory=dict)

    @classmethod
    def new(cls):
        return cls(id=str(uuid.uuid4()))

    @classmethod
    def parse(cls, text):
        """Reads a manifest; raises Faulty where it was damaged."""
        try:
            data = json.loads(text)
            id = str(uuid.UUID(data["id"]))
            manifest = cls(id, dict(data["pages"]), dict(data["records"]))
            if not all(isinstance(value, dict) for value in manifest.records.values()):
                raise TypeError
        except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
            message = "the manifest can't be read; export the folder again, or delete this file."
            raise Faulty([Fault("", message, path=MANIFEST)]) from None
        return manifest

    def dump(self):
        data = {"id": self.id, "pages": self.pages, "records": self.records}
        return json.dumps(data, indent=1, sort_keys=True, ensure_ascii=False) + "\n"
