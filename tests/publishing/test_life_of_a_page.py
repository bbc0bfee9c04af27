"""A page from its first draft to its withdrawal and back."""

import pytest

from concepts import contentfile, publishing
from concepts.contentfile import CATEGORIES, ContrastRow, Faulty
from concepts.models import (
    Edition,
    Entry,
    EntryTag,
    Membership,
    Name,
    Relation,
    Revision,
    Slug,
    Tag,
    in_state,
)
from tests import worlds

pytestmark = [pytest.mark.django_db, pytest.mark.slow]


def names(entry):
    return set(Name.objects.filter(entry=entry).values_list("key", flat=True))


def numbers(entry):
    return list(entry.editions.order_by("number").values_list("number", flat=True))


# Drafts


def test_a_draft_is_a_page_that_nobody_sees():
    entry = worlds.draft("trust", aliases=("faith",), tags=("ethics",), body="[[Trust]]\n")
    assert list(Entry.objects.published()) == []
    assert list(Entry.objects.filter(in_state("draft"))) == [entry]
    assert (entry.title, entry.body, entry.live) == ("", "", None)
    assert str(entry) == "trust"
    assert not any(worlds.rows(model) for model in worlds.DERIVED)


EVERYTHING = {
    "concept": {
        "title": "Confidence",
        "kind": "outcome",
        "summary": "Another summary.",
        "aliases": ("faith",),
        "search": ("lean on",),
        "tags": ("another tag",),
        "findings": ("hope-grows",),
        "relations": (worlds.relation("hope", "undermines"),),
        "sources": (worlds.passage_name("Trust"),),
        "body": "## Other\n\n[[Elsewhere]] [@meaning: Trust]\n",
    },
    "framework": {
        "title": "Four elements",
        "summary": "Another summary.",
        "aliases": ("faith",),
        "search": ("lean on",),
        "tags": ("another tag",),
        "ordered": True,
        "steps": True,
        "source": "meaning",
        "members": (worlds.member("hope"), worlds.member("", "Warmth", "A tone.")),
        "sources": (worlds.passage_name("Trust"),),
        "body": "## Other\n\n[[Elsewhere]]\n",
    },
    "question": {
        "title": "Why hope?",
        "summary": "Another summary.",
        "aliases": ("faith",),
        "search": ("lean on",),
        "tags": ("another tag",),
        "category": "for clients",
        "concepts": ("hope",),
        "sources": (worlds.passage_name("Trust"),),
        "body": "## Other\n\n[[Elsewhere]]\n",
    },
}


@pytest.mark.parametrize("type", EVERYTHING)
def test_a_changed_draft_shows_in_no_field_before_it_is_published(type):
    worlds.source()
    worlds.page("hope")
    entry = worlds.page("trust", type, summary="One summary.", tags=("ethics",), body="## One\n")
    parts = EVERYTHING[type]
    assert parts.keys() == set(contentfile.page.KEYS[type]) | {"body"}
    before = worlds.derived(keys=True)
    for name, value in parts.items():
        worlds.save(entry, **{name: value})
    assert worlds.derived(keys=True) == before
    assert list(Entry.objects.filter(in_state("newer"))) == [entry]
    publishing.publish(worlds.fresh(entry), worlds.editor(), note="All of it", kind="meaning")
    after = worlds.derived()
    seen = repr(after)
    for value in parts.values():
        if isinstance(value, str):
            assert repr(value)[1:-1] in seen
    assert {"faith", "lean on", parts["title"].casefold(), "trust"} == names(entry)
    assert list(Entry.objects.filter(in_state("newer"))) == []


def test_saving_appends_and_the_former_text_stands():
    entry = worlds.page("trust", body="One.\n")
    worlds.save(entry, body="Two.\n")
    worlds.save(entry, body="Three.\n")
    texts = list(entry.revisions.order_by("id").values_list("text", flat=True))
    assert [text.rpartition("\n\n")[2] for text in texts] == ["One.\n", "Two.\n", "Three.\n"]
    assert worlds.fresh(entry).body == "One.\n"


