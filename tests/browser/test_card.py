"""The card beside a link: by pointer, keyboard and touch, one at a time, and never in the way."""

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import PAGES

OPEN = ".card:not([hidden])"


@pytest.fixture
def page(window):
    page = window()
    page.goto(PAGES["concept"])
    return page


@pytest.fixture
def timed(window):
    """The same with a clock that the test moves."""
    page = window(own=True)
    page.clock.install()
    page.goto(PAGES["concept"])
    return page


def link(page, words):
    return page.locator(".prose a.wiki", has_text=words).first


def cards(page):
    return [asked for asked in page.asked if "/preview/" in asked]


def test_the_pointer_on_a_link_shows_definition_kind_and_a_relation(page):
    link(page, "sympathy").hover()
    box = page.locator(OPEN)
    expect(box).to_contain_text("Idea")
    expect(box).to_contain_text("Feeling sorry for another person")
    expect(box.locator("svg.tie")).to_be_visible()
    assert link(page, "sympathy").get_attribute("aria-describedby") == box.get_attribute("id")
    assert page.faults == []


def test_it_stays_while_the_pointer_is_on_it_and_goes_when_it_leaves(timed):
    link(timed, "sympathy").hover()
    timed.locator(OPEN).hover()
    expect(timed.locator(OPEN)).to_contain_text("Sympathy")
    # Longer than it would take to go, measured by the page's own clock.
    timed.clock.fast_forward(500)
    expect(timed.locator(OPEN)).to_be_visible()
    timed.mouse.move(2, 2)
    expect(timed.locator(OPEN)).to_have_count(0)


def test_the_keyboard_opens_it_and_escape_closes_it(page):
    page.keyboard.press("Tab")  # from here on the focus is the keyboard's
    link(page, "sympathy").focus()
    expect(page.locator(OPEN)).to_contain_text("Sympathy")
    page.keyboard.press("Escape")
    expect(page.locator(OPEN)).to_have_count(0)
    assert page.evaluate("document.activeElement.textContent") == "sympathy"
    page.keyboard.press("Tab")  # the number of a source stands between the two
    page.keyboard.press("Tab")
    expect(page.locator(OPEN)).to_contain_text("Validation")


def test_each_is_fetched_once_and_one_is_open_at_a_time(page):
    for words in ("sympathy", "validation", "sympathy", "validation"):
        link(page, words).hover()
        expect(page.locator(OPEN)).to_contain_text(words.capitalize())
        assert page.locator(OPEN).count() == page.locator(".with-card").count() == 1
        page.keyboard.press("Escape")
        page.mouse.move(2, 2)
    assert len(cards(page)) == 2


def test_a_pointer_that_only_passes_asks_for_nothing(timed):
    timed.clock.pause_at(timed.evaluate("Date.now() / 1000") + 1_000)
    for words in ("sympathy", "validation"):
        link(timed, words).hover()
        timed.mouse.move(2, 2)
    timed.clock.run_for(1_000)
    assert cards(timed) == []
    link(timed, "sympathy").hover()
    timed.clock.run_for(1_000)
    expect(timed.locator(OPEN)).to_contain_text("Sympathy")
    assert len(cards(timed)) == 1


@pytest.mark.parametrize("width", [390, 1280])
def test_it_lies_inside_the_window_whatever_the_link(window, width):
    page = window(width)
    page.goto(PAGES["longest concept"])
    page.evaluate("for (const folded of document.querySelectorAll('details')) folded.open = true")
    links = page.locator(".prose a.wiki")
    for number in range(0, links.count(), 5):
        links.nth(number).scroll_into_view_if_needed()
        links.nth(number).hover()
        box = page.locator(OPEN).bounding_box()
        assert box["x"] >= 0 and box["x"] + box["width"] <= width
        page.keyboard.press("Escape")
        page.mouse.move(2, 2)


def test_touch_opens_it_by_a_control_of_its_own(window):
    page = window(390, has_touch=True, is_mobile=True)
    page.goto(PAGES["concept"])
    control = page.get_by_role("button", name="What is sympathy?").first
    size = control.bounding_box()
    assert size["width"] >= 24 and size["height"] >= 24
    control.tap()
    expect(page.locator(OPEN)).to_contain_text("Sympathy")
    assert control.get_attribute("aria-expanded") == "true"
    control.tap()
    expect(page.locator(OPEN)).to_have_count(0)
    control.tap()
    page.locator("h1").tap()
    expect(page.locator(OPEN)).to_have_count(0)
    assert page.evaluate("document.documentElement.scrollWidth") <= 390


def test_where_something_hovers_there_is_no_control(page):
    assert page.locator(".peek").count() == 0


@pytest.mark.parametrize("answer", [{"status": 500}, {"abort": True}])
def test_a_card_that_fails_leaves_the_link_as_it_is(page, answer):
    page.route(
        "**/preview/", lambda route: route.abort() if "abort" in answer else route.fulfill(**answer)
    )
    with page.expect_event("response" if "status" in answer else "requestfailed"):
        link(page, "sympathy").hover()
    expect(page.locator(OPEN)).to_have_count(0)
    link(page, "sympathy").click()
    page.wait_for_url("**/concepts/sympathy/")
