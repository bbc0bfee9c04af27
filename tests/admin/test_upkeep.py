"""Sources, tags, findings, help, reviews, links: what editors keep in order beside the pages."""

from datetime import date, timedelta

import pytest
from django.contrib.admin.models import LogEntry

from concepts import publishing
from concepts.contentfile import PassageName
from concepts.models import (
    Finding,
    FindingEdition,
    HelpService,
    HelpWord,
    Passage,
    Review,
    Source,
    Statistic,
    Tag,
)
from tests import worlds
from tests.admin.conftest import person, signed_in
from tests.admin.reading import document, errors, filled, text_of, words
from tests.admin.test_lists import titles
from tests.admin.test_reference import ROGERS

SOURCE = "/admin/concepts/source/meaning/change/"


def headings():
    return list(Passage.objects.order_by("position").values_list("position", "key", "heading"))


def test_passages_swap_places_come_and_go(desk, source):
    form = filled(desk.get(SOURCE))
    form |= {
        "title": "What it may mean",
        "body": "One.\r\nTwo.",
        "passages-0-place": "2",
        "passages-1-place": "1",
        "passages-TOTAL_FORMS": "3",
        "passages-2-key": "M3",
        "passages-2-heading": "A third",
        "passages-2-summary": "Says more.",
    }
    assert desk.post(SOURCE, form).status_code == 302
    assert headings() == [
        (1, "M2", "Why: it matters"),
        (2, "M1", "Open Communication"),
        (3, "M3", "A third"),
    ]
    assert Source.objects.get().body == "One.\nTwo."
    assert Passage.objects.get(key="M3").heading_key == "a third"
    form = filled(desk.get(SOURCE))
    assert desk.post(SOURCE, form | {"passages-0-DELETE": "on"}).status_code == 302
    assert headings() == [(1, "M1", "Open Communication"), (2, "M3", "A third")]


@pytest.mark.parametrize(
    "typed, sentence",
    [
        (
            {"passages-0-heading": "WHY: IT MATTERS"},
            "This source has a passage of that heading already.",
        ),
        ({"passages-0-key": "M2"}, "This source has a passage of that key already."),
        ({"passages-0-key": "M 2"}, "A passage's id has letters and digits, such as M1."),
        ({"passages-0-heading": ""}, "This field is required."),
        ({"passages-0-heading": "a\u2028b"}, "U+2028"),
    ],
)
def test_passages_that_clash_are_refused(desk, source, typed, sentence):
    before = headings()
    response = desk.post(SOURCE, filled(desk.get(SOURCE)) | typed)
    assert response.status_code == 200
    assert any(sentence in each for each in errors(response)), errors(response)
    assert headings() == before


@pytest.mark.parametrize("how", ["draft", "published", "former"])
def test_a_cited_passage_keeps_its_id_and_heading(desk, source, write, publish, how):
    name = PassageName("meaning", "Why: it matters")
    if how == "draft":
        write("empathy", sources=(name,))
    else:
        publish("empathy", body="A sentence [@meaning: Why: it matters].\n")
    if how == "former":
        publish("empathy", body="A sentence.\n")
    form = filled(desk.get(SOURCE))
    assert "passages-0-heading" in form and "passages-1-heading" not in form
    form |= {
        "passages-1-heading": "Otherwise",
        "passages-1-key": "X",
        "passages-1-DELETE": "on",
        "passages-1-summary": "Says it better.",
        "passages-0-heading": "Talking",
    }
    assert desk.post(SOURCE, form).status_code == 302
    assert headings() == [(1, "M1", "Talking"), (2, "M2", "Why: it matters")]
    assert Passage.objects.get(key="M2").summary == "Says it better."


def test_a_source_keeps_its_id_and_is_not_deleted(desk, source):
    assert "key" not in filled(desk.get(SOURCE))
    assert desk.get("/admin/concepts/source/meaning/delete/").status_code == 403


