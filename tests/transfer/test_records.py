"""Files that are not pages: each record is compared three ways; a file comes out as it went in."""

import json

import pytest

from concepts import publishing
from concepts.contentfile import Faulty
from concepts.models import (
    Citation,
    Entry,
    Finding,
    HelpService,
    HelpWord,
    Passage,
    Reference,
    Source,
    Tag,
)
from concepts.transfer import Conflicts, Folder, export_folder, import_folder
from tests import worlds
from tests.transfer.folders import SOURCE, concept, content_of, counts, files

pytestmark = [pytest.mark.django_db, pytest.mark.slow]

TAGS = (
    "# The planned vocabulary.\n- name: ethics\n  about: 'What   is owed.'\n- {name: boundaries}\n"
)
REFERENCES = (
    '[{"id": "b-2002",  "type": "book",\n\t"title": "B \\u00fc", "zz": 1, "aa": [2]},\n'
    ' {"type": "book", "id": "a-2001", "title": "A"}]'
)
FINDINGS = """\
- id: 'one' # a comment
  kind: quantitative
  concepts: [trust, hope]
  claim: >-
    It goes
    with it.
  statistics:
  - measure: r
    value: 0.280
    ci95: [0.20, 0.30]
    n: more than 30,000
    k_studies: 295
    d_equivalent: 0.579
    i2_percent: 64.19
    significant: yes
    note: 'as printed: roughly'
    year: 2018
  - {measure: d, value: 'about half'}
  reference: a-2001
  also: [b-2002]
  basis: meta-analysis
  primary_studies: correlational
  read: abstract
  caveat: "Few studies."
"""
HELP = """\
- id: uk
  group: emergency
  country: UK
  name: Ambulance
  for: danger
  phone: '999'
  details:
  - 'hours: 24 hours'
  - free
  read_on: '2026-11-22'
- id: us
  group: emergency
  country: US
  name: Ambulance
  for: danger
  read_on: 2026-11-22
  tried_on: 2026-11-23
  publish: false
- id: talk
  group: listening
  country: UK
  name: Listeners
  for: talking
  web: https://a.example/
  text: Text HELLO
  read_where: its own page
  read_on: 2026-11-22
"""
WORDS = "- Self  Harm\n- lost\n"
WHOLE = {
    "concepts/trust.md": concept(body="[@a-2001] [@meaning: Trust]\n"),
    "concepts/hope.md": concept("Hope"),
    "sources/meaning.md": SOURCE.replace("title: Meaning", "title:   'Meaning' # so\nnote: Old."),
    "tags.yaml": TAGS,
    "references.json": REFERENCES,
    "findings.yaml": FINDINGS,
    "help.yaml": HELP,
    "help-words.yaml": WORDS,
}
RECORDS = [path for path in WHOLE if not path.startswith("concepts/")]


@pytest.fixture
def whole():
    import_folder(files(WHOLE))


def give(path, old, new, base=WHOLE):
    assert base[path].count(old) >= 1, old
    return files(base | {path: base[path].replace(old, new, 1)})


def text_of(path):
    return export_folder().files[path].decode()


# Byte for byte


def test_hand_formatted_files_come_out_as_they_went_in(whole):
    assert content_of(export_folder()) == files(WHOLE).files
    assert counts(import_folder(export_folder())) == (0, 0, 13, 0, 0)


def test_everything_in_them_is_kept_in_columns(whole):
    one = Finding.objects.get()
    assert (one.claim, one.primary_studies, one.is_correlational) == (
        "It goes with it.",
        "correlational",
        True,
    )
    assert [entry.slug for entry in one.concepts.order_by("slug")] == ["hope", "trust"]
    assert [reference.key for reference in one.also.all()] == ["b-2002"]
    first, second = one.statistics.all()
    assert (first.value, first.low, first.high, first.studies, first.people, first.year) == (
        "0.280", "0.20", "0.30", "295", "more than 30,000", 2018,
    )  # fmt: skip
    assert first.details.splitlines() == [
        "as d: 0.579",
        "I2 (percent): 64.19",
        "significant: yes",
        "as printed: roughly",
    ]
    assert (second.measure, second.value, second.details, second.year) == (
        "d",
        "about half",
        "",
        None,
    )
    uk = HelpService.objects.get(key="uk")
    assert uk.facts == [("hours", "24 hours"), ("", "free")]
    assert list(HelpService.objects.published().values_list("key", "group", "position")) == [
        ("uk", "emergency", 1),
        ("talk", "listening", 1),
    ]
    assert list(HelpWord.objects.values_list("key", "words")) == [
        ("lost", "lost"),
        ("self harm", "Self  Harm"),
    ]
    assert json.loads(Reference.objects.get(key="b-2002").csl)["zz"] == 1
    assert list(Passage.objects.values_list("key", "heading", "position")) == [
        ("M1", "Open Communication", 1),
        ("M2", "Trust", 2),
    ]