def test_a_text_is_kept_as_it_was_typed():
    typed = "---\ntitle:   Trust\nkind: 'quality'  # a comment\n---\nBody at once.\n\n\n"
    revision = publishing.save_draft(None, typed, worlds.editor(), type="concept", slug="trust")
    assert Revision.objects.get(pk=revision.pk).text == typed


def test_who_saves_on_an_old_text_is_told_and_nothing_is_lost():
    entry = worlds.page("trust")
    opened = entry.head_id
    publishing.save_draft(entry, worlds.text(body="Hers.\n"), worlds.editor("bea"), base=opened)
    with pytest.raises(Faulty) as refused:
        publishing.save_draft(entry, worlds.text(body="His.\n"), worlds.editor("cem"), base=opened)
    [message] = worlds.sentences(refused)
    assert message.startswith("bea saved this page on ")
    assert "Hers." in worlds.fresh(entry).head.text
    assert not Revision.objects.filter(text__contains="His.").exists()
    newest = worlds.fresh(entry).head_id
    publishing.save_draft(entry, worlds.text(body="His.\n"), worlds.editor("cem"), base=newest)
    assert entry.revisions.count() == 3


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("no front matter", 1),
        ("---\ntitle: Trust\nkind: mood\n---\n", 3),
        ("---\ntitle: Trust\nkind: idea\n---\nBell \x07\n", 5),
    ],
)
def test_a_text_that_cannot_be_read_is_not_saved(text, line):
    with pytest.raises(Faulty) as refused:
        publishing.save_draft(None, text, worlds.editor(), type="concept", slug="trust")
    assert refused.value.faults[0].line == line
    assert not Entry.objects.exists() and not Slug.objects.exists()


def test_a_draft_may_cite_and_link_what_does_not_exist_and_publishing_it_may_not():
    entry = worlds.draft(
        "trust",
        body="[[Nowhere]] [@nobody-1900] [@nowhere: At All]\n",
        relations=(worlds.relation("nobody"),),
        source="",
    )
    with pytest.raises(Faulty) as refused:
        publishing.publish(entry, worlds.editor(), note="First")
    messages = "\n".join(worlds.sentences(refused))
    assert "nobody-1900" in messages and "[@nowhere: ...]" in messages and "'nobody'" in messages
    assert "Nowhere" not in messages
    assert worlds.fresh(entry).live is None


# Publishing


def test_editions_are_counted_and_their_notes_kept():
    entry = worlds.page("trust")
    worlds.edit(entry, body="Two.\n", note="  A second\n thought ", kind="meaning")
    assert numbers(entry) == [1, 2]
    second = entry.editions.get(number=2)
    assert (second.change_note, second.change_kind) == ("A second thought", "meaning")
    assert second.publisher == worlds.editor()
    assert worlds.fresh(entry).live == second


def test_publishing_again_without_a_change_is_refused():
    entry = worlds.page("trust")
    with pytest.raises(Faulty, match="Nothing has changed since edition 1"):
        publishing.publish(entry, worlds.editor(), note="Again")
    assert numbers(entry) == [1]


def test_the_same_text_saved_again_may_be_published():
    entry = worlds.page("trust")
    worlds.edit(entry, note="A note for the record")
    assert numbers(entry) == [1, 2]


def test_a_page_without_a_text_has_nothing_to_publish():
    entry = Entry.objects.create(type="concept", slug="trust")
    with pytest.raises(Faulty, match="nothing to publish yet"):
        publishing.publish(entry, worlds.editor(), note="First")


def test_a_text_that_somebody_saved_meanwhile_is_not_published_unseen():
    mine = worlds.page("trust")
    mine = worlds.save(mine, body="Mine.\n").entry
    worlds.save(mine, body="Theirs.\n")
    with pytest.raises(Faulty, match="Somebody saved 'Trust' just now"):
        publishing.publish(mine, worlds.editor(), note="Mine")
    assert numbers(mine) == [1]


