"""The answers of public pages. That a browser reads them alike is seen by `test_crawl`, which takes
no page with an error in its HTML, and by the tests in a browser.
"""

from lxml import html


def tree(response):
    """The page, which is read once."""
    if not hasattr(response, "tree"):
        parser = html.HTMLParser(encoding=response.charset)
        response.tree = html.document_fromstring(response.content, parser).getroottree()
    return response.tree


def words(response, path="//main"):
    """The words of a part of the page."""
    return " ".join(
        " ".join(" ".join(part.itertext()) for part in tree(response).xpath(path)).split()
    )


def links(response, path="//main"):
    """The addresses that a part of the page leads to."""
    return tree(response).xpath(f"{path}//a/@href")
