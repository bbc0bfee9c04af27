"""The parts of URLs that are more than a slug, as path converters."""

from concepts.models import FOLDERS

LONGEST_TAG = 200


class FolderConverter:
    """The first part of an entry's URL: /concepts/, /frameworks/, /questions/."""

    regex = "|".join(FOLDERS.values())
    types = {folder: type for type, folder in FOLDERS.items()}

    def to_python(self, value):
        return self.types[value]

    def to_url(self, value):
        return FOLDERS[value]


class EditionConverter:
    """An edition's number: no other spelling of it, and none that a database column can't hold."""

    regex = "[1-9][0-9]{0,8}"
    to_python = int
    to_url = str


class TypeConverter:
    """The type of a page in the URL of its card; that of its folder is redirected."""

    regex = "|".join([*FOLDERS, *FOLDERS.values()])
    types = FolderConverter.types | {type: type for type in FOLDERS}

    def to_python(self, value):
        return self.types[value]

    def to_url(self, value):
        return value


class CitationConverter:
    """The ending of a file with a citation."""

    regex = r"ris|bib|csl\.json|txt"
    to_python = to_url = str


class TagConverter:
    """A tag's slug: letters of every script, but nothing that a database refuses."""

    regex = rf"[^/\x00]{{1,{LONGEST_TAG}}}"
    to_python = to_url = str


class FindingConverter:
    """The key of a finding, in which a file may have written anything."""

    regex = r"[^\x00]{1,100}"
    to_python = to_url = str