@pytest.mark.parametrize(
    ("note", "kind", "sentence"),
    [
        ("", "wording", "Say in a few words what changed."),
        (" \n ", "wording", "Say in a few words what changed."),
        (None, "wording", "Say in a few words what changed."),
        ("x" * 301, "wording", "That is 301 characters; 300 is the most."),
        ("a\x00b", "wording", "U+0000"),
        ("Fine", "mood", "A change is one of wording or meaning."),
    ],
)
def test_a_note_and_a_kind_of_change_are_needed(note, kind, sentence):
    entry = worlds.draft("trust")
    with pytest.raises(Faulty) as refused:
        publishing.publish(entry, worlds.editor(), note=note, kind=kind)
    assert sentence in worlds.sentences(refused)[0]
    assert not Edition.objects.exists()


def test_all_faults_are_told_at_once_with_their_lines():
    worlds.page("hope", aliases=("faith",))
    worlds.page("frame", "framework")
    entry = worlds.draft(
        "trust",
        aliases=("Faith", "FAITH"),
        relations=(
            worlds.relation("trust"),
            worlds.relation("frame"),
            worlds.relation("hope"),
            worlds.relation("hope"),
            worlds.relation("ghost"),
        ),
        sources=(worlds.passage_name(),),
        body="One.\n\n[@nobody-1900]\n",
    )
    with pytest.raises(Faulty) as refused:
        publishing.publish(entry, worlds.editor(), note="First")
    found = [(fault.line, fault.message) for fault in refused.value.faults]
    text = worlds.fresh(entry).head.text.split("\n")
    assert [(text[line - 1], message.partition(";")[0]) for line, message in found] == [
        ("- Faith", "'Faith' is a name of the concept 'hope' already"),
        ("- FAITH", "'FAITH' is a name of the concept 'hope' already"),
        ("- FAITH", "'FAITH' stands twice among the names of this page"),
        ("- type: builds", "a page can't be related to itself."),
        ("- type: builds", "'frame' is a framework"),
        ("- type: builds", "the relation 'builds' to 'hope' stands twice"),
        ("- type: builds", "the relation leads to 'ghost', and there is no such page."),
        ("- meaning: Open Communication", "there is no source 'meaning'."),
        ("[@nobody-1900]", "the citation [@nobody-1900] is of no reference"),
    ]


def test_texts_that_only_one_database_would_take_are_refused():
    worlds.reference()
    entry = worlds.draft(
        "trust",
        tags=("x" * 101, "\N{GRINNING FACE}" * 40, "\ufdfa" * 20),
        aliases=("\ufdfa" * 100,),
        body=f"[@rogers-1957, {'p' * 301}]\n",
    )
    with pytest.raises(Faulty) as refused:
        publishing.publish(entry, worlds.editor(), note="First")
    assert [message.rpartition(" ")[0] for message in worlds.sentences(refused)] == [
        f"the name '{chr(0xFDFA) * 40}...' is too long to be looked up; shorten",
        f"the tag '{'x' * 40}...' is too long; shorten",
        f"the tag '{chr(0x1F600) * 40}...' is too long; shorten",
        f"the tag '{chr(0xFDFA) * 20}...' is too long; shorten",
        "the place in [@rogers-1957, ...] has 301 characters; 300 is the",
    ]


def test_what_is_just_short_enough_is_published():
    worlds.reference()
    worlds.page(
        "trust",
        title="T" * 200,
        tags=("x" * 100,),
        aliases=("\ufdfa" * 16,),
        summary="s" * 500,
        body=f"[@rogers-1957, {'p' * 300}]\n\n## {'H' * 600}\n\n[[{'L' * 400}]]\n",
        relations=(),
    )
    assert EntryTag.objects.get().tag.name == "x" * 100


def test_a_tag_whose_name_stands_under_another_address_is_told_in_a_sentence():
    Tag.objects.create(name="power", slug="strength")
    entry = worlds.draft("trust", tags=("power",))
    with pytest.raises(Faulty, match="There is a tag with that name already"):
        publishing.publish(entry, worlds.editor(), note="First")
    assert not Edition.objects.exists()


