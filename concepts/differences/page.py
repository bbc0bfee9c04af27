"""What changed between two editions of a page, as readers see it. Pure: safe HTML to safe HTML.

A page is taken as its paragraphs, headings and items, each as words that know the emphasis and the
link that they stand in. So a mark-up sign never shows, and a link that changed is a change.
"""

import re
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from html import escape, unescape
from itertools import groupby
from unicodedata import category

from .lines import ALIKE, CONTEXT, MAXIMUM_LINES, WORD, WordComparison

_PIECE = re.compile(r"""<(?:[^>"]|"[^"]*")*>|[^<]+""")
_TAG = re.compile(r"</?([a-z0-9]+)")
_INLINE = {"a", "cite", "code", "em", "i", "span", "strong", "sup"}
_HEADINGS = {"h2", "h3", "h4"}
# The element that says what a piece is, the outermost first.
_KINDS = {
    "tr": "row",
    "pre": "code",
    "dl": "speech",
    "li": "item",
    **{name: name for name in _HEADINGS},
    "aside": "block",
    "blockquote": "quotation",
}
# So many pieces on either side of a change are matched by what they say; more by their order.
_MOST_MATCHED = 60


@dataclass(frozen=True)
class Piece:
    """A paragraph, heading, item, row or speech: its kind, and its words as (text, tags around
    it)."""

    kind: str
    words: tuple

    @property
    def text(self):
        return "".join(text for text, _ in self.words)


@dataclass
class Passage:
    """A Piece as it changed: `sign` is "same", "removed", "added", "changed" or "gap", `html` its
    words with what was taken out and put in, `number` of a gap's pieces."""

    sign: str
    kind: str = ""
    html: str = ""
    text: str = ""
    number: int = 0


@dataclass
class Section:
    """A stretch of a page in which something changed, or the names of the `unchanged` ones."""

    passages: list = field(default_factory=list)
    unchanged: list = field(default_factory=list)


def pieces_of(html):
    """The Pieces of a page's safe HTML."""
    found, words, blocks, inline = [], [], [], []

    def finish():
        kind = next((_KINDS[name] for name in _KINDS if name in blocks), "p")
        kept = _tidy(words) if kind != "code" else [(text, tags) for text, tags in words if text]
        if kept:
            found.append(Piece(kind, tuple(kept)))
        words.clear()

    for piece in _PIECE.findall(html):
        tag = _TAG.match(piece)
        if tag is None:
            words.extend((word, tuple(inline)) for word in _words(unescape(piece)))
            continue
        name, closes = tag[1], piece.startswith("</")
        if name in _INLINE:
            if not closes:
                inline.append(_shown(piece, name))
            elif inline:
                inline.pop()
        elif name == "br":
            words.append((" ", ()))
        elif closes and name in ("td", "th"):
            words.append((" · ", ()))
        elif closes and name == "dt":
            words.append((": ", ()))
        elif name not in ("td", "th", "dt", "hr") and not (name == "dd" and not closes):
            finish()
        if name in (*_KINDS, "p") and not closes:
            blocks.append(name)
        elif name in blocks:
            # Nothing that opened later is still open: the HTML was made well-formed.
            del blocks[len(blocks) - 1 - blocks[::-1].index(name) :]
    finish()
    return found


def _shown(tag, name):
    """An inline tag as the comparison shows it: links stay, those within the page lead nowhere."""
    if name == "a" and (' href="#' in tag or " href=" not in tag):
        return "<span>"
    return tag


def _words(text):
    """The words, gaps and signs of a text; a mark stays with its letter."""
    found = WORD.findall(text)
    if text.isascii():
        return found
    joined = []
    for word in found:
        before = joined[-1] if joined else ""
        is_mark = category(word[0])[0] == "M"
        if before and (is_mark or (category(before[-1])[0] == "M" and word[0].isalnum())):
            joined[-1] += word
        else:
            joined.append(word)
    return joined


def _tidy(words):
    """`words` with single gaps between them, and none at the ends."""
    kept = []
    for text, tags in words:
        text = " " if text.isspace() else text
        if text == " " and (not kept or kept[-1][0][-1] == " "):
            continue
        kept.append((text, tags))
    while kept and kept[-1][0] in (" ", " · "):
        kept.pop()
    return kept


def page_differences(old, new):
    """The Sections in which the HTML of two editions differs; empty where they read alike."""
    before, after = pieces_of(old), pieces_of(new)
    if before == after:
        return []
    if max(len(before), len(after)) > MAXIMUM_LINES:
        return [Section([*map(_removed, before), *map(_added, after)])]
    return _sections(_Pieces().compare(before, after))


def word_differences(old, new):
    """The HTML of one line of safe HTML as it changed."""
    before, after = ([*pieces_of(html), Piece("p", ())][0] for html in (old, new))
    return " ".join(each.html for each in _Pieces().pair(before, after))


