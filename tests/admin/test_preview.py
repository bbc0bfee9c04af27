"""What stands in the form is shown as readers would see it. It is kept nowhere and runs nothing."""

import pytest
from django.apps import apps
from django.core.serializers import serialize
from django.test import Client
from django.urls import reverse

from concepts import contentfile, publishing
from concepts.contentfile import Member, RelationLine
from tests.admin.conftest import person, signed_in
from tests.admin.reading import add_address, address, document, filled, text_of, words


def preview_address(type="concept"):
    return reverse(f"admin:concepts_{type}_preview")


def frame_address():
    return reverse("admin:concepts_concept_frame")


def links(response):
    return {text_of(each): each.get("href") for each in document(response).iter("a")}


def marked(response, name):
    return [text_of(each) for each in document(response).iter() if each.get("class") == name]


def everything():
    models = [
        *apps.get_app_config("concepts").get_models(),
        *apps.get_app_config("admin").get_models(),
    ]
    return [serialize("json", model.objects.order_by("pk")) for model in models]


def test_unsaved_text_is_shown_in_the_readers_look_and_nothing_is_written(desk, publish, source):
    publish("trust", summary="Daring to rely.")
    entry = publish("empathy", body="Old.\n")
    form = filled(desk.get(address(entry)))
    before = everything()
    response = desk.post(
        address(entry, "preview"),
        form
        | {
            "title": "Empathy's new name",
            "summary": "Sensing another's world.",
            "body": "## It\r\n\r\nA *sense* of [[Trust]] [@meaning: Open Communication].\r\n",
            "relations-TOTAL_FORMS": "1",
            "relations-0-type": "builds",
            "relations-0-to": "trust",
            "relations-0-reason": "It helps, as [[trust]] does.",
            "relations-0-basis": "practice",
            "relations-0-ORDER": "1",
        },
    )
    assert response.status_code == 200
    said = words(response)
    assert "Empathy’s new name" in said and "Sensing another’s world." in said
    assert "builds Trust : It helps, as trust does." in said.replace("Trust:", "Trust :")
    assert links(response)["Trust"] == "/concepts/trust/"
    assert "Sources" in said and "Open Communication" in said
    assert b"css/site.css" in response.content
    assert everything() == before


def test_links_to_nothing_to_drafts_and_unknown_citations_are_told_apart(desk, publish, write):
    entry = publish("empathy")
    draft = write("sympathy", aliases=("Feeling for",))
    gone = publish("gone")
    publishing.withdraw(gone, gone.head.author, reason="Wrong.")
    form = filled(desk.get(address(entry)))
    form["body"] = (
        "[[Congruance]], [[feeling for|that]], [[Gone]], [[Empathy]] [@nobody-1999]"
        " [@meaning: Nothing; @A B].\r\n"
    )
    response = desk.post(address(entry, "preview"), form)
    assert marked(response, "broken") == [
        "Congruance",
        "nobody-1999",
        "meaning: Nothing",
        "[@meaning: Nothing; @A B]",
    ]
    assert links(response)["that"] == address(draft)
    said = words(response)
    assert "that draft, Gone withdrawn, Empathy" in said
    assert "Congruance (leads nowhere)" in said and "nobody-1999 (is unknown)" in said


def test_a_framework_and_a_question_are_shown_too(desk, publish):
    publish("trust")
    parts = publish("parts", "framework", members=(Member(entry="trust", note="First [[x]]."),))
    response = desk.post(address(parts, "preview"), filled(desk.get(address(parts))))
    assert "Members" in words(response) and marked(response, "broken") == ["x"]
    asked = publish("why", "question", title="Why?")
    response = desk.post(address(asked, "preview"), filled(desk.get(address(asked))))
    assert "Why?" in words(response)


