"""Figures drawn on their scale, in a real browser: at any width, in any size of type."""

import re

import pytest

# An article draws figures on an axis that they share; a work's page each on its whole scale.
ARTICLE, WORK = "/concepts/empathy/", "/references/elliott-2018/"

# What of a drawing leaves its block or lies over a neighbour.
OFF = """() => [...document.querySelectorAll(".figures, .forest")].flatMap(block => {
    const room = block.getBoundingClientRect(), faults = [];
    const inside = box => box.left >= room.left && box.right <= room.right
        && box.top >= room.top && box.bottom <= room.bottom;
    for (const each of block.querySelectorAll(".plot, .plot path, :is(.scale, .axis) span"))
        if (!inside(each.getBoundingClientRect())) faults.push(each.outerHTML);
    for (const scale of block.querySelectorAll(".scale, .axis")) {
        const names = [...scale.children].map(name => {
            const range = document.createRange();
            range.selectNodeContents(name);
            return range.getBoundingClientRect();
        });
        names.slice(1).forEach((name, at) => {
            if (names[at].right > name.left && name.width) faults.push(scale.innerText);
        });
    }
    const apart = (one, other) => one.right <= other.left + 1 || other.right <= one.left + 1
        || one.bottom <= other.top + 1 || other.bottom <= one.top + 1;
    const parts = [...block.querySelectorAll(
        ".plot, .scale, .figures small, .forest th, .forest td:not(.drawn, :empty)"
    )].map(part => [part, part.getBoundingClientRect()]);
    parts.forEach(([part, box], at) => {
        if (parts.slice(0, at).some(([, other]) => !apart(box, other)))
            faults.push(part.outerHTML);
    });
    return faults;
})"""
# Of each interval, where it begins and ends: as parts of its scale's width.
PLACES = """() => [...document.querySelectorAll(".plot")].map(plot => {
    const scale = plot.getBoundingClientRect();
    const interval = plot.querySelector("g path").getBoundingClientRect();
    return [interval.left, interval.right].map(x => (x - scale.left) / scale.width);
})"""

SAID = "A correlation of .28, 95% interval .23 to .33, on the scale from −1 to 1."


@pytest.mark.parametrize("address", [ARTICLE, WORK])
@pytest.mark.parametrize(("width", "size"), [(320, 16), (320, 32), (1280, 16)])
def test_drawings_stay_in_their_block_and_names_apart(window, address, width, size):
    page = window(width, bypass_csp=True)
    page.goto(address)
    page.add_style_tag(content=f"html {{ font-size: {size}px }}")
    page.evaluate("document.fonts.ready")
    assert page.locator(":is(.figures, .forest) .plot").count() > 1
    assert page.evaluate(OFF) == []


def test_a_drawing_off_its_place_would_be_seen(window):
    page = window(bypass_csp=True)
    page.goto(ARTICLE)
    page.add_style_tag(content=".plot { margin-inline-start: 6rem }")
    assert page.evaluate(OFF) != []


def test_an_interval_is_painted_where_its_title_says(window):
    page = window()
    page.goto(WORK)
    number = page.locator(".plot title").all_text_contents().index(SAID)
    painted = [2 * place - 1 for place in page.evaluate(PLACES)[number]]
    assert painted == pytest.approx([0.23, 0.33], abs=0.005)
    assert page.get_by_role("img", name=SAID).count() == 1


@pytest.mark.parametrize("width", [320, 1280])
def test_an_interval_is_painted_where_the_figures_beside_it_say(window, width):
    page = window(width)
    page.goto(ARTICLE)
    ends = page.locator(".axis span").all_text_contents()
    least, most = (float(end.replace("−", "-")) for end in ends)
    beside = page.locator(".drawn + td").all_text_contents()
    said = [list(map(float, re.findall(r"\((.+) to (.+)\)", text)[0])) for text in beside]
    assert [0.23, 0.33] in said
    painted = [[least + (most - least) * place for place in each] for each in page.evaluate(PLACES)]
    assert painted == [pytest.approx(each, abs=0.005) for each in said]
