"""Wiki links and citations: taken out of a text as data, each leaving a token that Markdown does
not touch.
"""

import re
import unicodedata
from dataclasses import dataclass

from concepts import locators

from .folding import fold

# Tokens are private-use characters around a number: no Markdown rule and no sanitiser knows them.
OPEN, CLOSE = "\ue000", "\ue001"
TOKEN = re.compile(f"{OPEN}([0-9]+){CLOSE}")

# Python-Markdown takes quadratic time over brackets that never close: 4,000 took 19 s, 200 took .13
# s.
MAXIMUM_BRACKETS = 400
# More links and citations than this are no article; a bound keeps the look-up of their targets one
# small query.
MAXIMUM_MARKS = 2000

_MARK = re.compile(
    r"""(?<!\\)(?:
        \[\[(?P<link>[^\[\]\n]+)\]\]
      | \[@(?P<cites>[^\[\]\n]+)\]
      | (?P<open>\[\[)(?!\[)
    )""",
    re.VERBOSE,
)
_KEY = re.compile(r"@?([a-z0-9]+(?:-[a-z0-9]+)*)(?:\s*([:,])\s*(.+))?\Z")


@dataclass(frozen=True)
class MarkupFault:
    """Something a writer must mend: its line, counted from the text's first, and a sentence."""

    line: int
    message: str


@dataclass(frozen=True)
class Link:
    """[[target#anchor|label]]"""

    target: str
    anchor: str
    label: str
    line: int
    source: str

    faults = ()

    @property
    def text(self):
        """What stands there when nothing can be linked."""
        return self.label or self.target

    @property
    def key(self):
        return fold(self.target)


@dataclass(frozen=True)
class Citation:
    """One work or passage cited: `key` of a reference with a locator, or id of a source with the
    passage's heading.
    """

    key: str
    locator: str = ""
    heading: str = ""


@dataclass(frozen=True)
class Cite:
    """[@key, locator; @key: Heading]: one or more citations in one pair of brackets."""

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
    return bool(re.fullmatch(r"[a-z0-9]+(?:-[a-z0-9]+)*", key))


def read_citations(text):
    """The citations in the text between `[@` and `]`, and whether all of them could be read."""
    found, whole = [], True
    for part in text.split(";"):
        match = _KEY.match(part.strip())
        if match is None:
            whole = False
            continue
        key, sign, rest = match.groups()
        rest = (rest or "").strip()
        place = locators.locator(rest) if sign == "," else ""
        found.append(Citation(key, place, rest if sign == ":" else ""))
    return tuple(found), whole


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


def _link_parts(inside):
    """Target, anchor and label of what stands between [[ and ]]; in a table the stroke is typed as
    \\|.
    """
    place, stroke, label = inside.partition("|")
    if stroke:
        place = place.removesuffix("\\")
    target, _, anchor = place.partition("#")
    return target.strip(), anchor_of(anchor), label.strip()


def take_out(text):
    """`text` with a token for each mark, the marks, and the bounds that the text exceeds."""
    text = re.sub("[\ue000-\uf8ff]", "\ufffd", text)
    marks, faults = [], []
    position, line = 0, 1

    def replace(match):
        nonlocal position, line
        line += text.count("\n", position, match.start())
        position = match.start()
        source = match.group()
        if match["open"]:
            marks.append(_Literal(source, line))
        elif match["cites"] is not None:
            citations, whole = read_citations(match["cites"])
            marks.append(Cite(citations, line, source, whole))
        else:
            target, anchor, label = _link_parts(match["link"])
            if not target:
                marks.append(_Literal(source, line))
            else:
                marks.append(Link(target, anchor, label, line, source))
        return f"{OPEN}{len(marks) - 1}{CLOSE}"

    without = _MARK.sub(replace, text)
    brackets = without.count("[")
    if brackets > MAXIMUM_BRACKETS:
        faults.append(
            MarkupFault(0, f"the text has {brackets} brackets [; {MAXIMUM_BRACKETS} is the most.")
        )
    count = sum(len(mark.citations) if isinstance(mark, Cite) else 1 for mark in marks)
    if count > MAXIMUM_MARKS:
        message = f"the text has {count} links and citations; {MAXIMUM_MARKS} is the most."
        faults.append(MarkupFault(0, message))
        return text, (), tuple(faults)
    return without, tuple(marks), tuple(faults)