def test_only_an_unused_tag_is_renamed_or_deleted(desk, publish, vocabulary):
    publish("empathy", tags=("ethics",))
    used, unused = Tag.objects.get(name="ethics"), Tag.objects.get(name="listening")
    address = "/admin/concepts/tag/{}/{}/".format
    assert "name" not in filled(desk.get(address(used.pk, "change")))
    desk.post(address(used.pk, "change"), {"name": "morals", "about": "New.", "planned": "on"})
    used.refresh_from_db()
    assert (used.name, used.about) == ("ethics", "New.")
    assert desk.get(address(used.pk, "delete")).status_code == 403
    form = filled(desk.get(address(unused.pk, "change")))
    desk.post(address(unused.pk, "change"), form | {"name": "Hearing out"})
    unused.refresh_from_db()
    assert (unused.name, unused.slug) == ("Hearing out", "hearing-out")
    response = desk.post(address(unused.pk, "change"), form | {"name": "ETHICS"})
    assert errors(response) == ["The tag 'ethics' has the same address; use it."]
    desk.post("/admin/concepts/tag/add/", {"name": "Brand new", "planned": "on"})
    assert Tag.objects.get(name="Brand new").slug == "brand-new"
    response = desk.post("/admin/concepts/tag/add/", {"name": "Éthics!", "planned": "on"})
    assert response.status_code == 302, "another address"
    assert desk.post(address(unused.pk, "delete"), {"post": "yes"}).status_code == 302
    assert titles(desk.get("/admin/concepts/tag/", {"used": "yes"}))


def test_taggits_own_tags_are_not_offered(desk):
    assert desk.get("/admin/taggit/tag/").status_code == 404


def service(key, **values):
    place = HelpService.objects.count() + 1
    values = {"read_on": date.today(), "tried_on": date.today()} | values
    return HelpService.objects.create(
        key=key, group="listening", country="UK", name=key, purpose="P.", position=place, **values
    )


def test_help_that_is_due_to_be_checked_is_found(desk, db):
    long_ago = date.today() - timedelta(days=200)
    service("fresh")
    service("old", read_on=long_ago)
    service("untried", tried_on=None)
    service("tried-long-ago", tried_on=long_ago)

    def due(value):
        response = desk.get("/admin/concepts/helpservice/", {"due": value})
        return {
            text_of(cell).strip()
            for cell in document(response).iter("th")
            if "field-name" in (cell.get("class") or "")
        }

    assert due("any") == {"old", "untried", "tried-long-ago"}
    assert due("read") == {"old"}
    assert due("tried") == {"untried", "tried-long-ago"}
    assert due("never") == {"untried"}


def test_two_services_do_not_stand_at_one_position(desk, db):
    service("one"), service("two")
    two = HelpService.objects.get(key="two")
    address = f"/admin/concepts/helpservice/{two.pk}/change/"
    form = filled(desk.get(address)) | {"details": "hours: 24 hours\r\ncost: free"}
    assert "key" not in form
    response = desk.post(address, form | {"position": "1"})
    assert "Two services can't stand at one position of a group." in errors(response)
    assert desk.post(address, form).status_code == 302
    two.refresh_from_db()
    assert two.details == "hours: 24 hours\ncost: free"


@pytest.mark.parametrize("web", ["javascript:alert(1)", "ftp://example.org", "by post", "http://["])
def test_a_service_has_an_address_that_readers_can_follow_or_none(desk, web):
    service("one")
    address = f"/admin/concepts/helpservice/{HelpService.objects.get().pk}/change/"
    form = filled(desk.get(address))
    assert errors(desk.post(address, form | {"web": web})) == [
        "Readers can't follow this. Write an address that begins with https://."
    ]
    assert desk.post(address, form | {"web": "example.org/help"}).status_code == 302
    assert HelpService.objects.get().web == "https://example.org/help"


def test_help_words_find_their_own_key(desk, db):
    desk.post("/admin/concepts/helpword/add/", {"words": "SELF Harm"})
    assert HelpWord.objects.get().pk == "self harm"
    response = desk.post("/admin/concepts/helpword/add/", {"words": "self harm"})
    assert response.status_code == 200 and errors(response)
    assert HelpWord.objects.count() == 1


