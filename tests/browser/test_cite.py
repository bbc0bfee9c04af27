"""Citing from the foot of a page, in a dialog; without JavaScript on a page of its own."""

import threading
from http.server import BaseHTTPRequestHandler, HTTPServer

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import PAGES


@pytest.fixture
def page(window):
    page = window(permissions=["clipboard-read", "clipboard-write"])
    page.goto(PAGES["concept"])
    return page


def test_the_dialog_is_used_by_keyboard_and_gives_the_focus_back(page):
    page.locator("[data-cite]").focus()
    page.keyboard.press("Enter")
    dialog = page.get_by_role("dialog", name="Cite or embed this page")
    expect(dialog).to_contain_text("Withness. (2026).")
    expect(dialog.get_by_label("APA 7", exact=True).first).to_be_checked()
    dialog.get_by_role("radio", name="APA 7").focus()
    page.keyboard.press("ArrowRight")
    expect(dialog.locator("section:visible")).to_contain_text("Available at:")
    page.keyboard.press("Escape")
    expect(dialog).to_be_hidden()
    assert page.evaluate("document.activeElement.matches('[data-cite]')")
    assert page.url.endswith(PAGES["concept"])
    assert page.faults == []


def test_what_is_shown_can_be_copied(page):
    page.click("[data-cite]")
    page.get_by_role("radio", name="BibTeX").check()
    page.get_by_role("dialog").get_by_role("button", name="Copy").click()
    expect(page.get_by_role("button", name="Copied")).to_be_visible()
    assert page.evaluate("navigator.clipboard.readText()").startswith("@incollection{withness-")


def test_it_is_fetched_once(page):
    for _ in range(2):
        page.click("[data-cite]")
        expect(page.get_by_role("dialog")).to_be_visible()
        page.get_by_role("button", name="Close").click()
    assert len([asked for asked in page.asked if asked.endswith("/cite/")]) == 1


def test_where_it_can_not_be_fetched_the_link_is_followed(page):
    page.context.set_offline(True)
    page.click("[data-cite]")
    page.context.set_offline(False)
    expect(page.locator("dialog")).to_have_count(0)


def test_without_javascript_it_is_a_page(window):
    page = window(java_script_enabled=False)
    page.goto(PAGES["concept"])
    page.click("[data-cite]")
    assert page.url.endswith("/v1/cite/")
    expect(page.locator("section", has_text="Harvard").first).to_be_visible()
    assert page.get_by_role("button", name="Copy").count() == 0


@pytest.fixture
def elsewhere(site):
    """Another site, with a page that embeds a card and one that tries to embed a whole page."""

    class Elsewhere(BaseHTTPRequestHandler):
        def do_GET(self):
            address = "/embed/concept/empathy/" if self.path == "/card" else "/concepts/empathy/"
            self.send_response(200)
            self.send_header("Content-Type", "text/html")
            self.end_headers()
            frame = f'<iframe src="{site}{address}" width="600" height="200"></iframe>'
            self.wfile.write(f"<!doctype html><title>Course</title>{frame}".encode())

        def log_message(self, *arguments):
            pass

    server = HTTPServer(("127.0.0.1", 0), Elsewhere)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()


def test_a_card_is_shown_on_another_site_and_a_page_is_not(window, elsewhere):
    page = window()
    page.goto(f"{elsewhere}/card")
    card = page.frame_locator("iframe")
    expect(card.locator("h1")).to_have_text("Empathy")
    expect(card.get_by_role("link", name="Read the page")).to_be_visible()
    assert page.context.cookies() == []
    page.goto(f"{elsewhere}/page")
    page.wait_for_load_state()
    expect(page.frame_locator("iframe").locator("h1", has_text="Empathy")).to_have_count(0)
