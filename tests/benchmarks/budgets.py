"""What pages weigh, how high articles stand and what Lighthouse says of them, against what is
promised: `make budgets`.

The server is the real one in production mode, with all the content; what is weighed is what it
sends to a browser that takes Brotli.
"""

import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections import namedtuple
from contextlib import contextmanager
from pathlib import Path
from statistics import median
from urllib.parse import urlsplit

import brotli
from lxml import html
from playwright.sync_api import sync_playwright

from tests.browser.conftest import PAGES
from tests.serving.running import Site, until

ROOT = Path(__file__).resolve().parents[2]
MARKED = (
    "/",
    "/concepts/empathy/",
    "/frameworks/four-stages/",
    "/questions/",
    "/search/?q=empathy",
    "/map/",
)

# How high concepts may stand, by the width of the window: the highest, and the middle one.
HEIGHTS = {1280: (4_500, 3_500), 390: (7_000, 5_500)}
# Pages of A4 that a handout of the article alone may take, and of how many it is made: those that
# stand highest on a phone, where least is folded away beside the text.
HANDOUT, HANDOUTS = 2, 30

Line = namedtuple("Line", "budget measured bound where")


def main():
    with tempfile.TemporaryDirectory(prefix="withness-budgets-") as folder:
        # The settings are read when the server is started, and write a key into their folder.
        os.environ |= {"DATA_DIR": folder, "DJANGO_SETTINGS_MODULE": "therapy_kb.settings"}
        with running(Path(folder)) as site:
            kept = [told(line) for line in weights(site, Path(folder) / "static")]
            kept += [
                told(line) for line in heights(f"http://127.0.0.1:{site.port}", articles(site))
            ]
            kept += [told(line) for line in strangers(f"http://127.0.0.1:{site.port}")]
            kept += [told_marks(page) for page in marks(f"http://127.0.0.1:{site.port}")]
    if not all(kept):
        sys.exit(f"{kept.count(False)} of {len(kept)} budgets are not kept.")


@contextmanager
def running(folder):
    site = Site(folder / "log", DATA_DIR=folder)
    try:
        yield site.wait_until_it_answers()
    finally:
        site.kill()


def told(line):
    kept = line.measured <= line.bound
    print(
        f"{line.budget:34}{line.measured:8,} of {line.bound:7,}  {line.where}"
        f"{'' if kept else '  TOO MUCH'}"
    )
    return kept


# Bytes


def weights(site, static):
    """The lines of what is weighed."""
    paints = {address: first_paint(site, address) for address in articles(site)}
    yield Line("first paint", paints["/concepts/empathy/"], 14_000, "/concepts/empathy/")
    heaviest = max(paints, key=paints.get)
    where = f"{heaviest} (the heaviest of {len(paints)} articles)"
    yield Line("first paint", paints[heaviest], 20_000, where)
    evidence = first_paint(site, "/evidence/")
    yield Line("first paint", evidence, 34_000, "/evidence/, with all that is drawn")
    served = json.loads((static / "staticfiles.json").read_text())["paths"]
    for budget, kind, bound in (("fonts", "woff2", 45_000), ("all JavaScript", "js", 12_000)):
        names = [name for name in served if re.fullmatch(rf"(fonts|js)/[\w-]+\.{kind}", name)]
        total = sum(weight(site, f"/static/{served[name]}") for name in names)
        yield Line(budget, total, bound, f"{len(names)} files")


def articles(site):
    """Addresses of all concepts, frameworks and questions, by the sitemap."""
    sitemap = site.get("/sitemap.xml").body.decode()
    paths = (urlsplit(each).path for each in re.findall(r"<loc>(.*?)</loc>", sitemap))
    return [
        path for path in paths if re.fullmatch(r"/(concepts|frameworks|questions)/[^/]+/", path)
    ]


def first_paint(site, address):
    """Bytes of a page and of the style sheets that it waits for."""
    page = sent(site, address)
    sheets = [weight(site, path) for path in awaited(brotli.decompress(page.body))]
    return len(page.body) + sum(sheets)