def test_what_the_page_itself_does_not_show_is_listed_below_it(desk, publish):
    publish("trust")
    entry = publish("why", "question", title="Why?")
    form = filled(desk.get(address(entry)))
    form |= {"concepts": ["trust"], "search": "how come\r\nwhat for"}
    said = words(desk.post(address(entry, "preview"), form))
    assert "Also on the form Search words: how come, what for About: Trust" in said


def test_a_page_that_is_only_begun_can_be_looked_at(desk):
    form = filled(desk.get(add_address("concept")))
    response = desk.post(preview_address(), form | {"body": "The first *words*.\r\n"})
    said = words(response)
    assert "Untitled" in said and "The first words." in said
    assert "quality" not in said.lower(), "no kind was chosen"


# What can't be shown


@pytest.mark.parametrize(
    ("typed", "where", "message"),
    [
        ({"body": "Fine.\r\n\r\nA bell\x07.\r\n"}, "Article, line 3", "U+0007"),
        ({"body": "Fine.\n\n" + "[ " * 401 + "\n"}, "Article", "401 brackets"),
        ({"body": "Fine.\n\n" + "> " * 30 + "deep\n"}, "Article", "nested 30 deep"),
        ({"body": "Fine.\n\n" + "*a_" * 30_000 + "[\n"}, "Article, line 3", "empty line"),
        ({"body": "x" * 200_001}, "The page", "200,000 is the most"),
        ({"title": "x" * 201}, "Title", "200"),
        ({"aliases": "one\r\ntwo\x07"}, "Also called, line 2", "U+0007"),
        (
            {
                "relations-TOTAL_FORMS": "1",
                "relations-0-type": "builds",
                "relations-0-ORDER": "1",
            },
            "Relations, row 1",
            "other page",
        ),
    ],
)
def test_a_faulty_text_has_its_faults_with_their_places_instead(
    desk, publish, typed, where, message
):
    entry = publish("empathy", body="What was saved.\n")
    form = filled(desk.get(address(entry))) | typed
    response = desk.post(address(entry, "preview"), form)
    assert response.status_code == 200
    faults = [
        item
        for each in document(response).iter("ul")
        if each.get("class") == "faults"
        for item in each
    ]
    assert faults and text_of(faults[0]).strip().startswith(where), words(response)[:500]
    assert message in text_of(faults[0])
    assert "line" not in where or faults[0].get("data-line") == where[-1]
    assert "What was saved" not in words(response)


HOSTILE = [
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "[x](javascript:alert(1))",
    "[[<script>alert(1)</script>]]",
    "[[x|<img src=x onerror=alert(1)>]]",
    "[@x: <script>alert(1)</script>]",
    "</main></body><script>alert(1)</script>",
    '"><svg onload=alert(1)>',
    "{{ 1 }} {% load x %}",
]


@pytest.mark.parametrize("typed", HOSTILE)
@pytest.mark.parametrize("field", ["title", "summary", "aliases", "body", "relations-0-reason"])
def test_nothing_typed_becomes_markup(desk, publish, field, typed):
    publish("trust")
    entry = publish(
        "empathy", relations=(RelationLine("builds", "trust", "It helps.", "practice"),)
    )
    form = filled(desk.get(address(entry))) | {field: typed}
    response = desk.post(address(entry, "preview"), form)
    assert response.status_code == 200
    elements = list(document(response).iter())
    assert not [each for each in elements if each.tag in ("script", "svgx")]
    assert not [each for each in elements if each.tag == "img"]
    for each in elements:
        assert not [name for name in each.keys() if str(name).startswith("on")]  # noqa: SIM118
        assert not (each.get("href") or "").startswith("javascript:")


# Who may, and how


