"""All that is looked for on a page as it stands, in each of its looks: one visit does for all.

A look is a width, a theme, a size of type or what else a reader may have set.
"""

from tests.browser.lines import collisions

WIDTHS = (320, 390, 768, 1280, 2560)
LONG = "Psychoneuroendocrinimmunological"

_NEEDED = "document.documentElement.scrollWidth"
_SIZE = "(size) => { document.documentElement.style.fontSize = size }"
_TYPE = "(type) => { document.documentElement.dataset.type = type }"
# A sheet made by a script, which the policy of the pages lets be.
_STYLE = """(css) => {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(css);
    document.adoptedStyleSheets = [sheet];
}"""
# A long word before every piece of text that somebody writes; and back again.
_LENGTHEN = """(word) => {
    const NOBODYS = "svg, script, button, .masthead, .hidden, .kind, .more, .hash, sup";
    const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    window.lengthened = [];
    while (texts.nextNode()) {
        const text = texts.currentNode;
        if (text.data.trim() && !text.parentElement.closest(NOBODYS)) window.lengthened.push(text);
    }
    for (const text of window.lengthened) text.data = word + text.data;
}"""
_SHORTEN = """(word) => {
    for (const text of window.lengthened) text.data = text.data.slice(word.length);
}"""
# What WCAG 1.4.12 lets readers set.
_SPACED = """* {
    line-height: 1.5 !important;
    letter-spacing: 0.12em !important;
    word-spacing: 0.16em !important;
}
p { margin-block-end: 2em !important }"""
# Text in a box that is too small for it and shows only a part, and that is there for eyes.
_CUT = """() => [...document.querySelectorAll("body *")].filter((box) => {
    const {overflowX, overflowY} = getComputedStyle(box);
    const hides = (overflow) => overflow == "hidden" || overflow == "clip";
    if (!hides(overflowX) && !hides(overflowY)) return false;
    if (!box.checkVisibility({visibilityProperty: true})) return false;
    if (box.closest("svg, .hidden")) return false;
    return (hides(overflowX) && box.scrollWidth > box.clientWidth + 1)
        || (hides(overflowY) && box.scrollHeight > box.clientHeight + 1);
}).map((box) => box.outerHTML.slice(0, 120))"""
# Text whose colour is hardly another than that of what it stands on.
_FAINT = """() => {
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


class Look:
    """A page whose window is made another without loading it again."""

    def __init__(self, page):
        self.page = page
        self.session = page.context.new_cdp_session(page)

    def at(self, width, height=900, scale=1):
        metrics = {"width": width, "height": height, "deviceScaleFactor": scale, "mobile": False}
        self.session.send("Emulation.setDeviceMetricsOverride", metrics)
        self.width = width

    def too_wide(self):
        needed = self.page.evaluate(_NEEDED)
        return [f"needs {needed} pixels"] if needed > self.width else []

    def lost(self):
        """What of the text can't be read, in words."""
        over = [f"{one} / {other}" for one, other in collisions(self.page)]
        return [*self.too_wide(), *over, *self.page.evaluate(_CUT)]

    def faint(self):
        return self.page.evaluate(_FAINT)

    def lengthen(self):
        self.page.evaluate(_LENGTHEN, LONG)

    def each(self):
        """(look, what is wrong in it) of every look; the page is then again as it was."""
        page = self.page
        for width in WIDTHS:
            self.at(width)
            yield f"{width} wide", self.too_wide()
        for scheme in ("light", "dark"):
            page.emulate_media(color_scheme=scheme, forced_colors="active")
            self.at(1280)
            yield f"high contrast, {scheme}", self.faint()
        page.emulate_media(color_scheme="light", forced_colors="none")
        for times in (2, 4):
            self.at(1280 // times, 1024 // times, times)
            yield f"enlarged {times} times", self.lost()
        page.evaluate(_STYLE, _SPACED)
        for width in (320, 1280):
            self.at(width)
            yield f"text set wider, {width} wide", self.lost()
        page.evaluate("document.adoptedStyleSheets = []")
        self.at(320)
        for size in ("125%", "200%"):
            page.evaluate(_SIZE, size)
            yield f"text of {size}, 320 wide", self.too_wide()
        page.evaluate(_SIZE, "")
        page.evaluate(_TYPE, "plain")
        for width in (320, 1280):
            self.at(width)
            yield f"plain type, {width} wide", self.too_wide()
        page.evaluate(_TYPE, "set")
        self.lengthen()
        for width in (320, 768, 1280):
            self.at(width)
            yield f"long words, {width} wide", self.too_wide()
        page.evaluate(_SHORTEN, LONG)


def faults_of(page):
    """What is wrong with a page, by look; nothing of a look in which all is well."""
    return {look: found for look, found in Look(page).each() if found}
