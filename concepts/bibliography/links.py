"""Where a work can be found: its DOI as an https address, or its URL.

DOI names are matched as Crossref recommends
(https://www.crossref.org/blog/dois-and-matching-regular-expressions/), a little more freely.
"""

import re
from dataclasses import dataclass
from urllib.parse import quote, unquote, urlsplit

LONGEST_DOI = 2000  # what is longer is no DOI, and need not be looked through

_DOI = re.compile(r"10\.\d{4,9}(?:\.\d+)*/\S+")
_NAME = re.compile(r"(?i)10\.\d{4,9}(?:\.\d+)*(?:/|%(?:25)*2f)")
# "doi:", "DOI ", "info:doi/"; not the beginning of "doi.org" or of "doi-org.proxy.example".
_LABEL = re.compile(r"(?i)(?:(?:info|urn):)?doi(?!\.org|[^\W\d]|-)\s*[:：=/.]?\s*")
# The resolver by its own name, or as a library's proxy writes it.
_RESOLVER = re.compile(r"(?i)(?<![^\W_])(?:doi[.-]org|hdl[.-]handle[.-]net)(?![^\W_])")
# Publishers put the name into their own addresses, and after it what shows the work.
_PUBLISHER = re.compile(
    r"(?i)(?:(?:https?:)?//)?[\w-]+(?:\.[\w-]+)+(?::\d+)?/(?:\S*/)?(?:doi/(?:\w+/){0,3}|\S*[?&]doi=)"
)
_VIEW = re.compile(r"(?i)/(?:abstract|abs|full|fulltext|full-text|html?|pdf|epdf|epub|references)$")
_TWO = re.compile(r"(?i)[;,|&](?:https?:|doi|10\.\d{4,9}/)")
_OPENING, _CLOSING = "([{<\"'“‘«", {")": "(", "]": "[", "}": "{", ">": "<"}
_PUNCTUATION = ".,;:!/\"'”’»"
_INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u2060-\u2064\ufeff]")
_OTHER_SCHEME = re.compile(r"(?i)(?!https?:)[a-z][a-z0-9+.-]*:")


@dataclass(frozen=True)
class Link:
    """What APA prints, and the address it leads to: "" where it may not be a link."""

    text: str
    address: str
    is_doi: bool = False


def doi(text):
    """The bare DOI name in what somebody pasted as a DOI, or "" if none can be read for sure.

    Read are the name itself, with a label, as an address of the resolver (an old one, or by way of
    a library's proxy) or in an address of a publisher, percent-encoded or not, and with the
    punctuation of a sentence around it.
    """
    return _read(text, _PUBLISHER)


def _read(text, also=None):
    if len(text) > LONGEST_DOI:
        return ""
    text = _INVISIBLE.sub("", text).translate({0x2010: "-", 0x2011: "-"}).strip()
    start = _NAME.search(text)
    if start is None:
        return ""
    where, name = text[: start.start()], text[start.start() :]
    where = _without_labels(_decoded(where))
    if where:
        # What an address holds after its path is no part of the name; a "#" at its very end is.
        name = re.sub(r"[?&].*|#.+" if "?" in where else r"\?.*|#.+", "", name)
    name = _without_punctuation(_decoded(name))
    if "(" in where:
        return ""
    if where and not (where.endswith("/") and _RESOLVER.search(where)):
        name = _VIEW.sub("", name)
        if also is None or not also.fullmatch(where) or name.count("/") > 1:
            return ""
    return name if _DOI.fullmatch(name) and not _TWO.search(name) and "\ufffd" not in name else ""


def _decoded(text):
    """Without percent-encoding; proxies encode what was encoded already."""
    for _ in range(3):
        text = unquote(text)
    return text


def _without_labels(where):
    """What stands before a name, without labels and opening brackets: the address it is part of."""
    where = where.lstrip(_OPENING + " ")
    while label := _LABEL.match(where):
        where = where[label.end() :].lstrip(_OPENING + " ")
    where = (where.split() or [""])[-1]  # "Retrieved from https://doi.org/"
    # "https://doi.org/doi:10.1037/..."
    return re.sub(r"(?i)(?<=/)doi:$", "", where)


def _without_punctuation(name):
    """A name without the full stop, quotation mark or bracket that came with it."""
    while name := name.rstrip():
        last = name[-1]
        opened = _CLOSING.get(last)
        if last not in _PUNCTUATION and (not opened or name.count(opened) >= name.count(last)):
            break
        name = name[:-1]
    return name


def link(doi_text, url_text):
    """The Link that an entry names: the DOI, in any form that `doi` reads, before the URL (APA
    9.34).

    None if there is neither, or the URL has another scheme than http and https: what no reader can
    follow is no place. A link without address if the URL is not well formed.
    """
    name = doi(doi_text) or _read(url_text)
    if name:
        # Old DOIs of Wiley hold < and >; "?" and "#" would end the path.
        return Link(f"https://doi.org/{name}", "https://doi.org/" + quote(name, "/:;()"), True)
    if not url_text or _OTHER_SCHEME.match(url_text):
        return None
    return Link(url_text, web_url(url_text))


def web_url(text):
    """An http or https URL that can stand in a page, or ""."""
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
