"""What was edited here since a folder was exported or last imported, and what is to be written."""

from contextlib import suppress
from dataclasses import dataclass

from concepts.contentfile import Faulty
from concepts.models import ImportedFile
from concepts.publishing import PageText

from .manifest import digest


@dataclass
class RecordFile:
    """The records of a file, those that the database holds, and what each was when the two last
    agreed.

    `base` maps a key to the fingerprint that the folder's manifest gives; where the folder has
    none, or was imported before, the last import. `last` is that of the last import.
    """

    kind: object
    read: list
    held: dict
    base: dict
    last: dict

    @classmethod
    def of(cls, kind, read, manifest):
        before, last = ImportedFile.objects.filter(path=kind.path).first(), {}
        if before is not None:
            with suppress(Faulty):  # the rules may have become stricter since
                last = kind.fingerprints({each.key: each.data for each in kind.read(before.text)})
        here = before is not None and manifest.id in ("", before.folder)
        base = last if here else manifest.records.get(kind.path, {})
        return cls(kind, read, kind.held(), base, last)

    @property
    def is_older(self):
        """Whether the last import says what the database says and this file, which changes nothing,
        does not.
        """
        held = self.kind.fingerprints(self.held)
        said = self.kind.fingerprints({record.key: record.data for record in self.read})
        return self.last == held != said

    @property
    def leaving(self):
        """Keys that the file had and has no longer; what was added here only is not among them."""
        return (self.held.keys() & self.base.keys()) - {record.key for record in self.read}

    def is_untouched(self, key):
        return self.base.get(key) == self.kind.fingerprint(self.held[key])


@dataclass(frozen=True)
class Saving:
    """A record that is to be saved."""

    kind: object
    record: object

    def save(self, by):
        self.kind.save(self.record, by)

    def finish(self, by):
        self.kind.settle(self.record)


@dataclass(frozen=True)
class Removal:
    """A record that is to go, when nothing needs it any more."""

    kind: object
    key: str

    def save(self, by):
        pass

    def finish(self, by):
        self.kind.remove(self.key, by)


def sort_pages(pages, entries, manifest, report):
    """What must be saved, as `publishing.save_all` takes it; the report is filled."""
    to_save = []
    for page in pages:
        row = entries.get(page.slug)
        entry = row.entry if row else None
        if entry is None:
            report.created.append(page.path)
            to_save.append(PageText(page.type, page.slug, page.text))
            continue
        if entry.live_id and entry.live.revision.text == page.text:
            report.unchanged.append(page.path)
            continue
        if _edited_since(entry, page, manifest):
            report.conflicts.append(page.path)
        else:
            report.changed.append(page.path)
        to_save.append(PageText(page.type, page.slug, page.text, entry, seen=entry.head_id))
    return to_save


def _edited_since(entry, page, manifest):
    """Whether somebody edited the page since the folder was exported or last imported."""
    if entry.live_id is None:
        return entry.head is not None and entry.head.text != page.text
    live = entry.live.revision
    if entry.head_id != live.pk:
        return True
    if manifest.id and live.origin == "import" and live.folder == manifest.id:
        return False
    if manifest.id:
        return manifest.pages.get(page.path) != digest(live.text)
    return live.origin != "import"


def sort_records(files, report):
    """The Savings and Removals of RecordFiles, in the order of the files; the report is filled."""
    acts = []
    for file in files:
        kind, held = file.kind, file.held
        for record in file.read:
            name = kind.title(record.key)
            if record.key not in held:
                report.created.append(name)
            elif kind.same(held[record.key], record.data):
                report.unchanged.append(name)
                continue
            elif file.base.get(record.key) == kind.fingerprint(record.data):
                # The folder says what it said last time: what was edited here since stays.
                report.unchanged.append(name)
                continue
            elif file.is_untouched(record.key):
                report.changed.append(name)
            else:
                report.conflicts.append(name)
            acts.append(Saving(kind, record))
        for key in sorted(file.leaving):
            name = kind.title(key)
            (report.removed if file.is_untouched(key) else report.conflicts).append(name)
            acts.append(Removal(kind, key))
    return acts
