"""axe-core, asked of a page as it stands."""

from pathlib import Path

SCRIPT = Path(__file__).parents[2] / "node_modules/axe-core/axe.min.js"

# WCAG 2.0 to 2.2 at A and AA, and what axe calls best practice. The size of targets is new in 2.2,
# and axe has to be told to look at it.
_RUN = """() => axe.run(document, {
    runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22a", "wcag22aa", "best-practice"],
    rules: {"target-size": {enabled: true}},
    resultTypes: ["violations"],
}).then(({violations}) => violations.flatMap(
    ({id, nodes}) => nodes.map((node) => `${id}: ${node.html} (${node.failureSummary})`)
))"""


def violations(page):
    """A sentence for each element that breaks a rule."""
    if not page.evaluate("'axe' in window"):
        page.evaluate(SCRIPT.read_text(encoding="utf-8"))
    return page.evaluate(_RUN)