def test_a_finding_is_written_with_its_numbers_in_order(desk, publish):
    entry, reference = publish("empathy"), publishing.save_reference(ROGERS)
    address = "/admin/concepts/finding/add/"
    form = filled(desk.get(address)) | {
        "key": "empathy-outcome",
        "kind": "quantitative",
        "claim": "Goes with outcome.",
        "caveat": "Correlations.",
        "basis": "meta-analysis",
        "read": "abstract",
        "reference": str(reference.pk),
        "concepts": [str(entry.pk)],
        "statistics-TOTAL_FORMS": "2",
    }
    for number, (place, value) in enumerate((("2", ".28"), ("1", ".31"))):
        form |= {
            f"statistics-{number}-place": place,
            f"statistics-{number}-measure": "r",
            f"statistics-{number}-value": value,
            f"statistics-{number}-low": ".20",
            f"statistics-{number}-high": ".35",
        }
    response = desk.post(address, form)
    assert response.status_code == 302, errors(response)
    finding = Finding.objects.get()
    assert list(finding.statistics.values_list("position", "value")) == [(1, ".31"), (2, ".28")]
    address = f"/admin/concepts/finding/{finding.pk}/change/"
    form = filled(desk.get(address))
    assert "key" not in form
    assert "This field is required." in errors(desk.post(address, form))  # what changed?
    form["change_note"] = "The order"
    form |= {"statistics-0-place": "2", "statistics-1-place": "1", "claim": "It goes with outcome."}
    assert desk.post(address, form).status_code == 302
    assert list(finding.statistics.values_list("position", "value")) == [(1, ".28"), (2, ".31")]
    response = desk.post(address, filled(desk.get(address)) | {"statistics-0-high": ""})
    assert "An interval has a lower and an upper end." in errors(response)
    form = filled(desk.get(address)) | {"statistics-0-DELETE": "on", "change_note": "One less"}
    assert desk.post(address, form).status_code == 302
    assert list(Statistic.objects.values_list("position", "value")) == [(1, ".31")]
    form = filled(desk.get(address)) | {"caveat": "Correlations. ", "change_note": "Nothing"}
    response = desk.post(address, form, follow=True)
    assert "says what it said before" in words(response)
    editions = FindingEdition.objects.order_by("number").values_list("number", "change_note")
    assert list(editions) == [(1, "First published"), (2, "The order"), (3, "One less")]
    assert "Edition 3" in words(desk.get(address))
    assert "One less" in words(desk.get("/admin/concepts/findingedition/"))


def test_a_finding_that_is_deleted_leaves_its_editions(desk, publish, db):
    publish("empathy")
    for key in ("one", "two", "three"):
        worlds.finding(key, ["empathy"], worlds.reference())
    address = "/admin/concepts/finding/"
    pk = Finding.objects.get(key="one").pk
    assert desk.post(f"{address}{pk}/delete/", {"post": "yes"}).status_code == 302
    chosen = list(Finding.objects.values_list("pk", flat=True))
    act = {"action": "delete_selected", "_selected_action": chosen, "post": "yes"}
    assert desk.post(address, act).status_code == 302
    assert not Finding.objects.exists()
    last = FindingEdition.objects.filter(number=2)
    assert list(last.values_list("change_note", "data")) == [("Taken away", None)] * 3
    assert words(desk.get("/admin/concepts/findingedition/")).count("Taken away") == 3


def test_whoever_may_only_look_at_a_finding_sees_its_editions(publish, db):
    publish("empathy")
    finding = worlds.finding("one", ["empathy"], worlds.reference())
    looker = signed_in(person("looker", "view_finding"))
    response = looker.get(f"/admin/concepts/finding/{finding.pk}/change/")
    assert response.status_code == 200
    assert "Edition 1" in words(response) and "What changed" not in words(response)


@pytest.mark.parametrize(
    "model, field, term, text",
    [
        ("finding", "concepts", "silen", "silence"),
        ("finding", "reference", "rogers", "Rogers, 1957"),
        ("review", "edition", "empat", "Empathy, edition 1"),
    ],
)
def test_what_is_written_down_chooses_by_name(desk, publish, write, model, field, term, text):
    publish("empathy"), write("silence"), publishing.save_reference(ROGERS)
    query = {"app_label": "concepts", "model_name": model, "field_name": field, "term": term}
    response = desk.get("/admin/autocomplete/", query)
    assert [each["text"] for each in response.json()["results"]] == [text]


