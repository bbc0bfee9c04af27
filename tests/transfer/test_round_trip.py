"""Import and export are inverse, byte for byte."""

import pytest
from django.db import transaction
from hypothesis import HealthCheck, Phase, given, settings

from concepts import publishing
from concepts.models import Edition, Entry, ImportedFile, Relation, Revision
from concepts.transfer import MANIFEST, Manifest, digest, export_folder, import_folder
from tests import worlds
from tests.transfer.folders import SOURCE, concept, content_of, counts, files, folder, odd_folders

pytestmark = pytest.mark.django_db


@pytest.mark.slow
@settings(
    derandomize=True,
    database=None,
    deadline=None,
    max_examples=25,
    phases=[Phase.generate],
    suppress_health_check=list(HealthCheck),
)
@given(odd_folders())
def test_any_folder_comes_out_as_it_went_in(odd):
    with transaction.atomic():
        report = import_folder(odd)
        assert counts(report)[1:] == (0, 0, 0, 0)
        exported = export_folder()
        assert content_of(exported) == odd.files
        for again in (odd, exported):
            report = import_folder(again)
            created, changed, _, removed, conflicts = counts(report)
            assert (created, changed, removed, conflicts) == (0, 0, 0, 0)
        assert Edition.objects.count() == Revision.objects.count() == Entry.objects.count()
        before = worlds.derived(keys=True)
        assert publishing.rebuild() == 0
        assert worlds.derived(keys=True) == before
        worlds.forget()
        publishing.rebuild()
        assert content_of(export_folder()) == odd.files
        transaction.set_rollback(True)


def test_a_hand_formatted_text_is_kept_to_its_last_byte():
    text = (
        '---\n# why\ntitle:    "Tr\\u00fcst"\nkind:  idea\ntags: [ a,  b ]\n---\nAt once.  \n\n\n'
    )
    import_folder(folder(trust=text))
    assert export_folder().files["concepts/trust.md"] == text.encode()
    assert Entry.objects.get().title == "Trüst"


def test_the_manifest_knows_every_text_and_every_export_has_an_id_of_its_own():
    import_folder(files({"concepts/trust.md": concept(), "sources/meaning.md": SOURCE}))
    one, other = (Manifest.parse(export_folder().files[MANIFEST].decode()) for _ in range(2))
    assert one.pages == other.pages == {"concepts/trust.md": digest(concept())}
    assert one.records.keys() == {"sources/meaning.md"}
    assert one.id != other.id


def test_only_what_readers_see_is_exported():
    worlds.draft("unseen")
    publishing.withdraw(worlds.page("gone"), worlds.editor(), reason="Wrong")
    worlds.save(worlds.page("trust", body="Live.\n"), body="Draft.\n")
    worlds.page("why", "question")
    exported = content_of(export_folder())
    assert exported.keys() == {"concepts/trust.md", "questions/why.md"}
    assert exported["concepts/trust.md"].endswith(b"Live.\n")


def test_a_renamed_page_is_exported_under_its_new_name():
    publishing.rename(worlds.page("trust"), "faith", worlds.editor())
    assert content_of(export_folder()).keys() == {"concepts/faith.md"}


def test_after_renames_withdrawals_and_merges_an_export_can_be_imported_again():
    for slug in ("renamed", "gone", "followed", "merged", "heir", "frame-member"):
        worlds.page(slug)
    every = ("renamed", "gone", "followed", "merged", "heir")
    worlds.page("other", relations=tuple(worlds.relation(slug, "goes-with") for slug in every))
    worlds.page("frame", "framework", members=tuple(worlds.member(slug) for slug in every))
    worlds.page("why", "question", concepts=every)
    heir = Entry.objects.get(slug="heir")
    worlds.edit(heir, relations=(worlds.relation("merged"), worlds.relation("followed")))
    publishing.rename(Entry.objects.get(slug="renamed"), "new-name", worlds.editor())
    publishing.withdraw(Entry.objects.get(slug="gone"), worlds.editor(), reason="Wrong")
    publishing.withdraw(
        Entry.objects.get(slug="followed"),
        worlds.editor(),
        reason="There",
        successor=worlds.fresh(heir),
    )
    publishing.merge(Entry.objects.get(slug="merged"), worlds.fresh(heir), worlds.editor())
    exported = export_folder()
    before = worlds.derived(keys=True)
    report = import_folder(exported)
    assert counts(report) == (0, 0, 6, 0, 0)
    assert report.warnings
    assert worlds.derived(keys=True) == before
    assert Relation.objects.filter(entry__slug="other").count() == 3


def test_files_that_are_absent_change_nothing():
    import_folder(files({"concepts/trust.md": concept(), "concepts/hope.md": concept("Hope")}))
    report = import_folder(folder(hope=concept("Hope")))
    assert counts(report) == (0, 0, 1, 0, 0)
    assert Entry.objects.published().count() == 2


def test_what_is_imported_is_published_by_an_inactive_account():
    import_folder(folder(trust=concept()))
    edition = Edition.objects.get()
    assert (edition.number, edition.change_note, edition.change_kind) == (1, "Imported", "wording")
    assert edition.publisher.username == "content-import"
    assert not edition.publisher.is_active and not edition.publisher.has_usable_password()
    assert (edition.revision.origin, edition.revision.author) == ("import", edition.publisher)


def test_a_changed_file_becomes_the_next_edition():
    import_folder(folder(trust=concept(), hope=concept("Hope")))
    report = import_folder(folder(trust=concept(body="More.\n"), hope=concept("Hope")))
    assert (report.changed, report.unchanged) == (["concepts/trust.md"], ["concepts/hope.md"])
    assert list(Edition.objects.filter(entry__slug="trust").values_list("number", flat=True)) == [
        2,
        1,
    ]
    assert ImportedFile.objects.count() == 0


def test_a_dry_run_says_what_would_happen_and_writes_nothing():
    report = import_folder(folder(trust=concept(tags=("unplanned",))), dry_run=True)
    assert counts(report) == (1, 0, 0, 0, 0) and len(report.warnings) == 1
    assert not Entry.objects.exists()