# Names


def test_no_two_pages_bear_one_name_whatever_the_case():
    worlds.page("over", title="ÜBER")
    for parts in ({"title": "über"}, {"aliases": ("Über",)}, {"search": ("U\u0308ber",)}):
        entry = worlds.draft(f"other-{next(iter(parts))}", **parts)
        with pytest.raises(Faulty, match="is a name of the concept 'over' already"):
            publishing.publish(entry, worlds.editor(), note="First")


@pytest.mark.parametrize("name", ["Straße", "STRASSE", "ﬁdelity", "trust  me", " trust\u00a0me"])
def test_names_are_compared_by_what_they_mean(name):
    worlds.page("first", aliases=("strasse", "fidelity", "trust me"))
    entry = worlds.draft("second", search=(name.strip(),))
    with pytest.raises(Faulty, match="is a name of the concept 'first' already"):
        publishing.publish(entry, worlds.editor(), note="First")


def test_a_title_may_be_its_own_alias():
    entry = worlds.page("trust", title="Trust", aliases=("TRUST",))
    assert names(entry) == {"trust"}
    assert [alias.text for alias in entry.aliases.all()] == ["TRUST"]


def test_the_slug_of_another_page_is_no_name_not_even_a_former_or_a_drafts():
    former = worlds.page("trust", title="Confidence")
    publishing.rename(former, "confidence", worlds.editor())
    worlds.draft("hope", title="Something else")
    for alias in ("trust", "confidence", "hope"):
        entry = worlds.draft(f"with-{alias}", aliases=(alias,))
        with pytest.raises(Faulty, match=f"'{alias}' is a name of"):
            publishing.publish(entry, worlds.editor(), note="First")


def test_two_pages_swap_their_names_in_one_batch():
    first = worlds.page("first", title="One", aliases=("left", "a"))
    second = worlds.page("second", title="Two", aliases=("right", "b"))
    revisions = [
        worlds.save(first, title="Two", aliases=("right", "b")),
        worlds.save(second, title="One", aliases=("left", "a")),
    ]
    pages = [(revision.entry, revision) for revision in revisions]
    publishing.publish_all(pages, worlds.editor(), note="Swapped")
    assert names(first) == {"first", "two", "right", "b"}
    assert names(second) == {"second", "one", "left", "a"}
    assert publishing.rebuild() == 0


def test_swapped_one_after_the_other_the_first_is_refused():
    first = worlds.page("first", title="One")
    worlds.page("second", title="Two")
    with pytest.raises(Faulty, match="'Two' is a name of the concept 'second' already"):
        worlds.edit(first, title="Two")


def test_a_batch_is_published_whole_or_not_at_all():
    good, bad = worlds.draft("good"), worlds.draft("bad", body="[@nobody-1900]\n")
    pages = [(entry, entry.head) for entry in (good, bad)]
    with pytest.raises(Faulty):
        publishing.publish_all(pages, worlds.editor(), note="Both")
    assert not Edition.objects.exists() and not Name.objects.exists()


def test_the_pages_of_a_batch_may_point_at_each_other():
    first = worlds.draft("first", relations=(worlds.relation("second"),))
    second = worlds.draft("second", relations=(worlds.relation("first", "protects"),))
    pages = [(entry, entry.head) for entry in (second, first)]
    editions = publishing.publish_all(pages, worlds.editor(), note="Both")
    assert [edition.entry for edition in editions] == [second, first]
    assert Relation.objects.published().count() == 2


# Relations


def test_a_symmetric_relation_is_stated_once():
    worlds.page("hope")
    worlds.page("trust", relations=(worlds.relation("hope", "goes-with"),))
    hope = Entry.objects.get(slug="hope")
    with pytest.raises(Faulty, match="'trust' states 'goes-with' already"):
        worlds.edit(hope, relations=(worlds.relation("trust", "goes-with"),))
    worlds.edit(hope, relations=(worlds.relation("trust", "contrasts-with"),))
    assert Relation.objects.count() == 2


