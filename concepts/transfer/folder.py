"""A folder of content files as data: paths and bytes."""

import stat
from dataclasses import dataclass
from pathlib import Path

from concepts.contentfile import Fault, Faulty
from concepts.models import FOLDERS

from .manifest import MANIFEST
from .records import FILES, SOURCES

PAGE_FOLDERS = {folder: type for type, folder in FOLDERS.items()}
MAXIMUM_FILE = 20_000_000


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
            raise Faulty([Fault("", f"there is no folder '{root}'.")])
        files, faults = {}, []
        for path in _content_paths(root, faults):
            name = path.relative_to(root).as_posix()
            try:
                status = path.stat()
                if stat.S_ISDIR(status.st_mode):
                    continue
                if not stat.S_ISREG(status.st_mode):
                    faults.append(Fault("", "this is no file.", path=name))
                elif status.st_size > MAXIMUM_FILE:
                    faults.append(Fault("", "the file is larger than 20 MB.", path=name))
                else:
                    files[name] = path.read_bytes()
            except OSError as error:
                message = f"the file can't be read: {error.strerror}."
                faults.append(Fault("", message, path=name))
        if faults:
            raise Faulty(faults)
        if not files:
            message = f"there are no content files in '{root}'; it needs folders such as concepts/."
            raise Faulty([Fault("", message)])
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
    for folder in (root, *(root / name for name in (*PAGE_FOLDERS, SOURCES))):
        name = "" if folder == root else folder.name
        try:
            paths += folder.iterdir()
        except (FileNotFoundError, NotADirectoryError):
            if folder.exists():
                message = "this is a file, and a folder should stand here."
                faults.append(Fault("", message, path=name))
        except OSError as error:
            message = f"the folder can't be read: {error.strerror}."
            faults.append(Fault("", message, path=name))
    return sorted(path for path in paths if _is_content(path.relative_to(root).as_posix()))


def _is_content(name):
    if name in FILES or name == MANIFEST:
        return True
    folder, _, file = name.partition("/")
    return (
        (folder in PAGE_FOLDERS or f"{folder}/" == SOURCES)
        and file.endswith(".md")
        and "/" not in file
        and not file.startswith(".")
    )
