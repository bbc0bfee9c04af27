"""Import never loses an edit: what was changed here since is told, and replaced only by force."""

import pytest

from concepts import publishing
from concepts.models import Edition, Entry, Revision
from concepts.transfer import MANIFEST, Conflicts, Folder, export_folder, import_folder
from tests import worlds
from tests.transfer.folders import changed, concept, content_of, counts, folder, imported

pytestmark = pytest.mark.django_db


def conflicts(given, **options):
    """What an import is refused for; nothing may have been written."""
    before = Revision.objects.count(), Edition.objects.count(), worlds.derived(keys=True)
    with pytest.raises(Conflicts) as caught:
        import_folder(given, **options)
    assert (Revision.objects.count(), Edition.objects.count(), worlds.derived(keys=True)) == before
    return caught.value.report.conflicts


def trust():
    return Entry.objects.get(slug="trust")


def test_a_page_that_was_edited_since_the_export_is_not_replaced():
    exported = imported(trust=concept(), hope=concept("Hope"))
    worlds.edit(trust(), body="Edited here.\n")
    mine = changed(
        exported, trust=concept(body="Edited there.\n"), hope=concept("Hope", body="Fine.\n")
    )
    assert conflicts(mine) == ["concepts/trust.md"]
    assert Entry.objects.get(slug="hope").body == ""


def test_a_page_that_was_edited_since_the_last_import_is_not_replaced():
    imported(trust=concept())
    worlds.edit(trust(), body="Edited here.\n")
    assert conflicts(folder(trust=concept(body="Edited there.\n"))) == ["concepts/trust.md"]


def test_a_page_that_was_never_imported_is_not_replaced():
    worlds.page("trust", body="Made here.\n")
    assert conflicts(folder(trust=concept(body="Made there.\n"))) == ["concepts/trust.md"]


def test_the_same_edit_on_both_sides_is_none():
    exported = imported(trust=concept())
    worlds.edit(trust(), body="The same.\n")
    text = trust().live.revision.text
    for given in (folder(trust=text), changed(exported, trust=text)):
        assert counts(import_folder(given)) == (0, 0, 1, 0, 0)


@pytest.mark.parametrize("with_manifest", [True, False])
def test_a_draft_that_is_newer_than_the_live_text_is_an_edit(with_manifest):
    exported = imported(trust=concept())
    worlds.save(trust(), body="Not yet published.\n")
    given = {"trust": concept(body="Edited there.\n")}
    assert conflicts(changed(exported, **given) if with_manifest else folder(**given)) == [
        "concepts/trust.md"
    ]


def test_a_draft_does_not_stop_a_file_that_says_what_readers_see():
    exported = imported(trust=concept())
    worlds.save(trust(), body="Not yet published.\n")
    assert counts(import_folder(exported)) == (0, 0, 1, 0, 0)
    assert "Not yet" in trust().head.text


def test_a_page_that_nobody_has_published_is_not_replaced_but_may_be_published():
    worlds.draft("trust", body="A draft.\n")
    assert conflicts(folder(trust=concept(body="Another.\n"))) == ["concepts/trust.md"]
    report = import_folder(folder(trust=trust().head.text))
    assert counts(report) == (0, 1, 0, 0, 0)
    assert trust().is_published


def test_export_edit_import_edit_import_does_not_conflict_with_itself():
    exported = imported(trust=concept())
    for turn in range(4):
        report = import_folder(changed(exported, trust=concept(body=f"Turn {turn}.\n")))
        assert counts(report) == (0, 1, 0, 0, 0)
    assert trust().body == "Turn 3.\n"
    # Nor when the first text comes back.
    assert counts(import_folder(exported)) == (0, 1, 0, 0, 0)


def test_import_edit_import_without_a_manifest_does_not_either():
    for turn in range(3):
        import_folder(folder(trust=concept(body=f"Turn {turn}.\n")))
    assert trust().body == "Turn 2.\n"


