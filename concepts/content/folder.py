"""A folder of content files as data: paths and bytes, and the manifest that an export leaves."""

import hashlib
import json
import stat
import uuid
from dataclasses import dataclass, field
from pathlib import Path

from concepts.contentfile import Fault, Faulty
from concepts.models import FOLDERS

MANIFEST = "manifest.json"
RECORD_FILES = ("tags.yaml", "references.json", "findings.yaml", "help.yaml", "help-words.yaml")
PAGE_FOLDERS = {folder: type for type, folder in FOLDERS.items()}
MAXIMUM_FILE = 20_000_000


def digest(text):
    """The hash by which a manifest knows a text."""
    return hashlib.sha256(text.encode()).hexdigest()


@dataclass
class Manifest:
    """What an export says of the folder that it wrote: an id, and the hash of each page and of each
    record.

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
            raise Faulty([Fault(MANIFEST, 0, message)]) from None
        return manifest

    def dump(self):
        data = {"id": self.id, "pages": self.pages, "records": self.records}
        return json.dumps(data, indent=1, sort_keys=True, ensure_ascii=False) + "\n"


@dataclass
class Folder:
    """Paths (with forward slashes) and bytes of the content files in a folder; other files are left
    alone.
    """

    files: dict

    @classmethod
    def read(cls, root):
        """Reads a folder on disk; raises Faulty where there is none, or nothing in it."""
        root = Path(root)
        if not root.is_dir():
            raise Faulty([Fault("", 0, f"there is no folder '{root}'.")])
        files, faults = {}, []
        for path in _content_paths(root, faults):
            name = path.relative_to(root).as_posix()
            try:
                status = path.stat()
                if stat.S_ISDIR(status.st_mode):
                    continue
                if not stat.S_ISREG(status.st_mode):
                    faults.append(Fault(name, 0, "this is no file."))
                elif status.st_size > MAXIMUM_FILE:
                    faults.append(Fault(name, 0, "the file is larger than 20 MB."))
                else:
                    files[name] = path.read_bytes()
            except OSError as error:
                faults.append(Fault(name, 0, f"the file can't be read: {error.strerror}."))
        if faults:
            raise Faulty(faults)
        if not files:
            message = f"there are no content files in '{root}'; it needs folders such as concepts/."
            raise Faulty([Fault("", 0, message)])
        return cls(files)

    def write(self, root):
        """Writes the files below `root`; whatever else stands there is left alone."""
        for name, data in self.files.items():
            path = Path(root) / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(data)


def _content_paths(root, faults):
    """The paths below `root` where content may stand; faults for folders that can't be read."""
    paths = []
    for folder in (root, *(root / name for name in (*PAGE_FOLDERS, "sources"))):
        name = "" if folder == root else folder.name
        try:
            paths += folder.iterdir()
        except (FileNotFoundError, NotADirectoryError):
            if folder.exists():
                faults.append(Fault(name, 0, "this is a file, and a folder should stand here."))
        except OSError as error:
            faults.append(Fault(name, 0, f"the folder can't be read: {error.strerror}."))
    return sorted(path for path in paths if _is_content(path.relative_to(root).as_posix()))


def _is_content(name):
    if name in RECORD_FILES or name == MANIFEST:
        return True
    folder, _, file = name.partition("/")
    return (
        (folder in PAGE_FOLDERS or folder == "sources")
        and file.endswith(".md")
        and "/" not in file
        and not file.startswith(".")
    )
