"""An editor writes: every save appends a text, and readers see none of it."""

import pytest
from django.contrib.admin.models import LogEntry

from concepts import contentfile, publishing
from concepts.admin.editor.change_form import SAVED
from concepts.contentfile import Content, ContrastRow, Member, PassageName, RelationLine
from concepts.models import (
    About,
    Alias,
    Edition,
    Entry,
    EntryTag,
    Membership,
    Name,
    Relation,
    Revision,
    Tag,
)
from tests.admin.conftest import person, signed_in
from tests.admin.reading import (
    add_address,
    address,
    document,
    errors,
    filled,
    messages,
    words,
)

PROJECTED = (Alias, EntryTag, Relation, Membership, About, Name, Tag, Edition)


def head(entry):
    entry.refresh_from_db()
    return contentfile.parse(entry.head.text, entry.type)


def live_columns():
    return [list(model.objects.order_by("pk").values()) for model in PROJECTED] + [
        list(
            Entry.objects.order_by("pk").values(
                "title", "summary", "body", "kind", "category", "ordered", "steps", "source", "live"
            )
        )
    ]


def test_a_page_is_written_saved_and_filled_in_again(desk, publish, source, vocabulary):
    publish("trust")
    form = filled(desk.get(add_address("concept")))
    form |= {
        "title": "Empathy",
        "slug": "empathy",
        "kind": "quality",
        "summary": "Sensing another world.",
        "aliases": "empathic understanding\r\n\r\n  feeling with  ",
        "search": "in their shoes",
        "tags": ["listening", "ethics"],
        "sources": ['["meaning", "Open Communication"]'],
        "body": "## What it is\r\n\r\nA *sense*.\r\n\r\n\r\n",
        "relations-TOTAL_FORMS": "2",
        "relations-0-type": "builds",
        "relations-0-to": "trust",
        "relations-0-reason": "It helps.",
        "relations-0-basis": "practice",
        "relations-0-ORDER": "1",
    }
    response = desk.post(add_address("concept"), form, follow=True)
    assert messages(response) == ["Saved as a draft. Readers do not see it until it is published."]
    entry = Entry.objects.get(slug="empathy")
    assert entry.live is None
    assert entry.head.author.username == "miriam"
    assert entry.head.origin == "editor"
    assert entry.head.text == contentfile.dump(head(entry))
    assert head(entry) == Content(
        type="concept",
        title="Empathy",
        kind="quality",
        summary="Sensing another world.",
        aliases=("empathic understanding", "feeling with"),
        search=("in their shoes",),
        tags=("listening", "ethics"),
        sources=(PassageName("meaning", "Open Communication"),),
        relations=(RelationLine("builds", "trust", "It helps.", "practice"),),
        body="## What it is\n\nA *sense*.\n",
    )
    again = filled(response)
    assert again["body"] == "## What it is\r\n\r\nA *sense*.\r\n"
    assert again["relations-0-to"] == "trust"
    assert again["tags"] == ["listening", "ethics"]
    assert "slug" not in again


def test_a_relation_says_how_two_pages_differ(desk, publish):
    publish("sympathy")
    entry = publish("empathy")
    form = filled(desk.get(address(entry))) | {
        "findings": "empathy-outcome\r\nempathy-trainees",
        "relations-TOTAL_FORMS": "2",
        "relations-0-type": "confused-with",
        "relations-0-to": "sympathy",
        "relations-0-reason": "Both answer pain.",
        "relations-0-basis": "practice",
        "relations-0-contrast": "Whose feeling | The client's | One's own\r\n\r\n"
        " Trap|Guessing|Pity ",
        "relations-0-example": "My dog died. | The flat is quiet now. | I lost mine too.",
        "relations-0-ORDER": "1",
    }
    response = desk.post(address(entry), form, follow=True)
    content = head(entry)
    [line] = content.relations
    assert content.findings == ("empathy-outcome", "empathy-trainees")
    assert line.contrast == (
        ContrastRow("Whose feeling", "The client's", "One's own"),
        ContrastRow("Trap", "Guessing", "Pity"),
    )
    assert line.example == ContrastRow("My dog died.", "The flat is quiet now.", "I lost mine too.")
    again = filled(response)
    assert again["relations-0-contrast"] == (
        "Whose feeling | The client's | One's own\r\nTrap | Guessing | Pity"
    )
    assert (
        again["relations-0-example"] == "My dog died. | The flat is quiet now. | I lost mine too."
    )


