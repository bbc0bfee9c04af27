"""Pages are whole and readable in a browser that knows nothing of the last few years."""

import pytest

from tests.accessibility.axe import SCRIPT, violations
from tests.browser.conftest import PAGES
from tests.browser.lines import collisions
from tests.browser.old import aged

COLOURS = """() => {
    const {backgroundColor, color} = getComputedStyle(document.documentElement);
    return [backgroundColor, color];
}"""
LIGHT = ["rgb(253, 252, 250)", "rgb(29, 28, 26)"]


@pytest.fixture
def old(window):
    """A window of such a browser, in which the system asks for dark colours."""

    def open_window(width):
        page = window(width, color_scheme="dark", reduced_motion="reduce")

        def age(route):
            route.fulfill(body=aged(route.fetch().text()), content_type="text/css")

        page.route("**/*.css", age)
        return page

    return open_window


@pytest.mark.parametrize("width", [320, 1280])
def test_pages_are_whole(old, width):
    page = old(width)
    wrong = {}
    for name, address in PAGES.items():
        page.goto(address)
        assert page.evaluate(COLOURS) == LIGHT
        if page.evaluate("document.documentElement.scrollWidth") > width:
            wrong[name] = "scrolls sideways"
        elif found := collisions(page):
            wrong[name] = found
    assert wrong == {}


@pytest.mark.skipif(not SCRIPT.exists(), reason="the packages of npm are not installed")
@pytest.mark.parametrize("width", [390, 1280])
def test_pages_break_no_rule(old, width):
    page = old(width)
    wrong = {}
    for name in ("home", "longest concept", "framework", "questions", "search", "map", "help"):
        page.goto(PAGES[name])
        wrong[name] = violations(page)
    assert {name: each for name, each in wrong.items() if each} == {}


def test_menu_and_contents_open(old):
    page = old(390)
    page.goto(PAGES["concept"])
    for summary, link in ((".menu summary", ".menu a"), (".contents summary", ".contents a")):
        assert not page.locator(link).first.is_visible()
        page.click(summary)
        assert page.locator(link).first.is_visible()
        assert page.evaluate("document.documentElement.scrollWidth") <= 390
        page.click(summary)


def test_on_a_wide_screen_contents_and_filters_open(old):
    page = old(1280)
    page.goto(PAGES["concept"])
    page.click(".contents summary")
    assert page.locator(".contents a").first.is_visible()
    assert collisions(page) == []
    page.goto(PAGES["search"])
    page.click(".fold > summary")
    assert page.locator(".fold a").first.is_visible()


def test_suggestions_open(old):
    page = old(390)
    page.goto("/")
    page.locator("#search").press_sequentially("trust")
    page.get_by_role("option").first.click()
    page.wait_for_url("**/concepts/trust/")


def test_text_on_text_would_be_seen(old):
    page = old(390)
    page.goto(PAGES["concept"])
    page.evaluate("document.querySelector('.prose p').style.marginBlockEnd = '-4em'")
    assert collisions(page)


@pytest.mark.parametrize(
    ("css", "left"),
    [
        ("a{color:red;color:light-dark(red,blue)}", "a{color:red}"),
        ("a:has(b){color:red}b{color:blue}", "b{color:blue}"),
        ("@layer x{@supports selector(::details-content){a{b:c}}d{e:f}}", "@layer x{d{e:f}}"),
        ("@supports not (color:light-dark(red,red)){a{b:c}}", None),
        ("@media (min-width:1px){a{text-wrap:balance;b:c}}", "@media (min-width:1px){a{b:c}}"),
        ("@container (min-width:1px){a{b:c}}", ""),
        ("@layer a,b;@font-face{src:local(c)}", None),
    ],
)
def test_what_is_new_is_dropped_and_no_more(css, left):
    assert aged(css) == (css if left is None else left)


def test_a_nested_rule_is_refused():
    with pytest.raises(AssertionError, match="nested"):
        aged("a{b:c;d{e:f}}")
