"""The card of a page, in a frame on somebody else's site."""

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import PAGES


@pytest.fixture
def elsewhere(foreign):
    return foreign("/embed/concept/empathy/")


def test_a_card_is_shown_on_another_site(window, elsewhere):
    page = window()
    page.goto(elsewhere)
    card = page.frame_locator("iframe")
    expect(card.locator("h1")).to_have_text("Empathy")
    expect(card.get_by_role("link", name="Read the page")).to_be_visible()
    assert page.context.cookies() == []
    assert page.faults == []


def test_the_link_of_a_card_opens_the_page_in_a_tab_of_its_own(window, elsewhere, site):
    page = window()
    page.goto(elsewhere)
    with page.context.expect_page() as opened:
        page.frame_locator("iframe").get_by_role("link", name="Read the page").click()
    opened.value.wait_for_url(f"{site}/concepts/empathy/")
    assert page.url == elsewhere


CARDS = [
    PAGES["embed"],
    "/embed/question/client-or-patient/",
    "/embed/framework/four-stages/",
    "/embed/framework/ethical-safeguards/v1/",
]


@pytest.mark.parametrize("width", [600, 320])
@pytest.mark.parametrize("address", CARDS)
def test_a_card_fits_the_frame_that_its_code_makes(window, site, address, width):
    page = window(width)
    asked = f"/oembed/?maxwidth={width}&url={site}{address}"
    height = page.request.get(f"{site}{asked}").json()["height"]
    page.set_viewport_size({"width": width, "height": height})
    page.goto(address)
    page.evaluate("document.fonts.ready")
    assert page.evaluate("document.documentElement.scrollHeight") == height
    assert page.evaluate("document.documentElement.scrollWidth") == width


def test_the_code_has_no_border_and_no_overflow_where_no_style_is_allowed(window, site, foreign):
    page = window(390)
    page.goto(PAGES["citing"])
    code = page.locator("[aria-labelledby=cite--embed] pre").text_content()
    page.goto(foreign(code=code, headers={"Content-Security-Policy": f"frame-src {site}"}))
    frame = page.locator("iframe")
    assert frame.evaluate("each => getComputedStyle(each).borderTopWidth") == "0px"
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    expect(page.frame_locator("iframe").locator("h1")).to_have_text("Empathy")


@pytest.mark.parametrize(("width", "height"), [(600, 200), (320, 200), (260, 120)])
def test_the_way_to_the_page_is_in_sight_however_small_the_frame(window, width, height):
    page = window(width, height)
    page.goto("/embed/question/when-to-consider-another-therapist/")
    expect(page.get_by_role("link", name="Read the page")).to_be_in_viewport(ratio=1)
    assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_a_card_follows_the_theme_of_the_system(window):
    grounds = set()
    for scheme in ("light", "dark"):
        page = window(600, 200, color_scheme=scheme)
        page.goto(PAGES["embed"])
        grounds.add(page.evaluate("getComputedStyle(document.documentElement).backgroundColor"))
    assert grounds == {"rgb(253, 252, 250)", "rgb(23, 26, 25)"}
