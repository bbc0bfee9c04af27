"""What has to be true of the machine before the site can serve. Run by `check` and by `serve`."""

import sqlite3
import tempfile

from django.conf import settings
from django.core.checks import Error, register
from django.core.exceptions import ImproperlyConfigured
from django.db import connection

SERVING = "serving"


@register(SERVING)
def data_folder_can_be_written(**kwargs):
    folder = settings.DATA_DIR
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryFile(dir=folder) as file:
            file.write(b"written")
    except OSError as error:
        return [
            Error(
                f"The data folder {folder} can't be written ({error.strerror}): "
                "set DATA_DIR to a folder that can.",
                id="concepts.E001",
            )
        ]
    return []


@register(SERVING)
def secret_key_can_be_read(**kwargs):
    try:
        settings.SECRET_KEY  # noqa: B018 (Django refuses to give an empty one)
    except ImproperlyConfigured:
        if data_folder_can_be_written():
            return []  # said already
        path = settings.DATA_DIR / "secret-key"
        return [
            Error(
                f"There is no readable secret key in {path}: set SECRET_KEY, or make the file "
                "readable, or delete it to have a new key made.",
                id="concepts.E002",
            )
        ]
    return []


@register(SERVING)
def sqlite_has_full_text_search(**kwargs):
    if connection.vendor != "sqlite":
        return []
    try:
        memory = sqlite3.connect(":memory:")
        try:
            memory.execute("CREATE VIRTUAL TABLE probe USING fts5(text)")
        finally:
            memory.close()
    except sqlite3.Error:
        return [
            Error(
                f"Python's SQLite ({sqlite3.sqlite_version}) has no full-text search (FTS5): "
                "use a Python whose SQLite has it, or set DATABASE_URL to a PostgreSQL database.",
                id="concepts.E003",
            )
        ]
    return []
