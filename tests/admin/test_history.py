"""Every text that a page ever had can be read, compared and restored."""

from concepts.contentfile import Member, PassageName
from tests.admin.conftest import person, signed_in
from tests.admin.reading import address, messages, words


def test_the_history_tells_who_saved_what_and_what_became_of_it(desk, publish, write, editor):
    entry = publish("empathy", body="First.\n")
    write("empathy", body="Second.\n", author=editor)
    said = words(desk.get(address(entry, "history")))
    for part in (
        "newest tomasz editor",
        "edition 1",
        "by miriam",
        "(live)",
        "First written wording",
    ):
        assert part in said, said


def test_two_texts_are_compared(desk, publish, write):
    entry = publish("empathy", body="The first text.\n")
    write("empathy", body="The second text.\n")
    write("empathy", body="The second text.\n\n")
    first, second, third = entry.revisions.order_by("id").values_list("pk", flat=True)
    assert "The firstsecond text." in words(desk.get(address(entry, "compare")))
    for order in ((first, second), (second, first)):
        response = desk.get(
            address(entry, "compare"), dict(zip(("from", "to"), order, strict=True))
        )
        assert "The firstsecond text." in words(response), "the older stands first"
    said = words(desk.get(address(entry, "compare"), {"from": second, "to": third}))
    assert "The two texts say the same; only empty lines differ." in said


def test_a_text_of_another_page_is_not_shown(desk, publish):
    entry, other = publish("empathy"), publish("trust")
    assert desk.get(address(entry, "revision", other.head_id)).status_code == 404
    assert desk.get(address(entry, "compare"), {"from": other.head_id}).status_code == 404
    assert desk.post(address(entry, "restore", other.head_id)).status_code == 404
    for odd in ("x", "-1", "9" * 40):
        assert desk.get(address(entry, "compare"), {"from": odd}).status_code in (200, 404)


def test_a_former_text_is_restored_on_top(desk, publish, write):
    entry = publish("empathy", body="First.\n")
    first = entry.head
    write("empathy", body="Second.\n")
    response = desk.post(address(entry, "restore", first.pk), follow=True)
    assert messages(response)[0].endswith(
        "is the newest draft now. Publish it to show it to readers."
    )
    entry.refresh_from_db()
    assert entry.head.text == first.text
    assert entry.head.pk != first.pk
    assert entry.head.origin == "restore"
    assert entry.revisions.count() == 3
    assert entry.live.revision_id == first.pk, "readers see what they saw"
    response = desk.post(address(entry, "restore", first.pk), follow=True)
    assert messages(response)[0].endswith("already.")
    assert entry.revisions.count() == 3, "pressed twice, restored once"
    assert "Restored the text of" in words(desk.get(address(entry, "history")))


def test_a_text_is_shown_as_readers_would_see_it(desk, publish, write):
    publish("trust")
    entry = write("empathy", summary="A sense.", body="## Part\n\nSee [[Trust]] and [[nothing]].\n")
    response = desk.get(address(entry, "revision", entry.head_id))
    assert b'<a class="wiki" href="/concepts/trust/">' in response.content
    assert "This is the newest text. Not published." in words(response)


def test_a_former_text_is_shown_with_all_its_parts(desk, publish, write, source):
    publish("trust")
    members = (Member(entry="trust", note="First."), Member(label="Care", note="No page."))
    parts = {"aliases": ("Five", "The five"), "search": ("parts",), "tags": ("ethics",)}
    parts |= {"ordered": True, "steps": True, "source": "meaning", "members": members}
    entry = write(
        "five", "framework", sources=(PassageName("meaning", "Open Communication"),), **parts
    )
    said = words(desk.get(address(entry, "revision", entry.head_id)))
    for part in (
        "Also called Five, The five",
        "Search words: parts",
        "The five Origin unknown: cite the works named here instead ethics",
        "Ordered: yes",
        "Steps: yes",
        "Source document: meaning",
        "Passages carried: meaning: Open Communication",
        "Members Trust: First. Care: No page.",
    ):
        assert part in said, said
    entry = write("why", "question", title="Why?", concepts=("trust", "nothing"))
    said = words(desk.get(address(entry, "revision", entry.head_id)))
    assert "For clients" in said
    assert "About: Trust, nothing (no such page)" in said


def test_those_who_may_only_look_look(publish, write):
    entry = publish("empathy")
    write("empathy", body="Newer.\n")
    entry.refresh_from_db()
    client = signed_in(person("ida", "view_concept"))
    response = client.get(address(entry), follow=True)
    assert response.redirect_chain[-1][0] == address(entry, "revision", entry.head_id)
    assert b"Restore" not in response.content
    assert client.get(address(entry, "history")).status_code == 200
    assert b"Restore" not in client.get(address(entry, "history")).content
    first = entry.revisions.last()
    assert client.post(address(entry, "restore", first.pk)).status_code == 403
    assert client.post(address(entry), {"title": "x"}).status_code == 403
    assert entry.revisions.count() == 2


def test_long_histories_come_in_pages(desk, write):
    for number in range(60):
        entry = write("empathy", body=f"Text {number}.\n")
    first = desk.get(address(entry, "history"))
    assert first.content.count(b'name="from"') == 50
    assert desk.get(address(entry, "history"), {"p": 2}).content.count(b'name="from"') == 10
    assert desk.get(address(entry, "history"), {"p": "x"}).status_code == 200
