"""What, beside the database, an answer depends on: the code, templates, static files, packages and
settings of this installation, as one name. Another one keeps its answers elsewhere."""

import hashlib
import sys
from importlib.metadata import distributions
from pathlib import Path

from django.conf import settings

FOLDERS = ("concepts", "therapy_kb", "templates")


def build():
    """The name. The contents of files are looked at, since the times of files can be anything."""
    digest = hashlib.sha256(sys.version.encode())
    for distribution in sorted(f"{each.name} {each.version}" for each in distributions()):
        digest.update(distribution.encode())
    for folder in FOLDERS:
        for path in sorted((settings.BASE_DIR / folder).rglob("*")):
            if path.is_file() and path.suffix != ".pyc":
                add(digest, path)
    add(digest, Path(settings.STATIC_ROOT) / "staticfiles.json")
    for name in sorted(dir(settings)):
        if name.isupper():
            digest.update(f"{name} {stable(getattr(settings, name))}\n".encode())
    return digest.hexdigest()[:16]


def add(digest, path):
    digest.update(f"{path.name}\n".encode())
    if path.exists():
        digest.update(hashlib.sha256(path.read_bytes()).digest())


def stable(value):
    """The same text in each process: the order of a set is not, nor where a function stands."""
    if isinstance(value, dict):
        return [(repr(key), stable(each)) for key, each in value.items()]
    if isinstance(value, set | frozenset):
        return sorted(map(repr, value))
    if isinstance(value, list | tuple):
        return [stable(each) for each in value]
    return repr(value) if "object at 0x" not in repr(value) else type(value).__name__
