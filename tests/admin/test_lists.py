"""The lists find pages by what they are called, drafts too, at a cost that does not grow."""

import pytest
from django.apps import apps
from django.contrib import admin
from django.db import connection
from django.test.utils import CaptureQueriesContext

from concepts import publishing
from tests.admin.conftest import person, signed_in
from tests.admin.reading import document, text_of, words

CONCEPTS = "/admin/concepts/concept/"
ALL = "/admin/concepts/entry/"


def rows(response):
    return [
        [" ".join(text_of(cell).split()) for cell in row][-4:]
        for table in document(response).iter("table")
        if table.get("id") == "result_list"
        for row in table.find("tbody")
    ]


def titles(response):
    return [row[0] for row in rows(response)]


def test_all_models_are_registered_with_the_one_site():
    assert type(admin.site._wrapped).__name__ == "KnowledgeSite"
    ours = set(apps.get_app_config("concepts").get_models())
    # Rows that no list is worth: parts of what is listed, and what nobody looks up.
    left_out = {model.__name__ for model in ours - admin.site._registry.keys()}
    assert left_out == {
        "EntryTag", "ImportedFile", "KeptArticle", "Passage", "ReadingListItem", "SignInCount",
        "Stamp", "Statistic",
    }  # fmt: skip


@pytest.fixture
def pages(publish, write, boss):
    publish("empathy", kind="quality", aliases=("Einfühlung",), tags=("ethics",))
    publish("listening", kind="skill", search=("ÜBER hearing",))
    write("listening", kind="skill", title="Listening closely", search=("hearkening",))
    write("silence", kind="skill", title="Silence in the room")
    gone = publish("sympathy", kind="idea")
    publishing.withdraw(gone, boss, reason="Wrong.")
    publish("five-components", "framework", ordered=True)
    publish("why", "question", title="Why is it so?")


def test_the_list_says_what_state_a_page_is_in(desk, pages):
    found = {row[0]: row for row in rows(desk.get(CONCEPTS))}
    assert found["Empathy"][1:3] == ["quality", "Edition 1"]
    assert found["Listening"][1:3] == ["skill", "Edition 1, newer draft"]
    assert found["Silence in the room"][1:3] == ["skill", "Draft"]
    assert found["Sympathy"][1:3] == ["idea", "Withdrawn"]
    assert found["Empathy"][3].endswith("by miriam")


@pytest.mark.parametrize(
    "query, expected",
    [
        ({"state": "draft"}, ["Silence in the room"]),
        ({"state": "published"}, ["Empathy"]),
        ({"state": "newer"}, ["Listening"]),
        ({"state": "withdrawn"}, ["Sympathy"]),
        ({"kind": "skill"}, ["Silence in the room", "Listening"]),
        ({"tag": "ethics"}, ["Empathy"]),
        ({"q": "empat"}, ["Empathy"]),
        ({"q": "EINFÜHL"}, ["Empathy"]),
        ({"q": "über hearing"}, ["Listening"]),
        ({"q": "hearkening"}, ["Listening"]),
        ({"q": "closely"}, ["Listening"]),
        ({"q": '"in the room"'}, ["Silence in the room"]),
        ({"q": "sympathy"}, ["Sympathy"]),
        ({"q": "nothing at all"}, []),
        ({"q": "%"}, []),
        ({"q": "_"}, []),
        ({"q": "' OR 1=1 --"}, []),
        ({"q": '"'}, []),
        ({"q": "x" * 10_000}, []),
        ({"q": "e " * 3_000}, ["Silence in the room", "Empathy", "Listening", "Sympathy"]),
        ({"kind": "nothing"}, ["Silence in the room", "Empathy", "Listening", "Sympathy"]),
        ({"tag": "nothing"}, ["Silence in the room", "Empathy", "Listening", "Sympathy"]),
        ({"state": "nothing"}, ["Silence in the room", "Empathy", "Listening", "Sympathy"]),
    ],
)
def test_pages_are_found(desk, pages, query, expected):
    response = desk.get(CONCEPTS, query)
    assert response.status_code == 200
    assert titles(response) == expected


def test_a_question_is_filtered_by_its_category(desk, pages):
    address = "/admin/concepts/question/"
    assert titles(desk.get(address, {"category": "for clients"})) == ["Why is it so?"]
    assert titles(desk.get(address, {"category": "in the room"})) == []


def test_a_null_character_is_no_error(desk, pages):
    for name in ("q", "kind", "tag", "state"):
        assert desk.get(f"{CONCEPTS}?{name}=%00").status_code == 200
    assert desk.get("/admin/concepts/entry/choose/?term=%00").status_code == 200


