# ruff: noqa: S608 (statements are put together from our own names; what was typed is a parameter)
"""What may be meant while somebody types: pages by their names, references and tags."""

from dataclasses import dataclass, field

from django.db import connection
from django.urls import reverse
from django.utils.html import format_html

from concepts.models import FOLDERS, EntryTag, Reference, Tag, entry_url, tag_slug

from . import (
    analysis,
    comparison,
    distress,
    query,
    ranking,
    retrieval,
    snippets,
    spelling_correction,
)
from .distress import Distress
from .matches import Match

GROUPS = {**FOLDERS, "reference": "references", "tag": "tags"}
# Of references and tags, so that they do not push pages out.
FEW = 2
# Before so many, too many titles have a word that begins so.
ENOUGH_LETTERS = 3


@dataclass(frozen=True)
class Suggestion:
    """One line of the list. `label` is safe HTML: the title with what was typed in <mark>. `also`
    is the alias that matched where the title does not, or empty, and `also_label` its HTML.
    """

    type: str
    slug: str
    title: str
    label: str
    kind: str = ""
    also: str = ""
    also_label: str = ""

    @property
    def path(self):
        """The address, without the site."""
        if self.type in FOLDERS:
            return entry_url(self.type, self.slug)
        return reverse(self.type, args=[self.slug])


@dataclass(frozen=True)
class Suggestions:
    """`groups` are (name, suggestions) pairs, the group of the best first; `corrected` is the text
    meant, if it was another; `compared` are Pairs of concepts that are asked to be told apart, one
    if both names are whole; `distress` is as in Results.
    """

    groups: list = field(default_factory=list)
    corrected: str | None = None
    compared: list = field(default_factory=list)
    distress: Distress | None = None

    @property
    def total(self):
        return sum(len(some) for _, some in self.groups)


def suggest(text, *, limit=8, help_words=()):
    """What may be meant by a text that is still being typed. `help_words` is as for `find`.
    Never raises for what was typed.
    """
    asked = query.read(text)
    heard = distress.read(text, help_words, spelling_correction.is_filed)
    if not asked:
        return Suggestions(distress=heard.distress)
    corrected, compared = None, _compared(asked.text)
    pages, others = _pages(asked), _others(asked)
    nothing = not pages and not others and not compared
    if nothing and asked.words and not heard.mends_nothing_yet:
        better = spelling_correction.correct_while_typing(asked, help_words)
        if better is not None:
            asked, corrected = better, better.text
            pages, others, compared = _pages(asked), _others(asked), _compared(asked.text)
    room = max(0, limit - len(others))
    groups = {}
    for one in [*_with_insides(pages, room), *others][: max(0, limit)]:
        groups.setdefault(GROUPS[one.type], []).append(one)
    return Suggestions(list(groups.items()), corrected, compared, heard.distress)


def _compared(text):
    """The Pair that a text asks to compare, or those that it may ask for when it is finished."""
    pair = comparison.find_pair(text)
    return [pair] if pair else comparison.find_unfinished(text)


def _pages(asked):
    found = []
    for candidate in retrieval.suggest(asked):
        rank = _rank(asked, candidate)
        if rank is not None:
            found.append((rank, candidate))
    found.sort(key=lambda pair: (pair[0], len(pair[1].title), pair[1].title, pair[1].slug))
    return [_page(asked, candidate) for _, candidate in found[:20]]


