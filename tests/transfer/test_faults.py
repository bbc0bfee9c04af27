"""A folder is imported whole or not at all, and all that is wrong with it is said at once."""

import pytest

from concepts import publishing
from concepts.contentfile import Faulty
from concepts.models import Entry, ImportedFile, Reference, Slug, Source, Tag
from concepts.transfer import (
    Conflicts,
    Folder,
    Manifest,
    export_folder,
    export_with_warnings,
    import_folder,
)
from tests import worlds
from tests.transfer.folders import SOURCE, concept, counts, files, folder

pytestmark = [pytest.mark.django_db, pytest.mark.slow]

REFERENCES = '[\n {"id": "rogers-1957", "type": "book", "title": "A title"}\n]\n'
FINDING = """\
- id: one
  kind: quantitative
  concepts: [trust]
  claim: It goes with it.
  statistics:
  - measure: r
    value: 0.28
    ci95: [0.2, 0.3]
    year: 2018
  reference: rogers-1957
  basis: trial
  read: full
  caveat: Few studies.
"""
SERVICE = """\
- id: one
  group: emergency
  country: UK
  name: Ambulance
  for: danger
  read_on: '2026-11-22'
"""
WHOLE = {
    "concepts/trust.md": concept(),
    "sources/meaning.md": SOURCE,
    "references.json": REFERENCES,
    "tags.yaml": "- name: ethics\n",
    "findings.yaml": FINDING,
    "help.yaml": SERVICE,
    "help-words.yaml": "- lost\n",
}


def refused(paths):
    """What an import of these files says, as printed; nothing may have been written."""
    before = nothing_new()
    with pytest.raises(Faulty) as caught:
        import_folder(files(paths) if not isinstance(paths, Folder) else paths)
    assert nothing_new() == before
    for fault in caught.value.faults:
        assert fault.message.endswith(".") and len(fault.message) < 400
    return [str(fault) for fault in caught.value.faults]


def nothing_new():
    models = (Entry, Slug, Source, Reference, Tag, ImportedFile)
    return [model.objects.count() for model in models]


def with_line(path, text, old, new=""):
    """A whole folder in which `old` stands differently in one file."""
    assert text.count(old) >= 1, old
    return WHOLE | {path: text.replace(old, new, 1)}


def test_a_whole_folder_is_imported():
    report = import_folder(files(WHOLE))
    assert counts(report) == (7, 0, 0, 0, 0)
    assert report.warnings == []


