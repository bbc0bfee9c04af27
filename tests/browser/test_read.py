"""What was read is marked in the reader's own browser."""


def test_a_page_that_was_read_to_its_end_is_ticked_and_can_be_forgotten(window):
    page = window()
    page.goto("/frameworks/core-conditions/")
    assert page.locator(".members [data-read]").count() == 0
    page.goto("/concepts/empathy/")
    page.evaluate("scrollTo(0, document.body.scrollHeight)")
    page.wait_for_function("localStorage.read === '/concepts/empathy/'")
    page.goto("/frameworks/core-conditions/")
    assert page.locator(".members [data-read]").get_attribute("href") == "/concepts/empathy/"
    assert page.context.cookies() == []
    page.goto("/about/")
    assert "1 page" in page.locator("[data-forget]").inner_text()
    page.get_by_role("button", name="Forget them").click()
    assert page.evaluate("localStorage.read") is None
    assert "0 pages" in page.locator("[data-forget]").inner_text()


def test_what_was_only_opened_is_not_read(window):
    page = window()
    page.goto("/concepts/empathy/")
    page.wait_for_load_state("networkidle")
    assert page.evaluate("localStorage.read") is None


def test_nothing_is_missing_without_storage_or_script(window):
    page = window()
    page.add_init_script("delete Window.prototype.localStorage")
    faults = []
    page.on("pageerror", lambda fault: faults.append(fault))
    page.goto("/concepts/empathy/")
    page.goto("/about/")
    assert faults == []
    page = window(java_script_enabled=False)
    page.goto("/about/")
    assert not page.locator("[data-forget]").is_visible()
