"""Writing an article in Chromium: preview, completion, link check, tools, and leaving."""

import re

import pytest
from playwright.sync_api import expect

from concepts import contentfile, publishing
from concepts.models import Entry
from tests.accessibility.axe import SCRIPT, violations
from tests.admin.reading import address

CHOSEN = """() => {
    const field = document.activeElement;
    return field.value.slice(field.selectionStart, field.selectionEnd);
}"""


@pytest.fixture
def article(publish, write):
    """A page with a broken link, among others to link to."""
    publish("trust", summary="Daring to rely.")
    publish("countertransference", kind="challenge", summary="The therapist's own history.")
    publish("congruence")
    write("counselling-skills")
    return publish("empathy", body="## What it is\n\nA sense with [[Congruance]] and [[trust]].\n")


@pytest.fixture
def desk_of(window):
    """Opens the form of a page, once its preview is there."""

    def desk_of(entry, **options):
        page = window(**options)
        page.at(address(entry))
        page.preview = page.frame_locator("iframe[data-preview]").locator("main")
        page.told = page.locator("[data-told]")
        expect(page.told).to_have_text("The preview shows what is typed")
        return page

    return desk_of


def write_at_end(page, text):
    body = page.locator("#id_body")
    body.focus()
    body.evaluate("field => field.setSelectionRange(field.value.length, field.value.length)")
    page.keyboard.type(text)


def test_what_is_typed_is_previewed_a_moment_later(desk_of, article):
    page = desk_of(article)
    expect(page.preview.locator("h1")).to_have_text("Empathy")
    expect(page.preview.locator(".broken")).to_have_text("Congruance")
    wavy = page.preview.locator(".broken").evaluate("e => getComputedStyle(e).textDecorationStyle")
    assert wavy == "wavy"
    write_at_end(page, "\nMore of [[counselling skills]].\n")
    expect(page.preview).to_contain_text("More of counselling skills draft.")
    page.fill("#id_title", "Warm empathy")
    expect(page.preview.locator("h1")).to_have_text("Warm empathy")
    assert Entry.objects.get(slug="empathy").revisions.count() == 1, "nothing was saved"
    assert page.faults == []


def test_the_preview_is_refreshed_at_once_on_request_and_stays_where_it_was(desk_of, publish):
    entry = publish("long", body="\n".join(f"Paragraph {number}.\n" for number in range(80)))
    page = desk_of(entry)
    top = "() => document.scrollingElement.scrollTop"
    frame = page.frames[1]
    frame.evaluate("() => { scrollTo({top: 900, behavior: 'instant'}) }")
    # The moment after typing never comes: only the request counts.
    page.evaluate("() => { window.setTimeout = () => 0 }")
    write_at_end(page, "The end.")
    assert "The end." not in page.preview.inner_text()
    page.keyboard.press("Control+Enter")
    expect(page.preview).to_contain_text("The end.")
    assert frame.evaluate(top) == 900
    assert page.input_value("#id_body").endswith("The end."), "no line was added"
    assert page.faults == []


def test_a_fault_is_told_with_its_line_and_the_text_stays(desk_of, article):
    page = desk_of(article)
    body = page.input_value("#id_body")
    page.fill("#id_body", body + "\nA bell\x07.\n")
    refused = page.locator("[data-refused]")
    expect(refused).to_contain_text("Article, line 5")
    expect(refused).to_contain_text("U+0007")
    expect(page.locator("[data-status]")).to_contain_text("Not previewed: 1 thing to mend")
    refused.locator("a").click()
    assert page.evaluate(CHOSEN) == "A bell\x07."
    page.keyboard.type("No bell.")
    expect(page.preview).to_contain_text("No bell.")
    expect(refused).to_be_hidden()
    assert page.faults == []


def test_nothing_typed_runs_in_the_preview_even_where_it_got_in(desk_of, article):
    page = desk_of(article)
    assert page.locator("iframe").get_attribute("sandbox") == (
        "allow-same-origin allow-popups allow-popups-to-escape-sandbox"
    )
    page.evaluate(
        """() => {
            const there = document.querySelector('iframe').contentDocument;
            const script = there.createElement('script');
            script.textContent = 'parent.ran = true';
            there.body.append(script);
            there.body.insertAdjacentHTML('beforeend', '<img src=x onerror="parent.ran = true">');
        }"""
    )
    expect(page.preview.locator("h1")).to_have_text("Empathy")
    assert page.evaluate("window.ran") is None
    assert page.faults != [], "the policy would be noticed"


