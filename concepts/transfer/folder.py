"""A folder of content files as data: paths and bytes."""

import stat
from dataclasses import dataclass
from pathlib import Path

from concepts import contentfile
from concepts.contentfile import Fault, Faulty

from .names import enumerate_names
from .unread import CONTENT_FOLDERS, PAGE_FOLDERS, is_content, unread_faults

__all__ = ["PAGE_FOLDERS", "Folder"]

MAXIMUM_FILE = 20_000_000


@dataclass
class Folder:
    """Paths (with forward slashes) and bytes of the content files in a folder."""

    files: dict

    @classmethod
    def read(cls, root):
        """Reads a folder on disk; raises Faulty where there is none, nothing in it, or something
        that looks like content and would not be read. Other files are left alone.
        """
        root = Path(root)
        if not root.is_dir():
            raise Faulty([Fault("", f"there is no folder '{root}'.")])
        files, faults = {}, []
        paths = {path.relative_to(root).as_posix(): path for path in _paths(root, faults)}
        faults += unread_faults(paths)
        for name, path in paths.items():
            if not is_content(name):
                continue
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

    def texts(self):
        """{path: text} of the files that are UTF-8, in order, and faults for the others: one alone
        with its line, several in one sentence.
        """
        texts, faults = {}, []
        for path, data in sorted(self.files.items()):
            try:
                with contentfile.naming(path):
                    texts[path] = contentfile.decode(data)
            except Faulty as refused:
                faults += refused.faults
        if len(faults) > 1:
            names = enumerate_names([fault.path for fault in faults])
            message = f"{len(faults)} files are not UTF-8: {names}; save them in that encoding."
            faults = [Fault("", message)]
        return texts, faults

    def write(self, root):
        """Writes the files below `root`; whatever else stands there is left alone."""
        for name, data in self.files.items():
            path = Path(root) / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(data)


def _paths(root, faults):
    """What stands in `root` and in its folders of content; faults for folders that can't be
    read.
    """
    paths = []
    for folder in (root, *(root / name for name in CONTENT_FOLDERS)):
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
    return sorted(paths)