BODY = concept(
    body="One.\n\n[@ghost-1900] [@ghost: Here] [@meaning] [@meaning: Nowhere] [@Not read]\n"
)
PAGES = {
    "an unknown key": (
        {"trust": "---\ntitle: Trust\nkind: idea\ncolour: red\n---\n"},
        ["concepts/trust.md:4: a concept has no key 'colour'; it may have title, kind,"],
    ),
    "an unknown kind": (
        {"trust": "---\ntitle: Trust\nkind: mood\n---\n"},
        ["concepts/trust.md:3: the kind is 'mood'; it must be one of: quality, skill,"],
    ),
    "bad YAML": (
        {"trust": "---\ntitle: Trust: me\n---\n"},
        ["concepts/trust.md:2: not valid YAML: mapping values are not allowed"],
    ),
    "no front matter": (
        {"trust": "Trust\n"},
        ["concepts/trust.md:1: the file must begin with a line --- and its front matter."],
    ),
    "a control character": (
        {"trust": concept(body="One.\nTwo\x07.\n")},
        ["concepts/trust.md:7: the character U+0007 (column 4) can't be kept; remove it."],
    ),
    "one slug in two folders": (
        {"trust": concept(), "frameworks__trust": worlds.text("framework", "Another")},
        ["frameworks/trust.md: the slug 'trust' is that of concepts/trust.md already; rename one."],
    ),
    "a name that is no slug": (
        {"Tr~ust": concept()},
        ["concepts/Tr~ust.md: the file's name must be a slug: lower-case letters and digits,"],
    ),
    "a name that is too long": (
        {"x" * 201: concept()},
        [f"concepts/{'x' * 201}.md: the file's name is longer than 200 characters."],
    ),
    "one title twice": (
        {"one": concept("Trust"), "two": concept("TRUST")},
        ["concepts/two.md:2: 'TRUST' is a name of the concept 'one' already; choose another,"],
    ),
    "one alias twice": (
        {"one": concept("One", aliases=("ÜBER",)), "two": concept("Two", search=("a", "über"))},
        ["concepts/two.md:6: 'über' is a name of the concept 'one' already; choose another,"],
    ),
    "an alias that is a slug": (
        {"one": concept("First"), "two": concept("Two", aliases=("One",))},
        ["concepts/two.md:5: 'One' is a name of the concept 'one' already; choose another,"],
    ),
    "an alias twice on a page": (
        {"one": concept("One", aliases=("a", "A"))},
        ["concepts/one.md:6: 'A' stands twice among the names of this page; keep one."],
    ),
    "a relation to nothing": (
        {"one": concept("One", relations=(worlds.relation("ghost"),))},
        ["concepts/one.md:5: the relation leads to 'ghost', and there is no such page."],
    ),
    "a relation to itself": (
        {"one": concept("One", relations=(worlds.relation("one"),))},
        ["concepts/one.md:5: a page can't be related to itself."],
    ),
    "a relation to a framework": (
        {
            "one": concept("One", relations=(worlds.relation("four"),)),
            "frameworks__four": worlds.text("framework", "Four"),
        },
        ["concepts/one.md:5: 'four' is a framework; relations hold between concepts."],
    ),
    "a symmetric relation from both sides": (
        {
            "one": concept("One", relations=(worlds.relation("two", "goes-with"),)),
            "two": concept("Two", relations=(worlds.relation("one", "goes-with"),)),
        },
        [
            "concepts/one.md:5: 'two' states 'goes-with' already, and it reads the same both ways;",
            "concepts/two.md:5: 'one' states 'goes-with' already, and it reads the same both ways;",
        ],
    ),
    "a member that is no page": (
        {"frameworks__four": worlds.text("framework", "Four", members=(worlds.member("ghost"),))},
        ["frameworks/four.md:4: the member 'ghost' is no page; make it first, or mend the slug."],
    ),
    "a framework within itself": (
        {"frameworks__four": worlds.text("framework", "Four", members=(worlds.member("four"),))},
        ["frameworks/four.md:4: a page can't be its own member."],
    ),
    "a question about a question": (
        {
            "questions__why": worlds.text("question", "Why?", concepts=("how",)),
            "questions__how": worlds.text("question", "How?"),
        },
        ["questions/why.md:5: 'how' is a question, not a concept."],
    ),
    "citations of nothing": (
        {"one": BODY, "sources__meaning": SOURCE},
        [
            "concepts/one.md:8: say which passage: [@meaning: its heading].",
            "concepts/one.md:8: the citation [@Not read] can't be read; write [@rogers-1957,",
            "concepts/one.md:8: the citation [@ghost-1900] is of no reference; add it to the",
            "concepts/one.md:8: the citation [@ghost: ...] is of no source; sources are: meaning.",
            "concepts/one.md:8: the source 'meaning' has no passage 'Nowhere'.",
        ],
    ),
    "a citation of nothing in a reason": (
        {
            "one": concept("One", relations=(worlds.relation("two", reason="So [@ghost-1900]."),)),
            "two": concept("Two"),
        },
        ["concepts/one.md:7: the citation [@ghost-1900] is of no reference;"],
    ),
    "passages of nothing": (
        {
            "one": concept(
                "One", sources=(worlds.passage_name("No", "ghost"), worlds.passage_name("No"))
            ),
            "sources__meaning": SOURCE,
        },
        [
            "concepts/one.md:5: there is no source 'ghost'.",
            "concepts/one.md:6: the source 'meaning' has no passage 'No'.",
        ],
    ),
    "a framework from no source": (
        {"frameworks__four": worlds.text("framework", "Four", source="ghost")},
        ["frameworks/four.md:3: there is no source 'ghost'."],
    ),
}


