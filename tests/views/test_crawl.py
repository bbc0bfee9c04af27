"""All of the site with its real content, as a reader with patience would walk through it."""

import json
import subprocess
from pathlib import Path
from urllib.parse import unquote, urldefrag, urlsplit

import html5lib
import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from lxml import html

ROOT = Path(__file__).parents[2]
VALIDATOR = ROOT / "node_modules/html-validate/bin/html-validate.mjs"
BUDGET = 8
# Headings that say more than their words to those who hear them.
UNREAD = "self::sup or self::button or @aria-label or @title or @alt or contains(@class, 'hid')"
MORE_SAID = " | ".join(f"//h{level}[@aria-label or .//*[{UNREAD}]]" for level in range(1, 7))
# Without a test that asks for it there is no database at all.
pytestmark = [pytest.mark.django_db, pytest.mark.slow]


class Walk:
    """Every page that links lead to, from the home page on: status, queries, ids and links."""

    def __init__(self):
        self.client = Client()
        self.pages, self.wanted, self.anchors = {}, ["/"], set()
        self.linked_from = {}

    def go_on(self, most=None):
        """Visits so many pages more, or all that are left; returns what was visited."""
        before = set(self.pages)
        while self.wanted and (most is None or len(self.pages) - len(before) < most):
            address = self.wanted.pop()
            if address not in self.pages:
                self.visit(address)
        return {address: self.pages[address] for address in self.pages.keys() - before}

    def visit(self, address):
        with CaptureQueriesContext(connection) as queries:
            response = self.client.get(address)
        # What the client notes besides fills a gigabyte over thousands of pages.
        response.context = response.templates = response.wsgi_request = None
        is_html = response["Content-Type"].startswith("text/html")
        page = {"response": response, "queries": len(queries), "ids": [], "is_html": is_html}
        self.pages[address] = page
        if not is_html:
            response.content = b""  # nobody looks at it again
            return
        document = html.fromstring(response.content)
        page["ids"] = document.xpath("//@id")
        page["titles"] = document.xpath("//head/title/text()")
        page["descriptions"] = document.xpath("//meta[@name='description']/@content")
        page["h1"] = len(document.xpath("//h1"))
        page["headings with more"] = [each.text_content() for each in document.xpath(MORE_SAID)]
        if document.xpath("//meta[@name='robots'][contains(@content, 'nofollow')]"):
            return
        for target in document.xpath("//a/@href | //form/@action | //link[@rel='alternate']/@href"):
            parts = urlsplit(target)
            if parts.scheme or parts.netloc or parts.path.startswith("/admin/"):
                continue
            target, anchor = urldefrag(target)
            target = (
                target
                if target.startswith("/")
                else (urlsplit(address).path + target if target else address)
            )
            if anchor:
                self.anchors.add((address, target, unquote(anchor)))
            if target not in self.pages:
                self.wanted.append(target)
                self.linked_from.setdefault(target, address)


@pytest.fixture(scope="module")
def begun(shipped):
    return Walk()


@pytest.fixture
def walk(begun):
    begun.go_on()
    return begun


# In stretches of some seconds; the last one goes to the end.
@pytest.mark.parametrize("most", [*[400] * 32, None])
def test_no_link_is_broken_and_none_goes_round_a_corner(begun, most):
    wrong = {
        address: (page["response"].status_code, begun.linked_from[address])
        for address, page in begun.go_on(most).items()
        if page["response"].status_code != 200
    }
    assert wrong == {}
    assert most or len(begun.pages) > 7000


def test_every_anchor_that_is_linked_exists(walk):
    wrong = [
        (here, target, anchor)
        for here, target, anchor in walk.anchors
        if anchor not in walk.pages[target]["ids"]
    ]
    assert wrong == []


def test_no_id_stands_twice(walk):
    wrong = {
        address: sorted({each for each in page["ids"] if page["ids"].count(each) > 1})
        for address, page in walk.pages.items()
        if len(page["ids"]) != len(set(page["ids"]))
    }
    assert wrong == {}


