"""Everything derived can be made again from the texts, and making it twice changes nothing."""

import pytest

from concepts import publishing
from concepts.models import Alias, Entry, Finding, FindingEdition, Heading, Name, Relation, Tag
from tests import worlds

pytestmark = [pytest.mark.django_db, pytest.mark.slow]


@pytest.fixture
def world():
    """Pages of all types with every part, and one each that was renamed, withdrawn and merged."""
    worlds.source()
    worlds.reference()
    worlds.planned("ethics")
    for slug in ("hope", "faith", "gone", "followed"):
        worlds.page(slug)
    trust = worlds.page(
        "trust",
        summary="What one leans on.",
        aliases=("Reliance", "ÜBER"),
        search=("lean on",),
        tags=("ethics", "Unplanned"),
        relations=(
            worlds.relation("hope", "goes-with", reason="See [[Faith]] [@rogers-1957, p. 9]."),
            worlds.relation("faith"),
            worlds.relation("gone"),
            worlds.relation("followed", "protects"),
        ),
        sources=(worlds.passage_name(),),
        body="## One\n\n[[Nowhere]] [[hope|H]] [@meaning: Trust]\n\n## One\n\n[@rogers-1957]\n",
    )
    worlds.page(
        "frame",
        "framework",
        ordered=True,
        steps=True,
        source="meaning",
        members=(
            worlds.member("faith", note="See [[Hope]]."),
            worlds.member(label="Warmth", note="A tone."),
            worlds.member("trust"),
        ),
    )
    worlds.page("why", "question", concepts=("gone", "trust"))
    worlds.draft("unseen", aliases=("invisible",), relations=(worlds.relation("trust"),))
    worlds.save(trust, body="A draft of [[Hope]].\n")
    publishing.rename(trust, "confidence", worlds.editor())
    publishing.withdraw(Entry.objects.get(slug="gone"), worlds.editor(), reason="Wrong")
    hope = Entry.objects.get(slug="hope")
    publishing.withdraw(
        Entry.objects.get(slug="followed"), worlds.editor(), reason="There", successor=hope
    )
    publishing.merge(Entry.objects.get(slug="faith"), worlds.fresh(hope), worlds.editor())
    worlds.finding(
        "it-helps", ["trust", "hope"], worlds.reference(), [{"measure": "r", "value": ".2"}]
    )
    worlds.change_finding("it-helps", value=".3")
    return worlds.fresh(trust)


def test_what_is_derived_of_editions_of_findings_is_made_again(world):
    finding = Finding.objects.get()
    moment, pages = finding.changed_at, set(finding.concepts.all())
    assert moment is not None
    Finding.objects.update(changed_at=None)
    first, second = FindingEdition.objects.order_by("number")
    first.concepts.clear(), second.concepts.set(Entry.objects.filter(slug="why"))
    assert publishing.rebuild() == 3
    assert set(first.concepts.all()) == set(second.concepts.all()) == pages
    assert Finding.objects.get().changed_at == moment
    assert publishing.rebuild() == 0


def test_a_rebuild_of_what_is_right_writes_nothing(world):
    before = worlds.derived(keys=True)
    assert all(before.values())
    assert publishing.rebuild() == 0
    assert worlds.derived(keys=True) == before


def test_what_was_lost_is_made_again_as_it_was(world):
    before = worlds.derived()
    worlds.forget()
    assert worlds.derived() != before
    assert publishing.rebuild() == Entry.objects.filter(live__isnull=False).count()
    assert worlds.derived() == before
    after = worlds.derived(keys=True)
    assert publishing.rebuild() == 0
    assert worlds.derived(keys=True) == after


def test_what_should_not_be_there_is_removed(world):
    before = worlds.derived()
    for slug in ("gone", "unseen", "confidence"):
        entry = Entry.objects.get(slug=slug)
        name = Name.objects.create(key=f"stray {slug}", entry=entry)
        Alias.objects.create(entry=entry, name=name, text="Stray", role="same")
        Heading.objects.create(entry=entry, position=9, level=2, anchor="stray", text="Stray")
    assert publishing.rebuild() == 3
    assert worlds.derived() == before


def test_names_that_two_pages_hold_of_each_other_are_given_back(world):
    before = worlds.derived()
    rows = list(Name.objects.filter(key__in=["hope", "frame"]))
    first, second = (row.entry for row in rows)
    Name.objects.filter(key=rows[0].key).update(entry=second)
    Name.objects.filter(key=rows[1].key).update(entry=first)
    assert worlds.derived() != before
    assert publishing.rebuild() == 2
    assert worlds.derived() == before


def test_a_symmetric_relation_on_the_wrong_side_is_turned_round(world):
    before = worlds.derived()
    row = Relation.objects.get(type="goes-with")
    Relation.objects.filter(pk=row.pk).update(entry=row.target, target=row.entry)
    assert publishing.rebuild() == 2
    assert worlds.derived() == before


def test_only_the_pages_given_are_made_again(world):
    worlds.forget()
    assert publishing.rebuild(Entry.objects.filter(slug="hope")) == 1
    assert set(Name.objects.values_list("entry__slug", flat=True)) == {"hope"}


def test_a_tag_that_nobody_planned_is_made_and_kept_apart(world):
    assert dict(Tag.objects.values_list("slug", "planned")) == {"ethics": True, "unplanned": False}
    assert sorted(world.tags.names()) == ["Unplanned", "ethics"]


def test_a_rebuild_makes_no_revision_and_no_edition(world):
    before = list(Entry.objects.values_list("head", "live"))
    worlds.forget()
    publishing.rebuild()
    assert list(Entry.objects.values_list("head", "live")) == before