def test_all_pages_lead_to_the_admin_of_their_type(desk, pages):
    response = desk.get(ALL)
    assert len(titles(response)) == 6
    links = [
        link.get("href") for table in document(response).iter("table") for link in table.iter("a")
    ]
    assert {link.split("/")[3] for link in links if link.endswith("/change/")} == {
        "concept",
        "framework",
        "question",
    }
    some = next(link for link in links if "/framework/" in link and link.endswith("/change/"))
    assert desk.get(some.replace("/framework/", "/entry/")).url == some
    assert desk.get(f"{ALL}add/").status_code == 403


@pytest.mark.parametrize(
    "address", [CONCEPTS, ALL, "/admin/concepts/revision/", "/admin/concepts/edition/"]
)
def test_queries_do_not_grow_with_rows(desk, publish, write, address):
    def count():
        with CaptureQueriesContext(connection) as queries:
            assert desk.get(address).status_code == 200
        return len(queries)

    publish("first", tags=("a",))
    write("draft")
    few = count()
    for number in range(12):
        publish(f"page-{number}", tags=("a",), aliases=(f"name {number}",))
        write(f"draft-{number}")
    assert count() == few


def choose(client, **query):
    response = client.get("/admin/concepts/entry/choose/", query)
    assert response.status_code == 200
    return [(each["id"], each["text"]) for each in response.json()["results"]]


def test_pages_are_chosen_by_any_of_their_names(desk, pages):
    assert choose(desk, term="einfühl", type="concept") == [("empathy", "Empathy")]
    assert choose(desk, term="silen", type="concept") == [
        ("silence", "Silence in the room (draft)")
    ]
    assert choose(desk, term="sympathy") == [], "what is withdrawn is not offered"
    assert choose(desk, term="five") == [("five-components", "Five components, framework")]
    assert choose(desk, term="five", type="concept") == []
    assert len(choose(desk)) == 5
    assert choose(desk, page="2") == []
    assert choose(desk, page="-1") == choose(desk, page="9" * 30) == choose(desk, page="x")


def test_the_names_that_begin_alike_come_first(desk, publish):
    for title in ("A trust", "Mistrust", "Trust"):
        publish(title.lower().replace(" ", "-"), title=title)
    assert [text for _, text in choose(desk, term="trust")] == [
        "Trust, concept",
        "A trust, concept",
        "Mistrust, concept",
    ]


def test_many_pages_are_offered_in_portions(desk, write):
    for number in range(25):
        write(f"page-{number:02}")
    first = desk.get("/admin/concepts/entry/choose/").json()
    assert len(first["results"]) == 20 and first["pagination"]["more"]
    second = desk.get("/admin/concepts/entry/choose/", {"page": 2}).json()
    assert len(second["results"]) == 5 and not second["pagination"]["more"]


def test_those_without_rights_see_nothing(pages, client):
    nobody = signed_in(person("nobody"))
    for address in (CONCEPTS, ALL, "/admin/concepts/entry/choose/", "/admin/concepts/revision/"):
        assert nobody.get(address).status_code == 403
        assert client.get(address).status_code == 302, "who is not signed in is asked to"
    assert "You don’t have permission" in words(nobody.get("/admin/"))
    reader = signed_in(person("ida", "view_question"))
    assert reader.get("/admin/concepts/question/").status_code == 200
    assert reader.get(CONCEPTS).status_code == 403
    assert len(choose(reader)) == 5, "whoever sees a type may look all pages up"


def test_nothing_can_be_deleted(desk, pages):
    for model in ("concept", "framework", "question", "entry", "edition", "revision", "review"):
        response = desk.get(f"/admin/concepts/{model}/")
        assert b"delete_selected" not in response.content
        assert desk.get(f"/admin/concepts/{model}/1/delete/").status_code in (302, 403)
    assert desk.get("/admin/concepts/concept/1/delete/").status_code == 403
    assert desk.post("/admin/concepts/concept/1/delete/", {"post": "yes"}).status_code == 403


def test_the_index_is_grouped_and_bears_the_name_of_the_site(desk, settings):
    settings.SITE_NAME = "Another name"
    response = desk.get("/admin/")
    assert "Another name administration" in response.content.decode()
    captions = [text_of(each).strip() for each in document(response).iter("caption")]
    assert captions == ["Pages", "What pages rest on", "Upkeep", "Records", "People"]
    assert desk.get("/admin/concepts/").status_code == 200
    assert desk.get("/admin/auth/").status_code == 200