def test_neither_side_of_one_batch_may_state_what_the_other_states():
    first = worlds.draft("first", relations=(worlds.relation("second", "goes-with"),))
    second = worlds.draft("second", relations=(worlds.relation("first", "goes-with"),))
    with pytest.raises(Faulty) as refused:
        publishing.publish_all(
            [(first, first.head), (second, second.head)], worlds.editor(), note="Both"
        )
    assert len(worlds.sentences(refused)) == 2


@pytest.mark.parametrize("order", ["older to newer", "newer to older"])
def test_a_symmetric_relation_changes_sides_in_one_batch(order):
    older, newer = worlds.page("older"), worlds.page("newer")
    states, hears = (older, newer) if order == "older to newer" else (newer, older)
    worlds.edit(states, relations=(worlds.relation(hears.slug, "goes-with"),))
    pages = [
        worlds.save(states, relations=()),
        worlds.save(hears, relations=(worlds.relation(states.slug, "goes-with"),)),
    ]
    publishing.publish_all(
        [(page.entry, page) for page in pages], worlds.editor(), note="Other side"
    )
    [row] = Relation.objects.all()
    assert (row.entry, row.target) == (hears, states)


def test_a_former_slug_is_no_way_around_it():
    hope = worlds.page("hope")
    publishing.rename(hope, "hopefulness", worlds.editor())
    first = worlds.draft("trust", relations=(worlds.relation("hope", "goes-with"),))
    second = worlds.save(hope, relations=(worlds.relation("trust", "goes-with"),))
    with pytest.raises(Faulty, match="keep one"):
        publishing.publish_all(
            [(first, first.head), (second.entry, second)], worlds.editor(), note="Both"
        )


def test_what_a_relation_says_beside_its_reason_is_projected_and_changes_with_the_text():
    worlds.page("sympathy")
    rows = ContrastRow("Whose feeling", "The client's", "One's own")
    line = worlds.relation("sympathy", "confused-with", contrast=(rows,), example=rows)
    entry = worlds.page("empathy", relations=(line,), findings=("empathy-outcome",))
    [held] = entry.relations.all()
    assert held.contrast == [vars(rows)]
    assert held.example == vars(rows)
    assert entry.first_findings == ["empathy-outcome"]
    assert publishing.rebuild() == 0
    signed = worlds.relation("sympathy", "goes-with", direction="less", basis="correlation")
    worlds.edit(entry, relations=(signed,), findings=())
    [held] = entry.relations.all()
    assert (held.direction, held.contrast, held.example) == ("less", [], None)
    assert held.words_from(entry) == "goes with less"
    assert worlds.fresh(entry).first_findings == []


def test_a_finding_that_is_shown_first_is_there_and_about_the_page():
    def warnings(*keys):
        content = contentfile.parse(worlds.text(title="Hope", findings=keys), "concept")
        known = publishing.known_for({"hope": content})
        return [fault.message for fault in publishing.validate(content, "hope", known)[1]]

    entry = worlds.page("hope")
    other = worlds.page("trust")
    worlds.finding("hope-grows", [entry.slug], worlds.reference())
    worlds.finding("trust-grows", [other.slug], worlds.reference("freud-1912"))
    assert warnings("hope-grows") == []
    assert warnings("trust-grows", "nothing") == [
        "the finding 'trust-grows' is not about this page; add it there, or take it out.",
        "there is no finding 'nothing'; nothing is shown for it.",
    ]


def test_members_that_change_places_keep_their_notes():
    for slug in ("one", "two", "three"):
        worlds.page(slug)
    frame = worlds.page(
        "frame",
        "framework",
        members=(worlds.member("one", note="First."), worlds.member("two"), worlds.member("three")),
    )
    worlds.edit(
        frame,
        members=(worlds.member("three"), worlds.member("one", note="First."), worlds.member("two")),
    )
    found = Membership.objects.values_list("position", "entry__slug", "note")
    assert list(found) == [(1, "three", ""), (2, "one", "First."), (3, "two", "")]


