"""What stands on a page stays there when its fonts arrive late."""

import pytest

from tests.browser.conftest import PAGES

MOST = 0.03
SHIFTS = """() => new Promise((done) => {
    let sum = 0;
    new PerformanceObserver((list) => {
        for (const entry of list.getEntries()) if (!entry.hadRecentInput) sum += entry.value;
    }).observe({type: "layout-shift", buffered: true});
    requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(() => done(sum), 100)));
})"""


@pytest.fixture
def late(window):
    """Opens a page whose fonts are held back until it has been painted in those of the system."""

    def open_page(address, width):
        # Waiting for a function evaluates it, which the policy of the pages forbids.
        page = window(width, own=True, bypass_csp=True)  # without what was kept of fonts
        page.held, page.hold = [], True
        page.route(
            "**/*.woff2",
            lambda route: page.held.append(route) if page.hold else route.continue_(),
        )
        page.goto(address, wait_until="domcontentloaded")
        page.wait_for_function("performance.getEntriesByName('first-contentful-paint').length")
        return page

    return open_page


def arrive(page):
    """Lets the fonts come, those too that are only asked for by the ones that came."""
    page.hold = False
    for route in page.held:
        route.continue_()
    page.wait_for_function(
        """() => document.fonts.ready.then(
            () => [...document.fonts].filter((font) => font.status === "loaded").length > 1)"""
    )


@pytest.mark.parametrize("width", [390, 1280])
@pytest.mark.parametrize("name", ["home", "concept", "framework", "questions", "search", "help"])
def test_late_fonts_move_next_to_nothing(late, name, width):
    page = late(PAGES[name], width)
    assert page.held, "no font was asked for"
    arrive(page)
    assert page.evaluate(SHIFTS) <= MOST


def test_a_shift_would_be_seen(late):
    page = late(PAGES["concept"], 1280)
    arrive(page)
    page.evaluate("document.querySelector('.masthead').style.paddingBottom = '300px'")
    assert page.evaluate(SHIFTS) > MOST