def _with_insides(pages, room):
    """The first pages, with room kept for those in whose title the letters stand within a word:
    whoever types "tran" may mean Countertransference."""
    rest = [one for one in pages[room:] if "</mark>" in one.label and _is_within(one)]
    kept = rest[: min(FEW, room // 2)]
    return [*pages[: room - len(kept)], *kept]


def _is_within(one):
    before, _, _ = one.label.partition("<mark>")
    return bool(before) and before[-1].isalpha()


def _rank(asked, candidate):
    """Small for good, None for pages that lack a word."""
    score = ranking.score(candidate, [1] * len(asked.terms), asked)
    if candidate.match is Match.NO_NAME and not candidate.in_text:
        if _names_have_all(asked, candidate):
            score = ranking.IN_NAMES * ranking.STEP
        elif any(_inside(text, asked) for text in _shown_names(candidate)):
            score = 0
        else:
            return None
    is_answer = asked.is_voiced and candidate.type == "question"
    return not is_answer, -score, ranking.place_of(candidate.type)


def _names_have_all(asked, candidate):
    """Whether the page's names have all finished words, and a word that begins with the unfinished
    one.
    """
    texts = _texts(candidate)
    if not any(asked.last[:2] in text.casefold() for text in texts):
        return False
    pairs = [pair for text in texts for pair in analysis.pairs(text)]
    terms = {term for _, term in pairs}
    finished = asked.terms[:-1] if asked.last else asked.terms
    return terms.issuperset(finished) and any(
        analysis.name_key(folded).startswith(asked.last)
        for folded, _ in pairs
        if folded[0] == asked.last[:1]
    )


def _texts(candidate):
    return [candidate.title, *(text for text, _ in candidate.names)]


def _shown_names(candidate):
    return [candidate.title, *(text for text, role in candidate.names if role == "same")]


def _inside(text, asked):
    """The word of a name in whose middle or at whose end stands what is being typed, or None."""
    if len(asked.typed) != 1 or len(asked.last) < retrieval.ENOUGH_INSIDE:
        return None
    return next(
        (
            word
            for word in analysis.words(text)
            if analysis.name_key(word.folded).find(asked.last) > 0
        ),
        None,
    )


def _page(asked, candidate):
    also = snippets.matching_alias(candidate.title, candidate.names, asked)
    label = _mark(candidate.title, asked)
    if "<mark>" not in label and not also:
        also = next((text for text in _shown_names(candidate)[1:] if _inside(text, asked)), "")
    return Suggestion(
        type=candidate.type,
        slug=candidate.slug,
        title=candidate.title,
        label=label,
        kind=candidate.kind,
        also=also,
        also_label=_mark(also, asked),
    )


def _mark(text, asked):
    """The name as safe HTML with what was typed in <mark>, if only within a word."""
    label, word = snippets.mark(text, asked), _inside(text, asked)
    if "<mark>" in label or word is None:
        return label
    start, end = word.start, word.end
    at = text[start:end].lower().find(asked.last)
    if at > 0:
        start, end = start + at, start + at + len(asked.last)
    return format_html("{}<mark>{}</mark>{}", text[:start], text[start:end], text[end:])


def _others(asked):
    """The tags that lead to pages and have a word that begins with what was typed; and the works of
    which the key (the first author's name and the year) or a word of the title begins so.
    """
    text = " ".join(folded for folded, _ in asked.typed)
    if asked.facets or not text:
        return []
    # One statement for both: while somebody types, a second question takes longer than its answer.
    statement = f"""
        SELECT * FROM (SELECT 'tag' AS type, slug, name, '' AS title FROM {Tag._meta.db_table} tag
            WHERE (slug LIKE %s OR slug LIKE %s) AND EXISTS
            (SELECT 1 FROM {EntryTag._meta.db_table} used WHERE used.tag_id = tag.id)
            ORDER BY slug LIMIT {FEW}) tags
    """
    slug = tag_slug(text)
    values = [f"{slug}%", f"%-{slug}%"]
    if len(text) >= ENOUGH_LETTERS:
        statement += f"""
        UNION ALL
        SELECT * FROM (SELECT 'reference', key, short, title FROM {Reference._meta.db_table}
            WHERE key LIKE %s OR LOWER(title) LIKE %s OR LOWER(title) LIKE %s
            ORDER BY sort_key, key LIMIT {FEW}) works
        """
        values += [f"{text.replace(' ', '-')}%", f"{text}%", f"% {text}%"]
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
        return [_other(asked, *row) for row in cursor]


def _other(asked, type, slug, name, title):
    title = f"{name or slug}: {title}" if type == "reference" else name
    return Suggestion(
        type=type,
        slug=slug,
        title=title,
        label=snippets.mark(title, asked),
    )
