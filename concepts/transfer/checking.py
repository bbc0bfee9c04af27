"""A folder of content held to the rules of writing, before anything is imported: what its pages may
be held against comes from the folder itself, not from a database.
"""

from concepts import contentfile, linking, markup, publishing
from concepts.contentfile import Faulty
from concepts.models import Finding

from .folder import PAGE_FOLDERS
from .records import Findings, Tags, is_record_file, kind_of
from .style import Page


def correlational_references(findings):
    """Keys of the references all of whose findings are correlational; `findings` are the records of
    findings.yaml.
    """
    seen = {}
    for record in findings:
        data = record.data
        finding = Finding(basis=data["basis"], primary_studies=data.get("primary_studies", ""))
        seen.setdefault(data["reference"], []).append(finding.is_correlational)
    return {key for key, all_of_them in seen.items() if all(all_of_them)}


def check_folder(folder):
    """Faults and Measured of every page in a Folder. A page that can't be read is a fault, not an
    exception.
    """
    texts, faults = folder.texts()
    measured, pages = [], []
    correlational = correlational_references(_records(Findings(), texts, faults))
    planned = {record.data["name"] for record in _records(Tags(), texts, faults)}
    for path, text in texts.items():
        name, _, file = path.partition("/")
        if name not in PAGE_FOLDERS:
            continue
        try:
            with contentfile.naming(path):
                content = contentfile.parse(text, PAGE_FOLDERS[name])
        except Faulty as refused:
            faults += refused.faults
            continue
        pages.append(Page(path, file.removesuffix(".md"), content, correlational, planned))
    known = _known(texts, pages)
    for page in pages:
        faults += page.faults(known)
        measured.append(page.measure())
    return sorted(faults), measured


def _records(kind, texts, faults):
    """The records of a kind, none where its file is missing or can't be read."""
    try:
        return kind.read(texts[kind.path]) if kind.path in texts else []
    except Faulty as refused:
        faults += refused.faults
        return []


def _known(texts, pages):
    """What a folder can be held against without a database: its own pages and works."""
    known = publishing.Known()
    for page in pages:
        target = page.slug, page.content.type
        known.slugs[page.slug] = target
        for key, _, _ in publishing.names_of(page.content, page.slug):
            known.names.setdefault(key, target)
        known.anchors[page.slug] = linking.own_anchors(markup.parse(page.content.body))
    for path in filter(is_record_file, texts):
        kind_of(path).make_known_unread(known, texts[path])
    return known
