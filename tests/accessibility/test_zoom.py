"""Pages can be enlarged, and their text be set wider, and nothing is lost."""

import pytest

from tests.browser.conftest import PAGES
from tests.browser.lines import collisions

# What WCAG 1.4.12 lets readers set.
SPACED = """* {
    line-height: 1.5 !important;
    letter-spacing: 0.12em !important;
    word-spacing: 0.16em !important;
}
p { margin-block-end: 2em !important }"""
# Text in a box that is too small for it and shows only a part, and that is there for eyes.
CUT = """() => [...document.querySelectorAll("body *")].filter((box) => {
    const {overflowX, overflowY} = getComputedStyle(box);
    if (!box.checkVisibility({visibilityProperty: true})) return false;
    if (box.closest("svg, .hidden")) return false;
    const hides = (overflow) => overflow == "hidden" || overflow == "clip";
    return (hides(overflowX) && box.scrollWidth > box.clientWidth + 1)
        || (hides(overflowY) && box.scrollHeight > box.clientHeight + 1);
}).map((box) => box.outerHTML.slice(0, 120))"""


def lost(page, width):
    """What is wrong with the page as it stands, in words."""
    needed = page.evaluate("document.documentElement.scrollWidth")
    yield from [f"needs {needed} pixels"] if needed > width else []
    yield from (f"{one} / {other}" for one, other in collisions(page))
    yield from page.evaluate(CUT)


def wrong_pages(page, width, **style):
    wrong = {}
    for name, address in PAGES.items():
        page.goto(address)
        if style:
            page.add_style_tag(**style)
        wrong[name] = list(lost(page, width))
    return {name: each for name, each in wrong.items() if each}


@pytest.mark.parametrize("times", [2, 4])
def test_enlarged_pages_lose_nothing(window, times):
    width = 1280 // times
    page = window(width, 1024 // times, device_scale_factor=times)
    assert wrong_pages(page, width) == {}


@pytest.mark.parametrize("width", [320, 1280])
def test_text_that_is_set_wider_is_not_lost(window, width):
    page = window(width, bypass_csp=True)
    assert wrong_pages(page, width, content=SPACED) == {}


def test_what_is_cut_off_would_be_seen(window):
    page = window(bypass_csp=True)
    page.goto(PAGES["concept"])
    page.add_style_tag(content=".definition { height: 1em; overflow: hidden }")
    assert [each for each in lost(page, 1280) if 'class="definition"' in each]