def test_a_relation_to_a_draft_waits_until_it_is_published():
    hope = worlds.draft("hope")
    worlds.page("trust", relations=(worlds.relation("hope"),))
    assert Relation.objects.count() == 1 and not Relation.objects.published().exists()
    publishing.publish(hope, worlds.editor(), note="First")
    assert Relation.objects.published().count() == 1


# Restoring


def test_a_restored_text_is_a_draft_until_it_is_published():
    entry = worlds.page("trust", body="One.\n")
    first = entry.head
    worlds.edit(entry, body="Two.\n")
    restored = publishing.restore(worlds.fresh(entry), first, worlds.editor("bea"))
    assert (restored.text, restored.origin, restored.author.username) == (
        first.text,
        "restore",
        "bea",
    )
    assert worlds.fresh(entry).body == "Two.\n"
    edition = publishing.publish(restored.entry, worlds.editor(), note="Back to the first")
    assert edition.number == 3 and worlds.fresh(entry).body == "One.\n"
    assert entry.revisions.count() == 3


def test_a_text_of_another_page_is_not_restored():
    entry, other = worlds.page("trust"), worlds.page("hope")
    with pytest.raises(Faulty, match="belongs to another page"):
        publishing.restore(entry, other.head, worlds.editor())


# Slugs


def test_renamed_there_and_back_all_its_addresses_lead_to_it():
    entry = worlds.page("trust", title="Reliance")
    entry = publishing.rename(entry, "faith", worlds.editor())
    assert names(entry) == {"reliance", "trust", "faith"}
    entry = publishing.rename(entry, "trust", worlds.editor())
    assert entry.slug == "trust"
    assert dict(Slug.objects.values_list("slug", "is_current")) == {"trust": True, "faith": False}
    assert publishing.rename(entry, "trust", worlds.editor()).slug == "trust"
    assert publishing.rebuild() == 0


def test_a_slug_is_never_used_again_by_another_page():
    former = worlds.page("trust")
    publishing.rename(former, "faith", worlds.editor())
    other = worlds.page("hope")
    for slug in ("trust", "faith"):
        with pytest.raises(Faulty, match="is or was another page's address"):
            publishing.rename(other, slug, worlds.editor())
        with pytest.raises(Faulty, match="is or was another page's address"):
            new_page(slug)
    publishing.withdraw(worlds.fresh(former), worlds.editor(), reason="No use")
    with pytest.raises(Faulty, match="is or was another page's address"):
        new_page("trust")
    assert worlds.fresh(other).slug == "hope"


def new_page(slug):
    return publishing.save_draft(None, worlds.text(), worlds.editor(), type="concept", slug=slug)


@pytest.mark.parametrize(
    "slug", ["", "Trust", "a b", "a/b", "../a", "a--b", "é", "a\n", "\x00", "a" * 201]
)
def test_what_is_no_slug_is_refused_in_a_sentence(slug):
    entry = worlds.page("hope")
    for attempt in (
        lambda: new_page(slug),
        lambda: publishing.rename(entry, slug, worlds.editor()),
    ):
        with pytest.raises(Faulty) as refused:
            attempt()
        assert "slug has" in worlds.sentences(refused)[0].replace("A slug", "slug")
    assert Slug.objects.count() == 1


def test_an_address_that_is_another_pages_name_is_refused():
    worlds.page("trust", aliases=("faith",))
    entry = worlds.page("hope")
    with pytest.raises(Faulty, match="Another page has just taken one of these names"):
        publishing.rename(entry, "faith", worlds.editor())
    assert worlds.fresh(entry).slug == "hope"
    assert list(Slug.objects.filter(entry=entry).values_list("slug", flat=True)) == ["hope"]


