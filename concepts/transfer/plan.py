"""What a folder says, read and checked against the database before anything is written."""

from dataclasses import dataclass, replace

from concepts import contentfile, markup, publishing
from concepts.contentfile import Fault, Faulty
from concepts.models import Slug

from .comments import has_comments
from .conflicts import RecordFile
from .folder import PAGE_FOLDERS
from .manifest import MANIFEST, Manifest
from .names import enumerate_names
from .records import FILES, is_record_file, kind_of


@dataclass(frozen=True)
class Page:
    """A page's file."""

    path: str
    type: str
    slug: str
    text: str
    content: contentfile.Content

    def name(self, faults):
        """Faults of the content as those of the file."""
        return [replace(fault, path=self.path) for fault in faults]


@dataclass
class Plan:
    """A folder without a fault: its pages and RecordFiles, what they may refer to (`known`), the
    rows of the pages' slugs (`entries`), and the texts of all its files.
    """

    manifest: Manifest
    texts: dict
    pages: list
    records: list
    entries: dict
    known: publishing.Known
    warnings: list

    @classmethod
    def of(cls, folder):
        """Raises Faulty with all faults of all files."""
        texts, faults = folder.texts()
        manifest = Manifest()
        if MANIFEST in texts:
            try:
                manifest = Manifest.parse(texts.pop(MANIFEST))
            except Faulty as refused:
                faults += refused.faults
        pages, page_faults = _read_pages(texts)
        records, record_faults = _read_records(texts, manifest)
        entries = _entries(pages)
        misfits = _misfits(pages, entries)
        faults += page_faults + record_faults + misfits
        known = _known(pages, records)
        _count_as_known(texts, known)
        warnings = _comments(pages)
        unfit = {fault.path for fault in misfits}
        for page in pages:
            found, noticed = publishing.validate(page.content, page.slug, known)
            faults += [] if page.path in unfit else page.name(found)
            warnings += page.name(noticed)
        slugs = [page.slug for page in pages]
        for file in records:
            if file.held:
                faults += file.kind.still_needed(file.read, slugs)
            faults += file.kind.check(file.read, known)
        if faults:
            raise Faulty(sorted(set(faults)))
        return cls(manifest, texts, pages, records, entries, known, sorted(warnings))


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
                pages.append(Page(path, type, slug, text, contentfile.parse(text, type)))
        except Faulty as refused:
            faults += refused.faults
    return pages, faults


def _read_records(texts, manifest):
    files, faults = [], []
    order = {path: number for number, path in enumerate(FILES)}
    # Sources and references first: what follows points at them.
    for path in sorted(filter(is_record_file, texts), key=lambda path: (order.get(path, -1), path)):
        kind = kind_of(path)
        try:
            files.append(RecordFile.of(kind, kind.read(texts[path]), manifest))
        except Faulty as refused:
            faults += refused.faults
    return files, faults


def _entries(pages):
    """Slug, present or former, to its Slug row, for the slugs of `pages`."""
    rows = Slug.objects.filter(slug__in=[page.slug for page in pages])
    rows = rows.select_related("entry__live__revision", "entry__head")
    return {row.slug: row for row in rows}


def _misfits(pages, entries):
    """Faults of pages that are another's in the database: renamed, withdrawn, of another type."""
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
    for file in records:
        file.kind.make_known(known, file.read, file.leaving)
    return known


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


def _comments(pages):
    """A warning that names the pages with comments."""
    names = [page.path for page in pages if has_comments(page.path, page.text)]
    message = (
        "comments are gone from a page when it is edited in the admin, where none can be written;"
        f" they stand in {enumerate_names(names)}."
    )
    return [Fault("", message)] if names else []