EDITS = {
    "tags.yaml": lambda: Tag.objects.filter(slug="ethics").update(about="Edited."),
    "references.json": lambda: publishing.save_reference(
        {"id": "a-2001", "type": "book", "title": "Edited"}
    ),
    "findings.yaml": lambda: Finding.objects.update(caveat="Edited."),
    "help.yaml": lambda: HelpService.objects.filter(key="uk").update(phone="112"),
    "help-words.yaml": lambda: HelpWord.objects.filter(key="lost").update(words="LOST"),
    "sources/meaning.md": lambda: Source.objects.update(note="Edited."),
}
CANONICAL = {
    "tags.yaml": "- name: boundaries\n- name: ethics\n  about: Edited.\n",
    "help-words.yaml": "- LOST\n- Self  Harm\n",
    "sources/meaning.md": SOURCE.replace("title: Meaning\n", "title: Meaning\nnote: Edited.\n"),
}


@pytest.mark.parametrize("path", RECORDS)
def test_a_file_whose_record_was_edited_here_comes_out_in_canonical_form(whole, path):
    EDITS[path]()
    exported = content_of(export_folder())
    unchanged = files(WHOLE).files
    assert [name for name in unchanged if exported[name] != unchanged[name]] == [path]
    text = exported[path].decode()
    assert CANONICAL.get(path, text) == text
    assert "Edited" in text or "112" in text or "LOST" in text
    # What was exported is what the database says, and is taken back without a change.
    assert counts(import_folder(export_folder())) == (0, 0, 13, 0, 0)
    assert text_of(path) == text


def test_the_canonical_form_has_everything(whole):
    Finding.objects.update(caveat="Edited.")
    HelpService.objects.filter(key="uk").update(phone="112")
    exported = export_folder()
    for path in ("findings.yaml", "help.yaml"):
        assert exported.files[path].decode() != WHOLE[path]
    before = worlds.rows(Finding), worlds.rows(HelpService)
    edited = {"findings.yaml": ("Few studies.", "Edited."), "help.yaml": ("'999'", "'112'")}
    import_folder(
        files({path: WHOLE[path].replace(old, new) for path, (old, new) in edited.items()})
    )
    assert (worlds.rows(Finding), worlds.rows(HelpService)) == before
    import_folder(Folder({path: exported.files[path] for path in edited}))
    assert (worlds.rows(Finding), worlds.rows(HelpService)) == before


# Three ways


CHANGES = {
    "tags.yaml": ("What   is owed.", "Changed."),
    "references.json": ('"title": "A"', '"title": "Changed"'),
    "findings.yaml": ("Few studies.", "Changed."),
    "help.yaml": ("'999'", "'998'"),
    "help-words.yaml": ("- lost", "- Lost"),
    "sources/meaning.md": ("note: Old.", "note: Changed."),
}
THIRDS = {
    "tags.yaml": "Something else.",
    "references.json": '"title": "Something else"',
    "findings.yaml": "Something else.",
    "help.yaml": "'997'",
    "help-words.yaml": "- LOst",
    "sources/meaning.md": "note: Something else.",
}
OTHERS = {
    "tags.yaml": ("{name: boundaries}", "{name: boundaries, about: More.}"),
    "references.json": ("B \\u00fc", "Other"),
    "findings.yaml": (FINDINGS, FINDINGS + FINDINGS.replace("'one'", "'two'")),
    "help.yaml": ("name: Listeners", "name: Others"),
    "help-words.yaml": ("- Self  Harm", "- self harm"),
}


def manifest_or_not(kept, given):
    """`given`, with the manifest of an export that was made while nothing was edited."""
    return Folder(given.files | ({"manifest.json": kept} if kept else {}))


@pytest.fixture(params=["with a manifest", "without"])
def kept(request, whole):
    """The manifest of an export, or nothing."""
    return export_folder().files["manifest.json"] if request.param == "with a manifest" else b""


