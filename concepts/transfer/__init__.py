"""Import and export of folders of content files."""

from .exporting import export_folder, export_with_warnings
from .folder import Folder
from .importing import ACCOUNT, Conflicts, Report, account, import_folder, is_empty
from .manifest import MANIFEST, Manifest, digest

__all__ = [
    "ACCOUNT",
    "MANIFEST",
    "Conflicts",
    "Folder",
    "Manifest",
    "Report",
    "account",
    "digest",
    "export_folder",
    "export_with_warnings",
    "import_folder",
    "is_empty",
]