def test_the_preview_follows_the_colours_of_the_admin(desk_of, article):
    page = desk_of(article, color_scheme="light")
    root = "() => document.documentElement.dataset.theme"
    paper = "() => getComputedStyle(document.documentElement).backgroundColor"
    light = page.frames[1].evaluate(paper)
    while page.evaluate(root) != "dark":
        page.click("#header .theme-toggle")
    there = page.frame_locator("iframe").locator("html")
    expect(there).to_have_attribute("data-theme", "dark")
    assert page.frames[1].evaluate(paper) != light


# Completion


def test_a_link_is_completed_by_keyboard(desk_of, article):
    page = desk_of(article)
    body = page.locator("#id_body")
    write_at_end(page, "It can flood, when [[coun")
    offers = page.locator("#kb-offers [role=option]")
    expect(offers).to_have_count(3)
    assert offers.nth(0).get_attribute("aria-selected") == "true"
    assert body.get_attribute("aria-activedescendant") == offers.nth(0).get_attribute("id")
    assert body.get_attribute("aria-controls") == "kb-offers"
    assert body.get_attribute("aria-autocomplete") == "list"
    expect(page.locator("[data-status]")).to_contain_text("2 pages")
    page.keyboard.press("ArrowDown")
    assert body.get_attribute("aria-activedescendant") == offers.nth(1).get_attribute("id")
    page.keyboard.press("ArrowUp")
    page.keyboard.press("Enter")
    assert page.input_value("#id_body").endswith("It can flood, when [[countertransference]]")
    expect(offers).to_have_count(0)
    assert body.get_attribute("aria-activedescendant") is None
    page.keyboard.type(" comes.")
    assert page.input_value("#id_body").endswith("[[countertransference]] comes.")
    expect(page.preview.locator("a[href='/concepts/countertransference/']")).to_have_count(1)
    assert page.faults == []


def test_what_was_taken_can_be_undone(desk_of, article):
    page = desk_of(article)
    before = page.input_value("#id_body")
    write_at_end(page, "[[coun")
    expect(page.locator("#kb-offers")).to_be_visible()
    page.keyboard.press("Tab")
    assert page.input_value("#id_body") == before + "[[countertransference]]"
    page.keyboard.press("Control+z")
    assert page.input_value("#id_body") == before + "[[coun"


def test_escape_closes_the_list_and_enter_is_a_line_again(desk_of, article):
    page = desk_of(article)
    write_at_end(page, "[[coun")
    expect(page.locator("#kb-offers")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.locator("[data-offers]")).to_be_hidden()
    page.keyboard.press("Enter")
    assert page.input_value("#id_body").endswith("[[coun\n")


def test_a_pointer_takes_too_and_leaving_the_field_closes(desk_of, article):
    page = desk_of(article)
    write_at_end(page, "[[coun")
    page.locator("#kb-offers [role=option]").nth(1).click()
    assert page.input_value("#id_body").endswith("[[counselling skills]]")
    page.keyboard.type(" [[coun")
    expect(page.locator("#kb-offers")).to_be_visible()
    page.focus("#id_title")
    expect(page.locator("[data-offers]")).to_be_hidden()


def test_within_a_link_what_is_behind_the_caret_is_replaced(desk_of, article):
    page = desk_of(article)
    for before, typed, after, becomes in (
        ("A [[", "coun", "]] b", "A [[countertransference]] b"),
        ("A [[", "coun", "tess]] b", "A [[countertransference]] b"),
        ("A [[", "coun", "|label]] b", "A [[countertransference|label]] b"),
        ("A [[", "coun", " and [[trust]] b", "A [[countertransference]] and [[trust]] b"),
    ):
        page.fill("#id_body", before + after)
        page.evaluate(
            f"document.getElementById('id_body').setSelectionRange({len(before)}, {len(before)})"
        )
        page.keyboard.type(typed)
        expect(page.locator("#kb-offers")).to_be_visible()
        page.keyboard.press("Enter")
        assert page.input_value("#id_body") == becomes


def test_while_letters_are_composed_nothing_is_taken(desk_of, article):
    page = desk_of(article)
    body = page.locator("#id_body")
    write_at_end(page, "[[coun")
    expect(page.locator("#kb-offers")).to_be_visible()
    taken = body.evaluate(
        """field => !field.dispatchEvent(new KeyboardEvent('keydown', {
            key: 'Enter', isComposing: true, bubbles: true, cancelable: true
        }))"""
    )
    assert not taken, "the Enter belongs to the composition"
    assert page.input_value("#id_body").endswith("[[coun")


