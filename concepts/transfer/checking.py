"""A folder of content held to the rules of writing, before anything is imported: what its pages may
be held against comes from the folder itself, not from a database.
"""

from concepts import contentfile, linking, markup, publishing
from concepts.contentfile import BASES, Fault, Faulty
from concepts.models import Finding

from .folder import PAGE_FOLDERS
from .records import Findings, Tags, is_record_file, kind_of
from .style import Page

# What a relation rests on that nothing but a starting document states, and how many may.
UNSHOWN = next(iter(BASES))
MOST_UNSHOWN = 1 / 8


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
    findings = _records(Findings(), texts, faults)
    correlational = correlational_references(findings)
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
    known = _known(texts, pages, findings)
    for page in pages:
        faults += page.faults(known)
        measured.append(page.measure())
    faults += _passages(texts, pages)
    faults += _bases(pages)
    return sorted(faults), measured


def _passages(texts, pages):
    """A fault for each passage of a source that no page carries."""
    if not any(page.content.sources for page in pages):
        return
    carried = {
        (name.source, markup.fold(name.heading)) for page in pages for name in page.content.sources
    }
    for path in sorted(path for path in texts if path.startswith("sources/")):
        for record in _records(kind_of(path), texts, []):
            for passage in record.data.get("passages", ()):
                if (record.key, markup.fold(passage["heading"])) not in carried:
                    message = f"no page carries the passage '{passage['heading']}'; name it in one."
                    yield Fault("", message, path=path)


def _bases(pages):
    """A fault where more relations than a few rest on a source document alone."""
    relations = [(page, relation) for page in pages for relation in page.content.relations]
    alone = [page.path for page, relation in relations if relation.basis == UNSHOWN]
    if len(alone) > MOST_UNSHOWN * len(relations):
        message = (
            f"{len(alone)} of {len(relations)} relations rest on a source document alone; one in"
            f" eight is the most. Look at {', '.join(sorted(set(alone))[:3])}."
        )
        yield Fault("relations", message, path=alone[0])


def _records(kind, texts, faults):
    """The records of a kind, none where its file is missing or can't be read."""
    try:
        return kind.read(texts[kind.path]) if kind.path in texts else []
    except Faulty as refused:
        faults += refused.faults
        return []


def _known(texts, pages, findings):
    """What a folder can be held against without a database: its own pages and works."""
    known = publishing.Known()
    known.findings = {record.key: tuple(record.data["concepts"]) for record in findings}
    for page in pages:
        target = page.slug, page.content.type
        known.slugs[page.slug] = target
        for key, _, _ in publishing.names_of(page.content, page.slug):
            known.names.setdefault(key, target)
        known.anchors[page.slug] = linking.own_anchors(markup.parse(page.content.body))
    for path in filter(is_record_file, texts):
        kind_of(path).make_known_unread(known, texts[path])
    return known
