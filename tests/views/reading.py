"""The answers of public pages, read as a browser reads them."""

import html5lib


def tree(response):
    """The page as a browser would read it; it is read once."""
    if not hasattr(response, "tree"):
        response.tree = html5lib.parse(
            response.content,
            treebuilder="lxml",
            namespaceHTMLElements=False,
            transport_encoding=response.charset,
        )
    return response.tree


def words(response, path="//main"):
    """The words of a part of the page."""
    return " ".join(
        " ".join(" ".join(part.itertext()) for part in tree(response).xpath(path)).split()
    )


def links(response, path="//main"):
    """The addresses that a part of the page leads to."""
    return tree(response).xpath(f"{path}//a/@href")
