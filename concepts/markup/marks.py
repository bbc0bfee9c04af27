"""Wiki links and citations: taken out of a text as data, each leaving a token that Markdown does
not touch.
"""

import re
import unicodedata
from dataclasses import dataclass, replace
from html import escape
from urllib.parse import unquote

from concepts import locators

from .folding import HYPHENS, UNSEEN, fold, plain_signs, seen

# Tokens are private-use characters around a number: no Markdown rule and no sanitiser knows them.
OPEN, CLOSE = "\ue000", "\ue001"
TOKEN = re.compile(f"{OPEN}([0-9]+){CLOSE}")

# Python-Markdown takes quadratic time over brackets that never close: 4,000 took 19 s, 200 took .13
# s.
MAXIMUM_BRACKETS = 400
# More links and citations than this are no article; a bound keeps the look-up of their targets one
# small query.
MAXIMUM_MARKS = 2000

# A sign of ASCII that a backslash takes its meaning from: a character of private use with its code
# stands for both. A backtick keeps its backslash: what ends code is not escaped.
_ESCAPE = re.compile(r"\\([!-/:-@\[-_{-~])")
_ESCAPED = re.compile("[\ue121-\ue17e]")
# Stands after a token for a line that ended within the mark.
_JOINED = "\ue006"

_MARK = re.compile(
    r"""
        (?P<embed>(?<![^\s(])!)?\[\[(?P<link>[^\[\]\n]+)\]\]
      | (?P<open>\[\[)(?!\[)
      | \[(?P<cites>[^\[\]@]*+@[^\[\]]*+(?:\[[^\[\]@]*+\][^\[\]]*+)*+)\](?=(?P<address>\(?))
      | (?<=\]\()(?!<?(?:\?|//))(?P<path><[^<>\n:&\\]++>|[^\s()<>:&\\]++)(?=[\s)])
    """,
    re.VERBOSE,
)
_KEY = r"[a-z0-9]+(?:-[a-z0-9]+)*"
# A place without a comma before it: "p. 96", "chap. iv", "§ 3", "96".
_PLACE = r"(?:(?:[^\W\d_]{1,12}\.?|§+)\s*(?:\d|[ivxlc]+\b)|\d{1,3}(?!\d)).*"
# What pandoc takes for a citation: words before it, a minus sign for its year alone, its key; then
# our sign and the rest, or the place alone.
_CITATION = re.compile(
    rf"""(?:(?P<prefix>[^@]*\S)\s+)?-?@(?P<key>{_KEY})
    (?:\s*(?P<sign>[:,])\s*(?P<rest>.+)|\s+(?P<place>{_PLACE}))?\Z""",
    re.VERBOSE | re.IGNORECASE,
)
# Lines of one paragraph.
_WRAPPED = re.compile(r"[^\n]*(?:\n[ \t>]*[^\s>][^\n]*)*")
_KEY_AS_TYPED = re.compile(rf"@[\w{re.escape(HYPHENS)}{UNSEEN}]+")
_BARE_CITATION = re.compile(rf"{_KEY}(?:\s*[:,]\s*.+)?\Z")
# Before a page's file: in Obsidian the path from the vault's first folder, elsewhere from the file
# that links.
_FOLDERS = ("concepts", "frameworks", "questions")
_SITE_PAGE = re.compile(rf"/(?:{'|'.join(_FOLDERS)})/([a-z0-9-]+)(?:/|\.md)?(?:v[0-9]+/)?\Z")


@dataclass(frozen=True)
class MarkupFault:
    """Something a writer must mend: its line, counted from the text's first, and a sentence."""

    line: int
    message: str


@dataclass(frozen=True)
class Link:
    """[[target#anchor|label]], or the URL of [words](path#anchor).

    A link to a heading of its own page has no target; `heading` is how its anchor was typed.
    `readings` are all ways to read what was typed, since a title may hold # or |: (target, heading,
    label) in the order in which they are tried. `is_address`: its words stand in the text.
    """

    target: str
    anchor: str
    label: str
    line: int
    source: str
    heading: str = ""
    readings: tuple = ()
    is_address: bool = False

    faults = ()

    @property
    def text(self):
        """What stands there when nothing can be linked."""
        return "" if self.is_address else self.label or self.target or self.heading

    @property
    def key(self):
        return fold(self.target)

    @property
    def keys(self):
        """The names that may be meant."""
        return tuple(dict.fromkeys(fold(target) for target, _, _ in self.readings if target))

    @property
    def is_own(self):
        """Whether it leads to a heading of the page that it stands on."""
        return not self.target

    @property
    def is_path(self):
        """Whether it is a URL of this site, which need not be a page's."""
        return self.is_address and self.source.startswith("/")

    @property
    def is_of_page(self):
        """Whether it leads to a page, if that is there, and not to another URL of this site."""
        return not self.is_path or self.readings[0][0] != self.target

    @property
    def typed(self):
        """How its writer is told of it."""
        return f"[...]({self.source})" if self.is_address else self.source

    def among(self, names):
        """The link as it is meant, if only `names` (folded) are those of pages."""
        for target, heading, label in self.readings:
            if fold(target) in names:
                changed = {"target": target, "heading": heading, "label": label}
                anchor = self.anchor if heading == self.heading else ""
                return replace(self, anchor=anchor, **changed)
        return self


