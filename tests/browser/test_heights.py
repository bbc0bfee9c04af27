"""How high articles stand as they open: an answer is seen in a few screens."""

import pytest

from tests.benchmarks.budgets import HEIGHTS, height

# Those with most to say; `make budgets` measures all.
LONG = ("trust", "empathy", "therapeutic-alliance", "confidentiality", "supervision", "broaching")


@pytest.mark.parametrize("width", HEIGHTS)
def test_the_longest_articles_stand_no_higher_than_is_promised(window, width):
    page = window(width)
    most, _ = HEIGHTS[width]
    high = {slug: height(page, f"/concepts/{slug}/") for slug in LONG}
    assert {slug: pixels for slug, pixels in high.items() if pixels > most} == {}


def test_what_is_folded_opens_where_a_link_leads_into_it(window):
    page = window(1280)
    page.goto("/concepts/empathy/")
    section = page.locator("details.section:has(#doing-it)")
    assert section.evaluate("folded => folded.open") is False
    page.locator(".contents a", has_text="Doing it").click()
    assert section.evaluate("folded => folded.open") is True
    number = page.locator(".prose .cite a").first
    number.click()
    assert page.locator(".sources :target").is_visible()
