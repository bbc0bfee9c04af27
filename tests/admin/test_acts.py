"""Publishing, withdrawing, renaming and merging ask first, happen once, and are written down."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.contrib.admin.models import LogEntry
from django.db import connection

from concepts import publishing, search
from concepts.contentfile import RelationLine
from concepts.models import Edition, Entry, Relation, Slug
from tests.admin.conftest import person, signed_in
from tests.admin.reading import address, errors, filled, messages, words


def log(entry):
    return list(
        LogEntry.objects.filter(object_id=str(entry.pk))
        .order_by("pk")
        .values_list("change_message", flat=True)
    )


def test_a_draft_is_published_with_a_note(desk, publish, write):
    entry = publish("empathy", body="As it was.\n")
    write("empathy", body="As it shall be.\n")
    asked = desk.get(address(entry, "publish"))
    assert "edition 2" in words(asked)
    assert "As it wasshall be." in words(asked)
    form = filled(asked) | {"change_note": "Clearer", "change_kind": "meaning"}
    response = desk.post(address(entry, "publish"), form, follow=True)
    assert messages(response) == ["Edition 2 is published. Readers see it now."]
    entry.refresh_from_db()
    assert entry.body == "As it shall be.\n"
    edition = entry.live
    assert (edition.number, edition.change_note, edition.change_kind) == (2, "Clearer", "meaning")
    assert edition.publisher.username == "miriam"
    assert log(entry) == ["Published edition 2: Clearer"]


def test_a_button_pressed_twice_publishes_one_edition(desk, write):
    entry = write("empathy")
    form = filled(desk.get(address(entry, "publish")))
    form |= {"change_note": "First", "change_kind": "wording"}
    for sentence in ("Edition 1 is published. Readers see it now.", "Edition 1 is published."):
        response = desk.post(address(entry, "publish"), form, follow=True)
        assert messages(response)[-1] == sentence
    assert Edition.objects.count() == 1
    assert len(log(entry)) == 1


@pytest.mark.django_db(transaction=True)
def test_two_presses_at_the_same_moment_publish_one_edition(boss, write):
    entry = write("empathy")
    form = {"revision": entry.head_id, "change_note": "First", "change_kind": "wording"}
    barrier = Barrier(4)

    def press(client):
        barrier.wait()
        try:
            return client.post(address(entry, "publish"), form).status_code
        finally:
            connection.close()

    with ThreadPoolExecutor(4) as pool:
        assert list(pool.map(press, [signed_in(boss) for _ in range(4)])) == [302] * 4
    assert Edition.objects.count() == 1
    search.remove(entry.pk)


def test_what_was_not_looked_at_is_not_published(desk, write):
    """Somebody saves between the question and the answer: the newest text is shown first."""
    entry = write("empathy", body="Looked at.\n")
    form = filled(desk.get(address(entry, "publish")))
    form |= {"change_note": "Note", "change_kind": "wording"}
    write("empathy", body="Slipped in.\n")
    response = desk.post(address(entry, "publish"), form)
    assert "saved this page on" in errors(response)[0]
    assert "Slipped in." in words(response)
    assert not Edition.objects.exists()
    again = filled(response)
    assert again["change_note"] == "Note"
    desk.post(address(entry, "publish"), again)
    assert Edition.objects.get().revision.text.endswith("Slipped in.\n")


@pytest.mark.parametrize(
    "typed, sentence",
    [
        ({"change_note": "", "change_kind": "wording"}, "Say in a few words what changed."),
        (
            {"change_note": "x" * 301, "change_kind": "wording"},
            "That is 301 characters; 300 is the most.",
        ),
        ({"change_note": "Note"}, "Say which kind of change it is."),
    ],
)
def test_publishing_needs_a_note_and_a_kind(desk, write, typed, sentence):
    entry = write("empathy")
    form = filled(desk.get(address(entry, "publish"))) | typed
    response = desk.post(address(entry, "publish"), form)
    assert errors(response) == [sentence]
    assert not Edition.objects.exists()


def test_what_stops_publishing_is_said_and_stops_it(desk, write):
    entry = write("empathy", body="A claim [@nobody-1900].\n")
    asked = desk.get(address(entry, "publish"))
    assert "1 stops publishing" in words(asked)
    assert b"Publish edition 1" not in asked.content
    form = {"revision": entry.head_id, "change_note": "Note", "change_kind": "wording"}
    response = desk.post(address(entry, "publish"), form)
    assert any("nobody-1900" in sentence for sentence in errors(response))
    assert not Edition.objects.exists()


def test_there_is_nothing_to_publish_twice(desk, publish):
    entry = publish("empathy")
    said = words(desk.get(address(entry, "publish")))
    assert "Nothing has changed since edition 1; there is nothing to publish." in said


def test_a_page_is_withdrawn_with_a_reason_and_comes_back(desk, publish):
    entry, other = publish("empathy"), publish("trust")
    form = filled(desk.get(address(entry, "withdraw"))) | {"reason": "", "successor": "trust"}
    response = desk.post(address(entry, "withdraw"), form)
    assert errors(response) == ["Say why the page is withdrawn."]
    assert filled(response)["successor"] == "trust"
    form |= {"reason": "It is wrong."}
    response = desk.post(address(entry, "withdraw"), form, follow=True)
    assert messages(response) == ["The page is withdrawn. Its address leads to trust."]
    entry.refresh_from_db()
    assert (entry.withdrawn_reason, entry.successor_id) == ("It is wrong.", other.pk)
    assert "Withdrawn" in words(response)
    assert log(entry) == ["Withdrew the page: It is wrong. Its address leads to trust."]
    assert "not published" in words(desk.get(address(entry, "withdraw")))
    response = desk.post(address(entry, "withdraw"), form)
    assert any("is not published" in sentence for sentence in errors(response))
    form = filled(desk.get(address(entry, "publish")))
    form |= {"change_note": "Back again", "change_kind": "wording"}
    desk.post(address(entry, "publish"), form)
    entry.refresh_from_db()
    assert entry.is_published and entry.live.number == 2


@pytest.mark.parametrize(
    "slug, sentence", [("nobody", "There is no page 'nobody'."), ("a", "successor")]
)
def test_a_successor_must_be_another_page_that_readers_see(desk, publish, slug, sentence):
    entry = publish("a")
    form = filled(desk.get(address(entry, "withdraw"))) | {"reason": "R.", "successor": slug}
    response = desk.post(address(entry, "withdraw"), form)
    assert sentence in errors(response)[0]
    assert filled(response)["successor"] == slug
    entry.refresh_from_db()
    assert entry.is_published


def test_a_page_is_renamed_and_keeps_its_old_address(desk, publish):
    entry, _ = publish("empathy"), publish("trust")
    asked = desk.get(address(entry, "rename"))
    assert "The old address stays this page’s own" in words(asked)
    for slug, sentence in (
        ("trust", "The slug 'trust' is or was another page's address; choose another."),
        (
            "No Slug",
            "A slug has lower-case letters a to z and digits, in words joined by single hyphens.",
        ),
    ):
        response = desk.post(address(entry, "rename"), {"slug": slug})
        assert errors(response) == [sentence]
    response = desk.post(address(entry, "rename"), {"slug": "empathic-understanding"}, follow=True)
    assert messages(response) == ["The page is at /concepts/empathic-understanding/ now."]
    entry.refresh_from_db()
    assert entry.slug == "empathic-understanding"
    assert not Slug.objects.get(slug="empathy").is_current
    assert log(entry) == ["Renamed from empathy to empathic-understanding."]
    response = desk.post(address(entry, "rename"), {"slug": "empathic-understanding"}, follow=True)
    assert messages(response)[-1] == "The slug is empathic-understanding already."
    assert "Former addresses, which lead here: empathy." in words(
        desk.get(address(entry, "history"))
    )


def test_a_page_is_merged_into_another(desk, publish):
    bond = publish("bond")
    entry = publish("rapport")
    publish("trust", relations=(RelationLine("builds", "rapport", "R.", "theory"),))
    for typed, sentence in (
        ({}, "Choose the page that stays."),
        ({"into": "nobody"}, "There is no page 'nobody'."),
        ({"into": "rapport"}, "A page can't be merged with itself; choose another page."),
    ):
        assert errors(desk.post(address(entry, "merge"), typed)) == [sentence]
    response = desk.post(address(entry, "merge"), {"into": "bond"}, follow=True)
    assert response.redirect_chain[-1][0] == address(bond)
    assert messages(response) == ["The page is merged: its address leads to Bond."]
    entry.refresh_from_db()
    assert entry.successor_id == bond.pk
    assert Relation.objects.get().target_id == bond.pk
    assert log(entry) == ["Merged the page into bond."]
    assert "Took in rapport, with edition 2." in words(desk.get(address(bond, "history")))


def test_acts_are_offered_only_where_they_can_be_done(desk, write, boss):
    entry = write("empathy")
    said = words(desk.get(address(entry)))
    assert "Publish… Rename…" in said.replace("…Rename", "… Rename")
    assert "Withdraw…" not in said and "Merge…" not in said
    assert "View on site" not in said
    publishing.publish(entry, boss, note="First")
    said = words(desk.get(address(entry)))
    assert "Withdraw…" in said and "Merge…" in said and "View on site" in said
    assert "Publish…" not in said.replace("Save and publish…", "")


def test_only_those_who_may_publish_can(publish, write):
    entry = publish("empathy")
    write("empathy", body="Newer.\n")
    drafts = person("tomasz", "change_concept", "view_concept", "add_concept")
    client = signed_in(drafts)
    said = words(client.get(address(entry)))
    for word in ("Publish…", "Withdraw…", "Rename…", "Merge…", "Save and publish…"):
        assert word not in said
    for act in ("publish", "withdraw", "rename", "merge"):
        assert client.get(address(entry, act)).status_code == 403
        form = {
            "revision": entry.head_id,
            "change_note": "N",
            "change_kind": "wording",
            "reason": "R",
            "slug": "other",
        }
        assert client.post(address(entry, act), form).status_code == 403
    entry.refresh_from_db()
    assert entry.slug == "empathy" and entry.live.number == 1
    both = signed_in(person("hana", "change_concept", "publish_entry"))
    assert both.get(address(entry, "publish")).status_code == 200
    alone = signed_in(person("ida", "publish_entry", "view_concept"))
    assert alone.get(address(entry, "publish")).status_code == 403, "publishing needs changing"


def test_an_act_on_no_page_leads_back(desk, publish):
    entry = publish("empathy")
    entry.pk = 999
    for act in ("publish", "withdraw", "rename", "merge"):
        response = desk.get(address(entry, act))
        assert response.status_code == 302
    framework = Entry(pk=Entry.objects.get().pk, type="framework")
    assert desk.get(address(framework, "publish")).status_code == 302, "a concept is no framework"
