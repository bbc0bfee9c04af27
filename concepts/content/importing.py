"""From a folder to the database: everything is read and checked first, then written at once or not at all."""

import json
from dataclasses import dataclass, field


from django.contrib.auth import get_user_model
from django.db import transaction

from concepts import contentfile, markup, publishing
from concepts.contentfile import Fault, Faulty
from concepts.models import Entry, ImportedFile, Slug

from .folder import MANIFEST, PAGE_FOLDERS, RECORD_FILES, Manifest, digest
from .records import SourceFile, kind_of, remove, same

ACCOUNT = "content-import"
NOTE = "Imported"


@dataclass
class Report:
    """What an import did, or would have done: paths (for records: path and key) by what happened to them."""

    created: list = field(default_factory=list)
    changed: list = field(default_factory=list)
    unchanged: list = field(default_factory=list)
    removed: list = field(default_factory=list)
    conflicts: list = field(default_factory=list)
    warnings: list = field(default_factory=list)


class Conflicts(Exception):
    """Pages or records were edited since the folder was exported or last imported; nothing was written."""

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


def account():
    """The inactive account in whose name imports are written."""
    user, _ = get_user_model().objects.get_or_create(
        username=ACCOUNT, defaults={"is_active": False}
    )
    return user


def import_folder(folder, *, force=False, dry_run=False):
    """Imports a Folder and returns the Report.

    Raises Faulty with all faults of all files, or Conflicts where something was edited since the folder was exported or last
    imported; either way nothing is written. With `force` the folder's text is published over what was edited, which still
    stands in a revision.
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
    faults += _fitting_faults(pages, entries)
    known = _known(pages, records)
    warnings = []
    for page in pages:
        found, noticed = publishing.validate(page.content, page.slug, known, page.path)
        faults += found
        warnings += noticed
    for kind, read in records:
        faults += kind.check(read, known)
    if faults:
        raise Faulty(sorted(set(faults)))

    report = Report(warnings=sorted(warnings))
    to_save = _sort_pages(pages, entries, manifest, report)
    to_write = _sort_records(records, texts, manifest, report)
    if report.conflicts and not force:
        raise Conflicts(report)
    if not dry_run:
        _write(to_save, to_write, texts, manifest, known)
    return report


def _decode(folder):
    texts, faults = {}, []
    for path, data in sorted(folder.files.items()):
        try:
            texts[path] = contentfile.decode(data, path)
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
            message = "the file's name must be a slug: lower-case letters and digits, joined by single hyphens."
            faults.append(Fault(path, 0, message))
            continue
        if len(slug) > 200:
            faults.append(Fault(path, 0, "the file's name is longer than 200 characters."))
            continue
        if slug in seen:
            faults.append(Fault(path, 0, f"the slug '{slug}' is that of {seen[slug]} already; rename one."))
            continue
        seen[slug] = path
        type = PAGE_FOLDERS[name]
        try:
            pages.append(_Page(path, type, slug, text, contentfile.parse(text, type, path)))
        except Faulty as refused:
            faults += refused.faults
    return pages, faults


def _read_records(texts):
    records, faults = [], []
    order = {path: number for number, path in enumerate(RECORD_FILES)}
    paths = [path for path in texts if path in order or path.startswith("sources/")]
    # Sources and references first: what follows points at them.
    for path in sorted(paths, key=lambda path: (order.get(path, -1), path)):
        kind = kind_of(path)
        if isinstance(kind, SourceFile) and not markup.is_reference_key(kind.key):
            message = "the file's name must be lower-case letters and digits, joined by hyphens."
            faults.append(Fault(path, 0, message))
            continue
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
                f"'{page.slug}' was renamed to '{row.entry.slug}'; rename the file, or use the action Rename"
                " of the page in the admin to give it this slug again."
            )
            faults.append(Fault(page.path, 0, message))
        elif row.entry.type != page.type:
            message = f"'{page.slug}' is a {row.entry.type} already, not a {page.type}."
            faults.append(Fault(page.path, 0, message))
        elif row.entry.withdrawn_at is not None:
            message = f"'{page.slug}' was withdrawn; publish it again in the admin first, or remove the file."
            faults.append(Fault(page.path, 0, message))
    return faults


def _known(pages, records):
    """What the pages may refer to: what the database has, and what comes with them."""
    known = publishing.known_for({page.slug: page.content for page in pages})
    for kind, read in records:
        if isinstance(kind, SourceFile):
            for record in read:
                known.sources.add(record.key)
                known.passages = {name for name in known.passages if name[0] != record.key}
                known.passages |= {
                    (record.key, markup.fold(passage["heading"]))
                    for passage in record.data.get("passages", [])
                }
        elif kind.path == "references.json":
            known.references |= {record.key for record in read}
        elif kind.path == "tags.yaml":
            known.tags |= {record.key for record in read}
        elif kind.path == "findings.yaml":
            slugs = {slug for record in read for slug in record.data["concepts"]}
            rows = Slug.objects.filter(slug__in=slugs).select_related("entry")
            for row in rows:
                known.slugs.setdefault(row.slug, (row.entry.slug, row.entry.type))
    return known


def _sort_pages(pages, entries, manifest, report):
    """What must be saved, as `publishing.save_all` takes it; the report is filled."""
    to_save = []
    for page in pages:
        row = entries.get(page.slug)
        entry = row.entry if row else None
        if entry is None:
            report.created.append(page.path)
            to_save.append((None, page.type, page.slug, page.text, None))
            continue
        if entry.live_id and entry.live.revision.text == page.text:
            report.unchanged.append(page.path)
            continue
        if _edited_since(entry, page, manifest):
            report.conflicts.append(page.path)
        else:
            report.changed.append(page.path)
        to_save.append((entry, page.type, page.slug, page.text, entry.head_id))
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


def record_hash(data):
    """The hash by which a manifest knows a record."""
    return digest(json.dumps(data, sort_keys=True, ensure_ascii=False))


def _sort_records(records, texts, manifest, report):
    to_write = []
    for kind, read in records:
        held = kind.held()
        before = ImportedFile.objects.filter(path=kind.path).first()
        base = {record.key: record.data for record in kind.read(before.text)} if before else {}
        hashes = manifest.records.get(kind.path, {})

        def untouched(key, kind=kind, held=held, base=base, hashes=hashes):
            if hashes.get(key) == record_hash(held[key]):
                return True
            return key in base and same(kind, held[key], base[key])

        for record in read:
            name = f"{kind.path}: {record.key}" if not isinstance(kind, SourceFile) else kind.path
            if record.key not in held:
                report.created.append(name)
            elif same(kind, held[record.key], record.data):
                report.unchanged.append(name)
                continue
            elif record.key in base and same(kind, base[record.key], record.data):
                # The folder says what it said last time: what was edited here since stays.
                report.unchanged.append(name)
                continue
            elif untouched(record.key):
                report.changed.append(name)
            else:
                report.conflicts.append(name)
            to_write.append((kind, record))
        here = {record.key for record in read}
        for key in held.keys() - here:
            if key in base or key in hashes:
                name = f"{kind.path}: {key}"
                (report.removed if untouched(key) else report.conflicts).append(name)
                to_write.append((kind, key))
    return to_write


def _write(to_save, to_write, texts, manifest, known):
    with transaction.atomic():
        user = account()
        late = []
        for kind, record in to_write:
            if isinstance(record, str) or kind.path == "findings.yaml":
                late.append((kind, record))
            else:
                kind.save(record)
        if to_save:
            publishing.save_all(to_save, user, note=NOTE, folder=manifest.id, known=known)
        # Findings point at pages, and only what no page needs any more can be removed.
        for kind, record in late:
            if isinstance(record, str):
                remove(kind, record)
            else:
                kind.save(record)
        for path, text in texts.items():
            if path in RECORD_FILES or path.startswith("sources/"):
                ImportedFile.objects.update_or_create(path=path, defaults={"text": text})


def is_empty():
    """Whether the database holds no page yet."""
    return not Entry.objects.exists()


