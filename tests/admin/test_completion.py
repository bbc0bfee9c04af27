"""Links and citations are completed from what there is, drafts too. Nothing is made by it."""

import pytest
from django.test import Client
from django.urls import reverse

from concepts import publishing
from concepts.models import Entry
from tests.admin.conftest import person, signed_in
from tests.admin.reading import document, text_of

WORK = {
    "id": "rogers-1957",
    "type": "article-journal",
    "title": "The necessary and sufficient conditions",
    "author": [{"family": "Rogers", "given": "Carl R."}],
    "issued": {"date-parts": [[1957]]},
}


def ask(client, typed, **more):
    return client.get(reverse("admin:concepts_entry_complete"), {"q": typed, **more})


def options(response):
    return [each for each in document(response).iter("li") if each.get("role") == "option"]


def offered(response):
    return [
        (text_of(each.find("b")), each.get("data-insert"))
        for each in options(response)
        if not each.get("data-new")
    ]


def new(response):
    return [each.get("data-new") for each in options(response) if each.get("data-new")]


def test_pages_are_offered_by_the_beginning_of_a_name_and_drafts_after_them(desk, publish, write):
    publish("countertransference", kind="challenge", summary="The therapist's own history.")
    publish("contracting", "framework", title="Counting steps")
    write("counselling-skills", summary="What one does.")
    write("trust", body="Counselling is in the text alone.\n")
    response = ask(desk, "coun")
    assert offered(response) == [
        ("Countertransference", "countertransference"),
        ("Counting steps", "Counting steps"),
        ("Counselling skills", "counselling skills"),
    ]
    said = [" ".join(text_of(each).split()) for each in options(response)]
    assert "Challenge" in said[0] and "The therapist's own history." in said[0]
    assert "Draft" in said[2]


def test_an_alias_finds_its_page(desk, publish, write):
    publish("unconditional-positive-regard", aliases=("UPR",))
    write("sympathy", aliases=("Pity",))
    [option] = options(ask(desk, "UPR"))[:1]
    assert option.get("data-insert") == "Unconditional positive regard"
    assert "Also called UPR" in text_of(option)
    assert offered(ask(desk, "pit")) == [("Sympathy", "sympathy")]


def test_the_case_of_what_was_typed_is_kept_where_the_title_has_no_name_in_it(desk, publish):
    publish("trust")
    publish("rogers-view", title="Rogers' View")
    assert offered(ask(desk, "tru")) == [("Trust", "trust")]
    assert offered(ask(desk, "Tru")) == [("Trust", "Trust")]
    assert offered(ask(desk, "rog")) == [("Rogers' View", "Rogers' View")]


def test_a_title_that_can_not_stand_in_a_link_is_linked_by_its_slug(desk, publish):
    publish("odd", title="Odd | #1")
    assert offered(ask(desk, "odd")) == [("Odd | #1", "odd")]


def test_withdrawn_pages_references_and_tags_are_not_offered_for_a_link(desk, publish, boss):
    gone = publish("rogerian", tags=("rogers",))
    publishing.withdraw(gone, boss, reason="Wrong.")
    publishing.save_reference(WORK)
    assert offered(ask(desk, "roger")) == []


def test_a_draft_is_only_begun_and_its_form_has_the_title(desk, publish):
    publish("trust")
    before = Entry.objects.count()
    [address] = new(ask(desk, "counter & more"))
    form = desk.get(address)
    values = {each.get("name"): each.get("value") for each in document(form).iter("input")}
    assert (values["title"], values["slug"]) == ("Counter & more", "counter-more")
    assert Entry.objects.count() == before
    assert new(ask(desk, "TRUST")) == [], "there is such a page"
    assert new(ask(desk, " ")) == []


def test_references_and_passages_are_offered_for_a_citation(desk, publish, source):
    publishing.save_reference(WORK)
    publish("rogers")
    for typed in ("rog", "Rogers 1957", "necessary and"):
        [(_, insert)] = offered(ask(desk, typed, **{"for": "citation"}))
        assert insert == "rogers-1957"
    [offer] = offered(ask(desk, "open", **{"for": "citation"}))
    assert offer == ("Open Communication", "meaning: Open Communication")
    assert len(offered(ask(desk, "meaning: ", **{"for": "citation"}))) == 2
    response = ask(desk, "zxq", **{"for": "citation"})
    assert options(response) == []


@pytest.mark.parametrize(
    "typed",
    ["<script>alert(1)</script>", "\0", "%", "'; --", '"', "x" * 5000, "type:concept", "]]", "ÿ🙂"],
)
@pytest.mark.parametrize("kind", ["link", "citation", "odd"])
def test_any_text_gets_a_list(desk, publish, typed, kind):
    publish("trust")
    response = ask(desk, typed, **{"for": kind})
    assert response.status_code == 200
    assert b"<script" not in response.content


def test_a_hostile_title_is_text(desk, write):
    write("odd", title='Odd "><img src=x onerror=alert(1)>')
    response = ask(desk, "odd")
    assert len(offered(response)) == 1
    assert not list(document(response).iter("img"))


def test_only_those_who_look_pages_up_get_it(publish):
    publish("trust")
    assert ask(Client(), "tru").status_code == 302
    assert ask(signed_in(person("ida", "change_reference")), "tru").status_code == 403
    viewer = signed_in(person("karl", "view_question"))
    assert offered(ask(viewer, "tru")) == [("Trust", "trust")]
    assert new(ask(viewer, "something")) == [], "who may not add a concept is not asked to"


def test_many_pages_cost_few_questions(desk, publish, write, django_assert_max_num_queries):
    for number in range(12):
        publish(f"trust-{number}")
        write(f"trusting-{number}")
    with django_assert_max_num_queries(8):
        response = ask(desk, "trust")
    assert len(offered(response)) == 10
