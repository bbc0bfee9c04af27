"""Nothing is cut on a narrow screen: whatever the page, its words and the size of the text."""

import re

import pytest

from tests.browser.conftest import PAGES

NEEDED = """(size) => {
    document.documentElement.style.fontSize = size;
    return document.documentElement.scrollWidth;
}"""
# Puts the words of another page into the window, with its stylesheets, without opening it: what
# differs between the pages is their words.
SHOW = """async (address) => {
    const answer = await fetch(address);
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    const wanted = [...page.querySelectorAll("link[rel=stylesheet]")].map((link) => link.href);
    const here = [...document.querySelectorAll("link[rel=stylesheet]")];
    for (const link of here) link.disabled = !wanted.includes(link.href);
    await Promise.all(wanted.filter((href) => !here.some((link) => link.href == href)).map(
        (href) => new Promise((loaded, failed) => {
            const link = Object.assign(document.createElement("link"), {rel: "stylesheet", href});
            link.onload = loaded;
            link.onerror = failed;
            document.head.append(link);
        })
    ));
    document.body.replaceWith(page.body);
    return answer.status;
}"""


def addresses(page):
    """Every page of the sitemap, and of the many that are alike (a reference's) a few."""
    text = page.request.get("/sitemap.xml").text()
    found = [re.sub(r"^https?://[^/]+", "", each) for each in re.findall("<loc>([^<]+)", text)]
    alike = [each for each in found if re.match("/references/.", each)]
    return [each for each in found if each not in alike] + alike[::20]


@pytest.fixture
def narrow(window):
    return window(320, bypass_csp=True)


PARTS = 12


@pytest.mark.parametrize("part", range(PARTS))
def test_every_page_fits_a_narrow_screen_with_larger_text_too(narrow, part):
    """Those of the sitemap; each kind of page is opened, in many looks, in tests/browser."""
    pages = addresses(narrow)
    assert len(pages) > 150
    narrow.goto(PAGES["concept"])
    too_wide = {}
    for address in pages[part::PARTS]:
        assert narrow.evaluate(SHOW, address) == 200, address
        for size in ("100%", "125%", "200%"):
            needed = narrow.evaluate(NEEDED, size)
            if needed > 320:
                too_wide[address, size] = needed
    assert too_wide == {}


def test_a_page_of_the_sitemap_that_is_too_wide_would_be_seen(narrow):
    narrow.goto(PAGES["concept"])
    narrow.add_style_tag(content=".entry h1 { min-width: 330px }")
    assert narrow.evaluate(SHOW, "/concepts/trust/") == 200
    assert narrow.locator("h1").inner_text() == "Trust"
    assert narrow.evaluate(NEEDED, "100%") > 320


def test_what_was_searched_for_fits(narrow):
    asked = "https%3A%2F%2Fwww.example.org%2Fsome%2Flong%2Fpath%2Fto%2Fa%2Fpage%3Fwith%3Dquery"
    for address in (f"/search/?q={asked}", f"/search/?q={'w' * 400}", f"/lists/?entries={asked}"):
        narrow.goto(address)
        assert narrow.evaluate(NEEDED, "100%") <= 320, address


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