def test_a_contrast_that_lacks_a_part_is_refused_with_what_was_typed(desk, publish):
    publish("sympathy")
    entry = publish("empathy")
    form = filled(desk.get(address(entry))) | {
        "relations-TOTAL_FORMS": "2",
        "relations-0-type": "confused-with",
        "relations-0-to": "sympathy",
        "relations-0-reason": "Both answer pain.",
        "relations-0-basis": "practice",
        "relations-0-contrast": "Whose feeling | The client's",
        "relations-0-example": "a | b | c\r\nd | e | f",
        "relations-0-ORDER": "1",
    }
    response = desk.post(address(entry), form)
    page = response.content.decode()
    assert "Line 1 has 2 of three parts; write what is compared | here | there." in page
    assert "Write one line: what is said | here | there." in page
    assert filled(response)["relations-0-contrast"] == "Whose feeling | The client's"


def test_a_framework_keeps_the_order_of_its_rows(desk, publish, write):
    for slug in ("goals", "tasks", "bond"):
        publish(slug)
    entry = write(
        "three-parts",
        "framework",
        ordered=True,
        members=(
            Member(entry="goals"),
            Member(entry="tasks"),
            Member(label="Trust", note="A sentence."),
        ),
    )
    form = filled(desk.get(address(entry)))
    form |= {
        "steps": "on",
        "members-0-ORDER": "3",
        "members-1-DELETE": "on",
        "members-2-ORDER": "1",
        "members-3-entry": "bond",
        "members-3-note": "What one feels.",
    }
    desk.post(address(entry), form)
    content = head(entry)
    assert content.ordered and content.steps
    assert content.members == (
        Member(label="Trust", note="A sentence."),
        Member(entry="goals"),
        Member(entry="bond", note="What one feels."),
    )


def test_a_question_names_its_concepts_in_order(desk, publish, write):
    for slug in ("trust", "empathy", "bond"):
        publish(slug)
    entry = write("what-is-it", "question", concepts=("trust", "empathy"))
    form = filled(desk.get(address(entry)))
    assert form["concepts"] == ["trust", "empathy"]
    desk.post(address(entry), form | {"concepts": ["empathy", "bond"], "category": "in the room"})
    assert head(entry).concepts == ("empathy", "bond")
    assert head(entry).category == "in the room"


@pytest.mark.parametrize("type", ["concept", "framework", "question"])
def test_saving_an_unchanged_form_saves_nothing(desk, publish, write, source, type):
    publish("trust")
    parts = {
        "concept": {"relations": (RelationLine("builds", "trust", "It 'helps': so.", "theory"),)},
        "framework": {
            "members": (Member(entry="trust"), Member(label="L", note="N.")),
            "ordered": True,
        },
        "question": {"concepts": ("trust",)},
    }[type]
    entry = write(
        "page",
        type,
        summary="S: s #s",
        aliases=("é",),
        search=("x y",),
        tags=("b", "a"),
        sources=(PassageName("meaning", "Why: it matters"),),
        body="\n\n    code\n\n> [!example]\n> x",
        **parts,
    )
    before = Revision.objects.count(), LogEntry.objects.count()
    response = desk.post(address(entry), filled(desk.get(address(entry))), follow=True)
    assert messages(response) == ["Nothing was changed, so nothing was saved."]
    assert (Revision.objects.count(), LogEntry.objects.count()) == before


HAND_MADE = """---
title:   'Trust'
# a remark
tags: [ethics, "listening"]
kind: quality
---
The text, without an empty line above or a line end below."""


def test_a_hand_made_text_is_left_alone_until_something_really_changes(desk, write):
    entry = write("trust", text=HAND_MADE)
    form = filled(desk.get(address(entry)))
    desk.post(address(entry), form)
    entry.refresh_from_db()
    assert entry.head.text == HAND_MADE
    desk.post(address(entry), form | {"summary": "Now it has one."})
    entry.refresh_from_db()
    assert entry.head.text.startswith(
        "---\ntitle: Trust\nkind: quality\nsummary: Now it has one.\n"
    )
    assert entry.head.text.endswith(
        "\nThe text, without an empty line above or a line end below.\n"
    )


