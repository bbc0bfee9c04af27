"""What holds on every kind of page, in a real browser and in production mode."""

import pytest

from tests.browser.conftest import PAGES

# Functions, selectors, properties and rules that came into browsers after 2022. Each is made into
# a name that nobody knows, so that the browser leaves it out as an old one leaves out the new.
UNKNOWN_IN_2022 = (
    "light-dark(",
    "color-mix(",
    ":has(",
    "::details-content",
    "@container",
    "container-type",
    "anchor-name",
    "position-anchor",
    "position-area",
    "position-try",
    "subgrid",
    "text-wrap",
)
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
        assert (
            page.locator("[data-theme-switch], [data-print]").locator("visible=true").count() == 0
        )
    page.goto("/")
    page.fill("#search", "four stages")
    page.press("#search", "Enter")
    assert page.locator(".hits a").count() > 0
    page.goto("/questions/")
    page.locator(".answer summary").first.click()
    assert page.locator(".answer").first.locator("p").first.is_visible()


@pytest.mark.parametrize("width", [390, 1280])
def test_pages_are_readable_in_an_old_browser(window, width):
    """As browsers of 2022 read a style sheet: what they do not know they leave out."""
    page = window(width, color_scheme="dark")

    def make_old(route):
        text = route.fetch().text()
        for new in UNKNOWN_IN_2022:
            text = text.replace(new, f"{new[0]}unknown-{new[1:]}")
        route.fulfill(body=text, content_type="text/css")

    page.route("**/*.css", make_old)
    for address in PAGES.values():
        page.goto(address)
        style = page.evaluate(
            """() => {
                const {backgroundColor, color} = getComputedStyle(document.documentElement);
                return [backgroundColor, color];
            }"""
        )
        assert style == ["rgb(253, 252, 250)", "rgb(29, 28, 26)"]
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        assert overlaps(page) == [], address
    page.goto(PAGES["concept"])
    page.locator(".contents summary").click()
    assert page.locator(".contents a").first.is_visible()
    if width == 390:
        page.locator(".menu summary").click()
        assert page.locator(".menu a").first.is_visible()
    page.goto(PAGES["questions"])
    page.locator(".answer summary").first.click()
    assert page.locator(".answer").first.locator("p").first.is_visible()


def overlaps(page):
    """Blocks of running text that lie on one another."""
    return page.evaluate(
        """() => {
            const TEXT = "p, h1, h2, h3, li, dt, dd, pre";
            const blocks = [...document.querySelectorAll("main")]
                .flatMap((main) => [...main.querySelectorAll(TEXT)])
                .filter((each) => each.checkVisibility() && !each.closest("svg, .hidden"))
                .filter((each) => getComputedStyle(each).display !== "inline")
                .filter((each) => !each.querySelector(TEXT))
                .map((each) => [each, each.getBoundingClientRect()])
                .filter(([, box]) => box.width > 2 && box.height > 2);
            const start = (each) => each.textContent.slice(0, 40);
            const found = [];
            blocks.forEach(([one, a], number) => {
                for (const [other, b] of blocks.slice(number + 1, number + 40)) {
                    const wide = Math.min(a.right, b.right) - Math.max(a.left, b.left);
                    const high = Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top);
                    if (wide > 4 && high > 4 && !one.contains(other)) {
                        found.push(`${start(one)} / ${start(other)}`);
                    }
                }
            });
            return found;
        }"""
    )


def test_an_overlap_would_be_seen(window):
    page = window()
    page.goto(PAGES["concept"])
    assert overlaps(page) == []
    page.evaluate("document.querySelector('.prose p').style.marginBottom = '-60px'")
    assert overlaps(page) != []


def test_a_page_prints_as_a_handout(window):
    page = window(700)
    page.goto(PAGES["concept"])
    page.emulate_media(media="print")
    for hidden in (".masthead", ".contents", ".crumbs", ".hash", ".action"):
        assert page.locator(hidden).locator("visible=true").count() == 0, hidden
    assert page.locator(".printed").is_visible()
    assert page.locator(".relations").is_visible()
    page.goto(PAGES["questions"])
    assert page.locator(".answer").first.locator("p").first.is_visible()
    assert page.evaluate("getComputedStyle(document.documentElement).backgroundColor") == (
        "rgb(255, 255, 255)"
    )