@pytest.mark.parametrize("name", PAGES)
def test_what_is_wrong_with_a_page_is_named_with_file_and_line(name):
    texts, sentences = PAGES[name]
    texts = {key.replace("~", "_"): text for key, text in texts.items()}
    made = folder(**texts)
    made.files = {path.replace("Tr-ust", "Tr_ust"): data for path, data in made.files.items()}
    found = refused(made)
    sentences = [sentence.replace("~", "_") for sentence in sentences]
    assert [
        line[: len(sentence)] for line, sentence in zip(found, sorted(sentences), strict=True)
    ] == sorted(sentences)


RECORDS = {
    "tags.yaml": [
        ("name: ethics", "nome: ethics", [1, 1]),
        ("- name: ethics", "name: ethics", [1]),
        ("- name: ethics", "- ethics", [1]),
        ("ethics", "ethics\n- name: Ethics", [2]),
        ("ethics", "ethics\n  name: twice", [2]),
        ("ethics", "[a, b]", [1]),
        ("ethics", "''", [1]),
        ("ethics", "x" * 101, [1]),
        ("ethics", "'" + "\N{GRINNING FACE}" * 40 + "'", [1]),
        ("ethics", f"ethics\n  about: {'x' * 301}", [2]),
        ("- name: ethics", "- name: ethics\n? [a]\n: b", None),
        ("- name: ethics", "a: b\nc: d", [1]),
        ("- name: ethics", "- &a name: ethics", [1]),
        ("- name: ethics", "- ? [a]\n  : b", [1, 1]),
        ("- name: ethics", "- {name: a, [b]: c}", [1]),
        ("- name: ethics", "- name: ethics\n---\n- name: other", None),
        ("- name: ethics\n", "", [1]),
        ("- name: ethics\n", "# nothing\n", [1]),
        ("ethics", "eth\x07ics", [1]),
        ("ethics", '"eth\\0ics"', [1]),
    ],
    "help-words.yaml": [
        ("- lost", "lost", None),
        ("- lost", "- [lost]", [1]),
        ("- lost", "- lost\n- LOST", [2]),
        ("- lost", "- ''", [1]),
        ("lost", "x" * 101, [1]),
        ("lost", "\ufdfa" * 40, [1]),
        ("- lost", "a: b\nc: d", [1]),
    ],
    "help.yaml": [
        ("group: emergency", "group: sport", [2]),
        ("group: emergency", "group: [emergency]", [2]),
        ("  country: UK\n", "", [1]),
        ("country: UK", "country: ''", [1]),
        ("country: UK", "country: UK\n  colour: red", [4]),
        ("'2026-11-22'", "yesterday", [6]),
        ("'2026-11-22'", "'20261122'", [6]),
        ("'2026-11-22'", "'2026-02-30'", [6]),
        ("'2026-11-22'", "[2026]", [6]),
        ("for: danger", "for: danger\n  tried_on: never", [6]),
        ("for: danger", "for: danger\n  publish: maybe", [6]),
        ("for: danger", "for: danger\n  details: one", [6]),
        ("for: danger", "for: danger\n  details: [[one]]", [6]),
        ("for: danger", "for: danger\n  details: ['']", [6]),
        ("for: danger", "for: danger\n  web: javascript:x", [6]),
        ("for: danger", f"for: danger\n  web: https://{'x' * 200}", [6]),
        ("for: danger", f"for: {'x' * 501}", [5]),
        ("name: Ambulance", "name: |\n    Am\n    bulance", [4]),
        (SERVICE, SERVICE + SERVICE, [7]),
    ],
    "findings.yaml": [
        ("kind: quantitative", "kind: rumour", [2]),
        ("basis: trial", "basis: hearsay", [11]),
        ("read: full", "read: title", [12]),
        ("  caveat: Few studies.\n", "", [1]),
        ("caveat: Few studies.", "caveat: [a]", [13]),
        ("concepts: [trust]", "concepts: trust", [3]),
        ("concepts: [trust]", "concepts: [[trust]]", [3]),
        ("concepts: [trust]", "concepts: [ghost]", [1]),
        ("reference: rogers-1957", "reference: ghost-1900", [1]),
        ("reference: rogers-1957", "reference: rogers-1957\n  also: [ghost-1900]", [1]),
        ("read: full", f"read: full\n  direction: {'x' * 101}", [13]),
        ("value: 0.28", "worth: 0.28", [6, 7]),
        ("measure: r", "measure: [r]", [6]),
        ("measure: r", f"measure: {'x' * 201}", [6]),
        ("ci95: [0.2, 0.3]", "ci95: 0.2", [8]),
        ("ci95: [0.2, 0.3]", "ci95: [0.2]", [6]),
        ("ci95: [0.2, 0.3]", "ci95: ['', 0.3]", [6]),
        ("ci95: [0.2, 0.3]", "ci95: [[0.2], 0.3]", [8]),
        ("year: 2018", "year: soon", [6]),
        ("year: 2018", "year: ²", [6]),
        ("year: 2018", "year: '99999'", [6]),
        ("year: 2018", "note: 'p: so small'", [6]),
        ("- measure: r\n    value: 0.28\n    ci95: [0.2, 0.3]\n    year: 2018", "none", None),
        ("statistics:\n", "statistics: none\n", None),
        (FINDING, FINDING + FINDING, [14]),
        ("id: one", f"id: {'x' * 101}", [1]),
    ],
    "references.json": [
        ("[\n", "\n", None),
        ("A title", "", [2]),
        ('"rogers-1957"', '"Rogers 1957"', [2]),
        ('"rogers-1957"', f'"{"x" * 101}"', [2]),
        ('"rogers-1957"', "7", [2]),
        ('"type": "book", ', "", [2]),
        (REFERENCES, '{"id": "a"}', [1]),
        (REFERENCES, "[" * 100_000, None),
        ("}\n]", '},\n {"id": "rogers-1957", "type": "book", "title": "B"}\n]', [3]),
        ("A title", "A \x07 title", [2]),
    ],
    "sources/meaning.md": [
        ("title: Meaning\n", "", [2]),
        ("title: Meaning", "title: [a]", [2]),
        ("title: Meaning", f"title: {'x' * 301}", [2]),
        ("title: Meaning", "title: Meaning\ntitle: Twice", [3]),
        ("title: Meaning", "title: Meaning\ncolour: red", [3]),
        ("title: Meaning", "title: Meaning\nnote: {a: b}", [3]),
        ("passages:\n", "passages: none\n", None),
        ("- id: M1", "- M1", None),
        ("id: M1", "id: M 1", [4]),
        ("id: M1", "id: M--1", [4]),
        ("id: M2", "id: M1", [7]),
        ("id: M1", "id: " + "M" * 21, [4]),
        ("heading: Trust", "heading: OPEN communication", [7]),
        ("heading: Trust", "heading: [Trust]", [8]),
        ("heading: Trust", f"heading: {chr(0xFDFA) * 20}", [7]),
        ("summary: It says so.", "summary: ''", [4]),
        ("summary: It says so.", f"summary: {'x' * 501}", [6]),
        ("summary: It says so.", "summary: |\n    two\n    lines", [6]),
        ("---\n\n", "\n", [1]),
    ],
}


