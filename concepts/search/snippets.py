"""The passage of a page that answers best, with the words that were looked for marked. Pure."""

import re
from collections import Counter
from dataclasses import dataclass
from html import escape

from django.utils.safestring import mark_safe

from . import analysis

# Letters of a snippet, about: two lines of a results page.
LENGTH = 220


@dataclass(frozen=True)
class Passage:
    """Where a page answers. `snippet` is safe HTML, or empty where no sentence does: what stands in
    a table, a dialogue, code or a list of references leads to its section and is not shown.
    """

    anchor: str = ""
    heading: str = ""
    snippet: str = ""


def passage(sections, asked):
    """The Passage of a page that answers the Query best.

    `sections` are (anchor, heading, prose, other words). That with the phrases comes first, then
    one whose prose has a term, and then that with most terms, headings before texts.
    """
    read = [_Section(asked, *section) for section in sections]
    best = max(read, key=_Section.rank, default=None)
    if best is None:
        return Passage()
    shown = snippet(best.prose, asked.terms) if best.answers_in_prose else ""
    return Passage(best.anchor, best.heading, shown)


class _Section:
    """A section, and what of the Query stands where in it."""

    def __init__(self, asked, anchor, heading, prose, *others):
        self.anchor, self.heading, self.prose = anchor, heading, prose
        self.in_heading, _ = _found(heading, asked)
        self.in_prose, self.phrases_in_prose = _found(prose, asked)
        self.elsewhere, phrases_elsewhere = _found("\n".join(others), asked)
        self.phrases = self.phrases_in_prose | phrases_elsewhere

    def rank(self):
        return (
            len(self.phrases),
            bool(self.prose and (self.in_prose or self.in_heading)),
            len(self.in_heading | self.in_prose | self.elsewhere),
            len(self.in_heading),
            len(self.in_prose),
            bool(self.prose),
        )

    @property
    def answers_in_prose(self):
        """Whether the prose has what was found here, or begins under a heading that has it. Where
        nothing was found the beginning of the page is as good as any of it.
        """
        if self.phrases:
            return self.phrases <= self.phrases_in_prose
        return bool(self.in_prose or self.in_heading or not self.elsewhere)


def _found(text, asked):
    """The terms of the Query that stand in `text`, and its phrases."""
    wanted = {*asked.terms, *(term for phrase in asked.phrases for term in phrase)}
    places = analysis.places(text, wanted)
    all_terms = {term for _, _, term in places}
    terms = all_terms.intersection(asked.terms)
    phrases = [phrase for phrase in asked.phrases if all_terms.issuperset(phrase)]
    if not phrases:
        return terms, set()
    # Each row of terms with nothing but characters between them as one string, in which a phrase is
    # looked for in time that does not depend on how often it almost stands there.
    rows, end = [], 0
    for start, stop, term in places:
        if any(map(str.isalnum, text[end:start])):
            rows.append("\n")
        rows.append(term)
        end = max(end, stop)
    row = f" {' '.join(rows)} "
    return terms, {phrase for phrase in phrases if f" {' '.join(phrase)} " in row}


def snippet(text, terms, length=LENGTH):
    """Safe HTML: the stretch of `text` that has most different terms, each in <mark>."""
    marks = analysis.places(text, set(terms))
    start, end = _stretch(text, marks, length)
    pieces, at = [], start
    for first, last, _ in marks:
        if first >= at and last <= end:
            pieces += [escape(text[at:first]), "<mark>", escape(text[first:last]), "</mark>"]
            at = last
    pieces.append(escape(text[at:end]))
    whole = " ".join("".join(pieces).split())
    # Where a citation stood there is a space before the full stop.
    whole = re.sub(r" ([.,;:?!)])(?!\d)", r"\1", whole)
    # Where something was left out at an end, that is said once.
    whole = re.sub(r"^…(?: |$)|(?: |^)…$", "", whole)
    before = "… " if text[:start].strip("… \n") else ""
    after = " …" if text[end:].strip("… \n") else ""
    return mark_safe(before + whole + after)  # noqa: S308 (every piece is escaped)


def mark(text, asked):
    """Safe HTML of a name with the words of the Query, and the letters of an unfinished one, in
    <mark>.
    """
    pieces, at = [], 0
    for word in analysis.words(text):
        end = _mark_end(text, word, asked)
        if end is not None and word.start >= at:
            pieces += [escape(text[at : word.start]), "<mark>"]
            pieces += [escape(text[word.start : end]), "</mark>"]
            at = end
    pieces.append(escape(text[at:]))
    return mark_safe("".join(pieces))  # noqa: S308 (every piece is escaped)


def _mark_end(text, word, asked):
    key = analysis.name_key(word.folded)
    if asked.last and key.startswith(asked.last):
        # Folding may change the length of a word: then the whole of it is marked.
        is_plain = key == text[word.start : word.end].lower()
        return word.start + len(asked.last) if is_plain else word.end
    return word.end if word.term in asked.terms else None


def matching_alias(title, names, asked):
    """The other name that has the words of the Query where the title has none, or nothing.

    `names` are (text, role); a search word finds a page and is no name of it: it is never shown.
    """
    if "<mark>" in mark(title, asked):
        return ""
    return next(
        (text for text, role in names if role == "same" and "<mark>" in mark(text, asked)), ""
    )


def _stretch(text, marks, length):
    """Where to cut: a window over the marks with most different terms, moved to a sentence or word
    that begins.
    """
    if len(text) <= length:
        return 0, len(text)
    within, most, first, last = Counter(), 0, 0, 0
    for at, (start, _, term) in enumerate(marks):
        last = max(last, at)
        while last < len(marks) and marks[last][1] <= start + length * 3 // 4:
            within[marks[last][2]] += 1
            last += 1
        if len(within) > most:
            most, first = len(within), start
        if at < last:
            within[term] -= 1
            if not within[term]:
                del within[term]
    start = _beginning(text, first, length // 3)
    end = min(len(text), start + length)
    if end < len(text):
        space = text.rfind(" ", start, end)
        end = space if space > start + length // 2 else end
    return start, end


def _beginning(text, first, reach):
    """The beginning of the sentence, or else of a word, at most `reach` letters before `first`."""
    earliest = max(0, first - reach)
    if earliest == 0:
        return 0
    for char in ("\n", ". ", "? ", "! ", ": ", " "):
        at = text.rfind(char, earliest, first)
        if at >= 0:
            return at + len(char)
    return first