def test_the_preview_has_a_policy_of_its_own_that_forbids_scripts(desk, publish):
    entry = publish("empathy")
    for response in (
        desk.post(address(entry, "preview"), filled(desk.get(address(entry)))),
        desk.get(frame_address()),
    ):
        policy = response["Content-Security-Policy"]
        assert "script-src 'none'" in policy and "default-src 'none'" in policy
        assert "form-action 'none'" in policy and "frame-ancestors 'self'" in policy
        assert response["X-Frame-Options"] == "SAMEORIGIN"
    form = desk.get(address(entry))
    assert "frame-src 'self'" in form["Content-Security-Policy"]
    assert form["X-Frame-Options"] == "DENY"
    assert "frame-src" not in desk.get(reverse("admin:index"))["Content-Security-Policy"]


def test_it_is_asked_for_by_post_alone(desk, publish):
    entry = publish("empathy")
    for where in (address(entry, "preview"), preview_address()):
        assert desk.get(where).status_code == 405
        assert desk.put(where).status_code == 405
    assert desk.post(frame_address()).status_code == 405


def test_it_needs_the_token_of_the_form(boss, publish):
    entry = publish("empathy")
    client = Client(enforce_csrf_checks=True)
    client.force_login(boss)
    assert client.post(address(entry, "preview"), {"body": "x"}).status_code == 403
    form = client.get(address(entry))
    token = {"csrfmiddlewaretoken": form.context["csrf_token"]}
    assert client.post(address(entry, "preview"), token | filled(form)).status_code == 200


def test_only_those_who_may_change_the_page_see_it(publish):
    entry, question = publish("empathy"), publish("why", "question")
    viewer = signed_in(person("ida", "view_concept"))
    asker = signed_in(person("karl", "change_question"))
    adder = signed_in(person("lena", "add_concept"))
    reader = Client()
    for client in (viewer, asker, adder):
        assert client.post(address(entry, "preview"), {"body": "x"}).status_code == 403
    assert asker.post(address(question, "preview"), {"body": "x"}).status_code == 200
    for client in (viewer, asker):
        assert client.post(preview_address(), {"body": "x"}).status_code == 403
        assert client.get(frame_address()).status_code == 403
    assert adder.post(preview_address(), {"body": "x"}).status_code == 200
    assert adder.get(frame_address()).status_code == 200
    for where in (address(entry, "preview"), preview_address()):
        assert reader.post(where, {"body": "x"}).status_code == 302
    assert reader.get(frame_address()).status_code == 302


def test_a_page_that_is_not_there_is_missing(desk, publish):
    question = publish("why", "question")
    for pk in (0, 999_999, question.pk):
        where = reverse("admin:concepts_concept_preview", args=[pk])
        assert desk.post(where, {"body": "x"}).status_code == 404


def test_an_empty_or_odd_post_is_no_failure(desk, publish):
    entry = publish("empathy")
    for data in ({}, {"relations-TOTAL_FORMS": "x"}, {"relations-TOTAL_FORMS": "9999999"}):
        assert desk.post(address(entry, "preview"), data).status_code == 200


def test_what_is_shown_is_what_would_be_published(desk, publish):
    """The same text, saved and published, has the same article."""
    publish("trust")
    entry = publish("empathy", body="Old.\n")
    form = filled(desk.get(address(entry)))
    form["body"] = "## Part\r\n\r\n> [!example] Here\r\n> **Client:** Yes, [[trust]].\r\n"
    shown = desk.post(address(entry, "preview"), form).content.decode()
    desk.post(address(entry), form)
    entry.refresh_from_db()
    publishing.publish(entry, entry.head.author, note="More")
    page = desk.get("/concepts/empathy/").content.decode()
    start = '<aside class="block block-example">'
    aside = shown[shown.index(start) : shown.index("</aside>")]
    assert aside in page
    assert contentfile.parse(entry.head.text, "concept").body.startswith("## Part")


def test_the_form_has_a_button_that_previews_without_scripts(desk, publish):
    entry = publish("empathy")
    for response, where in (
        (desk.get(address(entry)), address(entry, "preview")),
        (desk.get(add_address("concept")), preview_address()),
    ):
        [button] = [
            each for each in document(response).iter("button") if each.get("formaction") == where
        ]
        assert button.get("formtarget") == "_blank"
