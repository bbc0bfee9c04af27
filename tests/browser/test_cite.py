"""Citing from the foot of a page, in a dialog; without JavaScript on a page of its own."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import PAGES


@pytest.fixture
def page(window):
    page = window(permissions=["clipboard-read", "clipboard-write"])
    page.goto(PAGES["concept"])
    return page


def test_the_dialog_is_used_by_keyboard_and_gives_the_focus_back(page):
    page.locator("[data-cite]").focus()
    page.keyboard.press("Enter")
    dialog = page.get_by_role("dialog", name="Cite or embed this page")
    expect(dialog).to_contain_text("Withness. (2026).")
    expect(dialog.get_by_label("APA 7", exact=True).first).to_be_checked()
    dialog.get_by_role("radio", name="APA 7").focus()
    page.keyboard.press("ArrowRight")
    expect(dialog.locator("section:visible")).to_contain_text("Available at:")
    page.keyboard.press("Escape")
    expect(dialog).to_be_hidden()
    assert page.evaluate("document.activeElement.matches('[data-cite]')")
    assert page.url.endswith(PAGES["concept"])
    assert page.faults == []


def test_what_is_shown_can_be_copied(page):
    page.click("[data-cite]")
    page.get_by_role("radio", name="BibTeX").check()
    page.get_by_role("dialog").get_by_role("button", name="Copy").click()
    expect(page.locator("dialog [role=status]:visible")).to_have_text("Copied")
    assert page.evaluate("navigator.clipboard.readText()").startswith("@incollection{withness-")


def test_an_entry_is_copied_with_its_italics(page):
    page.click("[data-cite]")
    page.get_by_role("dialog").get_by_role("button", name="Copy").click()
    expect(page.locator("dialog [role=status]:visible")).to_have_text("Copied")
    assert page.evaluate("navigator.clipboard.readText()").startswith("Withness. (2026). Empathy")
    rich = page.evaluate(
        """async () => {
            const [item] = await navigator.clipboard.read();
            return (await item.getType("text/html")).text();
        }"""
    )
    assert re.search(r"<i\b[^>]*>Withness: A knowledge base of the therapeutic relationship", rich)


def test_where_nothing_may_be_copied_it_is_selected(window):
    page = window()
    page.add_init_script("Object.defineProperty(navigator, 'clipboard', {value: undefined})")
    page.goto(PAGES["citing"])
    page.locator("section", has_text="BibTeX").get_by_role("button", name="Copy").click()
    expect(page.locator("[role=status]", has_text="Selected")).to_be_visible()
    assert page.evaluate("getSelection().toString()").startswith("@incollection{withness-")


def test_it_is_fetched_once_and_opens_where_it_was_left(page):
    page.click("[data-cite]")
    page.get_by_role("radio", name="RIS").check()
    page.get_by_role("button", name="Close").click()
    expect(page.get_by_role("dialog")).to_be_hidden()
    page.click("[data-cite]")
    expect(page.get_by_role("radio", name="RIS")).to_be_focused()
    expect(page.locator("dialog section:visible")).to_contain_text("TY  - ENCYC")
    assert len([asked for asked in page.asked if asked.endswith("/cite/")]) == 1


def test_a_second_click_on_the_way_changes_nothing(page):
    page.dblclick("[data-cite]")
    expect(page.get_by_role("dialog")).to_be_visible()
    assert page.url.endswith(PAGES["concept"])


def test_a_click_with_ctrl_opens_the_page_beside_this_one(page):
    with page.context.expect_page() as opened:
        page.click("[data-cite]", modifiers=["ControlOrMeta"])
    opened.value.wait_for_url("**/v1/cite/")
    expect(page.locator("dialog")).to_have_count(0)


def test_where_it_can_not_be_fetched_the_link_is_followed(page):
    page.route(
        "**/cite/",
        lambda route: (
            route.abort() if route.request.resource_type == "fetch" else route.continue_()
        ),
    )
    page.click("[data-cite]")
    page.wait_for_url("**/v1/cite/")
    expect(page.locator("dialog")).to_have_count(0)


def test_a_dialog_on_a_narrow_screen_shows_all_of_itself(window):
    page = window(320, 480)
    page.goto(PAGES["concept"])
    page.click("[data-cite]")
    page.get_by_role("radio", name="Embed edition 1").check()
    dialog = page.get_by_role("dialog")
    expect(dialog).to_contain_text("<iframe")
    assert dialog.evaluate("each => each.scrollWidth <= each.clientWidth")
    card = dialog.get_by_role("link", name="See the card")
    card.scroll_into_view_if_needed()
    expect(card).to_be_in_viewport()


@pytest.mark.parametrize("colours", ["none", "active"])
def test_the_form_that_was_chosen_can_be_told_from_the_others(window, colours):
    page = window(forced_colors=colours)
    page.goto(PAGES["concept"])
    page.click("[data-cite]")
    page.get_by_role("radio", name="Harvard").check()
    page.get_by_role("button", name="Close").focus()
    lines = page.locator(".cite-choice label").evaluate_all(
        "all => all.map((each) => getComputedStyle(each).borderBlockEndColor)"
    )
    chosen = lines.pop(1)
    assert len(set(lines)) == 1
    assert chosen not in lines


def test_without_javascript_it_is_a_page(window):
    page = window(java_script_enabled=False)
    page.goto(PAGES["concept"])
    page.click("[data-cite]")
    assert page.url.endswith("/v1/cite/")
    expect(page.locator("section", has_text="Harvard").first).to_be_visible()
    assert page.get_by_role("button", name="Copy").count() == 0