def test_a_draft_does_not_show_to_readers_in_any_field(desk, publish, write, source, vocabulary):
    """Titles, names, tags, relations, members and concepts: none of a draft's is projected."""
    publish("trust")
    tie = {
        "relations-0-type": "builds",
        "relations-0-to": "trust",
        "relations-0-reason": "R.",
        "relations-0-basis": "theory",
    }
    pages = {
        "concept": (publish("empathy"), {"kind": "skill"} | tie),
        "framework": (
            publish("five", "framework"),
            {"ordered": "on", "source": "meaning", "members-0-entry": "trust"},
        ),
        "question": (
            publish("why", "question"),
            {"category": "in the room", "concepts": ["trust"]},
        ),
    }
    before = live_columns()
    for type, (entry, changes) in pages.items():
        form = filled(desk.get(address(entry))) | changes
        form |= {
            "title": f"A new title of the {type}",
            "summary": "New.",
            "aliases": f"new {type}",
            "search": f"found {type}",
            "tags": ["ethics", "made up"],
            "sources": ['["meaning", "Open Communication"]'],
            "body": "New [[trust]] [@meaning: Open Communication].",
        }
        response = desk.post(address(entry), form, follow=True)
        assert messages(response) == [
            "Saved as a draft. Readers do not see it until it is published."
        ]
    assert live_columns() == before
    for entry, _ in pages.values():
        desk.post(address(entry), {})
    assert live_columns() == before


def test_what_is_refused_is_shown_beside_its_field_and_nothing_typed_is_lost(desk, write):
    entry = write("empathy")
    form = filled(desk.get(address(entry)))
    form |= {
        "title": "",
        "aliases": "same\r\nsame",
        "summary": "Long. " * 100,
        "body": "Typed with care.",
        "relations-TOTAL_FORMS": "2",
        "relations-0-type": "builds",
        "relations-0-to": "",
        "relations-0-reason": "Kept.",
        "relations-1-to": "somewhere-else",
    }
    response = desk.post(address(entry), form)
    assert errors(response) == ["A page needs a title."]
    response = desk.post(address(entry), form | {"title": "Empathy"})
    assert sorted(errors(response)) == sorted(
        [
            "The summary has 599 characters; 500 is the most.",
            "'same' stands twice in aliases; keep one.",
            "The relation's other page is empty.",
            "The basis is empty.",
            "The type is empty.",
            "The reason is empty.",
            "The basis is empty.",
        ]
    )
    again = filled(response)
    kept = {name: again[name] for name in form if name in again and name != "relations-0-ORDER"}
    assert kept["aliases"] == "same\r\nsame"
    assert kept["body"] == "Typed with care."
    assert kept["relations-0-reason"] == "Kept."
    assert kept["relations-1-to"] == "somewhere-else"
    assert Revision.objects.count() == 1
    rows = [
        element
        for element in document(response).iter("div")
        if "kb-row" in (element.get("class") or "").split()
    ]
    assert "errors" in rows[0].get("class").split()


def test_rows_that_were_moved_stay_where_they_were_put_when_the_form_is_refused(desk, write):
    lines = [RelationLine("builds", slug, "R.", "theory") for slug in ("first", "second", "third")]
    entry = write("empathy", relations=tuple(lines))
    form = filled(desk.get(address(entry)))
    form |= {"title": "", "relations-2-ORDER": "1", "relations-0-ORDER": "2"}
    form |= {"relations-1-ORDER": "3"}
    again = desk.post(address(entry), form)
    rows = [
        element.get("id")
        for element in document(again).iter("div")
        if "kb-row" in (element.get("class") or "").split()
    ]
    assert rows[:3] == ["relations-2", "relations-0", "relations-1"]
    assert [filled(again)[f"relations-{row}-ORDER"] for row in "201"] == ["1", "2", "3"]
    desk.post(address(entry), filled(again) | {"title": "Empathy"})
    assert [line.to for line in head(entry).relations] == ["third", "first", "second"]


