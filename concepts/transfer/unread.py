"""What stands in a folder, looks like content, and would not be read: it is named, a sentence for
each reason, since nobody misses a page that was never there.
"""

import os
import re

from concepts.contentfile import Fault
from concepts.models import FOLDERS

from .manifest import MANIFEST
from .names import enumerate_names
from .records import FILES, SOURCES

PAGE_FOLDERS = {folder: type for type, folder in FOLDERS.items()}
# The folders whose files, all that end in .md, are content.
CONTENT_FOLDERS = (*PAGE_FOLDERS, SOURCES.removesuffix("/"))

# Hidden files, what editors and systems leave behind: nobody meant these to be read.
LEFT_BEHIND = re.compile(
    r"\..*|.*~|#.*#|.*\.(bak|orig|rej|swp|swo|tmp)|__macosx|thumbs\.db|desktop\.ini", re.IGNORECASE
)
PAGES = re.compile(
    r".*\.(md|markdown|mdown|mkd|mdx|txt|text|rst|html?|rtf|docx?|odt)", re.IGNORECASE
)
RECORDS = re.compile(r".*\.(ya?ml|json)", re.IGNORECASE)
# What says something of a folder, and is no page of it.
ABOUT_FOLDER = re.compile(
    r"(readme|licen[cs]e|copying|notice|changelog|contributing|authors|requirements)([.-].*)?",
    re.IGNORECASE,
)


def is_content(path):
    """Whether the file at a path of a folder is read."""
    if path in FILES or path == MANIFEST:
        return True
    folder, _, file = path.partition("/")
    return (
        folder in CONTENT_FOLDERS
        and file.endswith(".md")
        and "/" not in file
        and not LEFT_BEHIND.fullmatch(file)
    )


def unread_faults(paths):
    """A fault for each reason why some of `paths`, {name in the folder: path on disk}, are not
    read.
    """
    found = {}
    for name, path in paths.items():
        if not LEFT_BEHIND.fullmatch(path.name) and (why := _reason(name, path)):
            found.setdefault(why, []).append(name + "/" * _is_folder(path))
    return [
        Fault("", sentence.format(enumerate_names(found[why])))
        for why, sentence in _SENTENCES.items()
        if why in found
    ]


_KNOWN = f"{', '.join(f'{folder}/' for folder in CONTENT_FOLDERS[:-1])} or {SOURCES}"
_SENTENCES = {
    "ending": "not read, since a page's file ends in .md, in small letters: {}; rename what is a"
    " page, and take what is none out of here.",
    "subfolder": "not read, since pages stand side by side in their folder: {}; move their files up"
    " into it.",
    "folder": "not read, since a folder of content has a name of its own: {}; rename them, or take"
    f" them out of here: the names are {_KNOWN}.",
    "page": "not read, since a page stands in the folder of its type: {}; move them into "
    f"{_KNOWN}, or out of here.",
    "record": "not read, since a file of records has a name of its own: {}; rename them, or take"
    f" them out of here: the names are {', '.join(FILES)}.",
}


def _reason(name, path):
    """Why a file or folder is not read though it looks like content; nothing for all others."""
    is_folder = _is_folder(path)
    if "/" in name:
        if is_folder:
            return "subfolder" if _holds_any(path, lambda file: True) else ""
        return "" if is_content(name) else "ending"
    if is_folder:
        is_known = name in CONTENT_FOLDERS
        return "folder" if not is_known and _holds_any(path, _looks_like_content) else ""
    if is_content(name) or not _looks_like_content(name):
        return ""
    return "page" if PAGES.fullmatch(name) else "record"


def _is_folder(path):
    try:
        return path.is_dir()
    except OSError:  # whoever reads it says why
        return False


def _looks_like_content(file):
    return not ABOUT_FOLDER.fullmatch(file) and bool(
        PAGES.fullmatch(file) or RECORDS.fullmatch(file)
    )


def _holds_any(folder, wanted):
    """Whether anything in a folder, however deep, is a file that is `wanted`."""
    for _, folders, files in os.walk(folder):
        folders[:] = [name for name in folders if not LEFT_BEHIND.fullmatch(name)]
        if any(wanted(name) for name in files if not LEFT_BEHIND.fullmatch(name)):
            return True
    return False
