"""Where a work can be found: its DOI as an https address, or its URL.

DOI names are matched as Crossref recommends
(https://www.crossref.org/blog/dois-and-matching-regular-expressions/), a little more freely.
"""

import re
from typing import NamedTuple
from urllib.parse import quote, urlsplit

_DOI = re.compile(r"10\.\d{4,9}(?:\.\d+)*/\S+")
_DOI_PREFIX = re.compile(r"(?i)^(?:https?://(?:dx\.)?doi\.org/|doi:\s*)")
_DOI_ADDRESS = re.compile(r"(?i)^https?://(?:dx\.)?doi\.org/(?=10\.)")
_OTHER_SCHEME = re.compile(r"(?i)(?!https?:)[a-z][a-z0-9+.-]*:")


class Link(NamedTuple):
    """What APA prints, and the address it leads to: "" where it may not be a link."""

    text: str
    address: str
    is_doi: bool = False


def doi(text: str) -> str:
    """The bare DOI name in what somebody wrote as a DOI, or ""."""
    name = _DOI_PREFIX.sub("", text.strip())
    return name if _DOI.fullmatch(name) else ""


def link(doi_text: str, url_text: str) -> Link | None:
    """The place that an entry names: the DOI before the URL (APA 9.34).

    Args:
        doi_text: the field ``DOI``, as a bare name, with "doi:" or as an address.
        url_text: the field ``URL``.

    Returns:
        None if there is neither, or the URL has another scheme than http and https: what no reader
        can follow is no place. A link without address if the URL is not well formed.
    """
    name = doi(doi_text)
    if not name and _DOI_ADDRESS.match(url_text):
        name = doi(url_text)
    if name:
        # Old DOIs of Wiley hold < and >; "?" and "#" would end the path.
        return Link(f"https://doi.org/{name}", "https://doi.org/" + quote(name, "/:;()"), True)
    if not url_text or _OTHER_SCHEME.match(url_text):
        return None
    return Link(url_text, address(url_text))


def address(text: str) -> str:
    """An http or https address that can stand in a page, or ""."""
    if re.search(r"[\s<>\"\\^`{|}]", text):
        return ""
    try:
        parts = urlsplit(text)
        host = parts.hostname
    except ValueError:  # an unfinished IPv6 address
        return ""
    if parts.scheme.lower() not in ("http", "https") or not host:
        return ""
    return quote(text, "%/:;?#[]@!$&'()*+,=~-._")
