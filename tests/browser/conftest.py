"""The whole site in production mode, and windows to look at it."""

import socket

import pytest

from tests.serving.running import Site, until

# One of each kind of page.
PAGES = {
    "home": "/",
    "concepts": "/concepts/",
    "concept": "/concepts/empathy/",
    "longest concept": "/concepts/therapeutic-alliance/",
    "comparison": "/compare/empathy/sympathy/",
    "edition": "/concepts/empathy/v1/",
    "changes": "/concepts/empathy/changes/?from=1&to=2",
    "citing": "/concepts/empathy/v1/cite/",
    "card": "/embed/concept/empathy/",
    "frameworks": "/frameworks/",
    "framework": "/frameworks/four-stages/",
    "questions": "/questions/",
    "question": "/questions/when-to-consider-another-therapist/",
    "reading lists": "/lists/",
    "reading list": "/lists/?entries=empathy,trust,rapport&title=Week+3",
    "tags": "/tags/",
    "tag": "/tags/ethics/",
    "references": "/references/",
    "reference": "/references/elliott-2018/",
    "sources": "/sources/",
    "source": "/sources/meaning/",
    "search": "/search/?q=empahty",
    "nothing found": "/search/?q=zxqzxq",
    "map": "/map/",
    "part of the map": "/map/?framework=five-components",
    "help": "/help/",
    "about": "/about/",
    "missing": "/concepts/congruance/",
}


@pytest.fixture(scope="package")
def site(tmp_path_factory):
    """The address of a server as `make run` starts it, with all the content."""
    folder = tmp_path_factory.mktemp("browser")
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    server = Site(folder / "log", DATA_DIR=folder / "data", PORT=port)
    try:
        until(server.answers, "an answer")
        yield f"http://127.0.0.1:{port}"
    finally:
        server.kill()


@pytest.fixture
def window(browser, site):
    """Opens windows on the site; `faults` has what went wrong there, `asked` what was loaded."""
    contexts = []

    def open_window(width=1280, height=900, **options):
        context = browser.new_context(
            viewport={"width": width, "height": height}, base_url=site, **options
        )
        contexts.append(context)
        page = context.new_page()
        page.faults, page.asked = [], []
        page.on("pageerror", lambda error: page.faults.append(str(error)))
        page.on("console", lambda line: line.type == "error" and page.faults.append(line.text))
        page.on("request", lambda request: page.asked.append(request.url))
        return page

    yield open_window
    for context in contexts:
        context.close()
