"""One page takes the place of another, and what pointed at that one finds it."""

import pytest

from concepts import publishing
from concepts.contentfile import Faulty
from concepts.models import Entry, Name, Relation, Revision, WikiLink
from tests import worlds

pytestmark = [pytest.mark.django_db, pytest.mark.slow]


def merge(entry, into, **options):
    return publishing.merge(worlds.fresh(entry), worlds.fresh(into), worlds.editor(), **options)


def bearer(name):
    return Name.objects.get(key=name).entry


def test_the_heir_takes_all_names_and_addresses():
    entry = worlds.page("faith", title="Faithfulness", aliases=("belief",), search=("lean on",))
    publishing.rename(entry, "fidelity", worlds.editor())
    heir = worlds.page("trust", aliases=("reliance",))
    edition = merge(entry, heir)
    assert edition.number == 2 and edition.entry == heir
    assert edition.change_note == "Took in the names of Faithfulness."
    assert edition.revision.origin == "merge"
    for name in ("faithfulness", "belief", "lean on", "faith", "fidelity", "trust", "reliance"):
        assert bearer(name) == heir
    gone = worlds.fresh(entry)
    assert (gone.successor, gone.withdrawn_reason) == (heir, "Merged with Trust.")
    assert publishing.rebuild() == 0


def test_only_the_names_of_the_heirs_text_change():
    entry = worlds.page("faith", title="Faithfulness")
    heir = worlds.page("trust", body="Its own text.\n", summary="Its own.", search=("lean on",))
    before = heir.live.revision.text
    merge(entry, heir)
    after = worlds.fresh(heir).live.revision.text
    assert after == before.replace("- lean on\n", "- lean on\n- Faithfulness\n")


def test_no_text_of_another_page_is_touched():
    entry, heir = worlds.page("faith"), worlds.page("trust")
    other = worlds.page("other", relations=(worlds.relation("faith"),), body="[[Faith]]\n")
    count = Revision.objects.exclude(entry=heir).count()
    merge(entry, heir)
    assert Revision.objects.exclude(entry=heir).count() == count
    assert other.editions.count() == 1


def test_relations_members_questions_and_links_lead_to_the_heir():
    entry, heir = worlds.page("faith"), worlds.page("trust")
    other = worlds.page(
        "other", relations=(worlds.relation("faith"),), body="[[Faith]] and [[faith]]\n"
    )
    frame = worlds.page("frame", "framework", members=(worlds.member("faith", note="N."),))
    why = worlds.page("why", "question", concepts=("faith",))
    merge(entry, heir)
    assert other.relations.get().target == heir
    assert (frame.members.get().entry, frame.members.get().note) == (heir, "N.")
    assert why.about.get().concept == heir
    assert not WikiLink.objects.broken().exists()
    assert publishing.rebuild() == 0


def test_what_pointed_at_both_points_at_the_heir_once():
    entry, heir = worlds.page("faith"), worlds.page("trust")
    both = (worlds.relation("faith"), worlds.relation("trust"))
    other = worlds.page("other", relations=both)
    frame = worlds.page(
        "frame", "framework", members=(worlds.member("trust"), worlds.member("faith"))
    )
    why = worlds.page("why", "question", concepts=("faith", "trust"))
    merge(entry, heir)
    assert [row.target for row in other.relations.all()] == [heir]
    assert [row.entry for row in frame.members.all()] == [heir]
    assert [row.concept for row in why.about.all()] == [heir]
    assert publishing.rebuild() == 0
    # And their texts may be published again as they are.
    for page in (other, frame, why):
        worlds.edit(page, body="More.\n")


def test_what_the_heir_said_of_the_other_falls_away():
    entry = worlds.page("faith")
    heir = worlds.page("trust", relations=(worlds.relation("faith"),))
    worlds.edit(entry, relations=(worlds.relation("trust", "protects"),))
    merge(entry, heir)
    assert not Relation.objects.exists()
    worlds.edit(heir, body="And it may be published again.\n")
    assert publishing.rebuild() == 0


@pytest.mark.parametrize("older", ["heir", "other"])
def test_a_symmetric_relation_that_both_sides_now_state_stands_once(older):
    makers = {
        "heir": lambda: worlds.page("trust"),
        "other": lambda: worlds.page("other"),
    }
    for name in (older, *({"heir", "other"} - {older})):
        makers[name]()
    heir, other = Entry.objects.get(slug="trust"), Entry.objects.get(slug="other")
    entry = worlds.page("faith")
    worlds.edit(heir, relations=(worlds.relation("other", "goes-with", reason="Named."),))
    worlds.edit(other, relations=(worlds.relation("faith", "goes-with", reason="Inherited."),))
    merge(entry, heir)
    assert [row.reason for row in Relation.objects.all()] == ["Named."]
    worlds.edit(other, body="It may be published again.\n")
    assert [row.reason for row in Relation.objects.all()] == ["Named."]
    assert publishing.rebuild() == 0
    worlds.forget()
    publishing.rebuild()
    assert [row.reason for row in Relation.objects.all()] == ["Named."]
    # Once the heir no longer says it, the other page's word counts.
    worlds.edit(heir, relations=())
    assert [row.reason for row in Relation.objects.all()] == ["Inherited."]
    assert publishing.rebuild() == 0


