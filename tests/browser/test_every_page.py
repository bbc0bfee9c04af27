"""What holds on every kind of page, in a real browser and in production mode."""

import pytest

from tests.browser.conftest import PAGES

MISSING = "the server responded with a status of 404"


@pytest.mark.parametrize("width", [320, 390, 768, 1280, 2560])
def test_no_page_scrolls_sideways(window, width):
    page = window(width)
    too_wide = {}
    for name, address in PAGES.items():
        page.goto(address)
        needed = page.evaluate("document.documentElement.scrollWidth")
        if needed > width:
            too_wide[name] = needed
    assert too_wide == {}


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_no_page_breaks_the_policy_or_asks_anybody_else(window, site, scheme):
    page = window(color_scheme=scheme)
    for address in PAGES.values():
        page.goto(address)
    assert [fault for fault in page.faults if MISSING not in fault] == []
    assert [asked for asked in page.asked if not asked.startswith(site)] == []
    assert page.context.cookies() == []


def test_text_is_set_in_the_fonts_of_the_site(window):
    page = window()
    page.goto(PAGES["concept"])
    page.evaluate("document.fonts.ready")
    loaded = page.evaluate(
        "[...document.fonts].filter(f => f.status == 'loaded').map(f => f.family)"
    )
    assert {"Newsreader", "Hanken Grotesk"} <= {family.strip('"') for family in loaded}


def test_pages_are_whole_without_javascript(window):
    page = window(java_script_enabled=False)
    for address in PAGES.values():
        page.goto(address)
        assert page.locator("h1").count() == 1
        # What only a script can do is not shown. A link that a script only hastens is.
        scripted = page.locator("[data-theme-switch], [data-print]:not([href])")
        assert scripted.locator("visible=true").count() == 0
    page.goto("/")
    page.fill("#search", "four stages")
    page.press("#search", "Enter")
    assert page.locator(".hits a").count() > 0
    page.goto("/questions/")
    answer = page.locator(".answer").first
    assert answer.locator("p").first.is_visible(), "answers stand open"
    for is_open in (False, True):
        answer.locator("summary").click()
        assert answer.locator("p").first.is_visible() is is_open


def test_a_page_prints_as_a_handout(window):
    page = window(700)
    page.goto(PAGES["concept"])
    page.emulate_media(media="print")
    for hidden in (".masthead", ".contents", ".crumbs", ".hash", ".action"):
        assert page.locator(hidden).locator("visible=true").count() == 0, hidden
    assert page.locator(".entry > .printed").is_visible()
    assert page.locator(".sources li").last.is_visible()
    for research in (".research", ".relations"):
        assert not page.locator(research).is_visible(), "the article prints alone"
    page.goto(f"{PAGES['concept']}?print=research")
    for research in (".research", ".relations"):
        assert page.locator(research).is_visible(), "unless more was asked for"
    page.goto(PAGES["questions"])
    assert page.locator(".answer").first.locator("p").first.is_visible()
    assert page.evaluate("getComputedStyle(document.documentElement).backgroundColor") == (
        "rgb(255, 255, 255)"
    )