def test_a_problem_leads_to_the_row_that_is_shown(desk, editor, write):
    """The text has no row for one that is removed; the form still shows it."""
    lines = [RelationLine("builds", slug, "R.", "theory") for slug in ("gone", "kept", "last")]
    entry = write("empathy", relations=tuple(lines))
    form = filled(desk.get(address(entry)))
    signed_in(editor).post(address(entry), form | {"summary": "Tomasz was sooner."})
    form |= {"relations-0-DELETE": "on", "relations-2-ORDER": "1", "relations-0-ORDER": "2"}
    form |= {"relations-1-ORDER": "3", "relations-2-reason": "R [[nowhere]] [@nobody]."}
    response = desk.post(address(entry), form)
    said = words(response)
    assert "Relations, row 1 The relation leads to 'last'" in said
    assert "Relations, row 3 The relation leads to 'kept'" in said
    links = {
        ("".join(link.itertext()), link.get("href"))
        for link in document(response).iter("a")
        if (link.get("href") or "").startswith("#")
    }
    assert links >= {
        ("Relations, row 3", "#relations-1"),
        ("Relations, row 1", "#relations-2"),
        ("Relations, row 1", "#id_relations-2-reason"),
    }
    fields = {
        button.get("data-field")
        for button in document(response).iter("button")
        if button.get("data-show")
    }
    assert fields == {"id_relations-2-reason"}


def test_a_slug_that_is_taken_is_refused_beside_the_field(desk, publish):
    publish("trust")
    form = filled(desk.get(add_address("concept")))
    form |= {"title": "Trust again", "slug": "trust", "kind": "idea", "body": "Typed."}
    response = desk.post(add_address("concept"), form)
    assert errors(response) == [
        "The slug 'trust' is or was another page's address; choose another."
    ]
    assert filled(response)["body"] == "Typed.\r\n" or filled(response)["body"] == "Typed."
    assert Entry.objects.count() == 1


@pytest.mark.parametrize("slug", ["Trust", "a--b", "-a", "a b", "ä", "a/b", "a" * 201, "", "x\n"])
def test_a_slug_that_is_none_is_refused(desk, slug):
    form = filled(desk.get(add_address("concept"))) | {"title": "T", "slug": slug, "kind": "idea"}
    response = desk.post(add_address("concept"), form)
    if slug == "x\n":  # a line of text has no line end: browsers drop it, and so does the form
        assert response.status_code == 302
    else:
        assert response.status_code == 200
        assert len(errors(response)) == 1
        assert not Entry.objects.exists()


def test_two_editors_at_once_lose_nothing(desk, editor, publish):
    entry = publish("empathy", body="As it was.\n")
    other = signed_in(editor)
    mine, theirs = (filled(client.get(address(entry))) for client in (desk, other))
    other.post(address(entry), theirs | {"body": "As Tomasz has it."})
    response = desk.post(address(entry), mine | {"body": "As Miriam has it."})
    [sentence] = errors(response)
    assert sentence.startswith("Tomasz saved this page on ")
    assert "after you opened it" in sentence
    assert "As TomaszMiriam has it." in words(response), "the difference of the two is shown"
    entry.refresh_from_db()
    assert "As Tomasz has it." in entry.head.text
    again = filled(response)
    assert again["body"].strip() == "As Miriam has it."
    response = desk.post(address(entry), again, follow=True)
    assert messages(response) == ["Saved as a draft. Readers do not see it until it is published."]
    entry.refresh_from_db()
    assert "As Miriam has it." in entry.head.text
    assert any("As Tomasz" in text for text in entry.revisions.values_list("text", flat=True))


def test_a_button_pressed_twice_saves_once(desk, write):
    entry = write("empathy")
    form = filled(desk.get(address(entry))) | {"body": "New."}
    desk.post(address(entry), form)
    response = desk.post(address(entry), form, follow=True)
    assert messages(response)[-1] == "This text is saved already."
    assert entry.revisions.count() == 2
    form = filled(desk.get(add_address("concept"))) | {"title": "T", "slug": "t", "kind": "idea"}
    desk.post(add_address("concept"), form)
    response = desk.post(add_address("concept"), form, follow=True)
    assert messages(response)[-1] == "This text is saved already."
    assert Revision.objects.filter(entry__slug="t").count() == 1


