"""What an import does to the history of findings, and what an export leaves behind."""

import pytest

from concepts.contentfile import Faulty
from concepts.models import Edition, Entry, Finding, FindingEdition
from concepts.transfer import account, export_folder, import_folder
from tests.transfer.folders import concept, files
from tests.transfer.test_records import FINDINGS, WHOLE

pytestmark = [pytest.mark.django_db, pytest.mark.slow]


def bring(findings=FINDINGS, **more):
    return import_folder(files(WHOLE | {"findings.yaml": findings, **more}))


def editions():
    rows = FindingEdition.objects.order_by("key", "number")
    return [(row.key, row.number, row.note) for row in rows]


FIRST = ("one", 1, "First published")


def test_an_import_makes_first_editions_as_of_the_moment_of_its_pages():
    bring()
    edition = FindingEdition.objects.get()
    assert editions() == [FIRST]
    assert edition.publisher == account()
    assert {edition.published_at} == set(Edition.objects.values_list("published_at", flat=True))
    assert set(edition.concepts.all()) == set(Finding.objects.get().concepts.all())


def test_the_same_import_twice_makes_no_edition():
    bring(), bring()
    assert editions() == [FIRST]


@pytest.mark.parametrize(
    "old, new",
    [
        ("It goes\n    with it.", "It  goes with   it."),
        ('"Few studies."', '"Few   studies."'),
        ("[trust, hope]", "[hope, trust, hope]"),
        ("value: 0.280", "value: ' 0.280'"),
    ],
)
def test_another_spelling_makes_none(old, new):
    bring()
    assert old in FINDINGS
    bring(FINDINGS.replace(old, new))
    assert editions() == [FIRST]


def test_a_changed_number_makes_the_next():
    bring()
    bring(FINDINGS.replace("0.280", "0.281"))
    bring(FINDINGS.replace("0.280", "0.281"))
    assert editions() == [FIRST, ("one", 2, "Finding revised")]
    first, second = FindingEdition.objects.order_by("number")
    assert Finding.objects.get().changed_at == second.published_at > first.published_at


def test_a_finding_that_changes_with_its_page_is_not_newer():
    bring()
    changed = FINDINGS.replace("0.280", "0.281")
    bring(changed, **{"concepts/trust.md": concept(body="Other words.\n")})
    page = Entry.objects.get(slug="trust").live
    assert page.number == 2 and page.published_at == Finding.objects.get().changed_at


def test_another_key_is_another_finding_and_the_first_is_taken_away():
    bring()
    bring(FINDINGS.replace("'one'", "'uno'"))
    assert editions() == [FIRST, ("one", 2, "Taken away"), ("uno", 1, "First published")]
    moments = FindingEdition.objects.exclude(key="one", number=1)
    assert len(set(moments.values_list("published_at", flat=True))) == 1


def test_what_is_refused_leaves_no_edition():
    bring()
    with pytest.raises(Faulty, match="nobody-1900"):
        bring(FINDINGS.replace("0.280", "0.281").replace("a-2001", "nobody-1900"))
    assert editions() == [FIRST]


def test_a_dry_run_makes_none():
    import_folder(files(WHOLE), dry_run=True)
    assert editions() == []


def test_an_export_holds_what_is_said_now_and_not_what_was():
    bring()
    bring(FINDINGS.replace("0.280", "0.281"))
    exported = export_folder()
    assert not any("edition" in path for path in exported.files)
    import_folder(exported)
    assert [number for _, number, _ in editions()] == [1, 2]