def test_relations_find_a_renamed_page_by_its_former_slug():
    hope = worlds.page("hope")
    trust = worlds.page("trust", relations=(worlds.relation("hope"),))
    publishing.rename(hope, "hopefulness", worlds.editor())
    worlds.edit(trust, body="Changed.\n")
    assert Relation.objects.get().target == hope


# Withdrawing


def test_a_withdrawn_page_leaves_its_editions_and_nothing_else():
    worlds.page("hope")
    entry = worlds.page(
        "trust",
        aliases=("faith",),
        tags=("ethics",),
        relations=(worlds.relation("hope"),),
        body="## A\n",
    )
    publishing.withdraw(entry, worlds.editor(), reason=" It was\nwrong. ")
    entry = worlds.fresh(entry)
    assert (entry.withdrawn_reason, entry.successor) == ("It was wrong.", None)
    assert list(Entry.objects.filter(in_state("withdrawn"))) == [entry]
    assert numbers(entry) == [1] and entry.live.number == 1
    assert {key for (key,) in Name.objects.values_list("key")} == {"hope"}
    assert not Relation.objects.exists() and not EntryTag.objects.exists()


def test_it_is_withdrawn_once_and_with_a_reason():
    entry = worlds.page("trust")
    for reason, sentence in (("", "Say why"), ("x" * 501, "501 characters"), ("\x00", "U+0000")):
        with pytest.raises(Faulty) as refused:
            publishing.withdraw(entry, worlds.editor(), reason=reason)
        assert sentence in worlds.sentences(refused)[0]
    publishing.withdraw(entry, worlds.editor(), reason="Wrong")
    for attempt in (entry, worlds.draft("draft")):
        with pytest.raises(Faulty, match="is not published, so there is nothing to withdraw"):
            publishing.withdraw(attempt, worlds.editor(), reason="Again")


def test_a_successor_is_another_page_that_readers_can_see():
    entry, gone, unseen = worlds.page("trust"), worlds.page("gone"), worlds.draft("unseen")
    publishing.withdraw(gone, worlds.editor(), reason="Wrong")
    for successor, sentence in (
        (entry, "its own successor"),
        (gone, "'Gone' is not published"),
        (unseen, "'unseen' is not published"),
    ):
        with pytest.raises(Faulty, match=sentence):
            publishing.withdraw(entry, worlds.editor(), reason="Wrong", successor=successor)
    assert worlds.fresh(entry).is_published


def test_a_successor_answers_to_every_address_of_the_page_it_follows():
    entry, heir = worlds.page("trust", title="Reliance"), worlds.page("hope")
    entry = publishing.rename(entry, "faith", worlds.editor())
    publishing.withdraw(entry, worlds.editor(), reason="Better there", successor=heir)
    assert names(heir) == {"hope", "trust", "faith"}
    assert publishing.rebuild() == 0


def test_what_pointed_at_a_page_points_at_its_successor():
    entry, heir = worlds.page("trust"), worlds.page("hope")
    other = worlds.page("other", relations=(worlds.relation("trust"),))
    frame = worlds.page("frame", "framework", members=(worlds.member("trust"),))
    why = worlds.page("why", "question", concepts=("trust",))
    publishing.withdraw(entry, worlds.editor(), reason="Better there", successor=heir)
    assert other.relations.get().target == heir
    assert frame.members.get().entry == heir
    assert why.about.get().concept == heir
    assert publishing.rebuild() == 0


def test_a_successor_of_another_type_takes_no_relations():
    entry, heir = worlds.page("trust"), worlds.page("frame", "framework")
    other = worlds.page("other", relations=(worlds.relation("trust"),))
    why = worlds.page("why", "question", concepts=("trust",))
    list_ = worlds.page("list", "framework", members=(worlds.member("trust"),))
    publishing.withdraw(entry, worlds.editor(), reason="Better there", successor=heir)
    assert not other.relations.exists() and not why.about.exists()
    assert list_.members.get().entry == heir
    worlds.edit(other, body="May still be published.\n")