@pytest.mark.parametrize("base", ["", "x", "-1", "9" * 30, "١٢"])
def test_a_form_that_does_not_say_what_it_was_filled_from_overwrites_nothing(desk, write, base):
    entry = write("empathy")
    form = filled(desk.get(address(entry))) | {"body": "New.", "base": base}
    response = desk.post(address(entry), form)
    assert len(errors(response)) == 1
    assert entry.revisions.count() == 1


def test_reading_writes_nothing(desk, publish, write, django_assert_num_queries):
    entry = publish("empathy", body="[[trust]]")
    write("empathy", body="[[trust]] and more")
    before = live_columns(), Revision.objects.count(), LogEntry.objects.count()
    names = ("change", "history", "publish", "withdraw", "rename", "merge", "compare")
    for name in names:
        assert desk.get(address(entry, name)).status_code == 200
    revision = entry.revisions.last().pk
    assert desk.get(address(entry, "revision", revision)).status_code == 200
    assert desk.get(address(entry, "restore", revision)).status_code == 405
    assert (live_columns(), Revision.objects.count(), LogEntry.objects.count()) == before


HOSTILE = "</textarea></title><script>alert(1)</script>\"' onload=x ${7*7} {{ 7*7 }} [[x]]"


def test_hostile_text_is_only_text(desk, write):
    entry = write(
        "hostile",
        title=HOSTILE,
        summary=HOSTILE,
        aliases=(HOSTILE,),
        tags=(HOSTILE,),
        relations=(RelationLine("builds", HOSTILE, HOSTILE, "theory"),),
        sources=(PassageName(HOSTILE, HOSTILE),),
        body=f"{HOSTILE}\n",
    )
    listed = desk.get("/admin/concepts/concept/")
    everywhere = [listed, desk.get("/admin/concepts/entry/"), desk.get("/admin/")]
    for name in ("change", "history", "publish", "rename", "compare"):
        everywhere.append(desk.get(address(entry, name)))
    everywhere.append(desk.get(address(entry, "revision", entry.head_id)))
    for response in everywhere:
        assert response.status_code == 200
        assert b"<script>alert" not in response.content
        for element in document(response).iter("script"):
            assert element.get("src") or element.get("type") == "application/json"
    response = desk.post(address(entry), filled(desk.get(address(entry))), follow=True)
    assert messages(response) == ["Nothing was changed, so nothing was saved."]


def test_a_text_beyond_the_bounds_is_refused_with_a_sentence(desk, write):
    entry = write("empathy")
    form = filled(desk.get(address(entry))) | {"body": "ب" * 200_001}
    response = desk.post(address(entry), form)
    assert "200,000 is the most." in errors(response)[0]
    assert "ب" * 200_001 in response.content.decode()
    assert entry.revisions.count() == 1


def test_a_request_beyond_the_bounds_is_refused_without_an_error(desk, write):
    entry = write("empathy")
    form = filled(desk.get(address(entry))) | {"body": "x" * 4_200_000}
    assert desk.post(address(entry), form).status_code in (400, 413)
    assert entry.revisions.count() == 1


@pytest.mark.slow
def test_two_hundred_relations_fit_into_a_form(desk, publish):
    lines = tuple(
        RelationLine("builds", f"page-{number}", "Because.", "practice") for number in range(199)
    )
    for number in range(3):
        publish(f"page-{number}")
    entry = publish("other")
    text = contentfile.dump(Content(type="concept", title="Other", kind="idea", relations=lines))
    publishing.save_draft(entry, text, entry.head.author)
    form = filled(desk.get(address(entry)))
    assert len(form) > 1_000, "more fields than Django takes by default"
    response = desk.post(address(entry), form | {"relations-0-reason": "Really."})
    assert response.status_code == 302
    assert len(head(entry).relations) == 199
    assert head(entry).relations[0].reason == "Really."


@pytest.mark.parametrize("character", ["\x00", "\x07", "\u2028", "\ufeff", "\x85"])
def test_characters_that_no_content_may_hold_are_named(desk, write, character):
    entry = write("empathy")
    form = filled(desk.get(address(entry)))
    for name in ("title", "summary", "aliases", "body", "relations-0-reason"):
        response = desk.post(address(entry), form | {name: f"a{character}b"})
        assert response.status_code == 200, name
        assert errors(response), name
    assert entry.revisions.count() == 1