def test_a_draft_is_begun_in_a_new_tab_only_by_choosing_it(desk_of, article):
    page = desk_of(article)
    write_at_end(page, "[[sympathy")
    option = page.locator("#kb-offers [data-new]")
    expect(option).to_be_visible()
    assert option.get_attribute("aria-selected") == "false", "an Enter stays a new line"
    page.keyboard.press("ArrowDown")
    with page.context.expect_page() as opened:
        page.keyboard.press("Enter")
    form = opened.value
    expect(form.locator("#id_title")).to_have_value("Sympathy")
    expect(form.locator("#id_slug")).to_have_value("sympathy")
    assert page.input_value("#id_body").endswith("[[sympathy]]")
    assert not Entry.objects.filter(slug="sympathy").exists()


def test_a_citation_is_completed_and_its_place_can_follow(desk_of, article, source):
    publishing.save_reference(
        {
            "id": "rogers-1957",
            "type": "article-journal",
            "title": "Conditions",
            "author": [{"family": "Rogers", "given": "Carl R."}],
            "issued": {"date-parts": [[1957]]},
        }
    )
    page = desk_of(article)
    write_at_end(page, "So it is")
    page.click("[data-before='[@']")
    page.keyboard.type("rog")
    expect(page.locator("#kb-offers [role=option]")).to_have_count(1)
    page.keyboard.press("Enter")
    page.keyboard.type(", p. 96; ope")
    expect(page.locator("#kb-offers [role=option]")).to_have_count(1)
    page.keyboard.press("Enter")
    assert page.input_value("#id_body").endswith(
        "So it is[@rogers-1957, p. 96; meaning: Open Communication]"
    )
    expect(page.preview.locator(".sources li")).to_have_count(2)
    assert page.faults == []


# The link check


def test_a_broken_link_is_shown_and_mended_by_its_buttons(desk_of, article):
    page = desk_of(article)
    item = page.locator("#link-check li", has_text="Congruance")
    page.click("text=Show in text")
    assert page.evaluate(CHOSEN) == "[[Congruance]]"
    page.click("text=Use Congruence")
    assert page.evaluate(CHOSEN) == "[[Congruence]]"
    assert "A sense with [[Congruence]] and" in page.input_value("#id_body")
    expect(item).to_contain_text("It is gone from the text.")
    expect(item.locator("button").first).to_be_hidden()
    expect(page.locator("[data-broken]")).to_have_text("0")
    expect(page.preview.locator(".broken")).to_have_count(0)
    page.keyboard.press("Control+z")
    expect(item.locator("text=Use Congruence")).to_be_visible()
    page.click("text=Use Congruence")
    page.click("text=Save draft")
    head = Entry.objects.get(slug="empathy").head
    body = contentfile.parse(head.text, "concept").body
    assert body == "## What it is\n\nA sense with [[Congruence]] and [[trust]].\n"
    assert page.faults == []


# Tools


def test_tools_write_what_the_text_format_has(desk_of, article):
    page = desk_of(article)
    page.fill("#id_body", "One two\n")

    def choose(words):
        page.evaluate(
            """words => {
                const field = document.getElementById('id_body');
                const at = field.value.indexOf(words);
                field.focus();
                field.setSelectionRange(at, at + words.length);
            }""",
            words,
        )

    choose("two")
    page.click("[data-around='**']")
    assert page.input_value("#id_body") == "One **two**\n"
    page.keyboard.press("Control+b")
    assert page.input_value("#id_body") == "One two\n", "pressed again it is taken away"
    page.keyboard.press("Control+i")
    assert page.input_value("#id_body") == "One *two*\n"
    page.click("text=H2")
    assert page.input_value("#id_body") == "## One *two*\n"
    page.click("text=H3")
    page.click("text=H3")
    assert page.input_value("#id_body") == "One *two*\n"
    choose("One")
    page.click("[data-before='[[']")
    assert page.input_value("#id_body") == "[[One]] *two*\n"
    choose("\n")
    page.click("text=Dialogue")
    assert page.input_value("#id_body") == (
        "[[One]] *two*\n\n> [!example] Where, and which session\n"
        "> **Client:** What they say.\n> **Therapist:** What they answer.\n"
    )
    assert page.evaluate(CHOSEN) == "Where, and which session"
    page.keyboard.type("By phone")
    expect(page.preview.locator(".block-label")).to_have_text("Our example: By phone")
    expect(page.preview.locator(".dialogue dt")).to_have_count(2)
    assert page.faults == []


