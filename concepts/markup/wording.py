"""The words of a text's HTML, line by line: which stand in sentences, and which in tables,
dialogues, code, titles of blocks, folded blocks and lists of references. Those are found by their
words as well, but without their lines and columns they can't be read.
"""

import re
from html import unescape

HEADING, PROSE, APART = "heading", "prose", "apart"
GAP = "…"

_PIECE = re.compile(r'<(/?)(\w+)((?:[^<>"]|"[^"]*")*+)>|([^<]+|<)')
_HEADINGS = {"h2", "h3", "h4"}
_APART = {"table", "dl", "pre", "details"}
_BEGINS_A_LINE = {*_APART, *_HEADINGS, "li", "p", "br", "summary"}
_ENDS_A_LINE = {"p", "li", "td", "th", "dd", "dt", "pre", "summary"}
# Stand for tags while a line is read; a text can't hold them.
_BOLD, _NOT_BOLD = "\x02", "\x03"
_SPEAKER = re.compile(rf"\s*{_BOLD}[^{_NOT_BOLD}]*(?::\s*{_NOT_BOLD}|{_NOT_BOLD}\s*:)")
# "Rogers, C. R. (1957)." or "British Association. (n.d.)." begins a line of a list of references.
_YEAR = re.compile(r"\((?:[12]\d{3}|n\.\s?d\.|in press)[^()]{0,40}\)[.:,]")
_AUTHOR = re.compile(r"[^\W\d_][\w'’ -]{0,60}, (?:[A-Z]\.|[A-Z][\w'’-]+ ?\Z)|[^.]{3,120}\. ?\Z")
# And these head such lists.
_OF_REFERENCES = re.compile(
    r"(?:key|cited|main|other|essential|classic)?\s*(?:works?|texts?|references?|bibliography|"
    r"literature|sources?)(?:\s+cited)?|(?:further|suggested|recommended|key|more)\s+readings?|"
    r"(?:what|where) to read(?: next| more| on)?",
    re.IGNORECASE,
)


def lines_of(html):
    """(HEADING, PROSE or APART, words) of each line of sanitised HTML, in order. A heading is one
    line, if an empty one; no other line is empty.
    """
    return list(_Lines().read(html))


def sections_of(html, headings):
    """(anchor, heading, prose, other words) of each stretch of `html` under one of its headings.
    The one above the first has neither of the first two. Where other words stood within the prose
    there is a GAP.
    """
    places = iter(headings)
    anchor = heading = ""
    found, prose, rest = [], [], []
    for kind, words in [*lines_of(html), (HEADING, "")]:
        if kind == PROSE:
            prose.append(words)
        elif kind == APART:
            rest.append(words)
            if prose and prose[-1] != GAP:
                prose.append(GAP)
        else:
            if prose and prose[-1] == GAP:
                prose.pop()
            found.append((anchor, heading, "\n".join(prose), "\n".join(rest)))
            prose, rest = [], []
            place = next(places, None)
            anchor, heading = (place.anchor, place.text) if place else ("", "")
    return [section for section in found if any(section[1:])]


class _Lines:
    """Reads HTML from its beginning to its end, once. Tags are in their places: the sanitiser has
    seen to that.
    """

    def __init__(self):
        self.pieces = []
        self.apart = self.items = self.examples = 0
        self.asides = []
        self.is_heading = self.is_label = self.is_speech = self.is_list_of_references = False

    def read(self, html):
        for closing, tag, attributes, text in _PIECE.findall(html):
            if text:
                yield from self.text(unescape(text))
            elif closing:
                yield from self.close(tag)
            else:
                yield from self.open(tag, attributes)
        yield from self.line()

    def text(self, text):
        if self.is_heading:
            self.pieces.append(text)
            return
        *whole, last = text.split("\n")
        for part in whole:
            self.pieces.append(part)
            yield from self.line()
        self.pieces.append(last)

    def open(self, tag, attributes):
        if tag in _BEGINS_A_LINE:
            yield from self.line()
        if tag in _HEADINGS:
            self.is_heading = True
        elif tag in _APART:
            self.apart += 1
        elif tag == "li":
            self.items += 1
        elif tag == "aside":
            self.asides.append("block-example" in attributes)
            self.examples += self.asides[-1]
        elif tag == "p":
            self.is_label = "block-label" in attributes
        elif tag == "strong":
            self.pieces.append(_BOLD)

    def close(self, tag):
        if tag == "strong":
            self.pieces.append(_NOT_BOLD)
        if tag in _HEADINGS:
            yield from self.heading()
        elif tag in _ENDS_A_LINE:
            yield from self.line()
        if tag in _APART:
            self.apart -= 1
        elif tag == "li":
            self.items -= 1
        elif tag == "aside":
            self.examples -= self.asides.pop()
        if tag in ("p", "li"):
            self.is_label = self.is_speech = False

    def heading(self):
        _, words = self.taken()
        self.is_heading = False
        self.is_list_of_references = bool(_OF_REFERENCES.fullmatch(words))
        yield HEADING, words

    def line(self):
        typed, words = self.taken()
        if not words:
            return
        if self.examples and _SPEAKER.match(typed):
            # What follows in its paragraph is said by the same person.
            self.is_speech = True
        apart = self.apart or self.is_label or self.is_speech or self.is_reference(words)
        yield APART if apart else PROSE, words

    def taken(self):
        typed, self.pieces = "".join(self.pieces), []
        return typed, " ".join(typed.replace(_BOLD, "").replace(_NOT_BOLD, "").split())

    def is_reference(self, words):
        return self.items and (self.is_list_of_references or _is_reference(words))


def _is_reference(words):
    year = _YEAR.search(words, 0, 300)
    return bool(year and _AUTHOR.match(words[: year.start()]))