@pytest.mark.parametrize("path", RECORDS)
def test_what_only_the_file_changed_is_taken(kept, path):
    given = manifest_or_not(kept, give(path, *CHANGES[path]))
    for report in (import_folder(given), import_folder(given)):
        assert report.conflicts == []
    assert counts(report) == (0, 0, 13, 0, 0)
    assert export_folder().files[path] == given.files[path]


@pytest.mark.parametrize("path", RECORDS)
def test_what_only_somebody_here_changed_stays(kept, path):
    EDITS[path]()
    before = text_of(path)
    report = import_folder(manifest_or_not(kept, files(WHOLE)))
    assert counts(report) == (0, 0, 13, 0, 0)
    assert text_of(path) == before


@pytest.mark.parametrize("path", OTHERS)
def test_it_stays_when_the_file_changes_another_record(kept, path):
    EDITS[path]()
    report = import_folder(manifest_or_not(kept, give(path, *OTHERS[path])))
    assert sum(counts(report)[:2]) == 1 and report.conflicts == []
    text = text_of(path)
    assert "Edited" in text or "112" in text or "LOST" in text
    new = OTHERS[path][1]
    assert any(word in text for word in ("More.", "Other", "self harm", "id: two")) and new


@pytest.mark.parametrize("path", RECORDS)
def test_what_both_changed_is_told_and_taken_by_force(kept, path):
    EDITS[path]()
    before = text_of(path)
    given = manifest_or_not(kept, give(path, *CHANGES[path]))
    with pytest.raises(Conflicts) as caught:
        import_folder(given)
    [name] = caught.value.report.conflicts
    assert name.startswith(path)
    assert text_of(path) == before
    import_folder(given, force=True)
    assert text_of(path) == given.files[path].decode()


@pytest.mark.parametrize("path", RECORDS)
def test_of_two_people_with_an_export_each_the_second_undoes_nothing(whole, path):
    hers, his = export_folder(), export_folder()
    import_folder(Folder(hers.files | give(path, *CHANGES[path]).files))
    # He changed nothing in that file: hers stays.
    assert import_folder(his).conflicts == []
    assert text_of(path) == give(path, *CHANGES[path]).files[path].decode()
    # He changed the same record: he is told.
    mine = give(path, CHANGES[path][0], THIRDS[path])
    with pytest.raises(Conflicts):
        import_folder(Folder(his.files | mine.files))


@pytest.mark.parametrize("path", RECORDS)
def test_export_edit_import_edit_import_does_not_conflict_with_itself(whole, path):
    exported = export_folder()
    old, new = CHANGES[path]
    for given in (new, old, new):
        report = import_folder(Folder(exported.files | give(path, old, given).files))
        assert counts(report)[1:2] == (1,)
        assert text_of(path) == give(path, old, given).files[path].decode()


# Adding and removing


REMOVALS = {
    "tags.yaml": ("- {name: boundaries}\n", "tags.yaml: boundaries"),
    "references.json": (
        ',\n {"type": "book", "id": "a-2001", "title": "A"}',
        "references.json: a-2001",
    ),
    "help.yaml": (HELP[HELP.index("- id: us") : HELP.index("- id: talk")], "help.yaml: us"),
    "help-words.yaml": ("- lost\n", "help-words.yaml: lost"),
}


@pytest.mark.parametrize("path", ["tags.yaml", "help.yaml", "help-words.yaml"])
def test_a_record_that_left_the_file_is_removed(kept, path):
    gone, name = REMOVALS[path]
    report = import_folder(manifest_or_not(kept, give(path, gone, "")))
    assert report.removed == [name]
    assert text_of(path) == WHOLE[path].replace(gone, "")
    assert counts(import_folder(manifest_or_not(kept, give(path, gone, ""))))[3] == 0


def test_a_tag_that_is_no_longer_planned_stays_on_its_pages(whole):
    worlds.edit(Entry.objects.get(slug="hope"), tags=("boundaries",))
    import_folder(files({"tags.yaml": TAGS.replace(REMOVALS["tags.yaml"][0], "")}))
    assert not Tag.objects.get(slug="boundaries").planned
    assert Entry.objects.get(slug="hope").tags.count() == 1


def test_what_was_added_here_is_not_removed(kept):
    HelpWord.objects.create(key="alone", words="alone")
    worlds.reference("c-2003")
    report = import_folder(manifest_or_not(kept, files(WHOLE)))
    assert report.removed == []
    assert "alone" in text_of("help-words.yaml") and "c-2003" in text_of("references.json")


