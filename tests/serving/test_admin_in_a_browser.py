"""The admin runs under the site's Content-Security-Policy, which allows nothing inline."""

import re

import pytest
from playwright.sync_api import expect

POLICY = "Content Security Policy"


@pytest.fixture
def page(browser):
    """A page in a window of its own. What was forbidden or failed there is in `page.faults`."""
    context = browser.new_context()
    page = context.new_page()
    page.faults = []
    page.on("pageerror", lambda error: page.faults.append(str(error)))
    page.on("console", lambda message: POLICY in message.text and page.faults.append(message.text))
    yield page
    context.close()


def test_signing_in_and_every_list_and_form(site, administrator, page):
    name, password = administrator
    page.goto(f"http://127.0.0.1:{site.port}/admin/")
    page.fill("#id_username", name)
    page.fill("#id_password", password)
    page.click("[type=submit]")
    # Waits: the click returns before the next page has a title.
    expect(page).to_have_title(re.compile("^Site administration"))
    lists = page.eval_on_selector_all("#content-main th a", "links => links.map(link => link.href)")
    assert lists
    for address in lists:
        assert page.goto(address).status == 200, address
        form = page.goto(f"{address}add/")
        assert form.status in {200, 403}, f"{address}add/"
    assert page.faults == []


def test_the_policy_would_be_noticed(site, page):
    page.goto(f"http://127.0.0.1:{site.port}/admin/login/")
    page.evaluate("document.body.setAttribute('style', 'color: red')")
    page.wait_for_function("true")
    assert POLICY in page.faults[0]
