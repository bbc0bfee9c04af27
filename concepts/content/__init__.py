"""Import and export of folders of content files."""

from .exporting import export_folder
from .folder import MANIFEST, Folder, Manifest, digest
from .importing import ACCOUNT, Conflicts, Report, account, import_folder, is_empty

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
    "import_folder",
    "is_empty",
]