class _Pieces(WordComparison):
    def compare(self, before, after):
        numbers = {}
        first, second = (
            [numbers.setdefault(piece, len(numbers)) for piece in pieces]
            for pieces in (before, after)
        )
        for step, i1, i2, j1, j2 in SequenceMatcher(None, first, second).get_opcodes():
            if step == "equal":
                yield from map(_same, before[i1:i2])
                continue
            for old, new in _matched(before[i1:i2], after[j1:j2]):
                if old is None or new is None:
                    yield _added(new) if old is None else _removed(old)
                else:
                    yield from self.pair(old, new)

    def pair(self, old, new):
        """A piece that changed, by its words; or as removed and added where little of it stayed."""
        if old.words == new.words:
            return [_same(new)]
        # A heading has few words: what took its place is shown beside it.
        alike = 0 if old.kind in _HEADINGS and new.kind in _HEADINGS else ALIKE
        steps = self.steps(old.words, new.words, alike)
        if steps is None:
            return [_removed(old), _added(new)]
        html = "".join(_html(sign, words) for sign, words in _joined(steps))
        return [Passage("changed", new.kind, html, new.text)]


def _matched(before, after):
    """(old, new) for the pieces between two that stayed; None where one has no like."""
    both = min(len(before), len(after))
    if len(before) == len(after) and all(
        _is_like(old, new) for old, new in zip(before, after, strict=True)
    ):
        return list(zip(before, after, strict=True))
    if max(len(before), len(after)) > _MOST_MATCHED:
        rest = [(old, None) for old in before[both:]] + [(None, new) for new in after[both:]]
        return [*zip(before[:both], after[:both], strict=True), *rest]
    found, start = [], 0
    said = [{text.casefold() for text, _ in piece.words} for piece in after]
    for old in before:
        words = {text.casefold() for text, _ in old.words}
        likes = [
            (2 * len(words & said[place]) / (len(words) + len(said[place])), -place)
            for place in range(start, len(after))
            if _is_like(old, after[place])
        ]
        ratio, place = max(likes, default=(0, 0))
        if ratio < ALIKE:
            found.append((old, None))
            continue
        found += [(None, new) for new in after[start:-place]]
        found.append((old, after[-place]))
        start = 1 - place
    return found + [(None, new) for new in after[start:]]


def _is_like(old, new):
    return old.kind == new.kind or {old.kind, new.kind} <= _HEADINGS


def _joined(steps):
    """Runs of one sign, where a mere gap between two changes belongs to both: so that words which
    changed one after another are marked as one."""
    found = []
    for number, (sign, words) in enumerate(steps):
        inside = 0 < number < len(steps) - 1
        if sign == "same" and inside and all(not text.strip() for text, _ in words):
            found += [("removed", words), ("added", words)]
        else:
            found.append((sign, words))
    joined = []
    for changed, run in groupby(found, key=lambda step: step[0] != "same"):
        run = list(run)
        for sign in ("removed", "added") if changed else ("same",):
            words = [word for each, some in run if each == sign for word in some]
            if any(text.strip() for text, _ in words) or not changed:
                joined.append((sign, words))
    return joined


def _html(sign, words):
    pieces = []
    for tags, run in groupby(words, key=lambda word: word[1]):
        text = escape("".join(text for text, _ in run), quote=False)
        ends = "".join(f"</{_TAG.match(tag)[1]}>" for tag in reversed(tags))
        pieces.append("".join(tags) + text + ends)
    html = "".join(pieces)
    name = {"removed": "del", "added": "ins"}.get(sign)
    return f"<{name}>{html}</{name}>" if name and html else html


def _same(piece):
    return Passage("same", piece.kind, _html("same", piece.words), piece.text)


def _removed(piece):
    return Passage("removed", piece.kind, _html("removed", piece.words), piece.text)


def _added(piece):
    return Passage("added", piece.kind, _html("added", piece.words), piece.text)


def _sections(passages):
    """The passages by section; those without a change by name alone."""
    sections, run = [], []
    for passage in [*passages, None]:
        if passage is not None and (passage.kind != "h2" or not run):
            run.append(passage)
            continue
        if all(each.sign == "same" for each in run):
            if not (sections and sections[-1].unchanged):
                sections.append(Section())
            name = run[0].text if run[0].kind in _HEADINGS else "the beginning"
            sections[-1].unchanged.append(name)
        else:
            sections.append(Section(list(_near_changes(run))))
        run = [passage]
    return sections


def _near_changes(passages):
    """A section's passages: its headings, what changed and what stands next to that; for the rest
    how many they are."""
    near = set()
    for place, passage in enumerate(passages):
        if passage.kind in _HEADINGS:
            near.add(place)
        if passage.sign != "same":
            near.update(range(place - CONTEXT, place + CONTEXT + 1))
    for is_near, run in groupby(enumerate(passages), key=lambda each: each[0] in near):
        run = [passage for _, passage in run]
        yield from run if is_near else [Passage("gap", number=len(run))]