def test_a_record_that_left_the_file_and_was_edited_here_is_told(kept):
    EDITS["help-words.yaml"]()
    given = manifest_or_not(kept, give("help-words.yaml", "- lost\n", ""))
    with pytest.raises(Conflicts) as caught:
        import_folder(given)
    assert caught.value.report.conflicts == ["help-words.yaml: lost"]
    import_folder(given, force=True)
    assert not HelpWord.objects.filter(key="lost").exists()


def test_an_emptied_file_removes_all_and_comes_out_empty(whole):
    given = files(WHOLE | {"help-words.yaml": "[]\n"})
    assert len(import_folder(given).removed) == 2
    assert content_of(export_folder()) == given.files


def refused(given):
    before = worlds.derived(keys=True), worlds.rows(Reference), worlds.rows(Passage)
    with pytest.raises(Faulty) as caught:
        import_folder(given)
    assert (worlds.derived(keys=True), worlds.rows(Reference), worlds.rows(Passage)) == before
    return [str(fault) for fault in caught.value.faults]


def test_a_work_that_is_still_cited_is_not_removed(whole):
    gone, _ = REMOVALS["references.json"]
    found = refused(give("references.json", gone, ""))
    assert found == [
        "concepts/trust.md:6: the citation [@a-2001] is of no reference; add it to the references"
        " first.",
        "findings.yaml:1: there is no reference 'a-2001'.",
    ]
    # Nor if the pages that cite it are not in the folder.
    only = Folder({"references.json": give("references.json", gone, "").files["references.json"]})
    assert refused(only) == [
        "references.json: 'a-2001' is gone from the file, but pages still cite it; take the"
        " citations out first."
    ]


def test_a_work_that_only_a_finding_names_is_not_removed_either(whole):
    text = '[{"type": "book", "id": "a-2001", "title": "A"}]'
    [found] = refused(files({"references.json": text}))
    assert "'b-2002' is gone from the file" in found
    assert [reference.key for reference in Finding.objects.get().also.all()] == ["b-2002"]


def test_work_citation_and_finding_may_go_together(whole):
    gone, name = REMOVALS["references.json"]
    report = import_folder(
        files(
            WHOLE
            | {
                "concepts/trust.md": concept(body="[@b-2002] [@meaning: Trust]\n"),
                "references.json": REFERENCES.replace(gone, ""),
                "findings.yaml": "[]",
            }
        )
    )
    assert report.removed == [name, "findings.yaml: one"] or set(report.removed) == {
        name,
        "findings.yaml: one",
    }
    assert [row.key for row in Reference.objects.all()] == ["b-2002"]
    assert not Finding.objects.exists()


def test_a_work_and_what_cites_it_may_come_together():
    import_folder(files(WHOLE))
    assert Citation.objects.count() == 2


# Sources


def test_a_passage_that_is_still_cited_is_not_removed(whole):
    path = "sources/meaning.md"
    shorter = WHOLE[path].replace("- id: M2\n  heading: Trust\n  summary: It says that.\n", "")
    assert refused(files(WHOLE | {path: shorter})) == [
        "concepts/trust.md:6: the source 'meaning' has no passage 'Trust'."
    ]
    assert refused(files({path: shorter})) == [
        f"{path}: the passage 'Trust' is gone from the file, but 'trust' still cites it."
    ]


def test_a_heading_that_is_still_cited_is_not_changed(whole):
    path = "sources/meaning.md"
    renamed = WHOLE[path].replace("heading: Trust", "heading: Trusting")
    assert refused(files({path: renamed})) == [
        f"{path}: the passage 'Trust' is gone from the file, but 'trust' still cites it."
    ]
    import_folder(
        files({path: renamed, "concepts/trust.md": concept(body="[@meaning: Trusting]\n")})
    )
    assert Citation.objects.get().passage.heading == "Trusting"
    assert publishing.rebuild() == 0


def test_passages_may_change_places_and_ids_and_citations_follow_the_heading(whole):
    path = "sources/meaning.md"
    swapped = (
        "---\ntitle: Meaning\npassages:\n"
        "- id: M1\n  heading: TRUST\n  summary: It says that.\n"
        "- id: M3\n  heading: New\n  summary: It says more.\n"
        "- id: M2\n  heading: Open Communication\n  summary: It says so.\n"
        "---\n"
    )
    import_folder(files({path: swapped}))
    assert list(Passage.objects.values_list("key", "heading", "position")) == [
        ("M1", "TRUST", 1),
        ("M3", "New", 2),
        ("M2", "Open Communication", 3),
    ]
    assert Citation.objects.get(passage__isnull=False).passage.heading == "TRUST"
    assert publishing.rebuild() == 0
    assert text_of(path) == swapped


