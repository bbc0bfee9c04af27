"""axe-core, run on a page as it stands."""

from pathlib import Path

SCRIPT = Path(__file__).parents[2] / "node_modules/axe-core/axe.min.js"

# WCAG 2.0 to 2.2 at A and AA, and what axe calls best practice. The size of targets is new in 2.2,
# and axe has to be told to look at it.
_EVERY_RULE = {
    "runOnly": [
        *("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22a", "wcag22aa"),
        "best-practice",
    ],
    "rules": {"target-size": {"enabled": True}},
}
# The rules of these whose outcome depends on colours.
_COLOURS = {"runOnly": {"type": "rule", "values": ["color-contrast", "link-in-text-block"]}}
_RUN = """(options) => axe.run(document, {...options, resultTypes: ["violations"]}).then(
    ({violations}) => violations.flatMap(
        ({id, nodes}) => nodes.map((node) => `${id}: ${node.html} (${node.failureSummary})`)
    )
)"""
# What an element is to all other rules, as far as a theme might change it.
_SHAPE = """() => JSON.stringify([...document.querySelectorAll("body *")].map((each) => {
    const {x, y, width, height} = each.getBoundingClientRect();
    return [x, y, width, height, each.checkVisibility({visibilityProperty: true})];
}))"""
# Of many items and rows that are alike, the first ones.
_SHORTEN = """(most) => {
    const seen = {};
    for (const each of document.querySelectorAll("main li, main tr")) {
        const names = [each.parentElement, each].map((one) => `${one.tagName}.${one.className}`);
        seen[names] = (seen[names] ?? 0) + 1;
        if (seen[names] > most) each.remove();
    }
}"""
MOST_ALIKE = 12


def violations(page, options=_EVERY_RULE):
    """A sentence for each element that breaks a rule."""
    if not page.evaluate("'axe' in window"):
        page.evaluate(SCRIPT.read_text(encoding="utf-8"))
    return page.evaluate(_RUN, options)


def violations_in_looks(page, widths):
    """Those of a page at each width, in both themes, by theme and width.

    The whole page is read once, in the widest window. Then more than twelve items that are alike
    are shortened to twelve. Of the dark theme, which is shown to differ by its colours alone, only
    the rules about colours are asked.
    """
    wrong = {}
    for width in sorted(widths, reverse=True):
        page.set_viewport_size({"width": width, "height": 900})
        page.emulate_media(color_scheme="light")
        wrong["light", width] = violations(page)
        page.evaluate(_SHORTEN, MOST_ALIKE)
        shape = page.evaluate(_SHAPE)
        page.emulate_media(color_scheme="dark")
        assert page.evaluate(_SHAPE) == shape, "the dark theme differs by more than its colours"
        wrong["dark", width] = violations(page, _COLOURS)
    return {where: each for where, each in wrong.items() if each}
