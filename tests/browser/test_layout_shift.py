"""Nothing moves when the fonts arrive late: what stands in for them is as wide and as high."""

import re

import pytest

from tests.browser.conftest import PAGES

MOST = 0.03
NAMES = ["home", "concept", "longest concept", "framework", "questions", "map"]

# Two frames after the first text is on the screen, set in what stands in for the fonts.
PAINTED = """() => new Promise((done) => new PerformanceObserver((list) => {
    if (list.getEntriesByName("first-contentful-paint").length) {
        requestAnimationFrame(() => requestAnimationFrame(done));
    }
}).observe({type: "paint", buffered: true}))"""
# Two frames after the last font is there, all that moved has moved.
ARRIVED = """async () => {
    await document.fonts.ready;
    await new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));
    const loaded = [...document.fonts].filter(({status}) => status == "loaded");
    return loaded.map(({family}) => family.replaceAll('"', ""));
}"""
# Observers hear of what was before them a moment later; an observer of all that ends with the mark
# has heard of every shift before it.
SHIFT = """() => new Promise((done) => {
    let sum = 0;
    new PerformanceObserver((list) => {
        for (const {entryType, value} of list.getEntries()) {
            if (entryType == "layout-shift") sum += value;
        }
    }).observe({type: "layout-shift", buffered: true});
    requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(() => done(sum))));
})"""


def shift_of(page, address):
    """The layout shift of a page whose fonts are held back until it is painted without them."""
    held, is_late = [], True
    page.route("**/*.woff2", lambda route: held.append(route) if is_late else route.continue_())
    page.goto(address, wait_until="domcontentloaded")
    page.evaluate(PAINTED)
    assert len(held) > 1
    is_late = False
    for route in held:
        route.continue_()
    assert {"Newsreader", "Hanken Grotesk"} <= set(page.evaluate(ARRIVED))
    return page.evaluate(SHIFT)


@pytest.mark.parametrize("width", [390, 1280])
@pytest.mark.parametrize("name", NAMES)
def test_late_fonts_move_nothing(window, name, width):
    assert shift_of(window(width, 844), PAGES[name]) <= MOST


def test_a_shift_would_be_seen(window):
    page = window()

    def make_wide(route):
        text = re.sub(r"size-adjust: ?[\d.]+%", "size-adjust: 130%", route.fetch().text())
        route.fulfill(body=text, content_type="text/css")

    page.route("**/*.css", make_wide)
    assert shift_of(page, PAGES["concept"]) > MOST