def test_an_edit_between_two_imports_of_one_folder_is_seen():
    exported = imported(trust=concept())
    import_folder(changed(exported, trust=concept(body="There, once.\n")))
    worlds.edit(trust(), body="Here.\n")
    assert conflicts(changed(exported, trust=concept(body="There, twice.\n"))) == [
        "concepts/trust.md"
    ]


def test_of_two_people_with_an_export_each_the_second_is_told():
    hers = imported(trust=concept(), hope=concept("Hope"))
    his = export_folder()
    assert content_of(hers) == content_of(his)
    import_folder(changed(hers, trust=concept(body="Hers.\n")))
    assert conflicts(changed(his, trust=concept(body="His.\n"))) == ["concepts/trust.md"]
    # His export is older than her edit, and what he did not touch would undo it.
    assert conflicts(changed(his, hope=concept("Hope", body="His.\n"))) == ["concepts/trust.md"]
    newer = export_folder()
    import_folder(changed(newer, hope=concept("Hope", body="His.\n")))
    assert (trust().body, Entry.objects.get(slug="hope").body) == ("Hers.\n", "His.\n")


def test_a_restored_text_counts_as_an_edit():
    imported(trust=concept(body="One.\n"))
    first = trust().head
    import_folder(folder(trust=concept(body="Two.\n")))
    restored = publishing.restore(trust(), first, worlds.editor())
    publishing.publish(restored.entry, worlds.editor(), note="Back")
    assert conflicts(folder(trust=concept(body="Three.\n"))) == ["concepts/trust.md"]


def test_a_page_whose_names_a_merge_changed_is_told():
    imported(trust=concept(), hope=concept("Hope"))
    publishing.merge(Entry.objects.get(slug="hope"), trust(), worlds.editor())
    assert conflicts(folder(trust=concept(body="More.\n"))) == ["concepts/trust.md"]


def test_by_force_the_folders_text_is_published_and_the_edited_one_still_stands():
    exported = imported(trust=concept())
    worlds.edit(trust(), body="Edited here.\n")
    worlds.save(trust(), body="And a draft.\n")
    report = import_folder(changed(exported, trust=concept(body="Edited there.\n")), force=True)
    assert (report.conflicts, report.changed) == (["concepts/trust.md"], [])
    assert trust().body == "Edited there.\n"
    bodies = [
        text.rpartition("---\n\n")[2] for text in trust().revisions.values_list("text", flat=True)
    ]
    assert bodies[:3] == ["Edited there.\n", "And a draft.\n", "Edited here.\n"]
    assert list(trust().editions.values_list("number", flat=True)) == [3, 2, 1]


def test_force_forces_no_fault():
    imported(trust=concept())
    worlds.edit(trust(), body="Edited here.\n")
    with pytest.raises(ValueError, match="ghost-1900"):
        import_folder(folder(trust=concept(body="[@ghost-1900]\n")), force=True)


def test_a_dry_run_is_told_too():
    imported(trust=concept())
    worlds.edit(trust(), body="Edited here.\n")
    given = folder(trust=concept(body="Edited there.\n"))
    assert conflicts(given, dry_run=True) == ["concepts/trust.md"]
    before = Revision.objects.count()
    assert import_folder(given, dry_run=True, force=True).conflicts == ["concepts/trust.md"]
    assert Revision.objects.count() == before


def test_a_new_page_in_an_exported_folder_is_created():
    exported = imported(trust=concept())
    report = import_folder(changed(exported, hope=concept("Hope")))
    assert (report.created, report.conflicts) == (["concepts/hope.md"], [])


def test_a_new_page_that_somebody_made_here_too_is_told():
    exported = imported(trust=concept())
    worlds.page("hope", body="Made here.\n")
    assert conflicts(changed(exported, hope=concept("Hope"))) == ["concepts/hope.md"]


def test_a_folder_whose_manifest_was_deleted_is_compared_with_the_last_import():
    exported = imported(trust=concept())
    bare = Folder({path: data for path, data in exported.files.items() if path != MANIFEST})
    import_folder(changed(bare, trust=concept(body="There.\n")))
    worlds.edit(trust(), body="Here.\n")
    assert conflicts(changed(bare, trust=concept(body="There again.\n"))) == ["concepts/trust.md"]