@pytest.mark.parametrize(
    ("path", "old", "new", "lines"),
    [(path, *case) for path, cases in RECORDS.items() for case in cases],
)
def test_what_is_wrong_with_a_record_is_named_with_file_and_line(path, old, new, lines):
    paths = with_line(path, WHOLE[path], old, new)
    if path == "references.json":  # a finding would miss what it points at
        del paths["findings.yaml"]
    found = refused(paths)
    assert all(line.startswith(path) for line in found)
    if lines is not None:
        places = [line.removeprefix(path + ":").partition(":")[0] for line in found]
        assert places == [str(line) if line else "" for line in lines]


def test_all_faults_of_all_files_come_at_once():
    found = refused(
        {
            "concepts/a.md": "---\ntitle: A\nkind: mood\n---\n",
            "concepts/b.md": concept("B", body="[@ghost-1900]\n"),
            "concepts/C.md": concept("C"),
            "frameworks/d.md": "no front matter",
            "questions/e.md": "---\r\n",
            "tags.yaml": "- nome: x\n",
            "help.yaml": "a: b\nc: d\n",
            "references.json": '[\n{"id": "a"},\n{"id": "b"}\n]',
            "sources/f.md": "---\nnote: x\n---\n",
            "manifest.json": "{}",
        }
    )
    assert {line.partition(":")[0] for line in found} == {
        *("concepts/a.md", "concepts/b.md", "concepts/C.md", "frameworks/d.md", "questions/e.md"),
        *("tags.yaml", "help.yaml", "references.json", "sources/f.md", "manifest.json"),
    }
    assert sum(line.startswith("references.json") for line in found) == 4