def test_tools_are_one_stop_for_tab_and_arrows_lead_on(desk_of, article):
    page = desk_of(article)
    page.focus("[data-tools] button")
    page.keyboard.press("ArrowRight")
    assert page.evaluate("document.activeElement.textContent") == "H3"
    page.keyboard.press("End")
    assert page.evaluate("document.activeElement.textContent") == "Reflection"
    page.keyboard.press("ArrowRight")
    assert page.evaluate("document.activeElement.textContent") == "H2"
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.id") == "id_body"


def test_words_links_and_letters_are_counted(desk_of, article):
    page = desk_of(article)
    page.fill("#id_body", "Trust [[trust|counts]] twice [@x-1]: [[Trust]], [[hope]].\n")
    expect(page.locator("[data-count]")).to_have_text(
        "5 words, about 1 minute. 2 links to other pages."
    )
    page.fill("#id_summary", "x" * 203)
    expect(page.locator(".kb-count")).to_have_text("203 of 200 characters: 3 too many")


# Leaving


def test_leaving_asks_only_where_something_would_be_lost(desk_of, article):
    page = desk_of(article)
    asked = []
    page.on("dialog", lambda dialog: (asked.append(dialog.type), dialog.dismiss()))
    write_at_end(page, "More.")
    page.click("#header >> text=View site")
    page.wait_for_function("true")
    assert asked == ["beforeunload"]
    assert page.input_value("#id_body").endswith("More.")
    page.click("text=Save draft")
    expect(page.locator(".messagelist")).to_contain_text("Saved as a draft")
    expect(page.told).to_have_text("The preview shows what is typed")
    page.click("#header >> text=View site")
    expect(page).to_have_title(re.compile("Withness"))
    assert asked == ["beforeunload"]


# Everywhere


@pytest.mark.parametrize("width", [390, 320])
def test_on_a_phone_the_parts_stand_one_below_another(desk_of, article, width):
    page = desk_of(article, viewport={"width": width, "height": 800})
    write_at_end(page, "[[coun")
    expect(page.locator("#kb-offers")).to_be_visible()
    field, offers, frame = (
        page.locator(each).bounding_box() for each in ("#id_body", "#kb-offers", "iframe")
    )
    assert field["y"] + field["height"] <= offers["y"] + 1
    assert offers["y"] + offers["height"] <= frame["y"] + 1
    assert frame["width"] >= width - 60
    page.keyboard.press("Enter")
    expect(page.preview.locator("a[href='/concepts/countertransference/']")).to_have_count(1)
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert page.frames[1].evaluate("document.documentElement.scrollWidth") <= frame["width"]
    for button in page.locator(".kb-bar button, .kb-go button:visible").all():
        box = button.bounding_box()
        assert box["height"] >= 24 and box["width"] >= 24
    assert page.faults == []


def test_without_javascript_the_field_is_plain_and_the_preview_a_tab(window, article):
    page = window(java_script_enabled=False)
    page.at(address(article))
    assert page.locator("#id_body").is_visible()
    assert page.locator("iframe, .kb-editor").count() == 0
    assert page.locator("#link-check button:visible").count() == 0
    page.fill("#id_body", "Unsaved *words*.\n")
    with page.context.expect_page() as opened:
        page.click("text=Preview in a new tab")
    expect(opened.value.locator("main")).to_contain_text("Unsaved words.")
    assert Entry.objects.get(slug="empathy").revisions.count() == 1


@pytest.mark.skipif(not SCRIPT.exists(), reason="the packages of npm are not installed")
@pytest.mark.parametrize("width", [1280, 390])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_in_any_state_of_the_desk(desk_of, article, scheme, width):
    size = {"width": width, "height": 900}
    page = desk_of(article, viewport=size, color_scheme=scheme, reduced_motion="reduce")
    assert violations(page) == []
    write_at_end(page, "[[coun")
    expect(page.locator("#kb-offers")).to_be_visible()
    assert violations(page) == []
    page.fill("#id_body", "A bell\x07.\n")
    page.fill("#id_summary", "x" * 201)
    expect(page.locator("[data-refused]")).to_be_visible()
    assert violations(page) == []
