"""In high contrast, where the system chooses the colours, focus is seen.

That no text vanishes there is seen to in tests/browser/test_every_page.py.
"""

import pytest

from tests.browser.conftest import PAGES

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


@pytest.mark.parametrize("name", ["home", "concept", "questions", "map"])
def test_focus_is_an_outline(contrasting, name):
    page = contrasting("dark")
    page.goto(PAGES[name])
    for _ in range(40):
        page.keyboard.press("Tab")
        assert page.evaluate(OUTLINE), page.evaluate("document.activeElement.outerHTML")