def test_every_heading_is_called_by_its_words_alone(walk):
    wrong = {
        address: page["headings with more"]
        for address, page in walk.pages.items()
        if page.get("headings with more")
    }
    assert wrong == {}


def test_no_page_takes_more_than_eight_queries_or_nine_with_findings(walk):
    def budget(address, page):
        shows_findings = any(each.startswith("finding--") for each in page["ids"])
        return BUDGET + (shows_findings or address.startswith("/compare/"))

    wrong = {
        address: page["queries"]
        for address, page in walk.pages.items()
        if page["queries"] > budget(address, page)
    }
    assert wrong == {}


def test_no_page_sets_a_cookie_or_depends_on_one(walk):
    for page in walk.pages.values():
        assert not page["response"].cookies
        assert "Cookie" not in page["response"].get("Vary", "")


def test_every_page_has_a_title_of_its_own_and_a_description(walk):
    titles = {}
    for address, page in walk.pages.items():
        if page["is_html"] and "?" not in address:
            [title], [description] = page["titles"], page["descriptions"]
            assert description.strip(), address
            assert page["h1"] == 1, address
            titles.setdefault(title, []).append(address)
    assert {title: found for title, found in titles.items() if len(found) > 1} == {}


@pytest.mark.parametrize(
    "address",
    [
        "/",
        "/concepts/",
        "/concepts/empathy/",
        "/concepts/empathy/v1/",
        "/concepts/empathy/changes/",
        "/concepts/empathy/v1/cite/",
        "/embed/concept/empathy/",
        "/compare/empathy/sympathy/",
        "/frameworks/",
        "/frameworks/four-stages/",
        "/questions/",
        "/questions/client-or-patient/",
        "/lists/",
        "/lists/?entries=empathy,trust",
        "/tags/",
        "/tags/ethics/",
        "/evidence/",
        "/evidence/?concept=empathy&sort=measure",
        "/evidence/empathy-outcome/",
        "/references/",
        "/references/?letter=R",
        "/references/rogers-1957/",
        "/sources/",
        "/sources/meaning/",
        "/sources/disagreements/",
        "/search/",
        "/search/?q=empathy",
        "/help/",
        "/about/",
        "/concepts/congruance/",
    ],
)
def test_every_kind_of_page_is_html_without_a_fault(walk, address):
    html5lib.HTMLParser(strict=True).parse(walk.client.get(address).content)


@pytest.mark.skipif(not VALIDATOR.exists(), reason="the packages of npm are not installed")
def test_every_page_is_valid_html(walk, tmp_path):
    """And a tenth of those with a query, of which there are a thousand of two kinds."""
    pages = [address for address, page in walk.pages.items() if page["is_html"]]
    chosen = [each for each in pages if "?" not in each] + [each for each in pages if "?" in each][
        ::10
    ]
    files = {}
    for number, address in enumerate(chosen):
        file = tmp_path / f"{number}.html"
        file.write_bytes(walk.pages[address]["response"].content)
        files[str(file)] = address
    assert len(files) > 300
    assert faults_of_html(files) == {}


@pytest.mark.skipif(not VALIDATOR.exists(), reason="the packages of npm are not installed")
def test_a_fault_in_html_would_be_seen(tmp_path):
    file = tmp_path / "page.html"
    file.write_text("<!doctype html><title>x</title><p><div></div></p>")
    assert faults_of_html({str(file): "/wrong/"}) == {"Stray end tag '</p>'": "/wrong/"}


def faults_of_html(files):
    """What html-validate finds in files, by the rules of .htmlvalidate.json, each fault once."""
    result = subprocess.run(
        ["node", VALIDATOR, "--config", ROOT / ".htmlvalidate.json", "--formatter=json", *files],
        cwd=ROOT,
        capture_output=True,
        text=True,
    )
    assert result.stdout, result.stderr
    return {
        fault["message"]: files[report["filePath"]]
        for report in json.loads(result.stdout)
        for fault in report["messages"]
    }