def test_problems_of_the_newest_text_stand_on_the_form(desk, publish, vocabulary):
    entry = publish("empathy")
    text = contentfile.dump(
        Content(
            type="concept",
            title="Empathy",
            kind="quality",
            tags=("ethics", "made up"),
            relations=(
                RelationLine("builds", "empathy", "R.", "theory"),
                RelationLine("builds", "nothing", "R [@nobody].", "theory"),
            ),
            body="Fine.\n\nA [[Congruance]] and [@rogers-1957].\n",
        )
    )
    publishing.save_draft(entry, text, entry.head.author)
    said = words(desk.get(address(entry)))
    for sentence in (
        "4 stop publishing, 1 to look at",
        "Relations, row 1 A page can't be related to itself.",
        "Relations, row 2 The relation leads to 'nothing', and there is no such page.",
        "Relations, row 2 The citation [@nobody] is of no reference",
        "Article, line 3 The citation [@rogers-1957] is of no reference",
        "[[Congruance]] in line 3 leads nowhere.",
        "Tags The tag 'made up' is outside the planned vocabulary; use a planned one.",
    ):
        assert sentence in said, said
    assert "links to nothing" not in said, "said once, in the link check"


def test_signs_that_readers_would_see_raw_are_told_with_their_line(desk, write):
    entry = write("empathy", body="Fine.\n\nText\n2) a [^1]\n\n[a](/helpp/) <b>\n")
    said = words(desk.get(address(entry)))
    for sentence in (
        "Article, line 4 '2)' is shown as it is typed: an item begins with - or 1.",
        "Article, line 4 '[^1]' is shown as it is typed: there are no footnotes",
        "Article, line 6 [...](/helpp/) leads readers to an address that this site does not have.",
        "Article, line 6 '<b>' is shown as it is typed: HTML is shown as text.",
    ):
        assert sentence in said, said


def test_saving_leads_to_publishing_when_that_was_asked_for(desk, editor, write):
    entry = write("empathy")
    form = filled(desk.get(address(entry))) | {"body": "New.", "_publish": "1"}
    assert desk.post(address(entry), form).url == address(entry, "publish")
    other = signed_in(editor)
    form = filled(other.get(address(entry))) | {"body": "Newer.", "_publish": "1"}
    assert other.post(address(entry), form).url == address(entry)
    assert entry.revisions.count() == 3


def test_the_form_offers_planned_tags_and_passages_and_keeps_others(
    desk, write, source, vocabulary
):
    entry = write("empathy", tags=("listening", "odd one"))
    options = {
        select.get("name"): [option.get("value") for option in select.iter("option")]
        for select in document(desk.get(address(entry))).iter("select")
    }
    assert options["tags"] == ["listening", "odd one", "ethics", "trust and safety"]
    assert options["sources"] == [
        '["meaning", "Open Communication"]',
        '["meaning", "Why: it matters"]',
    ]


def test_a_text_that_can_no_longer_be_read_leads_to_the_history(desk, write, monkeypatch):
    entry = write("empathy")
    Revision.objects.bulk_create(
        [Revision(entry=entry, text="not a page", author=entry.head.author, origin="command")]
    )
    entry.head = entry.revisions.order_by("-id").first()
    entry.save(update_fields=["head"])
    response = desk.get(address(entry), follow=True)
    assert response.redirect_chain[0][0] == address(entry, "history")
    assert messages(response) == ["The newest text can't be read as a page; restore a former one."]
    assert desk.get(address(entry, "publish")).status_code == 200
    assert desk.get(address(entry, "revision", entry.head_id)).status_code == 200
    assert desk.get("/admin/concepts/concept/").status_code == 200


def test_whoever_may_only_add_pages_is_told_that_theirs_is_saved(db):
    client = signed_in(person("adder", "add_concept"))
    form = filled(client.get(add_address("concept"))) | {
        "title": "Care",
        "slug": "care",
        "kind": "quality",
    }
    response = client.post(add_address("concept"), form, follow=True)
    assert response.status_code == 200
    assert messages(response) == [SAVED]