@dataclass(frozen=True)
class Citation:
    """One work or passage cited: `key` of a reference with a locator, or id of a source with the
    passage's heading; `prefix` are the words before it, such as "see".
    """

    key: str
    locator: str = ""
    heading: str = ""
    prefix: str = ""


@dataclass(frozen=True)
class Cite:
    """[see @key, locator; @key: Heading]: one or more citations in one pair of brackets."""

    citations: tuple
    line: int
    source: str
    whole: bool = True

    text = ""

    @property
    def faults(self):
        """What is wrong with it: a part between semicolons that could not be read."""
        if self.whole:
            return ()
        message = f"the citation {self.source} can't be read; write [@rogers-1957, p. 96]."
        return (MarkupFault(self.line, message),)


@dataclass(frozen=True)
class _Literal:
    """Brackets that are no link: shown as typed."""

    source: str
    line: int

    faults = ()

    @property
    def text(self):
        return self.source


def is_reference_key(key):
    """Whether `key` can be cited: lower-case ASCII words and numbers joined by hyphens."""
    return bool(re.fullmatch(_KEY, key))


def reference_key(text):
    """The key that is meant where one was typed: keys have small letters and plain hyphens."""
    return plain_signs(seen(text)).lower()


def read_citations(text):
    """The citations in the text between brackets, and whether all of them could be read."""
    found, whole = [], True
    for part in plain_keys(text).split(";"):
        part = " ".join(part.split())
        match = _CITATION.match(part if "@" in part else _with_sign(part))
        if match is None:
            whole = False
            continue
        rest, sign = match["rest"] or match["place"] or "", match["sign"]
        place = "" if sign == ":" else locators.locator(rest)
        heading = rest if sign == ":" else ""
        found.append(Citation(match["key"].lower(), place, heading, match["prefix"] or ""))
    return tuple(found), whole


def plain_keys(text):
    """`text` with its keys as they are spelt: nothing unseen in them, and plain hyphens."""
    return _KEY_AS_TYPED.sub(lambda match: reference_key(match.group()), text)


def _with_sign(part):
    """A key that stands without @ after a semicolon, with it."""
    return f"@{part}" if _BARE_CITATION.match(part) else part


# What is not seen, or only chooses a letter's shape.
_UNSEEN = re.compile(
    "[\u00ad\u034f\u061c\u180b-\u180f\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufe00-\ufe0f\ufeff"
    "\U000e0100-\U000e01ef]"
)


def hyphenated(text):
    """`text` in lower case, its words joined by hyphens and nothing between them: for addresses.

    Vowel signs and points are no letters to a pattern's `\\w`, but without them Hindi, Tamil or
    Hebrew words are other words: a mark stays with the letter that it stands on.
    """
    text = unicodedata.normalize("NFC", _UNSEEN.sub("", text).casefold())
    # The dot of a Turkish capital: casefolding sets it apart, and no composed letter takes it in.
    text = unicodedata.normalize("NFC", re.sub("i\u0307+", "i", text))
    return re.sub(r"[\s_-]+", "-", "".join(_with_marks(text))).strip("-")


def _with_marks(text):
    """The characters of words, marks on them, gaps and hyphens."""
    stands = False
    for sign in text:
        if sign.isalnum():
            stands = True
        elif not (stands and unicodedata.category(sign) in ("Mn", "Mc")):
            stands = False
            if not (sign in "_-" or sign.isspace()):
                continue
        yield sign


def anchor_of(heading):
    """The anchor of a heading: its words, lower case, joined by hyphens. That of an anchor is the
    anchor itself.
    """
    return hyphenated(heading)[:100].strip("-")


def unescaped(text, before=""):
    """`text` with the signs that were escaped, each after `before`: a backslash where all is shown
    as it was typed.
    """
    return _ESCAPED.sub(lambda match: before + chr(ord(match.group()) - 0xE100), text)


def escapes_to_html(text, before=""):
    return _ESCAPED.sub(lambda match: before + escape(chr(ord(match.group()) - 0xE100)), text)


def _anchor(heading):
    """The anchor of a heading; that of a block, as Obsidian has them, is none."""
    return "" if heading.startswith("^") else anchor_of(heading)


