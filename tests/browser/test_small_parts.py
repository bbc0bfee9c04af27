"""Scripts that make something easier; everything works without them."""

from playwright.sync_api import expect


def test_the_sign_at_a_heading_copies_its_address(window, site):
    page = window(permissions=["clipboard-read", "clipboard-write"])
    page.goto("/concepts/empathy/")
    sign = page.locator("a.hash").first
    sign.focus()
    page.keyboard.press("Enter")
    page.wait_for_selector(".told")
    copied = page.evaluate("navigator.clipboard.readText()")
    assert copied == page.url
    assert copied.startswith(f"{site}/concepts/empathy/#")


def test_all_answers_close_and_open_and_an_asked_one_is_open(window):
    page = window()
    page.goto("/questions/")
    total = page.locator(".answer").count()
    assert page.locator(".answer[open]").count() == total
    page.click("[data-open-all]")
    assert page.locator(".answer[open]").count() == 0
    page.evaluate("location.hash = '#client-or-patient'")
    page.wait_for_selector("#client-or-patient[open]")
    page.click("[data-open-all]")
    assert page.locator(".answer[open]").count() == total


def test_the_print_button_prints(window):
    page = window()
    page.add_init_script("window.print = () => { window.printed = true }")
    pages = ("/concepts/empathy/", "/lists/?entries=trust,empathy", "/compare/empathy/sympathy/")
    for address in pages:
        page.goto(address)
        page.click("[data-print]")
        assert page.evaluate("window.printed"), address


def test_the_reference_of_a_comparison_is_copied(window):
    page = window(permissions=["clipboard-read", "clipboard-write"])
    page.goto("/compare/empathy/sympathy/")
    page.click("[data-copy]")
    expect(page.locator(".cite-line [role=status]")).not_to_be_empty()
    assert "Empathy or sympathy" in page.evaluate("navigator.clipboard.readText()")


def test_the_address_of_a_reading_list_is_copied(window):
    page = window(permissions=["clipboard-read", "clipboard-write"])
    page.goto("/lists/?entries=trust,empathy")
    page.click("[data-copy-address]")
    page.wait_for_selector(".told")
    copied = page.evaluate("navigator.clipboard.readText()")
    assert copied.endswith("/lists/?entries=trust,empathy")


def test_a_heading_is_found_by_its_words_and_its_link_by_the_keyboard(window):
    page = window()
    page.goto("/concepts/empathy/")
    words = page.locator(".prose h2").first.inner_text()
    assert page.get_by_role("heading", name=words, exact=True).count() == 1
    sign = page.locator("a.hash").first
    assert sign.evaluate("each => getComputedStyle(each).opacity") == "0"
    sign.focus()
    page.wait_for_function("each => getComputedStyle(each).opacity == 1", arg=sign.element_handle())
    box = sign.bounding_box()
    assert min(box["width"], box["height"]) >= 24
    assert sign.evaluate("each => each.closest('h2')") is None


def test_the_address_of_a_printed_list_lies_over_nothing(window):
    page = window(700)
    page.goto("/concepts/")
    slugs = page.locator("main a[href^='/concepts/']").evaluate_all(
        "links => [...new Set(links.map((link) => link.pathname.split('/')[2]))].filter(Boolean)"
    )
    assert len(slugs) >= 40
    page.emulate_media(media="print")
    for number in (1, 3, 40):
        page.goto(f"/lists/?entries={','.join(slugs[:number])}&title=Week+3")
        boxes = page.locator(".readings > li, .address, .code, h1").evaluate_all(
            "parts => parts.map((part) => part.getBoundingClientRect().toJSON())"
        )
        for place, one in enumerate(boxes):
            for other in boxes[place + 1 :]:
                assert (
                    one["bottom"] <= other["top"] + 1
                    or other["bottom"] <= one["top"] + 1
                    or one["right"] <= other["left"] + 1
                    or other["right"] <= one["left"] + 1
                ), number
