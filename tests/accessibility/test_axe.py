"""axe finds nothing on any kind of page, in either theme, at three widths, in any state."""

import pytest

from tests.accessibility.axe import MOST_ALIKE, SCRIPT, violations_in_looks
from tests.browser.conftest import PAGES

pytestmark = pytest.mark.skipif(not SCRIPT.exists(), reason="the packages of npm are not installed")

WIDTHS = (320, 768, 1280)


@pytest.fixture
def still(window):
    """Opens a page in a window in which colours change at once."""

    def open_window(address, width=1280, **options):
        page = window(width, reduced_motion="reduce", **options)
        page.goto(address)
        return page

    return open_window


@pytest.mark.parametrize("name", PAGES)
def test_a_page_breaks_no_rule(still, name):
    assert violations_in_looks(still(PAGES[name]), WIDTHS) == {}


def test_the_menu_of_a_small_screen_breaks_none(still):
    page = still(PAGES["concept"], 320)
    page.click(".menu summary")
    assert page.locator(".menu a").first.is_visible()
    assert violations_in_looks(page, [320, 768]) == {}


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
    assert violations_in_looks(page, widths) == {}


@pytest.mark.parametrize("name", ["concept", "longest concept", "questions", "search", "map"])
def test_nothing_that_can_be_opened_breaks_any(still, name):
    page = still(PAGES[name])
    opened = page.evaluate(
        """() => [...document.querySelectorAll("details")].map((each) => each.open = true).length"""
    )
    assert opened
    assert violations_in_looks(page, WIDTHS) == {}


def test_the_card_beside_a_link_breaks_none(still):
    page = still(PAGES["concept"])
    # By pointer: the foot under a focused link is a shadow, which axe does not take for a line.
    page.locator(".prose a.wiki").first.hover()
    page.wait_for_selector("#page--card:visible")
    assert violations_in_looks(page, [1280]) == {}


def test_cards_by_touch_break_none(still):
    page = still(PAGES["concept"], 390, has_touch=True, is_mobile=True)
    page.locator(".peek").first.tap()
    page.wait_for_selector("#page--card:visible")
    assert violations_in_looks(page, [320, 390]) == {}


def test_plain_type_breaks_none(still):
    page = still("/")
    page.click("[data-type-switch]")
    for name in ("home", "concept", "questions"):
        page.goto(PAGES[name])
        assert violations_in_looks(page, [320, 1280]) == {}, name


@pytest.mark.parametrize(
    ("spoil", "rule", "looks"),
    [
        ("main.append(document.createElement('img'))", "image-alt", [("light", 1280)]),
        (
            "main.firstElementChild.append(Object.assign(document.createElement('p'), {"
            "className: 'spoilt', textContent: 'Faint'}))",
            "color-contrast",
            [("dark", 1280), ("dark", 320)],
        ),
    ],
)
def test_a_violation_would_be_seen(still, spoil, rule, looks):
    page = still("/", bypass_csp=True)
    page.add_style_tag(
        content="@media (prefers-color-scheme: dark) { .spoilt { color: #444; background: #333 } }"
    )
    page.evaluate(f"() => {{ const main = document.querySelector('main'); {spoil} }}")
    found = violations_in_looks(page, [320, 1280])
    assert set(looks) <= found.keys()
    assert all(rule in str(found[look]) for look in looks)


def test_a_theme_that_moves_something_would_be_seen(still):
    page = still("/", bypass_csp=True)
    page.add_style_tag(content="@media (prefers-color-scheme: dark) { h1 { margin: 9px } }")
    with pytest.raises(AssertionError, match="more than its colours"):
        violations_in_looks(page, [1280])


def test_of_many_that_are_alike_the_first_are_read_in_every_look(still):
    page = still(PAGES["references"])
    violations_in_looks(page, [1280])
    assert MOST_ALIKE <= page.locator("main li").count() < 100