def awaited(page):
    """Addresses of the style sheets in the head that are for screens."""
    sheets = "//head/link[@rel='stylesheet'][not(@media='print')]/@href"
    found = html.fromstring(page).xpath(sheets)
    assert found, "a page without a style sheet is not what is to be weighed"
    return found


def weight(site, address):
    return len(sent(site, address).body)


def sent(site, address):
    response = until(lambda: smallest(site, address), "the smallest body", site)
    assert response.status == 200, f"{address} answers {response.status}"
    # What is compressed by its own format is sent as it is.
    assert address.endswith(".woff2") or response.headers["Content-Encoding"] == "br", address
    return response


def smallest(site, address):
    """The answer, once it is as small as it becomes: the first reader of a page gets more bytes."""
    response = site.get(address, Accept_Encoding="br")
    if address.startswith("/static/") or response.headers["Content-Encoding"] != "br":
        return response
    small = brotli.compress(brotli.decompress(response.body), quality=11)
    return response if len(response.body) <= len(small) else None


# Heights


def heights(site, addresses):
    """The lines of how high concepts stand as they open: the highest and the middle one, by width
    of the window; and on how many pages the longest are printed."""
    concepts = [address for address in addresses if address.startswith("/concepts/")]
    with sync_playwright() as playwright:
        chromium = launched(playwright)
        for width, (most, middle) in HEIGHTS.items():
            page = chromium.new_page(base_url=site, viewport={"width": width, "height": 900})
            found = {address: height(page, address) for address in concepts}
            highest = max(found, key=found.get)
            yield Line(f"height at {width}", found[highest], most, highest)
            where = f"the middle one of {len(found)} concepts"
            yield Line(f"height at {width}", int(median(found.values())), middle, where)
        longest = sorted(found, key=found.get, reverse=True)[:HANDOUTS]
        printed = {address: pages_printed(page, address) for address in longest}
        most = max(printed, key=printed.get)
        yield Line("pages printed, article alone", printed[most], HANDOUT, most)
        chromium.close()


def height(page, address):
    """How high an article stands in its window, in pixels, with its fonts and all style sheets."""
    page.goto(address, wait_until="load")
    return page.evaluate("document.fonts.ready.then(() => document.documentElement.scrollHeight)")


def pages_printed(page, address):
    """On how many pages of A4 an article is printed. A PDF has an object for each."""
    page.goto(address, wait_until="load")
    return len(re.findall(rb"/Type\s*/Page\b", page.pdf(format="A4", prefer_css_page_size=True)))


# Other machines


def launched(playwright):
    return playwright.chromium.launch(
        executable_path=shutil.which("chromium"),
        args=["--no-sandbox", "--disable-dev-shm-usage"],
    )


def strangers(site):
    """The line of what is asked of any other machine by one of each kind of page."""
    asked = set()
    with sync_playwright() as playwright:
        chromium = launched(playwright)
        page = chromium.new_page(base_url=site)
        page.on("request", lambda request: asked.add(request.url))
        for address in PAGES.values():
            page.goto(address, wait_until="networkidle")
        chromium.close()
    assert asked
    foreign = sorted(address for address in asked if not address.startswith(site))
    where = " ".join(foreign) or f"{len(PAGES)} kinds of pages"
    yield Line("requests to other machines", len(foreign), 0, where)


# Lighthouse


def marks(site):
    """What Lighthouse says of each page, one after the other, as it comes."""
    process = subprocess.Popen(
        ["node", "tests/benchmarks/lighthouse.mjs", site, *MARKED],
        cwd=ROOT,
        env=os.environ | {"CHROME_PATH": shutil.which("chromium")},
        stdout=subprocess.PIPE,
        text=True,
    )
    with process:
        yield from (json.loads(line) for line in process.stdout)
    if process.returncode:
        sys.exit("Lighthouse could not finish; the lines above say why.")


def told_marks(page):
    medians = page["medians"]
    kept = set(medians.values()) == {100}
    said = ", ".join(f"{name} {mark}" for name, mark in medians.items())
    runs = len(page["runs"])
    why = "" if kept else f"  BELOW 100: {', '.join(page['faults'])}"
    print(f"{page['path']:34}{said} (median; {runs} of 5 runs decided it){why}", flush=True)
    return kept


if __name__ == "__main__":
    main()