def test_where_research_differs_from_a_passage_comes_and_goes_with_the_file(whole):
    path = "sources/meaning.md"
    summary = "  summary: It says that.\n"
    line = "  differs: 'Not so: see [[Hope]] [@a-2001].'\n"
    told = WHOLE[path].replace(summary, summary + line)
    import_folder(files({path: told}))
    assert Passage.objects.get(key="M2").differs == "Not so: see [[Hope]] [@a-2001]."
    assert text_of(path) == told
    import_folder(files({path: WHOLE[path]}))
    assert not Passage.objects.exclude(differs="").exists()


def test_several_points_of_difference_are_a_list_in_the_file(whole):
    path = "sources/meaning.md"
    summary = "  summary: It says that.\n"
    points = "  differs:\n  - 'Not so: see [[Hope]].'\n  - Nor so.\n"
    told = WHOLE[path].replace(summary, summary + points)
    import_folder(files({path: told}))
    assert Passage.objects.get(key="M2").differs == "Not so: see [[Hope]].\n\nNor so."
    assert text_of(path) == told


def test_what_a_passage_cites_against_itself_must_be_known(whole):
    path = "sources/meaning.md"
    summary = "  summary: It says that.\n"
    told = WHOLE[path].replace(summary, summary + "  differs: 'Not so [@nobody-1900].'\n")
    assert refused(files({path: told})) == [
        f"{path}: the passage 'Trust' cites 'nobody-1900', which is no work."
    ]


def test_a_passage_may_go_with_the_citation_of_it(whole):
    path = "sources/meaning.md"
    shorter = WHOLE[path].replace("- id: M2\n  heading: Trust\n  summary: It says that.\n", "")
    import_folder(files({path: shorter, "concepts/trust.md": concept(body="No citation.\n")}))
    assert [row.heading for row in Passage.objects.all()] == ["Open Communication"]
    assert text_of(path) == shorter


# Order and place


def test_services_stand_in_the_order_of_the_file_whatever_it_was(whole):
    start = HELP.index("- id: us")
    end = HELP.index("- id: talk")
    turned = HELP[start:end] + HELP[:start] + HELP[end:]
    import_folder(files(WHOLE | {"help.yaml": turned}))
    found = HelpService.objects.order_by("group", "position").values_list("key", "position")
    assert list(found) == [("us", 1), ("uk", 2), ("talk", 1)]
    assert text_of("help.yaml") == turned


def test_a_service_added_here_makes_room_for_those_of_the_file(whole):
    HelpService.objects.create(
        key="ours", group="emergency", country="FR", name="Ours", purpose="x", position=3,
        read_on="2026-01-01",
    )  # fmt: skip
    longer = HELP + HELP[: HELP.index("- id: us")].replace("id: uk", "id: nz")
    import_folder(files(WHOLE | {"help.yaml": longer}))
    found = HelpService.objects.filter(group="emergency").values_list("key", "position")
    assert list(found) == [("uk", 1), ("us", 2), ("nz", 3), ("ours", 4)]


def test_a_finding_follows_a_page_that_was_renamed(whole):
    publishing.rename(Entry.objects.get(slug="hope"), "hopefulness", worlds.editor())
    exported = export_folder()
    assert "hopefulness" in exported.files["findings.yaml"].decode()
    assert counts(import_folder(exported))[1] == 0
    assert Finding.objects.get().concepts.count() == 2


def test_a_finding_may_come_with_the_page_that_it_is_about():
    import_folder(files(WHOLE))
    more = FINDINGS + "".join(FINDINGS.replace("'one'", "'two'").replace("[trust, hope]", "[new]"))
    import_folder(files(WHOLE | {"findings.yaml": more, "concepts/new.md": concept("New")}))
    assert Finding.objects.get(key="two").concepts.get().slug == "new"


def test_rules_that_became_stricter_do_not_stop_a_better_file(whole):
    from concepts.models import ImportedFile

    ImportedFile.objects.filter(path="tags.yaml").update(text="- no longer: allowed\n")
    assert counts(import_folder(files(WHOLE))) == (0, 0, 13, 0, 0)
    assert text_of("tags.yaml") == TAGS