def test_bytes_that_are_not_utf_8_are_named_with_their_line_or_all_files_in_one_sentence():
    bad = {path: text.encode() + b"\n\xff" for path, text in WHOLE.items()}
    assert refused(Folder(bad)) == [
        "7 files are not UTF-8: concepts/trust.md, findings.yaml, help-words.yaml, help.yaml,"
        " references.json and 2 more; save them in that encoding."
    ]
    for path, text in WHOLE.items():
        one = {name: text.encode() for name, text in WHOLE.items()} | {path: bad[path]}
        line = text.count("\n") + 2
        [found] = [fault for fault in refused(Folder(one)) if "UTF-8" in fault]
        assert found.startswith(f"{path}:{line}: byte ")
        assert found.endswith("not UTF-8; save the file in that encoding.")


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-be", "latin-1", "cp1252"])
def test_a_folder_in_another_encoding_is_refused_in_one_sentence(encoding):
    texts = {f"concepts/page-{number}.md": concept("Ça") for number in range(80)}
    [found] = refused(Folder({path: text.encode(encoding) for path, text in texts.items()}))
    assert found.startswith("80 files are not UTF-8: concepts/page-0.md, ")


@pytest.mark.parametrize(
    "typed",
    [
        lambda text: text.replace(b"\n", b"\r\n"),
        lambda text: text.replace(b"\n", b"\r"),
        lambda text: b"\xef\xbb\xbf" + text,
        lambda text: b"\xef\xbb\xbf" + text.replace(b"\n", b"\r\n"),
        lambda text: text.replace(b"\n", b"\r\n", 3),
    ],
    ids=["CR LF", "CR", "a byte order mark", "both", "some CR LF"],
)
def test_a_folder_from_another_system_says_what_ours_says(typed):
    """Whichever comes first, the other changes nothing; what is exported is ours."""
    ours = {path: text.encode() for path, text in WHOLE.items()}
    theirs = {path: typed(data) for path, data in ours.items()}
    assert counts(import_folder(Folder(theirs))) == (7, 0, 0, 0, 0)
    assert counts(import_folder(Folder(ours))) == (0, 0, 7, 0, 0)
    assert counts(import_folder(Folder(theirs))) == (0, 0, 7, 0, 0)
    exported = export_folder().files
    assert {path: exported[path] for path in ours} == ours
    manifest = {"manifest.json": typed(exported["manifest.json"])}
    changed = {"concepts/trust.md": typed(concept(body="More.\n").encode())}
    worlds.edit(Entry.objects.get(), body="Meanwhile.\n")
    with pytest.raises(Conflicts):
        import_folder(Folder(theirs | manifest | changed))


NO_ID = "00000000-0000-0000-0000-000000000000"