def test_of_two_statements_that_both_came_by_a_merge_the_older_pages_stands():
    older, newer = worlds.page("older"), worlds.page("newer")
    one, two = worlds.page("one"), worlds.page("two")
    worlds.edit(newer, relations=(worlds.relation("one", "goes-with", reason="Newer."),))
    worlds.edit(older, relations=(worlds.relation("two", "goes-with", reason="Older."),))
    merge(one, older)
    assert [row.reason for row in newer.relations.all()] == ["Newer."]
    merge(two, newer)
    assert [row.reason for row in Relation.objects.filter(target__in=[older, newer])] == ["Older."]
    assert publishing.rebuild() == 0
    worlds.forget()
    publishing.rebuild()
    assert [row.reason for row in Relation.objects.all()] == ["Older."]


def test_merges_in_a_chain_lead_to_the_last():
    first, second, third = (worlds.page(slug) for slug in ("one", "two", "three"))
    other = worlds.page("other", relations=(worlds.relation("one"),), body="[[One]] [[Two]]\n")
    merge(first, second)
    merge(second, third)
    assert {worlds.fresh(page).successor for page in (first, second)} == {third}
    assert bearer("one") == bearer("two") == third
    assert other.relations.get().target == third
    assert not WikiLink.objects.broken().exists()
    assert publishing.rebuild() == 0


def test_a_merged_page_comes_back_when_its_names_are_given_back():
    entry, heir = worlds.page("faith", title="Faithfulness"), worlds.page("trust")
    other = worlds.page("other", relations=(worlds.relation("faith"),))
    merge(entry, heir)
    with pytest.raises(Faulty, match="'Faithfulness' is a name of the concept 'trust' already"):
        publishing.publish(worlds.fresh(entry), worlds.editor(), note="Back")
    worlds.edit(heir, search=())
    publishing.publish(worlds.fresh(entry), worlds.editor(), note="Back")
    assert bearer("faith") == bearer("faithfulness") == entry
    assert other.relations.get().target == entry
    assert publishing.rebuild() == 0


def test_long_and_odd_names_are_taken_in():
    entry = worlds.page("faith", title="\N{GRINNING FACE} yes: \u05d0\u05de\u05d5\u05df # 'x'")
    heir = worlds.page("trust")
    merge(entry, heir)
    assert bearer("\N{GRINNING FACE} yes: \u05d0\u05de\u05d5\u05df # 'x'") == heir


def test_only_two_published_pages_of_one_type_can_be_merged():
    trust, frame = worlds.page("trust"), worlds.page("frame", "framework")
    unseen, gone = worlds.draft("unseen"), worlds.page("gone")
    publishing.withdraw(gone, worlds.editor(), reason="Wrong")
    for entry, into, sentence in (
        (trust, trust, "can't be merged with itself"),
        (trust, frame, "A concept can't be merged into a framework"),
        (trust, unseen, "'unseen' is not published"),
        (unseen, trust, "'unseen' is not published"),
        (gone, trust, "'Gone' is not published"),
        (trust, gone, "'Gone' is not published"),
    ):
        before = worlds.derived(keys=True)
        with pytest.raises(Faulty, match=sentence):
            merge(entry, into)
        assert worlds.derived(keys=True) == before


def test_a_draft_of_the_heir_is_not_published_along_with_it():
    entry, heir = worlds.page("faith"), worlds.page("trust")
    worlds.save(heir, body="Not yet.\n")
    with pytest.raises(Faulty, match="'Trust' has a draft that is not published"):
        merge(entry, heir)


def test_an_heir_that_somebody_saved_meanwhile_is_looked_at_first():
    entry, heir = worlds.page("faith"), worlds.page("trust")
    seen = worlds.fresh(heir)
    assert seen.head_id == seen.live.revision_id
    worlds.save(heir, body="Meanwhile.\n")
    with pytest.raises(Faulty, match="Somebody saved 'Trust' just now"):
        publishing.merge(entry, seen, worlds.editor())
    assert worlds.fresh(entry).is_published


def test_a_reason_of_ones_own_is_kept():
    entry, heir = worlds.page("faith"), worlds.page("trust")
    merge(entry, heir, reason="They were one.")
    assert worlds.fresh(entry).withdrawn_reason == "They were one."
