"""The links at headings."""

import html5lib
import pytest
from django.utils.safestring import mark_safe

from concepts import rendering
from concepts.templatetags.places import above_it_all, linked_headings


def linked(html):
    return linked_headings(mark_safe(html))


@pytest.mark.parametrize("level", [2, 3, 4])
def test_the_link_stands_beside_the_heading_and_not_in_it(level):
    assert linked(f'<h{level} id="a-b">A <em>b</em></h{level}><p>x</p>') == (
        f'<div class="heading level-{level}"><h{level} id="a-b">A <em>b</em></h{level}>'
        '<a class="hash" href="#a-b" aria-label="Link to this section" aria-describedby="a-b">#</a>'
        "</div><p>x</p>"
    )


@pytest.mark.django_db
def test_the_sources_of_a_heading_are_not_among_its_words(world):
    for key in ("rogers-1957", "elliott-2018"):
        world.reference(key)
    body = (
        "## Warmth [@rogers-1957] [@elliott-2018, p. 2]\n\nText.\n\n## Here [@rogers-1957] again\n"
    )
    page = html5lib.parse(
        linked(rendering.render(body).html), treebuilder="lxml", namespaceHTMLElements=False
    )
    first, second = page.xpath("//h2")
    assert "".join(first.itertext()) == "Warmth"
    assert ["".join(each.itertext()) for each in first.xpath("..//sup")] == ["1; 2, p. 2"]
    assert "".join(second.itertext()) == "Here again"
    assert len(page.xpath("//sup")) == 2


def test_a_heading_of_many_sources_is_no_work():
    cites = '<sup class="cite"><a href="#source--1">1</a></sup>' * 2_000
    assert linked(f'<h2 id="a">A{cites}</h2>').count("<sup") == 2_000
    assert f'<h2 id="a">{cites}</h2>' in linked(f'<h2 id="a">{cites}</h2>')
    assert linked('<h2 id="a">A</sup></h2>') == '<h2 id="a">A</sup></h2>'


def test_former_anchors_stand_at_the_headings_that_they_lead_to():
    html = '<p>x</p><h2 id="a">A</h2><h3 id="b">B</h3>'
    former = {"one": "b", "two": "b", "gone": "", "stray": "nowhere"}
    page = html5lib.parse(
        above_it_all(former) + linked_headings(mark_safe(html), former),
        treebuilder="lxml",
        namespaceHTMLElements=False,
    )
    assert page.xpath("//h3/preceding-sibling::span/@id") == ["one", "two"]
    assert page.xpath("//p/preceding-sibling::div/span/@id") == ["gone"]
    assert page.xpath("//@id") == ["gone", "a", "one", "two", "b"]
