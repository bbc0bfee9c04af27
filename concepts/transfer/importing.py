"""From a folder to the database: everything is read and checked first, then written at once or not
at all.
"""

from contextlib import suppress
from dataclasses import dataclass, field, replace

from django.contrib.auth import get_user_model
from django.contrib.auth.hashers import make_password
from django.db import IntegrityError

from concepts import contentfile, markup, publishing
from concepts.contentfile import Fault, Faulty
from concepts.models import IMPORTED, Entry, ImportedFile, Slug
from concepts.publishing.refusals import refusal

from .folder import PAGE_FOLDERS
from .manifest import MANIFEST, Manifest, digest
from .records import FILES, is_record_file, kind_of

ACCOUNT = "content-import"


@dataclass
class Report:
    """What an import did, or would have done: paths (for records: path and key) by what happened to
    them.
    """

    created: list = field(default_factory=list)
    changed: list = field(default_factory=list)
    unchanged: list = field(default_factory=list)
    removed: list = field(default_factory=list)
    conflicts: list = field(default_factory=list)
    warnings: list = field(default_factory=list)


class Conflicts(Exception):
    """Pages or records were edited since the folder was exported or last imported; nothing was
    written.
    """

    def __init__(self, report):
        self.report = report
        super().__init__(", ".join(report.conflicts))


@dataclass(frozen=True)
class _Page:
    path: str
    type: str
    slug: str
    text: str
    content: contentfile.Content

    def name(self, faults):
        """Faults of the content as those of the file."""
        return [replace(fault, path=self.path) for fault in faults]


def account():
    """The inactive account in whose name imports are written."""
    user, _ = get_user_model().objects.get_or_create(
        username=ACCOUNT, defaults={"is_active": False, "password": make_password(None)}
    )
    return user


def import_folder(folder, *, force=False, dry_run=False):
    """Imports a Folder and returns the Report.

    Raises Faulty with all faults of all files, or Conflicts where something was edited since the
    folder was exported or last imported; either way nothing is written. With `force` the folder's
    text is published over what was edited, which still stands in a revision.
    """
    texts, faults = _decode(folder)
    manifest = Manifest()
    if MANIFEST in texts:
        try:
            manifest = Manifest.parse(texts.pop(MANIFEST))
        except Faulty as refused:
            faults += refused.faults
    pages, page_faults = _read_pages(texts)
    records, record_faults = _read_records(texts)
    faults += page_faults + record_faults
    entries = _entries(pages)
    misfits = _fitting_faults(pages, entries)
    faults += misfits
    unfit = {fault.path for fault in misfits}
    records = [_Records.of(kind, read, manifest) for kind, read in records]
    known = _known(pages, records)
    _count_as_known(texts, known)
    slugs = [page.slug for page in pages]
    warnings = []
    for page in pages:
        found, noticed = publishing.validate(page.content, page.slug, known)
        faults += [] if page.path in unfit else page.name(found)
        warnings += page.name(noticed)
    for each in records:
        if each.held:
            faults += each.kind.still_needed(each.read, slugs)
        faults += each.kind.check(each.read, known)
    if faults:
        raise Faulty(sorted(set(faults)))

    report = Report(warnings=sorted(warnings))
    to_save = _sort_pages(pages, entries, manifest, report)
    to_write = _sort_records(records, report)
    if report.conflicts and not force:
        raise Conflicts(report)
    if not dry_run:
        written = {kind.path for kind, _ in to_write}
        for each in records:
            if each.is_older and each.kind.path not in written:
                del texts[each.kind.path]
        _write(to_save, to_write, texts, manifest, known)
    return report


def _decode(folder):
    texts, faults = {}, []
    for path, data in sorted(folder.files.items()):
        try:
            with contentfile.naming(path):
                texts[path] = contentfile.decode(data)
        except Faulty as refused:
            faults += refused.faults
    return texts, faults


def _read_pages(texts):
    pages, faults, seen = [], [], {}
    for path, text in texts.items():
        name, _, file = path.partition("/")
        if name not in PAGE_FOLDERS:
            continue
        slug = file.removesuffix(".md")
        if not markup.is_reference_key(slug):
            message = (
                "the file's name must be a slug: lower-case letters and digits, joined by single"
                " hyphens."
            )
            faults.append(Fault("", message, path=path))
            continue
        if len(slug) > 200:
            faults.append(Fault("", "the file's name is longer than 200 characters.", path=path))
            continue
        if slug in seen:
            message = f"the slug '{slug}' is that of {seen[slug]} already; rename one."
            faults.append(Fault("", message, path=path))
            continue
        seen[slug] = path
        type = PAGE_FOLDERS[name]
        try:
            with contentfile.naming(path):
                pages.append(_Page(path, type, slug, text, contentfile.parse(text, type)))
        except Faulty as refused:
            faults += refused.faults
    return pages, faults


def _read_records(texts):
    records, faults = [], []
    order = {path: number for number, path in enumerate(FILES)}
    # Sources and references first: what follows points at them.
    for path in sorted(filter(is_record_file, texts), key=lambda path: (order.get(path, -1), path)):
        kind = kind_of(path)
        try:
            records.append((kind, kind.read(texts[path])))
        except Faulty as refused:
            faults += refused.faults
    return records, faults


