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
    """Every page of the sitemap but those of works, which are piled up below."""
    text = page.request.get("/sitemap.xml").text()
    found = [re.sub(r"^https?://[^/]+", "", each) for each in re.findall("<loc>([^<]+)", text)]
    return [each for each in found if not re.match("/references/.", each)]


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


# Puts what these pages say below one another, and gives the addresses of those that want more room
# than there is, at each size of text.
PILE = """async ([addresses, sizes]) => {
    const pile = await Promise.all(addresses.map(async (address) => {
        const answer = await fetch(address);
        const page = new DOMParser().parseFromString(await answer.text(), "text/html");
        const main = page.querySelector("main");
        main.dataset.address = answer.status == 200 ? address : `${address} ${answer.status}`;
        return main;
    }));
    document.querySelector("main").replaceWith(...pile);
    return sizes.flatMap((size) => {
        document.documentElement.style.fontSize = size;
        const room = document.documentElement.clientWidth;
        return pile.filter((main) => main.scrollWidth > room || !main.offsetHeight).map(
            (main) => `${main.dataset.address} at ${size}`
        );
    });
}"""


@pytest.mark.parametrize("part", range(4))
def test_the_page_of_each_work_fits_too(narrow, part):
    sitemap = narrow.request.get("/sitemap.xml").text()
    works = re.findall("<loc>https?://[^/]+(/references/[^<]+)", sitemap)
    assert len(works) > 400
    narrow.goto(works[0])
    for first in range(part * 30, len(works), 4 * 30):
        pile = works[first : first + 30]
        assert narrow.evaluate(PILE, [pile, ["100%", "125%", "200%"]]) == []


def test_a_work_that_is_too_wide_would_be_seen(narrow):
    narrow.goto("/references/rogers-1957/")
    narrow.add_style_tag(content="main h1 { min-width: 330px }")
    found = narrow.evaluate(PILE, [["/references/rogers-1957/"], ["100%"]])
    assert found == ["/references/rogers-1957/ at 100%"]


@pytest.mark.parametrize("width", [992, 1040, 1100])
def test_the_masthead_keeps_one_line(window, width):
    page = window(width, 800)
    for address in ("/", PAGES["concept"], "/help/"):
        page.goto(address)
        tops = page.locator(".masthead nav a:visible").evaluate_all(
            "links => links.map((link) => Math.round(link.getBoundingClientRect().top))"
        )
        assert len(tops) >= 6 and len(set(tops)) == 1, (address, tops)


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
