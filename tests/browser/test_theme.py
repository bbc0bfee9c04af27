"""Light and dark: the system decides, the reader may, and nobody else is told."""

import pytest

LIGHT, DARK = "rgb(253, 252, 250)", "rgb(23, 26, 25)"


def paper(page):
    return page.evaluate("getComputedStyle(document.documentElement).backgroundColor")


@pytest.mark.parametrize(
    ("system", "first", "second"), [("light", LIGHT, DARK), ("dark", DARK, LIGHT)]
)
def test_a_choice_is_remembered_without_a_cookie(window, system, first, second):
    page = window(color_scheme=system)
    page.goto("/")
    assert paper(page) == first
    page.click("[data-theme-switch]")
    assert paper(page) == second
    page.goto("/concepts/")
    assert paper(page) == second
    assert page.context.cookies() == []
    page.click("[data-theme-switch]")
    page.goto("/")
    assert paper(page) == first


def test_the_theme_is_there_before_the_page_is(window):
    """The script stands before the stylesheets and is waited for: no flash of the other theme."""
    page = window(color_scheme="light")
    page.goto("/")
    page.click("[data-theme-switch]")
    page.add_init_script(
        """new MutationObserver(() => {
            if (document.body) window.early ??= document.documentElement.dataset.theme;
        }).observe(document, {childList: true, subtree: true})"""
    )
    page.goto("/concepts/empathy/")
    assert page.evaluate("window.early") == "dark"


def test_it_works_where_storage_is_forbidden(window):
    page = window(color_scheme="light")
    page.add_init_script(
        "Object.defineProperty(window, 'localStorage', {get() { throw new Error('forbidden') }})"
    )
    page.goto("/")
    page.click("[data-theme-switch]")
    assert paper(page) == DARK
    assert page.faults == []


def test_plain_type_is_a_switch_that_is_remembered_without_a_cookie(window):
    page = window()
    page.goto("/concepts/empathy/")
    switch = page.get_by_role("button", name="Plain type")
    assert switch.get_attribute("aria-pressed") == "false"
    switch.click()
    assert switch.get_attribute("aria-pressed") == "true"
    page.goto("/concepts/trust/")
    assert page.get_by_role("button", name="Plain type").get_attribute("aria-pressed") == "true"
    assert page.context.cookies() == []
    fonts = page.evaluate(
        """[...new Set([...document.querySelectorAll("body, body *")].map((each) => {
            const style = getComputedStyle(each);
            return style.fontFamily.split(",")[0] + " " + style.fontStyle;
        }))].sort()"""
    )
    assert [font for font in fonts if "Newsreader" in font or "italic" in font] == []
    page.get_by_role("button", name="Plain type").click()
    page.goto("/concepts/empathy/")
    assert "Newsreader" in page.evaluate(
        "getComputedStyle(document.querySelector('h1')).fontFamily"
    )