@pytest.mark.parametrize(
    "text",
    [
        "",
        "[]",
        "{",
        "{}",
        "[" * 100_000,
        '{"id": 7, "pages": {}, "records": {}}',
        '{"id": "not an id", "pages": {}, "records": {}}',
        '{"id": "a\\u0000b", "pages": {}, "records": {}}',
        f'{{"id": "{NO_ID}", "pages": [], "records": 1}}',
        f'{{"id": "{NO_ID}", "pages": {{}}, "records": {{"tags.yaml": 1}}}}',
    ],
)
def test_a_damaged_manifest_is_refused_in_a_sentence(text):
    found = refused(WHOLE | {"manifest.json": text})
    assert found == [
        "manifest.json: the manifest can't be read; export the folder again, or delete this file."
    ]


def test_a_manifest_may_speak_of_files_that_are_not_there():
    manifest = Manifest.new()
    manifest.pages = {"concepts/ghost.md": 1}
    manifest.records = {"ghost.yaml": {"a": "b"}}
    import_folder(files(WHOLE | {"manifest.json": manifest.dump()}))
    assert Entry.objects.count() == 1


def test_a_fault_in_the_last_file_leaves_no_row_of_the_first():
    pages = {f"concepts/page-{number}.md": concept(f"Page {number}") for number in range(30)}
    assert refused(WHOLE | pages | {"concepts/zz.md": "---\n"})


@pytest.mark.parametrize(
    "place",
    [
        "concepts.publishing.save_all",
        "concepts.publishing.import_pages.publish_all",
        "concepts.publishing.projection.search.index",
        "concepts.transfer.records.Findings.save",
        "concepts.transfer.records.base.Kind.remove",
    ],
)
def test_an_import_that_dies_half_way_leaves_nothing(monkeypatch, place):
    import_folder(files(WHOLE))
    before = worlds.derived(keys=True), nothing_new()

    def die(*arguments, **options):
        raise MemoryError

    monkeypatch.setattr(place, die)
    gone = WHOLE["tags.yaml"].replace("ethics", "boundaries")
    changed = {
        "concepts/trust.md": concept(body="More.\n"),
        "concepts/hope.md": concept("Hope"),
        "findings.yaml": FINDING.replace("Few", "Very few"),
        "sources/meaning.md": SOURCE.replace("It says so.", "It says more."),
        "tags.yaml": gone,
    }
    with pytest.raises(MemoryError):
        import_folder(files(WHOLE | changed))
    monkeypatch.undo()
    assert (worlds.derived(keys=True), nothing_new()) == before
    assert counts(import_folder(files(WHOLE | changed))) == (2, 3, 3, 1, 0)


def test_what_somebody_saves_during_the_import_is_not_overwritten(monkeypatch):
    import_folder(files(WHOLE))
    trust = Entry.objects.get()
    save_all = publishing.save_all

    def meanwhile(*arguments, **options):
        worlds.save(trust, body="Meanwhile.\n")
        return save_all(*arguments, **options)

    monkeypatch.setattr(publishing, "save_all", meanwhile)
    with pytest.raises(Faulty, match="Somebody saved 'Trust' during the import"):
        import_folder(files(WHOLE | {"concepts/trust.md": concept(body="Ours.\n")}))


def test_a_page_that_somebody_makes_during_the_import_is_told_in_a_sentence(monkeypatch):
    save_all = publishing.save_all

    def meanwhile(*arguments, **options):
        worlds.draft("trust", title="Theirs")
        return save_all(*arguments, **options)

    monkeypatch.setattr(publishing, "save_all", meanwhile)
    with pytest.raises(Faulty, match="another page's address"):
        import_folder(files(WHOLE))


def test_warnings_name_file_and_line_and_stop_nothing():
    body = "One.\n\n[[Nowhere]] [[Hope]] [[trust]] `[[code]]`\n"
    relations = (worlds.relation("hope", reason="See [[Beyond]]."),)
    text = concept(tags=("ethics", "gossip", "Ethics"), relations=relations, body=body)
    report = import_folder(
        files(WHOLE | {"concepts/trust.md": text, "concepts/hope.md": concept("Hope")})
    )
    assert [str(warning) for warning in report.warnings] == [
        "concepts/trust.md:6: the tag 'gossip' is outside the planned vocabulary;"
        " use a planned one.",
        "concepts/trust.md:11: [[Beyond]] links to nothing; readers see plain text.",
        "concepts/trust.md:17: [[Nowhere]] links to nothing; readers see plain text.",
    ]
    assert Entry.objects.published().count() == 2