def _entries(pages):
    """Slug, present or former, to its Slug row, for the slugs of `pages`."""
    rows = Slug.objects.filter(slug__in=[page.slug for page in pages])
    rows = rows.select_related("entry__live__revision", "entry__head")
    return {row.slug: row for row in rows}


def _fitting_faults(pages, entries):
    faults = []
    for page in pages:
        row = entries.get(page.slug)
        if row is None:
            continue
        if not row.is_current:
            message = (
                f"'{page.slug}' was renamed to '{row.entry.slug}'; rename the file, or use the"
                " action Rename of the page in the admin to give it this slug again."
            )
            faults.append(Fault("", message, path=page.path))
        elif row.entry.type != page.type:
            message = f"'{page.slug}' is a {row.entry.type} already, not a {page.type}."
            faults.append(Fault("", message, path=page.path))
        elif row.entry.withdrawn_at is not None:
            message = (
                f"'{page.slug}' was withdrawn; publish it again in the admin first, or remove the"
                " file."
            )
            faults.append(Fault("", message, path=page.path))
    return faults


def _known(pages, records):
    """What the pages may refer to: what the database has, and what comes with them."""
    known = publishing.known_for({page.slug: page.content for page in pages})
    for each in records:
        each.kind.make_known(known, each.read, each.leaving)
    return known


def _sort_pages(pages, entries, manifest, report):
    """What must be saved, as `publishing.save_all` takes it; the report is filled."""
    to_save = []
    for page in pages:
        row = entries.get(page.slug)
        entry = row.entry if row else None
        if entry is None:
            report.created.append(page.path)
            to_save.append(publishing.PageText(page.type, page.slug, page.text))
            continue
        if entry.live_id and entry.live.revision.text == page.text:
            report.unchanged.append(page.path)
            continue
        if _edited_since(entry, page, manifest):
            report.conflicts.append(page.path)
        else:
            report.changed.append(page.path)
        to_save.append(
            publishing.PageText(page.type, page.slug, page.text, entry, seen=entry.head_id)
        )
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


def _fingerprints(kind, records):
    return {key: kind.fingerprint(data) for key, data in records.items()}


@dataclass
class _Records:
    """The records of a file, those that the database holds, and what each was when the two last
    agreed.

    `base` maps a key to the fingerprint that the folder's manifest gives; where the folder has
    none, or was imported before, the last import.
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
                last = _fingerprints(kind, {each.key: each.data for each in kind.read(before.text)})
        here = before is not None and manifest.id in ("", before.folder)
        base = last if here else manifest.records.get(kind.path, {})
        return cls(kind, read, kind.held(), base, last)

    @property
    def is_older(self):
        """Whether the last import says what the database says and this file, which changes nothing,
        does not.
        """
        held = _fingerprints(self.kind, self.held)
        said = _fingerprints(self.kind, {record.key: record.data for record in self.read})
        return self.last == held != said

    @property
    def leaving(self):
        """Keys that the file had and has no longer; what was added here only is not among them."""
        return (self.held.keys() & self.base.keys()) - {record.key for record in self.read}

    def untouched(self, key):
        return self.base.get(key) == self.kind.fingerprint(self.held[key])


def _count_as_known(texts, known):
    """Adds what stands in files that could not be read: that it is missing would be said of each
    page that needs it.
    """
    for path, text in texts.items():
        folder, _, file = path.partition("/")
        if folder in PAGE_FOLDERS:
            slug = file.removesuffix(".md")
            known.slugs.setdefault(slug, (slug, PAGE_FOLDERS[folder]))
        elif is_record_file(path):
            kind_of(path).make_known_unread(known, text)


def _sort_records(records, report):
    to_write = []
    for each in records:
        kind, held = each.kind, each.held
        for record in each.read:
            name = kind.title(record.key)
            if record.key not in held:
                report.created.append(name)
            elif kind.same(held[record.key], record.data):
                report.unchanged.append(name)
                continue
            elif each.base.get(record.key) == kind.fingerprint(record.data):
                # The folder says what it said last time: what was edited here since stays.
                report.unchanged.append(name)
                continue
            elif each.untouched(record.key):
                report.changed.append(name)
            else:
                report.conflicts.append(name)
            to_write.append((kind, record))
        for key in sorted(each.leaving):
            name = kind.title(key)
            (report.removed if each.untouched(key) else report.conflicts).append(name)
            to_write.append((kind, key))
    return to_write


def _write(to_save, to_write, texts, manifest, known):
    try:
        with publishing.alone():
            _write_inside(to_save, to_write, texts, manifest, known)
    except IntegrityError as error:
        raise refusal(error) from error


def _write_inside(to_save, to_write, texts, manifest, known):
    user = account()
    saves = [(kind, record) for kind, record in to_write if not isinstance(record, str)]
    for kind, record in saves:
        if not kind.after_pages:
            kind.save(record)
    if to_save:
        publishing.save_all(to_save, user, note=IMPORTED, folder=manifest.id, known=known)
    for kind, record in saves:
        if kind.after_pages:
            kind.save(record)
    # Only what nothing needs any more can be removed.
    for kind, record in reversed(to_write):
        (kind.remove if isinstance(record, str) else kind.settle)(record)
    for path, text in texts.items():
        if is_record_file(path):
            values = {"text": text, "folder": manifest.id}
            ImportedFile.objects.update_or_create(path=path, defaults=values)


def is_empty():
    """Whether the database holds no page yet."""
    return not Entry.objects.exists()