def test_pages_that_mention_a_withdrawn_page_can_still_be_changed():
    entry = worlds.page("trust")
    other = worlds.page("other", relations=(worlds.relation("trust"),))
    frame = worlds.page("frame", "framework", members=(worlds.member("trust"),))
    publishing.withdraw(entry, worlds.editor(), reason="Wrong")
    worlds.edit(other, body="Changed.\n")
    worlds.edit(frame, body="Changed.\n")
    assert not Relation.objects.published().exists()


def test_a_successor_that_is_withdrawn_hands_on_or_lets_go():
    first, second, third = worlds.page("first"), worlds.page("second"), worlds.page("third")
    other = worlds.page("other", relations=(worlds.relation("first"),))
    publishing.withdraw(first, worlds.editor(), reason="Better there", successor=second)
    publishing.withdraw(worlds.fresh(second), worlds.editor(), reason="So too", successor=third)
    assert worlds.fresh(first).successor == worlds.fresh(second).successor == third
    assert names(third) == {"first", "second", "third"}
    assert other.relations.get().target == third
    publishing.withdraw(worlds.fresh(third), worlds.editor(), reason="All wrong")
    assert {worlds.fresh(page).successor for page in (first, second, third)} == {None}
    assert other.relations.get().target == first
    assert publishing.rebuild() == 0


def test_a_withdrawn_page_comes_back_with_its_next_edition():
    entry, heir = worlds.page("trust"), worlds.page("hope")
    other = worlds.page("other", relations=(worlds.relation("trust"), worlds.relation("hope")))
    publishing.withdraw(entry, worlds.editor(), reason="Better there", successor=heir)
    assert [row.target for row in other.relations.all()] == [heir]
    edition = worlds.edit(entry, body="Better now.\n")
    entry = worlds.fresh(entry)
    assert edition.number == 2 and entry.is_published
    assert (entry.withdrawn_reason, entry.successor) == ("", None)
    assert names(entry) == {"trust"} and names(heir) == {"hope"}
    assert [row.target for row in other.relations.order_by("position")] == [entry, heir]
    assert publishing.rebuild() == 0


def test_it_may_come_back_with_the_very_text_it_had():
    entry = worlds.page("trust")
    publishing.withdraw(entry, worlds.editor(), reason="A mistake")
    publishing.publish(worlds.fresh(entry), worlds.editor(), note="Back")
    assert worlds.fresh(entry).is_published and numbers(entry) == [1, 2]


def test_it_comes_back_only_if_its_names_are_still_free():
    entry = worlds.page("trust", title="Reliance")
    publishing.withdraw(entry, worlds.editor(), reason="Wrong")
    worlds.page("other", title="Reliance")
    with pytest.raises(Faulty, match="'Reliance' is a name of the concept 'other' already"):
        publishing.publish(worlds.fresh(entry), worlds.editor(), note="Back")


def test_nor_if_its_address_has_become_the_name_of_another():
    entry = worlds.page("trust", title="Reliance")
    publishing.withdraw(entry, worlds.editor(), reason="Wrong")
    worlds.page("other", aliases=("trust",))
    with pytest.raises(Faulty, match="'trust' is a name of the concept 'other' already"):
        publishing.publish(worlds.fresh(entry), worlds.editor(), note="Back")
    assert not worlds.fresh(entry).is_published


def test_a_withdrawn_page_that_is_renamed_still_leads_to_its_successor():
    entry, heir = worlds.page("trust"), worlds.page("hope")
    publishing.withdraw(entry, worlds.editor(), reason="Better there", successor=heir)
    publishing.rename(worlds.fresh(entry), "faith", worlds.editor())
    assert names(heir) == {"hope", "trust", "faith"}
    assert publishing.rebuild() == 0


def test_categories_are_kept_word_for_word():
    for number, category in enumerate(CATEGORIES):
        worlds.page(f"q-{number}", "question", category=category)
    assert sorted(Entry.objects.values_list("category", flat=True)) == sorted(CATEGORIES)
