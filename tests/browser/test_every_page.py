"""What holds on every kind of page, in a real browser and in production mode."""

import pytest

from tests.browser.conftest import PAGES
from tests.browser.looks import faults_of

MISSING = "the server responded with a status of 404"


@pytest.fixture(scope="module")
def visited(browser, site):
    """A window in which one page after another is opened; `faults` and `asked` are of the last."""
    context = browser.new_context(base_url=site, reduced_motion="reduce")
    page = context.new_page()
    page.on("pageerror", lambda error: page.faults.append(str(error)))
    page.on("console", lambda line: line.type == "error" and page.faults.append(line.text))
    page.on("request", lambda request: page.asked.append(request.url))

    def visit(address):
        page.faults, page.asked = [], []
        page.goto(address)
        return page

    yield visit
    context.close()


@pytest.mark.parametrize("name", PAGES)
def test_a_page_is_whole_in_every_look_and_asks_nobody_else(visited, site, name):
    """Sizes of windows and type, spacing, high contrast, long words; the policy, in both themes."""
    page = visited(PAGES[name])
    page.emulate_media(color_scheme="dark")
    page.evaluate("document.fonts.ready")
    page.emulate_media(color_scheme="light")
    wrong = faults_of(page)
    wrong["policy"] = [fault for fault in page.faults if MISSING not in fault]
    wrong["asked of others"] = [asked for asked in page.asked if not asked.startswith(site)]
    wrong["cookies"] = page.context.cookies()
    assert {look: found for look, found in wrong.items() if found} == {}, f"on {PAGES[name]}"


FAULTS = {
    "320 wide": "h1 { min-width: 330px }",
    "1280 wide": "@media (min-width: 1280px) { h1 { min-width: 1400px } }",
    "high contrast, dark": "@media (forced-colors: active) and (prefers-color-scheme: dark) {"
    " h1 { forced-color-adjust: none; color: #111 } }",
    "enlarged 2 times": "h1 { height: 0.2em; overflow: hidden }",
    "text set wider, 1280 wide": ".crumbs { height: 0; overflow: hidden }",
    "text of 200%, 320 wide": "h1 { min-width: 18rem }",
    "plain type, 320 wide": "[data-type=plain] h1 { min-width: 330px }",
    "long words, 320 wide": "h1 { white-space: nowrap }",
}


@pytest.mark.parametrize("look", FAULTS)
def test_a_fault_would_be_seen(window, look):
    page = window(bypass_csp=True, reduced_motion="reduce")
    page.goto(PAGES["concept"])
    page.add_style_tag(content=FAULTS[look])
    assert look in faults_of(page)


def test_a_breach_of_the_policy_would_be_seen(visited):
    page = visited(PAGES["about"])
    page.evaluate("document.body.setAttribute('style', 'color: red')")
    assert [fault for fault in page.faults if "Content Security Policy" in fault]


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
        # What only a script can do is not shown. A link that a script only hastens is.
        scripted = page.locator("[data-theme-switch], [data-print]:not([href])")
        assert scripted.locator("visible=true").count() == 0
    page.goto("/")
    page.fill("#search", "four stages")
    page.press("#search", "Enter")
    assert page.locator(".hits a").count() > 0
    page.goto("/questions/")
    answer = page.locator(".answer").first
    assert answer.locator("p").first.is_visible(), "answers stand open"
    for is_open in (False, True):
        answer.locator("summary").click()
        assert answer.locator("p").first.is_visible() is is_open


def test_a_page_prints_as_a_handout(window):
    page = window(700)
    page.goto(PAGES["concept"])
    page.emulate_media(media="print")
    for hidden in (".masthead", ".contents", ".crumbs", ".hash", ".action"):
        assert page.locator(hidden).locator("visible=true").count() == 0, hidden
    assert page.locator(".entry > .printed").is_visible()
    assert page.locator(".sources li").last.is_visible()
    for research in (".research", ".relations"):
        assert not page.locator(research).is_visible(), "the article prints alone"
    page.goto(f"{PAGES['concept']}?print=research")
    for research in (".research", ".relations"):
        assert page.locator(research).is_visible(), "unless more was asked for"
    page.goto(PAGES["questions"])
    assert page.locator(".answer").first.locator("p").first.is_visible()
    assert page.evaluate("getComputedStyle(document.documentElement).backgroundColor") == (
        "rgb(255, 255, 255)"
    )