def review(edition, **values):
    return {
        "edition": str(edition.pk),
        "reviewer": "A. Counsellor",
        "consented_on": "2026-01-02",
        "role": "counsellor",
        "checked": "All of it.",
        "reviewed_on": "2026-01-03",
        "next_due": "2027-01-03",
    } | values


def test_a_review_is_recorded_once_by_a_person(desk, boss, publish):
    entry = publish("empathy")
    address = "/admin/concepts/review/add/"
    tomorrow = (date.today() + timedelta(days=1)).isoformat()
    for typed, sentence in (
        ({"consented_on": ""}, "This field is required."),
        ({"reviewer": ""}, "This field is required."),
        ({"reviewed_on": tomorrow, "next_due": ""}, "That day is still to come."),
        ({"next_due": "2025-01-01"}, "The next review must be due after this one."),
    ):
        response = desk.post(address, review(entry.live, **typed))
        assert errors(response) == [sentence]
    assert desk.post(address, review(entry.live)).status_code == 302
    found = Review.objects.get()
    assert found.recorded_by == boss
    change = f"/admin/concepts/review/{found.pk}/change/"
    assert desk.get(change).status_code == 200
    assert desk.post(change, review(entry.live, reviewer="Another")).status_code == 403
    assert desk.get(change.replace("change", "delete")).status_code == 403
    found.refresh_from_db()
    assert found.reviewer == "A. Counsellor"
    assert "Empathy" in words(desk.get("/admin/concepts/review/"))


def test_broken_links_are_listed_until_they_lead_somewhere(desk, publish):
    publish("empathy", body="See [[Congruance]] and [[empathy]] and [[trust]].\n")
    address = "/admin/concepts/wikilink/"
    said = words(desk.get(address))
    assert "Congruance" in said and "trust" in said and "2 wiki links" in said
    assert "title=Congruance" in desk.get(address).content.decode()
    form = filled(desk.get("/admin/concepts/concept/add/?title=Congruance"))
    assert form["title"] == "Congruance"
    publish("trust")
    assert "1 wiki link" in words(desk.get(address))
    everything = desk.get(address, {"links": "all"})
    assert "3 wiki links" in words(everything)
    assert everything.content.count(b"Add a concept of that name") == 1


@pytest.mark.parametrize(
    "model",
    [
        "about", "alias", "citation", "edition", "heading", "membership", "name", "relation",
        "revision", "slug", "wikilink",
    ],
)  # fmt: skip
def test_what_is_projected_is_read_only_and_says_where_it_is_edited(desk, publish, source, model):
    publish(
        "trust", aliases=("confidence",), sources=(PassageName("meaning", "Open Communication"),)
    )
    address = f"/admin/concepts/{model}/"
    response = desk.get(address)
    assert response.status_code == 200
    assert "all pages" in words(response)
    assert desk.get(f"{address}add/").status_code == 403
    assert desk.post(f"{address}add/", {}).status_code == 403
    assert b"addlink" not in response.content.split(b'id="content"')[1]
    assert desk.post(
        address, {"action": "delete_selected", "_selected_action": "1"}
    ).status_code in (
        200,
        302,
    )
    assert desk.get(f"{address}1/delete/").status_code in (302, 403)


def test_acts_are_written_down(desk, boss, source):
    desk.post(SOURCE, filled(desk.get(SOURCE)) | {"title": "Other"})
    entry = LogEntry.objects.get()
    assert entry.user == boss and "Title" in entry.get_change_message()


def test_staff_without_rights_change_nothing(source, vocabulary):
    client = signed_in(person("nobody"))
    for model in ("source", "tag", "reference", "finding", "helpservice", "review"):
        assert client.get(f"/admin/concepts/{model}/").status_code == 403
        assert client.post(f"/admin/concepts/{model}/add/", {}).status_code == 403