def test_renamed_withdrawn_and_other_pages_are_refused_by_name():
    publishing.rename(worlds.page("trust"), "faith", worlds.editor())
    publishing.withdraw(worlds.page("gone"), worlds.editor(), reason="Wrong")
    worlds.page("four", "framework")
    found = refused(folder(trust=concept("T"), gone=concept("G"), four=concept("F")))
    assert found == [
        "concepts/four.md: 'four' is a framework already, not a concept.",
        "concepts/gone.md: 'gone' was withdrawn; publish it again in the admin first, or remove the"
        " file.",
        "concepts/trust.md: 'trust' was renamed to 'faith'; rename the file, or use the action"
        " Rename of the page in the admin to give it this slug again.",
    ]


def test_names_of_pages_outside_the_folder_are_taken_too():
    worlds.page("hope", aliases=("faith",))
    found = refused(folder(trust=concept("Faith")))
    assert found == [
        "concepts/trust.md:2: 'Faith' is a name of the concept 'hope' already; choose another, or"
        " rename or merge the pages."
    ]


def test_comments_are_kept_and_pages_with_them_named_once_since_an_edit_loses_them():
    commented = {
        "concepts/trust.md": concept().replace("---\n", "---\n# A remark.\n", 1),
        "concepts/hope.md": concept("Hope").replace("title: Hope", "title: 'Hope #1'"),
        "sources/meaning.md": SOURCE.replace("title: Meaning", "title: 'Meaning' # so"),
        "tags.yaml": "# planned\n- name: ethics\n",
    }
    report = import_folder(files(WHOLE | commented))
    assert [str(warning) for warning in report.warnings] == [
        "comments are gone from a page when it is edited in the admin, where none can be written;"
        " they stand in concepts/trust.md."
    ]
    exported, warnings = export_with_warnings()
    assert {path: exported.files[path].decode() for path in commented} == commented
    assert warnings == []


def test_an_export_names_the_file_that_loses_its_comments():
    import_folder(files(WHOLE | {"tags.yaml": "# planned\n- name: ethics\n"}))
    Tag.objects.update(about="What one owes.")
    exported, warnings = export_with_warnings()
    assert exported.files["tags.yaml"] == b"- name: ethics\n  about: What one owes.\n"
    assert [str(warning) for warning in warnings] == [
        "tags.yaml: records were edited here, so the file is written without its comments."
    ]


def test_a_value_that_is_cut_is_refused_in_every_file():
    assert refused(
        {
            "concepts/trust.md": "---\ntitle: Session #1\nkind: idea\n---\n\n# 1 #2\n",
            "findings.yaml": "- id: one #1\n",
            "help.yaml": "- id: one\n  name: Line #1\n",
            "help-words.yaml": "- lost #1\n",
            "sources/meaning.md": SOURCE.replace("Trust", "Trust #1"),
            "tags.yaml": "- name: ethics #1\n",
        }
    ) == [
        f"{place}: '#1' is not read, since # after a space begins a comment; put the whole text in"
        " single quotes, or a comment on a line of its own, not indented."
        for place in (
            "concepts/trust.md:2",
            "findings.yaml:1",
            "help-words.yaml:1",
            "help.yaml:2",
            "sources/meaning.md:8",
            "tags.yaml:1",
        )
    ]


def test_what_stands_in_a_broken_file_is_not_said_to_be_missing():
    relations = (worlds.relation("broken"),)
    assert refused(
        WHOLE
        | {
            "concepts/trust.md": concept(relations=relations, body="[[Broken]] [@rogers-1957]\n"),
            "concepts/broken.md": "---\ntitle: Broken\n",
            "references.json": REFERENCES.replace('"title"', "title"),
        }
    ) == [
        "concepts/broken.md:1: the front matter is not closed by a line ---.",
        "references.json:2: This is not JSON: a key in double quotes is missing here.",
    ]
