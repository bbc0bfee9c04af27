"""An article in use: what citations, ties and signs show, where one is, what is done with it."""

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import PAGES

OPEN = ".card:not([hidden])"


@pytest.fixture
def page(window):
    page = window()
    page.goto(PAGES["concept"])
    return page


def test_a_citation_shows_its_work_by_pointer_and_by_focus(page):
    number = page.locator(".prose .cite a").first
    line = page.locator(number.get_attribute("href"))
    number.hover()
    expect(page.locator(OPEN)).to_contain_text("Rogers")
    assert line.locator("i").first.text_content() in page.locator(OPEN).text_content()
    assert number.get_attribute("aria-describedby") == "page--card"
    page.keyboard.press("Escape")
    expect(page.locator(OPEN)).to_have_count(0)
    page.mouse.move(2, 2)
    page.keyboard.press("Tab")
    number.focus()
    expect(page.locator(OPEN)).to_contain_text("Rogers")
    assert page.asked and not [asked for asked in page.asked if "/references/" in asked]
    assert page.faults == []


def test_a_work_says_how_it_was_read_and_leads_back(page):
    page.evaluate("for (const folded of document.querySelectorAll('details')) folded.open = true")
    read = page.locator(".readings-of dd a").first.get_attribute("href")
    page.locator(f".prose .cite a[href='{read}']").first.hover()
    expect(page.locator(OPEN)).to_contain_text("Read: ")
    number = page.locator(".prose .cite a").first
    number.click()
    page.locator(".sources :target .more a").first.click()
    assert page.url.endswith("#" + number.get_attribute("id"))


def test_a_tap_shows_a_work_and_another_goes_to_it(window):
    page = window(390, has_touch=True, is_mobile=True)
    page.goto(PAGES["concept"])
    number = page.locator(".prose .cite a").first
    number.tap()
    expect(page.locator(OPEN)).to_contain_text("Rogers")
    assert "#" not in page.url
    number.tap()
    page.wait_for_url("**#source--*")


def test_a_name_in_the_rail_shows_why_it_stands_there(page):
    page.locator(".rail a.wiki", has_text="Sympathy").first.hover()
    expect(page.locator(f"{OPEN} .reason")).to_be_visible()


def test_a_sign_says_what_it_stands_for(page):
    page.locator("a.sign").first.hover()
    expect(page.locator(OPEN)).to_contain_text("correlation")


def test_the_section_that_is_read_is_marked(page):
    current = page.locator(".contents [aria-current]")
    page.evaluate("document.querySelector('#what-research-says').scrollIntoView()")
    expect(current).to_have_text("What research says")
    page.evaluate("scrollTo({top: 0, behavior: 'instant'})")
    expect(current).to_have_count(0)
    assert page.locator(".contents summary").is_visible() is False


def test_sharing_copies_the_address_that_lasts(page):
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.locator("[data-share]").click()
    expect(page.locator(".told")).to_have_text("Link copied")
    copied = page.evaluate("navigator.clipboard.readText()")
    assert copied.endswith("/concepts/empathy/v1/")
    assert page.url.endswith(PAGES["concept"])


def test_pages_that_are_added_one_after_another_make_one_list(page):
    page.locator("[data-list]").click()
    page.wait_for_url("**/lists/**")
    page.goto("/concepts/trust/")
    page.locator("[data-list]").click()
    page.wait_for_url("**/lists/?add=empathy,trust**")
    assert page.locator("textarea").input_value().split() == ["Empathy", "Trust"]


def test_it_prints_alone_or_with_research(page):
    page.emulate_media(media="print")
    research = page.locator(".research, .rail, .block-documents")
    assert [each for each in research.all() if each.is_visible()] == []
    assert page.locator(".entry > .printed").is_visible()
    assert page.locator("#doing-it").is_visible()
    page.goto(f"{PAGES['concept']}?print=research")
    assert all(each.is_visible() for each in research.all())


def neighbours(page):
    return page.locator(".onward .label").all_text_contents()


def test_read_next_follows_the_framework_that_the_reader_came_by(window):
    page = window()
    page.goto("/concepts/congruence/")
    places = page.locator(".placements li > a").all_text_contents()
    assert len(places) > 1
    last = page.locator(".placements li", has_text=places[-1])
    framework = last.locator("a").first.get_attribute("href")
    page.goto(framework)
    page.locator("main a[href='/concepts/congruence/']").first.click()
    label = page.locator(".onward .label").first
    expect(label).to_contain_text(f" it in {places[-1]}")
    assert not [each for each in neighbours(page) if " it in " in each and places[-1] not in each]
    assert all(page.locator(".onward li > p:last-child").all_text_contents())
    # It is known on the page after it too, and when that is loaded again, in a clean address.
    page.locator(".onward a[rel]").first.click()
    page.wait_for_url(lambda url: "/concepts/congruence/" not in url)
    expect(page.locator(".onward .label").first).to_contain_text(f" it in {places[-1]}")
    assert "#" not in page.url
    page.reload()
    expect(page.locator(".onward .label").first).to_contain_text(f" it in {places[-1]}")
    assert page.faults == []


def test_a_card_says_what_a_work_is_cited_for(page):
    number = page.locator(".prose > p .cite a").first
    paragraph = number.evaluate("each => each.closest('p').textContent")
    number.hover()
    told = page.locator(f"{OPEN} .for").first
    expect(told).to_contain_text("Cited here for")
    sentence = told.text_content().removeprefix("Cited here for ")
    assert len(sentence) > 20 and sentence in paragraph


def test_signs_are_explained_wherever_numbers_stand(window):
    page = window()
    for address in (PAGES["finding"], PAGES["evidence"], PAGES["reference"]):
        page.goto(address)
        sign = page.locator("main a.sign:visible").first
        assert sign.get_attribute("href").endswith("#the-signs"), address
        sign.hover()
        expect(page.locator(OPEN)).to_contain_text(":")
    page.goto(PAGES["evidence"])
    for head in page.locator("main thead a.sign").all():
        expect(head).to_be_visible()
