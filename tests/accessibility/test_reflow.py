"""Nothing is cut on a narrow screen: whatever the page, its words and the size of the text."""

import re

import pytest

from tests.browser.conftest import PAGES

# One stylesheet, one window: what differs between the pages is their words.
NEEDED = """(size) => {
    document.documentElement.style.fontSize = size;
    return document.documentElement.scrollWidth;
}"""
# A long word before every piece of text that somebody writes.
LENGTHEN = """(word) => {
    const NOBODYS = "svg, script, button, .masthead, .hidden, .kind, .more, .hash, sup";
    const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    const found = [];
    while (texts.nextNode()) found.push(texts.currentNode);
    for (const text of found) {
        if (!text.data.trim() || text.parentElement.closest(NOBODYS)) continue;
        text.data = word + text.data;
    }
}"""
LONG = "Psychoneuroendocrinimmunological"


def addresses(page):
    """Every page of the sitemap, and of the many that are alike (a reference's) a few."""
    text = page.request.get("/sitemap.xml").text()
    found = [re.sub(r"^https?://[^/]+", "", each) for each in re.findall("<loc>([^<]+)", text)]
    alike = [each for each in found if re.match("/references/.", each)]
    return [each for each in found if each not in alike] + alike[::20]


@pytest.fixture
def narrow(window):
    return window(320, bypass_csp=True)


PARTS = 10


@pytest.mark.parametrize("part", range(PARTS))
def test_every_page_fits_a_narrow_screen_with_larger_text_too(narrow, part):
    pages = [*addresses(narrow), *PAGES.values()]
    assert len(pages) > 180
    too_wide = {}
    for address in pages[part::PARTS]:
        narrow.goto(address, wait_until="domcontentloaded")
        for size in ("100%", "125%", "200%"):
            needed = narrow.evaluate(NEEDED, size)
            if needed > 320:
                too_wide[address, size] = needed
    assert too_wide == {}


@pytest.mark.parametrize("width", [320, 768, 1280])
def test_a_long_word_fits_wherever_it_stands(window, width):
    page = window(width, bypass_csp=True)
    too_wide = {}
    for name, address in PAGES.items():
        page.goto(address)
        page.evaluate(LENGTHEN, LONG)
        needed = page.evaluate(NEEDED, "100%")
        if needed > width:
            too_wide[name] = needed
    assert too_wide == {}


def test_what_was_searched_for_fits(narrow):
    asked = "https%3A%2F%2Fwww.example.org%2Fsome%2Flong%2Fpath%2Fto%2Fa%2Fpage%3Fwith%3Dquery"
    for address in (f"/search/?q={asked}", f"/search/?q={'w' * 400}", f"/lists/?entries={asked}"):
        narrow.goto(address)
        assert narrow.evaluate(NEEDED, "100%") <= 320, address


def test_a_page_that_is_too_wide_would_be_seen(narrow):
    narrow.goto(PAGES["concept"])
    narrow.add_style_tag(content="h1 { white-space: nowrap }")
    narrow.evaluate(LENGTHEN, LONG)
    assert narrow.evaluate(NEEDED, "100%") > 320


@pytest.mark.parametrize("width", [320, 390])
def test_a_phone_parts_no_word_of_a_title_or_button(window, width):
    page = window(width, 800)
    page.goto("/concepts/countertransference/")
    lines = "h => h.getBoundingClientRect().height / parseFloat(getComputedStyle(h).lineHeight)"
    assert round(page.locator("h1").evaluate(lines)) == 1
    page.goto("/")
    lines = """button => {
        const range = document.createRange();
        range.selectNodeContents(button);
        return range.getClientRects().length;
    }"""
    assert page.locator("main .finder .button").evaluate(lines) == 1
