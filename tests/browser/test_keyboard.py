"""From the home page to an idea and back, without a mouse."""

from tests.browser.conftest import PAGES


def focused(page):
    return page.evaluate("document.activeElement.textContent.trim()")


def tab_to(page, words, most=80):
    """Tabs until what is focused begins with `words`."""
    for _ in range(most):
        page.keyboard.press("Tab")
        if focused(page).startswith(words):
            return
    raise AssertionError(f"{words} was not reached")


def test_from_home_over_search_to_a_concept_and_its_neighbour(window):
    page = window()
    page.goto("/")
    page.keyboard.press("Tab")
    assert focused(page) == "Skip to content"
    assert page.locator(".skip").evaluate("each => each.getBoundingClientRect().top >= 0")
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.name") == "q"
    page.keyboard.type("upr")
    page.keyboard.press("Enter")
    page.wait_for_url("**/search/?q=upr")
    tab_to(page, "Unconditional positive regard")
    page.keyboard.press("Enter")
    page.wait_for_url("**/concepts/unconditional-positive-regard/")
    tab_to(page, "The five components", most=120)
    page.keyboard.press("Enter")
    page.wait_for_url("**/frameworks/five-components/")


def test_from_home_over_the_map_to_a_concept_and_by_suggestion_to_another(window):
    page = window()
    page.goto("/")
    tab_to(page, "Map")
    page.keyboard.press("Enter")
    page.wait_for_url("**/map/")
    page.keyboard.press("Tab")
    assert focused(page) == "Skip to content"
    page.keyboard.press("Enter")
    tab_to(page, "Empathy", most=120)
    page.keyboard.press("Enter")
    page.wait_for_url("**/concepts/empathy/")
    page.keyboard.press("/")
    page.keyboard.type("rappo")
    page.wait_for_selector("#page--find[aria-expanded=true]")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    page.wait_for_url("**/concepts/rapport/")
    assert page.faults == []


def test_every_stop_on_the_way_can_be_seen(window):
    page = window()
    page.goto(PAGES["concept"])
    for _ in range(60):
        page.keyboard.press("Tab")
        seen = page.evaluate(
            """() => {
                const it = document.activeElement, style = getComputedStyle(it);
                const {width, height} = it.getBoundingClientRect();
                const marked = style.boxShadow != "none" || style.outlineStyle != "none";
                return width > 0 && height > 0 && marked;
            }"""
        )
        assert seen, page.evaluate("document.activeElement.outerHTML")


def test_a_stroke_goes_to_the_search_field_but_not_while_typing(window):
    page = window()
    page.goto(PAGES["concept"])
    page.keyboard.press("/")
    assert page.evaluate("document.activeElement.id") == "page--find"
    page.keyboard.type("a/b")
    assert page.input_value("#page--find") == "a/b"


def test_the_menu_of_a_small_screen_opens_by_key(window):
    page = window(390)
    page.goto(PAGES["concept"])
    tab_to(page, "Menu")
    page.keyboard.press("Enter")
    tab_to(page, "Frameworks")
    page.keyboard.press("Enter")
    page.wait_for_url("**/frameworks/")
