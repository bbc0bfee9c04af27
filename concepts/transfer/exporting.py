"""From the database to a folder: the live texts, byte for byte, and a manifest by which a later
import knows them.
"""

from concepts.contentfile import Fault, Faulty
from concepts.models import FOLDERS, Entry, ImportedFile, Source

from .comments import has_comments
from .folder import Folder
from .manifest import MANIFEST, Manifest, digest
from .records import RECORDS, SourceFile


def export_folder():
    """The Folder of everything that is published, with its manifest."""
    return export_with_warnings()[0]


def export_with_warnings():
    """The same, and Faults that name what the files had and no longer have."""
    manifest, files, warnings = Manifest.new(), {}, []
    live = Entry.objects.published().values_list("type", "slug", "live__revision__text")
    for type, slug, text in live.order_by("type", "slug").iterator(chunk_size=500):
        path = f"{FOLDERS[type]}/{slug}.md"
        files[path] = text.encode()
        manifest.pages[path] = digest(text)
    sources = [SourceFile(key) for key in Source.objects.values_list("key", flat=True)]
    for kind in [*sources, *RECORDS]:
        held = kind.held()
        before = ImportedFile.objects.filter(path=kind.path).first()
        if held or before:
            text = _text(kind, held, before)
            files[kind.path] = text.encode()
            if before and text != before.text and has_comments(kind.path, before.text):
                message = "records were edited here, so the file is written without its comments."
                warnings.append(Fault("", message, path=kind.path))
            manifest.records[kind.path] = kind.fingerprints(held)
    files[MANIFEST] = manifest.dump().encode()
    return Folder(files), warnings


def _text(kind, held, before):
    """The imported text as long as it still says what the database says; else the canonical one."""
    if before is not None:
        try:
            said = {record.key: record.data for record in kind.read(before.text)}
        except Faulty:
            said = {}
        if said.keys() == held.keys() and all(kind.same(said[key], held[key]) for key in held):
            return before.text
    return kind.write(list(held.values()))