def _readings(inside):
    r"""(target, heading, label) of what stands between [[ and ]] in the order in which they are
    tried, since a page may be called by all of it; and which of them is the usual one.

    In a table the pipe is typed as \|. Of headings below headings the last is meant.
    """
    place, pipe, label = inside.partition("|")
    if pipe:
        place = place.removesuffix("\\")
    place, label = place.strip(), label.strip()
    target, sign, heading = place.partition("#")
    usual = target.strip(), heading.rpartition("#")[2].strip(), label
    readings = [usual, *_by_path(usual)]
    if sign:
        readings.insert(0, (place, "", label))
    if pipe:
        readings.insert(0, (inside.replace("\\|", "|").strip(), "", ""))
    return tuple(readings), usual


def _by_path(reading):
    """The reading of a page's path, as Obsidian and other editors write it."""
    path, heading, label = reading
    *folders, name = path.split("/")
    if not (set(folders) <= {".", ".."} or folders[-1] in _FOLDERS):
        name = path
    name = name[:-3] if name.casefold().endswith(".md") else name
    return [(name, heading, label)] if name and name != path else []


def _wiki_link(match, line):
    source = unescaped(match.group(), "\\")
    readings, (target, heading, label) = _readings(unescaped(match["link"], "\\"))
    if not target and not heading:
        return _Literal(source, line)
    return Link(target, _anchor(heading), label, line, source, heading, readings)


def _url(match, line):
    """The URL of a link, as a Link: to a page's file, to a heading of this page, or to another
    page of this site.
    """
    source = unescaped(match["path"], "\\")
    path, _, heading = unescaped(match["path"]).strip("<>").partition("#")
    path, heading = unquote(path), unquote(heading)
    anchor = heading if "--" in heading else _anchor(heading)  # what a template made
    page = _SITE_PAGE.match(path)
    readings = [(page[1], heading, "")] if page else [(path, heading, "")]
    readings += _by_path(readings[0])
    return Link(path, anchor, "", line, source, heading, tuple(readings), is_address=True)


def _cite(match, line):
    """The citations of a pair of brackets; None where it is no citation, but has an @ in it."""
    inside = unescaped(match["cites"])
    # Quotations and items begin each of their lines with a sign.
    inside = re.sub(r"\n[ \t>]*", " ", inside) if _WRAPPED.fullmatch(inside) else None
    if inside is None:
        return None
    begins = re.match(r"\s*-?@\s*(?=\S)", inside)
    if begins:
        inside = f"@{inside[begins.end() :]}"
    citations, whole = read_citations(inside)
    if not begins and (match["address"] or not whole):
        return None
    return Cite(citations, line, unescaped(match.group(), "\\"), whole)


@dataclass(frozen=True)
class Source:
    """A text without its marks: a token for each, and characters of private use for what a
    backslash escapes. `numbers` are those that its lines had, `faults` the bounds it exceeds.
    """

    text: str
    marks: tuple
    faults: tuple
    numbers: tuple


def take_out(text):
    """The Source of a text."""
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    text = re.sub("[\ue000-\uf8ff]", "\ufffd", text)
    text = _ESCAPE.sub(lambda match: chr(0xE100 + ord(match[1])), text)
    pieces, marks, end, start, line, counted = [], [], 0, 0, 1, 0
    while match := _MARK.search(text, start):
        line += text.count("\n", counted, match.start())
        counted = match.start()
        mark = _mark(match, line)
        if mark is None:
            start = match.start() + 1
            continue
        token = f"{OPEN}{len(marks)}{CLOSE}"
        pieces += [text[end : match.start()], token, _JOINED * match.group().count("\n")]
        marks.append(mark)
        start = end = match.end()
    without = "".join([*pieces, text[end:]])
    faults = []
    brackets = without.count("[")
    if brackets > MAXIMUM_BRACKETS:
        faults.append(
            MarkupFault(0, f"the text has {brackets} brackets [; {MAXIMUM_BRACKETS} is the most.")
        )
    count = sum(len(mark.citations) if isinstance(mark, Cite) else 1 for mark in marks)
    if count > MAXIMUM_MARKS:
        message = f"the text has {count} links and citations; {MAXIMUM_MARKS} is the most."
        faults.append(MarkupFault(0, message))
        without, marks = text, []
    number, numbers = 1, []
    for each in without.split("\n"):
        numbers.append(number)
        number += 1 + each.count(_JOINED)
    return Source(without.replace(_JOINED, ""), tuple(marks), tuple(faults), tuple(numbers))


def _mark(match, line):
    if match["open"]:
        return _Literal(match.group(), line)
    if match["cites"] is not None:
        return _cite(match, line)
    return _url(match, line) if match["path"] else _wiki_link(match, line)
