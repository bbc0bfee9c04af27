"""Pages can be enlarged, and their text be set wider, and nothing is lost: what is cut is seen.

Each kind of page is looked at so in tests/browser/test_every_page.py.
"""

from tests.browser.conftest import PAGES
from tests.browser.looks import Look


def test_what_is_cut_off_would_be_seen(window):
    page = window(bypass_csp=True)
    page.goto(PAGES["concept"])
    page.add_style_tag(content=".definition { height: 1em; overflow: hidden }")
    look = Look(page)
    look.at(1280)
    assert [each for each in look.lost() if 'class="definition"' in each]
