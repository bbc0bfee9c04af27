"""The pictures of the README: the home page on a desk, an article on a phone. Serves the content of
`fixtures/` from a folder of its own and photographs it with Chromium: `make pictures`.
"""

import os
import shutil
import tempfile
from pathlib import Path

from django.conf import settings
from playwright.sync_api import sync_playwright

from tests.serving.running import Site

FOLDER = Path(__file__).parents[1] / "docs" / "pictures"
# File, address, width, height: as wide as a small desk's window, and as a phone.
PICTURES = (
    ("desk.png", "/concepts/therapeutic-alliance/", 1280, 860),
    ("phone.png", "/concepts/empathy/", 390, 860),
)


def main():
    settings.configure(BASE_DIR=Path(__file__).parents[1])
    FOLDER.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as data, sync_playwright() as playwright:
        site = Site(Path(data) / "log", DATA_DIR=data)
        browser = playwright.chromium.launch(
            executable_path=shutil.which("chromium"), args=["--no-sandbox"]
        )
        try:
            site.wait_until_it_answers()
            for name, address, width, height in PICTURES:
                page = browser.new_page(viewport={"width": width, "height": height})
                page.goto(site.address + address, wait_until="networkidle")
                page.screenshot(path=FOLDER / name)
                print(os.path.relpath(FOLDER / name))
        finally:
            browser.close()
            site.process.terminate()
            site.process.wait()


if __name__ == "__main__":
    main()
