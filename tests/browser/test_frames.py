"""Public pages in frames of other sites, as course platforms show links; and nothing else."""

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import PAGES
from tests.foreign import frame, page_with

SHOWN = {
    PAGES["concept"]: "Empathy",
    PAGES["edition"]: "Empathy",
    PAGES["reading list"]: "Week 3",
    PAGES["embed"]: "Empathy",
    "/embed/framework/four-stages/v1/": "The four stages",
    "/concepts/congruance/": "That page is not here",
    "/concepts/empathy": "Empathy",
}
FONTS = "async () => (await document.fonts.ready, [...document.fonts].map(each => each.status))"
REFUSED = ["/admin/login/", "/admin/", "/healthz"]
SANDBOX = "allow-scripts allow-popups"


@pytest.fixture
def parents(foreign, tmp_path, site):
    """Kind of page that frames an address, to the address of such a page."""

    def file(address):
        path = tmp_path / "course.html"
        path.write_text(page_with(frame(f"{site}{address}")), encoding="utf-8")
        return path.as_uri()

    return {
        "plain": foreign,
        "sandboxed frame": lambda address: foreign(address, sandbox=SANDBOX),
        "sandboxed frame without scripts": lambda address: foreign(address, sandbox=""),
        "opaque": lambda address: foreign(
            address, headers={"Content-Security-Policy": f"sandbox {SANDBOX}"}
        ),
        "file": file,
        "isolated": lambda address: foreign(
            address,
            headers={
                "Cross-Origin-Embedder-Policy": "require-corp",
                "Cross-Origin-Opener-Policy": "same-origin",
            },
        ),
    }


KINDS = [
    "plain",
    "sandboxed frame",
    "sandboxed frame without scripts",
    "opaque",
    "file",
    "isolated",
]


@pytest.mark.parametrize("kind", KINDS)
def test_public_pages_are_shown_in_frames_with_their_look(window, parents, kind):
    page = window()
    for address, title in SHOWN.items():
        page.goto(parents[kind](address))
        shown = page.frame_locator("iframe")
        expect(shown.locator("h1")).to_have_text(title)
        # With its stylesheet and its fonts.
        heading = shown.locator("h1")
        assert "serif" in heading.evaluate("each => getComputedStyle(each).fontFamily"), address
        fonts = (
            "async () => (await document.fonts.ready, [...document.fonts].map(each => each.status))"
        )
        assert "loaded" in heading.evaluate(fonts), address
    assert page.context.cookies() == []
    refused = ("blocked", "Refused", "CORS", "denied")
    assert [fault for fault in page.faults if any(word in fault for word in refused)] == []


@pytest.mark.parametrize("kind", KINDS)
def test_nothing_else_is_shown_in_a_frame(window, parents, kind):
    page = window()
    for address in REFUSED:
        with page.expect_event("framenavigated", lambda each: each.url.startswith("chrome-error:")):
            page.goto(parents[kind](address))
        expect(page.frame_locator("iframe").locator("form, pre")).to_have_count(0)


def test_a_script_of_another_site_reads_what_is_public_alone(window, site, foreign):
    page = window()
    page.goto(foreign("/embed/concept/empathy/"))
    read = """async ([address, options]) => {
        try { return (await fetch(address, options)).status } catch { return null }
    }"""
    own_header = {"headers": {"X-Requested-With": "course"}}
    for address, status in {
        "/concepts/empathy.md": 200,
        "/concepts/empathy": 200,
        "/concepts/empathy/v1/cite.csl.json": 200,
        f"/oembed/?url={site}/concepts/empathy/": 200,
        "/search/suggest/?q=empa": 200,
        "/search/suggest.json?q=empa": 200,
        "/concepts/empathy/preview/": 200,
        "/concepts/nothing.md": 404,
        "/tags": 200,
        "/static/icons.svg": 200,
        "/admin/login/": None,
        "/admin": None,
        "/healthz": None,
    }.items():
        assert page.evaluate(read, [f"{site}{address}", {}]) == status, address
        if status == 200 and "static" not in address and address != "/tags":
            assert page.evaluate(read, [f"{site}{address}", own_header]) == 200, address
    cookies = {"credentials": "include"}
    assert page.evaluate(read, [f"{site}/concepts/empathy.md", cookies]) is None
