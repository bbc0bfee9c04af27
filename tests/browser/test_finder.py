"""Suggestions below the search fields, by keyboard; without JavaScript the form works alone."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import PAGES

BIG, SMALL = "#search", "#page--find"


def field(page, selector=BIG):
    """The search field and what it says of itself."""
    return page.locator(selector)


def says(page, name, selector=BIG):
    return field(page, selector).get_attribute(f"aria-{name}")


def type_and_wait(page, text, selector=BIG):
    field(page, selector).press_sequentially(text)
    page.wait_for_selector(f"{selector}[aria-expanded=true]")


def stop_the_clock(page):
    """From here on time passes on the page only when it is told to."""
    page.clock.install(time=0)
    page.goto("/")
    page.clock.pause_at(1_000)


def suggestion_requests(page):
    return [asked for asked in page.asked if "/search/suggest/" in asked]


def test_from_home_to_a_concept_by_keyboard(window):
    page = window()
    page.goto("/")
    page.keyboard.press("/")
    page.keyboard.type("uncond")
    page.wait_for_selector("[aria-expanded=true]")
    assert page.locator("[role=option]").first.inner_text().startswith("Unconditional")
    assert says(page, "activedescendant") is None
    page.keyboard.press("ArrowDown")
    option = page.locator("[role=option][aria-selected=true]")
    assert option.get_attribute("id") == says(page, "activedescendant")
    assert page.evaluate("document.activeElement.id") == "search"
    page.keyboard.press("Enter")
    page.wait_for_url("**/concepts/unconditional-positive-regard/")
    assert page.faults == []


def test_arrows_go_round_over_the_text_itself(window):
    page = window()
    page.goto("/")
    type_and_wait(page, "tr")
    total = page.locator("[role=option]").count()
    assert 1 < total <= 8
    page.keyboard.press("ArrowUp")
    assert says(page, "activedescendant") == f"suggestion-{total}"
    page.keyboard.press("ArrowDown")
    assert says(page, "activedescendant") is None
    page.keyboard.press("ArrowDown")
    assert says(page, "activedescendant") == "suggestion-1"
    assert page.locator("[aria-selected=true]").count() == 1


def test_without_a_choice_enter_searches(window):
    page = window()
    page.goto("/")
    type_and_wait(page, "trust")
    page.keyboard.press("Enter")
    page.wait_for_url("**/search/?q=trust")


def test_escape_closes_then_clears(window):
    page = window()
    page.goto("/")
    type_and_wait(page, "tr")
    page.keyboard.press("Escape")
    assert says(page, "expanded") == "false"
    assert not page.locator(".suggestions").is_visible()
    assert page.input_value(BIG) == "tr"
    page.keyboard.press("ArrowDown")
    assert says(page, "expanded") == "true"
    assert says(page, "activedescendant") == "suggestion-1"
    page.keyboard.press("Escape")
    page.keyboard.press("Escape")
    assert page.input_value(BIG) == ""


def test_tab_leaves_to_the_button_and_not_to_a_suggestion(window):
    page = window()
    page.goto("/")
    type_and_wait(page, "tr")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "Search"
    assert says(page, "expanded") == "false"


def test_the_number_is_told_and_nothing_found_too(window):
    page = window()
    page.goto("/")
    told = page.locator(".finder [role=status]")
    type_and_wait(page, "tr")
    total = page.locator("[role=option]").count()
    assert told.inner_text() == f"{total} suggestions"
    page.fill(BIG, "zxqzxq")
    expect(told).to_have_text("No suggestions")
    assert says(page, "expanded") == "false"


def test_the_list_is_a_list_to_a_screen_reader(window):
    page = window()
    page.goto("/")
    type_and_wait(page, "tr")
    box = page.get_by_role("combobox", name="Search concepts, frameworks and questions")
    assert box.get_attribute("aria-controls") == page.get_by_role("listbox").get_attribute("id")
    group = page.get_by_role("listbox").get_by_role("group", name="Concepts")
    assert group.get_by_role("option").count() > 0


def test_help_comes_first_for_words_of_distress(window):
    page = window()
    page.goto(PAGES["concept"])
    type_and_wait(page, "suicid", SMALL)
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    page.wait_for_url("**/help/")


def test_a_pointer_can_choose(window):
    page = window(390)
    page.goto("/")
    type_and_wait(page, "trust")
    page.get_by_role("option").first.click()
    page.wait_for_url("**/concepts/trust/")


def test_unchanged_text_asks_nothing_and_fast_typing_asks_once(window):
    page = window(own=True)
    stop_the_clock(page)
    field(page).press_sequentially("trust")
    assert suggestion_requests(page) == []
    page.clock.run_for(300)
    page.wait_for_selector(f"{BIG}[aria-expanded=true]")
    assert len(suggestion_requests(page)) == 1
    page.keyboard.type(" ")
    page.clock.run_for(300)
    assert len(suggestion_requests(page)) == 1
    page.keyboard.type("a")
    page.clock.run_for(300)
    assert len(suggestion_requests(page)) == 2


def hold(page, address, act):
    """Does what asks for `address`, and holds this first request back."""
    held = []
    page.route(address, lambda route: route.continue_() if held else held.append(route))
    with page.expect_request(address):
        act()
    page.evaluate("1")  # what the browser says comes in order: the route has it now
    [route] = held
    return route


def let_go(page, route):
    with page.expect_event("requestfinished", lambda request: request == route.request):
        route.continue_()
    settle(page)


def settle(page):
    """What follows from an answer is done before the next frame but one."""
    page.evaluate("new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))")


def test_an_answer_that_comes_too_late_is_dropped(window):
    page = window()
    page.goto("/")
    late = hold(page, re.compile(r"/suggest/\?q=emp$"), lambda: field(page).fill("emp"))
    page.fill(BIG, "trust")
    page.wait_for_selector("[aria-expanded=true]")
    let_go(page, late)
    assert page.locator("[role=option]").first.inner_text().startswith("Trust")


def test_an_answer_after_escape_opens_nothing_and_arrow_down_asks_again(window):
    page = window()
    page.goto("/")
    late = hold(page, "**/suggest/**", lambda: field(page).fill("trust"))
    page.keyboard.press("Tab")
    let_go(page, late)
    assert says(page, "expanded") == "false"
    field(page).focus()
    page.keyboard.press("ArrowDown")
    page.wait_for_selector("[aria-expanded=true]")


@pytest.mark.parametrize("answer", [{"status": 500, "body": "<p role=option>"}, None])
def test_when_no_answer_comes_the_form_still_works(window, answer):
    page = window()
    page.goto("/")
    page.route("**/suggest/**", lambda route: route.fulfill(**answer) if answer else route.abort())
    with page.expect_event("requestfinished" if answer else "requestfailed"):
        field(page).fill("trust")
    settle(page)
    assert says(page, "expanded") == "false"
    page.keyboard.press("Enter")
    page.wait_for_url("**/search/?q=trust")


@pytest.mark.parametrize(
    ("width", "address", "selector"), [(390, "/", BIG), (1280, PAGES["concept"], SMALL)]
)
def test_the_list_stays_within_the_page(window, width, address, selector):
    page = window(width)
    page.goto(address)
    type_and_wait(page, "the", selector)
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    left, right = page.locator(".suggestions").evaluate(
        "box => [box.getBoundingClientRect().left, box.getBoundingClientRect().right]"
    )
    assert 0 <= left < right <= width


def test_without_javascript_it_is_a_plain_form(window):
    page = window(java_script_enabled=False)
    page.goto("/")
    assert field(page).get_attribute("role") is None
    page.fill(BIG, "upr")
    page.press(BIG, "Enter")
    page.wait_for_url("**/search/?q=upr")
    assert page.locator(".hits a").count() > 0
