"""Where a work can be found: its DOI as an https address, or its URL.

DOI names are matched as Crossref recommends
(https://www.crossref.org/blog/dois-and-matching-regular-expressions/), a little more freely.
"""

import re
from typing import NamedTuple
from urllib.parse import quote, unquote, urlsplit

_DOI = re.compile(r"10\.\d{4,9}(?:\.\d+)*/\S+")
# What stands before a name that somebody pasted: "doi:", "DOI ", "info:doi/", more than once too.
_LABEL = re.compile(r"(?i)(?:(?:(?:info|urn):)?doi(?!\.org|[\w-])\s*[:=/.]?\s*)+")
_SCHEME = re.compile(r"(?i)(?:https?:)?//")
# The resolver, as itself or as a library's proxy calls it: "doi-org.proxy.example", "login?url=...".
_RESOLVER = re.compile(r"(?i)\S*(?<![\w])(?:(?:www|dx)[.-])?(?:doi[.-]org|hdl[.-]handle[.-]net)\S*/")
# Publishers put the name into their addresses, and after it what shows the work.
_PUBLISHER = re.compile(r"(?i)[\w-]+(?:\.[\w-]+)+(?::\d+)?/(?:\w+/)*doi/(?:\w+/)*")
_VIEW = re.compile(r"(?i)/(?:abstract|abs|full|fulltext|full-text|html?|pdf|epdf|epub|references)$")
_AROUND = "\"'“”‘’«»"
_CLOSING = {")": "(", "]": "[", "}": "{", ">": "<"}
_INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u2060-\u2064\ufeff]")
_OTHER_SCHEME = re.compile(r"(?i)(?!https?:)[a-z][a-z0-9+.-]*:")


class Link(NamedTuple):
    """What APA prints, and the address it leads to: "" where it may not be a link."""

    text: str
    address: str
    is_doi: bool = False


def doi(text: str) -> str:
    """The bare DOI name in what somebody pasted as a DOI, or "" if none can be read for sure.

    Read are the name itself, with a label, as an address of the resolver (an old one, a library's
    proxy), as an address in which a publisher has it, percent-encoded or not, and with the
    punctuation of a sentence around it.
    """
    text = _whole(text)
    text = _LABEL.sub("", text, count=1) if _LABEL.match(text) else text
    start = re.search(r"10\.\d{4,9}(?:\.\d+)*/", text)
    if not start:
        return ""
    where, name = text[: start.start()].rstrip(), text[start.start() :]
    if where:
        where = _SCHEME.sub("", where, count=1) if _SCHEME.match(where) else where
        # What an address has behind its path is no part of the name; a "#" at its very end is.
        name = re.sub(r"(?:\?|#(?=.)).*" if "?" not in where else r"[?&].*|#.+", "", name)
        if _PUBLISHER.fullmatch(where):
            name = _VIEW.sub("", name)
            if name.count("/") > 1:
                return ""
        elif not _RESOLVER.fullmatch(_LABEL.sub("", where) if where.endswith(":") else where):
            return ""
    return name if _DOI.fullmatch(name) else ""


def _whole(text: str) -> str:
    """A pasted text without encoding, invisible characters and the punctuation around it."""
    text = _INVISIBLE.sub("", text).replace("\u2010", "-").replace("\u2011", "-")
    for _ in range(3):  # a proxy encodes what was encoded already
        text = unquote(text, errors="strict") if _decodes(text) else text
    return text


def _decodes(text):
    return False
