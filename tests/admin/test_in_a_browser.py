"""The admin in Chromium, on plain http, under the site's Content-Security-Policy."""

import re

import pytest
from playwright.sync_api import expect

from concepts import contentfile
from concepts.contentfile import Member, RelationLine
from concepts.models import Entry


def choose(page, box, typed, found):
    """Chooses in a select2 box what `typed` finds."""
    box.click()
    page.keyboard.type(typed)
    page.locator(".select2-results__option--highlighted", has_text=found).click()


def head(slug):
    entry = Entry.objects.get(slug=slug)
    return contentfile.parse(entry.head.text, entry.type)


def test_a_page_is_written_published_and_changed(window, publish, vocabulary, source):
    publish("trust")
    page = window()
    page.click("text=Concepts")
    page.click("text=Add concept")
    page.type("#id_title", "Warm empathy")
    assert page.input_value("#id_slug") == "warm-empathy"
    page.select_option("#id_kind", "quality")
    page.fill("#id_summary", "Sensing what it is like.")
    tags = page.locator(".field-tags .select2-selection")
    choose(page, tags, "list", "listening")
    choose(page, tags, "ethi", "ethics")
    choose(page, page.locator(".field-sources .select2-selection"), "open", "Open Communication")
    page.fill("#id_body", "## What it is\n\nA sense, with a [[Congruance]].\n")
    page.click("text=Add a relation")
    row = page.locator("[data-row]").last
    row.locator("select[name$=type]").select_option("builds")
    assert row.locator("use").get_attribute("href").endswith("#t-builds")
    choose(page, row.locator(".select2-selection"), "tru", "Trust")
    row.locator("textarea[name$=reason]").fill("It helps.")
    row.locator("select[name$=basis]").select_option("practice")
    page.click("text=Save draft")
    assert "Saved as a draft" in page.inner_text(".messagelist")
    content = head("warm-empathy")
    assert content.tags == ("listening", "ethics")
    assert content.relations == (RelationLine("builds", "trust", "It helps.", "practice"),)
    assert content.sources[0].heading == "Open Communication"

    page.click("text=Show in text")
    chosen = "[id_body.selectionStart, id_body.selectionEnd]"
    start, end = page.evaluate(
        f"(() => {{ const id_body = document.getElementById('id_body'); return {chosen} }})()"
    )
    assert page.input_value("#id_body")[start:end] == "[[Congruance]]"
    page.fill("#id_body", "## What it is\n\nA sense.\n")
    page.click("text=Save and publish…")
    expect(page).to_have_title(re.compile("^Publish: Warm empathy"))
    page.fill("#id_change_note", "First written")
    page.check("[value=meaning]")
    page.click("text=Publish edition 1")
    assert "Edition 1 is published" in page.inner_text(".messagelist")
    entry = Entry.objects.get(slug="warm-empathy")
    assert (entry.title, entry.body) == ("Warm empathy", "## What it is\n\nA sense.\n")
    assert entry.relations.get().target.slug == "trust"
    assert page.faults == []


def test_rows_are_moved_and_removed(window, publish, write):
    for slug in ("goals", "tasks", "bond"):
        publish(slug)
    entry = write("parts", "framework", members=tuple(Member(entry=s) for s in ("goals", "tasks")))
    page = window()
    page.at(f"/admin/concepts/framework/{entry.pk}/change/")
    assert page.locator("[data-row]").count() == 2, "no empty row where a button makes one"
    page.click("text=Add a member")
    row = page.locator("[data-row]").last
    choose(page, row.locator(".select2-selection"), "bon", "Bond, concept")
    row.locator("text=Up").click()
    row = page.locator("[data-row]").nth(1)
    assert "Bond" in row.inner_text()
    row.locator("text=Up").click()
    page.locator("[data-row]").nth(1).locator("text=Remove").click()
    assert "kb-removed-row" in page.locator("[data-row]").nth(1).get_attribute("class")
    page.click("text=Save draft")
    assert head("parts").members == (Member(entry="bond"), Member(entry="tasks"))
    page.click("text=Add a member")
    page.click("text=Save draft")
    assert "Nothing was changed" in page.inner_text(".messagelist"), "an empty row is none"
    assert page.faults == []


def test_the_form_works_without_javascript(window, publish, write):
    for slug in ("goals", "tasks"):
        publish(slug)
    entry = write("parts", "framework", members=tuple(Member(entry=s) for s in ("goals", "tasks")))
    page = window(java_script_enabled=False)
    page.at(f"/admin/concepts/framework/{entry.pk}/change/")
    rows = page.locator("[data-row]")
    assert rows.count() == 3
    rows.nth(0).locator(".kb-position").fill("2")
    rows.nth(1).locator(".kb-position").fill("1")
    rows.nth(2).locator("[name$=-label]").fill("Trust")
    rows.nth(2).locator("textarea").fill("A sentence.")
    page.click("text=Save draft")
    assert head("parts").members == (
        Member(entry="tasks"),
        Member(entry="goals"),
        Member(label="Trust", note="A sentence."),
    )


@pytest.mark.parametrize("width", [1280, 390, 320])
def test_nothing_stands_beyond_the_side_of_the_window(window, publish, write, source, width):
    entry = publish("empathy", aliases=("feeling with",), body="[[nothing]]\n" + "x" * 300 + "\n")
    write("empathy", title="Empathy " + "x" * 190, body="Other.\n\n" + "y" * 300 + "\n")
    page = window(viewport={"width": width, "height": 900})
    concept = f"/admin/concepts/concept/{entry.pk}"
    for path in (
        "/admin/",
        "/admin/concepts/concept/",
        "/admin/concepts/framework/add/",
        "/admin/concepts/source/meaning/change/",
        "/admin/concepts/reference/add/",
        *(
            f"{concept}/{act}/"
            for act in ("change", "history", "publish", "withdraw", "rename", "merge")
        ),
        f"{concept}/compare/",
        f"{concept}/revisions/{entry.head_id}/",
    ):
        assert page.at(path).status == 200, path
        wide = page.evaluate("document.documentElement.scrollWidth")
        assert wide <= width, f"{path} is {wide} wide"
    assert page.faults == []
