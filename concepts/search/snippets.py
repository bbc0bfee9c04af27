"""The passage of a page that answers best, with the words that were looked for marked. Pure."""

import re
from html import escape
from itertools import pairwise

from django.utils.safestring import mark_safe

from . import words

# Letters of a snippet, about: two lines of a results page.
LENGTH = 220


def best_section(sections, asked):
    """The (anchor, heading, text) of the section with the phrases of the Query and most of its
    terms, headings before texts; None without sections.
    """
    wanted = {*asked.terms, *(term for phrase in asked.phrases for term in phrase)}

    def rank(section):
        _, heading, text = section
        in_heading = {term for _, _, term in words.places(heading, wanted)}
        places = words.places(text, wanted)
        in_text = {term for _, _, term in places}
        phrases = sum(_stands(phrase, places, text) for phrase in asked.phrases)
        return phrases, len(in_heading | in_text), len(in_heading), bool(text)

    return max(sections, key=rank, default=None)


def _stands(phrase, places, text):
    """Whether the terms of `phrase` stand in a row, with nothing but signs between them."""
    for first in range(len(places) - len(phrase) + 1):
        row = places[first : first + len(phrase)]
        if tuple(term for _, _, term in row) == phrase:
            gaps = (text[one[1] : two[0]] for one, two in pairwise(row))
            if not any(sign.isalnum() for gap in gaps for sign in gap):
                return True
    return False


def snippet(text, terms, length=LENGTH):
    """Safe HTML: the stretch of `text` that has most different terms, each in <mark>."""
    marks = words.places(text, set(terms))
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
    before = "… " if text[:start].strip() else ""
    after = " …" if text[end:].strip() else ""
    return mark_safe(before + whole + after)  # noqa: S308 (every piece is escaped)


def marked(text, asked):
    """Safe HTML of a name with the words of the Query, and the letters of an unfinished one, in
    <mark>.
    """
    pieces, at = [], 0
    for word in words.words(text):
        end = _marked_end(text, word, asked)
        if end is not None and word.start >= at:
            pieces += [escape(text[at : word.start]), "<mark>"]
            pieces += [escape(text[word.start : end]), "</mark>"]
            at = end
    pieces.append(escape(text[at:]))
    return mark_safe("".join(pieces))  # noqa: S308 (every piece is escaped)


def _marked_end(text, word, asked):
    key = words.name_key(word.folded)
    if asked.last and key.startswith(asked.last):
        # Folding may change the length of a word: then the whole of it is marked.
        is_plain = key == text[word.start : word.end].lower()
        return word.start + len(asked.last) if is_plain else word.end
    return word.end if word.term in asked.terms else None


def matching_alias(title, names, asked):
    """The other name that has the words of the Query where the title has none, or nothing.

    `names` are (text, role); a search word finds a page and is no name of it: it is never shown.
    """
    if "<mark>" in marked(title, asked):
        return ""
    return next(
        (text for text, role in names if role == "same" and "<mark>" in marked(text, asked)), ""
    )


def _stretch(text, marks, length):
    """Where to cut: a window over the marks with most different terms, moved to a sentence or word
    that begins.
    """
    if len(text) <= length:
        return 0, len(text)
    most, first = 0, 0
    for at, (start, _, _) in enumerate(marks):
        terms = {term for begin, end, term in marks[at:] if end <= start + length * 3 // 4}
        if len(terms) > most:
            most, first = len(terms), start
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
    for sign in ("\n", ". ", "? ", "! ", ": ", " "):
        at = text.rfind(sign, earliest, first)
        if at >= 0:
            return at + len(sign)
    return first
