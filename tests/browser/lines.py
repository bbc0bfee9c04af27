"""Where the lines of text of a page stand."""

# Lines of text that stand on one another: their middle halves meet. Text that is only heard, or is
# folded away, or belongs to a drawing, stands nowhere.
_COLLISIONS = """() => {
    const lines = [];
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    while (walker.nextNode()) {
        const text = walker.currentNode, box = text.parentElement;
        if (!text.data.trim() || box.closest("svg, script, noscript")) continue;
        if (!box.checkVisibility({visibilityProperty: true})) continue;
        if (box.closest(".hidden, .skip")) continue;
        const range = document.createRange();
        range.selectNodeContents(text);
        for (const {left, right, top, height} of range.getClientRects()) {
            lines.push({left: left + 1, right: right - 1, top: top + height / 4,
                bottom: top + height * 3 / 4, said: text.data.trim().slice(0, 40)});
        }
    }
    lines.sort((a, b) => a.top - b.top);
    return lines.flatMap((one, at) => {
        const found = [];
        for (let next = at + 1; next < lines.length && lines[next].top < one.bottom; next += 1) {
            const {left, right, said} = lines[next];
            if (left < one.right && one.left < right) found.push([one.said, said]);
        }
        return found;
    });
}"""


def collisions(page):
    """The words of each two lines of text that stand on one another."""
    return page.evaluate(_COLLISIONS)
