"""The card of a page, in a frame on somebody else's site."""

import threading
from http.server import BaseHTTPRequestHandler, HTTPServer

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import PAGES


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


def test_a_card_is_shown_on_another_site(window, elsewhere):
    page = window()
    page.goto(f"{elsewhere}/card")
    card = page.frame_locator("iframe")
    expect(card.locator("h1")).to_have_text("Empathy")
    expect(card.get_by_role("link", name="Read the page")).to_be_visible()
    assert page.context.cookies() == []
    assert page.faults == []


def test_a_page_is_not_shown_on_another_site(window, elsewhere):
    page = window()
    page.goto(f"{elsewhere}/page")
    expect(page.frame_locator("iframe").locator("h1", has_text="Empathy")).to_have_count(0)
    assert any("frame" in fault for fault in page.faults)


def test_the_link_of_a_card_opens_the_page_in_a_tab_of_its_own(window, elsewhere, site):
    page = window()
    page.goto(f"{elsewhere}/card")
    with page.context.expect_page() as opened:
        page.frame_locator("iframe").get_by_role("link", name="Read the page").click()
    opened.value.wait_for_url(f"{site}/concepts/empathy/")
    assert page.url == f"{elsewhere}/card"


@pytest.mark.parametrize("address", [PAGES["card"], "/embed/question/client-or-patient/"])
def test_a_card_fits_the_frame_that_its_code_makes(window, address):
    page = window(600, 200)
    page.goto(address)
    page.evaluate("document.fonts.ready")
    assert page.evaluate("document.documentElement.scrollHeight") == 200


@pytest.mark.parametrize(("width", "height"), [(600, 200), (320, 200), (260, 120)])
def test_the_way_to_the_page_is_in_sight_however_small_the_frame(window, width, height):
    page = window(width, height)
    page.goto("/embed/question/when-to-consider-another-therapist/")
    expect(page.get_by_role("link", name="Read the page")).to_be_in_viewport(ratio=1)
    assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_a_card_follows_the_theme_of_the_system(window):
    grounds = set()
    for scheme in ("light", "dark"):
        page = window(600, 200, color_scheme=scheme)
        page.goto(PAGES["card"])
        grounds.add(page.evaluate("getComputedStyle(document.documentElement).backgroundColor"))
    assert grounds == {"rgb(253, 252, 250)", "rgb(23, 26, 25)"}
