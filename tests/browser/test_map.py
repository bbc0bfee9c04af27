"""The map in a real browser: its labels in their boxes, and its lines under the pointer."""

import pytest

LABELS = """room => [...document.querySelectorAll(".node")].filter(node => {
    const box = node.querySelector("rect").getBBox(), label = node.querySelector("text").getBBox();
    return label.x + label.width > box.x + box.width + room || label.y < box.y
        || label.y + label.height > box.y + box.height;
}).map(node => node.textContent)"""
LIT = "() => document.querySelectorAll('.lines:not(.core) > .lit').length"
ADDRESSES = ["/map/", "/map/?kind=process", "/map/?concept=therapeutic-alliance"]


@pytest.mark.parametrize(("font", "room"), [("own", -4), ("any", 14)])
def test_labels_stay_in_their_boxes(window, font, room):
    """In a font that is wider than all that we name, they may touch the edge, but never another."""
    page = window()
    if font == "any":
        page.route("**/*.woff2", lambda route: route.abort())
    for address in ADDRESSES:
        page.goto(address)
        page.evaluate("document.fonts.ready")
        assert page.locator(".node").count() > 9
        assert page.evaluate(LABELS, room) == []


def test_the_map_is_walked_with_the_keyboard_in_reading_order(window):
    page = window(height=300)  # each step is painted
    page.goto("/map/")
    nodes = page.locator(".node")
    titles = [title.strip() for title in nodes.all_text_contents()]
    page.locator(".map-scroll").focus()
    walked = []
    for _ in titles:
        page.keyboard.press("Tab")
        walked.append(page.evaluate("document.activeElement.textContent.trim()"))
    assert walked == titles
    page.keyboard.press("Enter")
    page.wait_for_url("**/concepts/**")


def test_a_concept_keeps_its_lines_under_the_pointer_and_the_focus(window):
    page = window()
    page.goto("/map/")
    drawn = page.locator(".lines:not(.core):not(.halo) > path").count()
    trust = page.locator(".node[href='/concepts/trust/']")
    trust.hover()
    own = page.evaluate(LIT)
    assert 0 < own < drawn
    # What its lines lead to stays too, and the others step back.
    nodes = page.locator(".node").count()
    assert 1 < page.locator(".node.lit").count() < nodes
    page.mouse.move(2, 2)
    assert page.evaluate(LIT) == 0
    trust.focus()
    assert page.evaluate(LIT) == own


def test_on_a_phone_the_map_scrolls_and_the_page_does_not(window):
    page = window(320, 640)
    for address in ADDRESSES:
        page.goto(address)
        assert page.evaluate("document.documentElement.scrollWidth") <= 320
        # A concept is chosen first, and the list is read; the drawing is there to be opened.
        region = page.locator(".map-scroll")
        if page.locator(".map-fold").count():
            assert not region.is_visible()
            page.click(".map-fold > summary")
        assert region.get_attribute("aria-label")
        assert region.evaluate("region => region.scrollWidth > region.clientWidth")


def test_the_map_is_whole_without_javascript(window):
    page = window(java_script_enabled=False)
    page.goto("/map/")
    page.get_by_role("link", name="is confused with").click()
    assert "Empathy is confused with" in page.locator(".map-list").inner_text()
