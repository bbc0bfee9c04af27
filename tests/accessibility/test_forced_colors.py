"""In high contrast, where the system chooses the colours, nothing vanishes and focus is seen."""

import pytest

from tests.browser.conftest import PAGES

# Text whose colour is hardly another than that of what it stands on.
FAINT = """() => {
    const parts = (colour) => colour.match(/[\\d.]+/g).map(Number);
    const light = ([red, green, blue]) => {
        const [r, g, b] = [red, green, blue].map((each) => each / 255).map(
            (each) => each <= 0.04045 ? each / 12.92 : ((each + 0.055) / 1.055) ** 2.4
        );
        return 0.2126 * r + 0.7152 * g + 0.0722 * b;
    };
    const ground = (box) => {
        for (; box; box = box.parentElement) {
            const colour = parts(getComputedStyle(box).backgroundColor);
            if (colour.length == 3 || colour[3] > 0) return colour;
        }
        return [0, 0, 0];
    };
    const faint = [];
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    while (walker.nextNode()) {
        const text = walker.currentNode.data.trim(), box = walker.currentNode.parentElement;
        if (!text || !box.checkVisibility({visibilityProperty: true})) continue;
        if (box.closest("script, .hash, .skip")) continue;
        const {color, fill} = getComputedStyle(box);
        const one = light(parts(box.closest("svg") ? fill : color)), other = light(ground(box));
        const contrast = (Math.max(one, other) + 0.05) / (Math.min(one, other) + 0.05);
        if (contrast < 4.5) faint.push(`${text.slice(0, 40)}: ${contrast.toFixed(1)}`);
    }
    return faint;
}"""
# A shadow or a ground is not drawn there: an outline is.
OUTLINE = """() => {
    const {outlineStyle, outlineWidth, outlineColor} = getComputedStyle(document.activeElement);
    const seen = outlineStyle != "none" && parseFloat(outlineWidth) >= 2;
    return seen && !/, 0\\)$|transparent/.test(outlineColor);
}"""


@pytest.fixture
def contrasting(window):
    def open_window(scheme, width=1280):
        return window(width, forced_colors="active", color_scheme=scheme, reduced_motion="reduce")

    return open_window


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_no_text_vanishes(contrasting, scheme):
    page = contrasting(scheme)
    faint = {}
    for name, address in PAGES.items():
        page.goto(address)
        faint[name] = page.evaluate(FAINT)
    assert {name: each for name, each in faint.items() if each} == {}


@pytest.mark.parametrize("name", ["home", "concept", "questions", "map"])
def test_focus_is_an_outline(contrasting, name):
    page = contrasting("dark")
    page.goto(PAGES[name])
    for _ in range(40):
        page.keyboard.press("Tab")
        assert page.evaluate(OUTLINE), page.evaluate("document.activeElement.outerHTML")
