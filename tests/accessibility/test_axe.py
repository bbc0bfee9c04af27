"""axe finds nothing on any kind of page, in either theme, at three widths, in any state."""

import pytest

from tests.accessibility.axe import SCRIPT, violations
from tests.browser.conftest import PAGES

pytestmark = pytest.mark.skipif(not SCRIPT.exists(), reason="the packages of npm are not installed")

SCHEMES = ("light", "dark")
WIDTHS = (320, 768, 1280)


def found(page, widths=WIDTHS):
    """Violations in both themes, at each width. Colours must not be on their way: see `still`."""
    wrong = {}
    for scheme in SCHEMES:
        page.emulate_media(color_scheme=scheme)
        for width in widths:
            page.set_viewport_size({"width": width, "height": 900})
            wrong[scheme, width] = violations(page)
    return {where: each for where, each in wrong.items() if each}


@pytest.fixture
def still(window):
    """A window in which colours change at once."""

    def open_window(address, width=1280, **options):
        page = window(width, reduced_motion="reduce", **options)
        page.goto(address)
        return page

    return open_window


@pytest.mark.parametrize("name", PAGES)
def test_a_page_breaks_no_rule(still, name):
    assert found(still(PAGES[name])) == {}


def test_the_menu_of_a_small_screen_breaks_none(still):
    page = still(PAGES["concept"], 320)
    page.click(".menu summary")
    assert page.locator(".menu a").first.is_visible()
    assert found(page, [320, 768]) == {}


@pytest.mark.parametrize(
    ("address", "field", "typed", "widths"),
    [
        ("/", "#search", "tr", WIDTHS),
        ("/", "#search", "kill mys", WIDTHS),
        (PAGES["concept"], "#page--find", "tr", [1280]),
    ],
)
def test_open_suggestions_break_none(still, address, field, typed, widths):
    page = still(address)
    page.locator(field).press_sequentially(typed)
    page.wait_for_selector(f"{field}[aria-expanded=true]")
    page.keyboard.press("ArrowDown")
    assert found(page, widths) == {}


@pytest.mark.parametrize("name", ["concept", "longest concept", "questions", "search", "map"])
def test_nothing_that_can_be_opened_breaks_any(still, name):
    page = still(PAGES[name])
    opened = page.evaluate(
        """() => [...document.querySelectorAll("details")].map((each) => each.open = true).length"""
    )
    assert opened
    assert found(page) == {}


def test_the_card_beside_a_link_breaks_none(still):
    page = still(PAGES["concept"])
    # By pointer: the foot under a focused link is a shadow, which axe does not take for a line.
    page.locator(".prose a.wiki").first.hover()
    page.wait_for_selector("#page--card:visible")
    assert found(page, [1280]) == {}


def test_cards_by_touch_break_none(still):
    page = still(PAGES["concept"], 390, has_touch=True, is_mobile=True)
    page.locator(".peek").first.tap()
    page.wait_for_selector("#page--card:visible")
    assert found(page, [320, 390]) == {}


def test_plain_type_breaks_none(still):
    page = still("/")
    page.click("[data-type-switch]")
    for name in ("home", "concept", "questions"):
        page.goto(PAGES[name])
        assert found(page, [320, 1280]) == {}, name


def test_a_violation_would_be_seen(still):
    page = still("/")
    page.evaluate("""() => document.querySelector("main").append(document.createElement("img"))""")
    assert "image-alt" in str(found(page, [1280]))
