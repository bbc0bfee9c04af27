"""Figures drawn on their scale, in a real browser: at any width, in any size of type."""

import pytest

# What of a drawing leaves its block or lies over a neighbour.
OFF = """() => [...document.querySelectorAll(".figures")].flatMap(block => {
    const room = block.getBoundingClientRect(), faults = [];
    const inside = box => box.left >= room.left && box.right <= room.right
        && box.top >= room.top && box.bottom <= room.bottom;
    for (const each of block.querySelectorAll(".plot, .plot path, .scale, .scale span"))
        if (!inside(each.getBoundingClientRect())) faults.push(each.outerHTML);
    for (const scale of block.querySelectorAll(".scale")) {
        const names = [...scale.children].map(name => {
            const range = document.createRange();
            range.selectNodeContents(name);
            return range.getBoundingClientRect();
        });
        names.slice(1).forEach((name, at) => {
            if (names[at].right > name.left && name.width) faults.push(scale.innerText);
        });
    }
    const rows = [...block.querySelectorAll(".plot, .scale, small")];
    rows.slice(1).forEach((row, at) => {
        if (rows[at].getBoundingClientRect().bottom > row.getBoundingClientRect().top + 1)
            faults.push(row.outerHTML);
    });
    return faults;
})"""
PLACES = """() => [...document.querySelectorAll(".plot")].map(plot => {
    const scale = plot.getBoundingClientRect();
    const [low, high] = [plot.querySelector("g path").getBoundingClientRect()]
        .flatMap(box => [box.left, box.right]);
    const at = x => 2 * (x - scale.left) / scale.width - 1;
    return [at(low), at(high)];
})"""


SAID = "A correlation of .28, 95% interval .23 to .33, on the scale from −1 to 1."


@pytest.mark.parametrize("address", ["/concepts/empathy/", "/compare/empathy/sympathy/"])
@pytest.mark.parametrize(("width", "size"), [(320, 16), (320, 32), (1280, 16)])
def test_drawings_stay_in_their_block_and_names_apart(window, address, width, size):
    page = window(width, bypass_csp=True)
    page.goto(address)
    page.add_style_tag(content=f"html {{ font-size: {size}px }}")
    page.evaluate("document.fonts.ready")
    assert page.locator(".plot").count() > 1
    assert page.evaluate(OFF) == []


def test_an_interval_is_painted_where_its_title_says(window):
    page = window()
    page.goto("/concepts/empathy/")
    number = page.locator(".plot title").all_text_contents().index(SAID)
    assert page.evaluate(PLACES)[number] == pytest.approx([0.23, 0.33], abs=0.005)
    assert page.get_by_role("img", name=SAID).count() == 1
