"""A signed-in editor meets a page of this site in a frame of another one: the session stays out."""

import re

import pytest
from playwright.sync_api import expect

from tests.foreign import ForeignSite


@pytest.fixture
def editor(site, administrator, browser):
    """A window in which an editor is signed in, and the site."""
    address = site.address
    context = browser.new_context()
    page = context.new_page()
    name, password = administrator
    page.goto(f"{address}/admin/")
    page.fill("#id_username", name)
    page.fill("#id_password", password)
    page.click("[type=submit]")
    expect(page).to_have_title(re.compile("^Site administration"))
    yield page, address
    context.close()


def test_the_session_of_an_editor_is_not_sent_from_a_frame(editor, request):
    page, site = editor
    elsewhere = ForeignSite(site)
    request.addfinalizer(elsewhere.close)
    sent = {}
    page.on("request", lambda each: sent.update({each.url: each.all_headers()}))
    for address in ("/concepts/empathy/", "/concepts/empathy/v1/", "/embed/concept/empathy/"):
        page.goto(elsewhere.page(address))
        expect(page.frame_locator("iframe").locator("h1")).to_have_text("Empathy")
        assert "cookie" not in sent[f"{site}{address}"], address
    page.goto(elsewhere.page("/admin/"))
    assert "cookie" not in sent[f"{site}/admin/"]
    expect(page.frame_locator("iframe").locator("form")).to_have_count(0)
    # It is there all the same, and goes along where the editor goes.
    page.goto(f"{site}/admin/")
    assert "sessionid=" in sent[f"{site}/admin/"]["cookie"]
