"""The search itself: a typed text in, a page of answers out, in two queries, with one more where
words may be parts of one or compared (and up to three when a word is misspelt).
"""

import json
from collections import Counter
from dataclasses import dataclass, field, replace
from html import unescape

from django.db import connection
from django.utils.html import strip_tags

from concepts.models import entry_url

from . import (
    comparison,
    compounds,
    distress,
    query,
    ranking,
    retrieval,
    snippets,
    spelling_correction,
)
from .distress import Distress

# If fewer pages than this have all words, pages with some of them follow.
FEW = 5
# A page with some of the words is shown if it scores at least this share of the best such page.
WORTH_SHOWING = 0.4


@dataclass(frozen=True)
class Hit:
    """One answer.

    `snippet` is safe HTML, or empty where what was looked for stands in no sentence; `anchor` and
    `heading` are those of the section that has it, or empty.
    `missing` are words that the page does not have. `label` is the title as safe HTML with what was
    looked for in <mark>, `also` the alias that has it where the title has not, or empty.
    """

    entry_id: int
    type: str
    kind: str
    slug: str
    title: str
    summary: str
    tags: tuple
    score: int
    snippet: str
    anchor: str
    heading: str
    missing: tuple = ()
    label: str = ""
    also: str = ""

    @property
    def path(self):
        """The page's URL, without the site."""
        return entry_url(self.type, self.slug)

    @property
    def passage(self):
        """The snippet, where it says more than the summary that stands above it."""
        bare = unescape(strip_tags(self.snippet)).strip("… ")
        return "" if bare in " ".join(self.summary.split()) else self.snippet

    @property
    def address(self):
        """The URL of the best passage."""
        return f"{self.path}#{self.anchor}" if self.anchor else self.path


@dataclass(frozen=True)
class Results:
    """A page of answers.

    `total` counts at most `retrieval.BOUND` pages or so; `is_bounded` says that there may be more.
    `showing` is "all" if pages with all words were found, "some" if only some words or no quoted
    phrase could be met, "" if nothing was found. `corrected` is the query that was searched instead
    when a word stands in no page, else None. `types`, `kinds` and `tags` are (name, count) pairs
    over all answers, the commonest first; `filters` are those in force, by name. `meant` is another
    query that may have been meant, not surely enough to be answered instead. `compared` are two
    concepts that were asked to be told apart. `distress` says what words of distress the text
    touches: help goes before all hits then, and nothing is mended.
    """

    query: str
    hits: list = field(default_factory=list)
    total: int = 0
    is_bounded: bool = False
    terms: tuple = ()
    corrected: str | None = None
    showing: str = ""
    types: list = field(default_factory=list)
    kinds: list = field(default_factory=list)
    tags: list = field(default_factory=list)
    filters: dict = field(default_factory=dict)
    meant: str | None = None
    compared: comparison.Pair | None = None
    distress: Distress | None = None


def find(text, *, limit=20, offset=0, type=None, kind=None, tag=None, help_words=()):
    """The answers to a typed text.

    `text` may hold quoted phrases and `type:`, `kind:`, `tag:` filters; the arguments of these
    names are filters too. `help_words` are the phrases that are met with help. Never raises for
    what was typed.
    """
    typed = compounds.resolve(query.read(text, type, kind, tag))
    heard = distress.read(text, help_words, spelling_correction.is_filed)
    if not typed:
        return Results(typed.text, distress=heard.distress)
    asked, found, corrected, meant = _correct(typed, heard, help_words)
    scored, has_all = _worth_showing(asked, ranking.order(asked, found))
    shown = scored[max(0, offset) :][: max(0, limit)]
    return Results(
        query=typed.text,
        hits=_hits(asked, shown),
        total=len(scored),
        is_bounded=len(scored) >= retrieval.BOUND,
        terms=asked.terms,
        corrected=corrected,
        showing=_showing(typed, asked, scored, has_all),
        types=_count(page.type for _, page in scored),
        kinds=_count(page.kind for _, page in scored if page.kind),
        tags=_count(tag for _, page in scored for tag in page.tags),
        filters=asked.filters,
        meant=meant,
        compared=comparison.find_pair(corrected or typed.text),
        distress=heard.distress,
    )


def _correct(typed, heard, help_words):
    """The Query that is answered instead, its candidates, its text if words were mended, and that
    of another which may be meant.
    """
    asked, found, corrected, meant = typed, retrieval.find(typed), None, None
    sure, guess = (
        (None, None)
        if heard.mends_nothing
        else spelling_correction.correct(asked, found, help_words)
    )
    if sure is not None:
        sure = compounds.resolve(sure)
        asked, found, corrected = sure, retrieval.find(sure), sure.text
    if guess is not None and found:
        meant = guess.text
    elif guess is not None:
        # Rather a guess than an empty page.
        guess = compounds.resolve(guess)
        asked, found, corrected = guess, retrieval.find(guess), guess.text
    if asked.phrases and not found:
        # No page has the words in a row: those that have them at all.
        asked = replace(asked, phrases=())
        found = retrieval.find(asked)
    return asked, found, corrected, meant


def _showing(typed, asked, scored, has_all):
    if not scored:
        return ""
    return "all" if has_all and bool(asked.phrases) == bool(typed.phrases) else "some"


def _worth_showing(asked, scored):
    """The (score, candidate) pairs to show, and whether any page has all words."""
    good = [pair for pair in scored if ranking.is_worth_it(pair[0])]
    rest = scored[len(good) :]
    if len(good) < FEW and rest:
        enough = WORTH_SHOWING * (rest[0][0] % ranking.STEP)
        good += [pair for pair in rest if pair[0] % ranking.STEP >= enough]
    return good, any(not ranking.missing(asked, page) for _, page in good)


def _count(values):
    return sorted(Counter(values).items(), key=lambda pair: (-pair[1], pair[0]))


def _hits(asked, shown):
    if not shown:
        return []
    places = ", ".join(["%s"] * len(shown))
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT entry_id, summary, sections FROM search_content WHERE entry_id IN ({places})",  # noqa: S608
            [page.entry_id for _, page in shown],
        )
        pages = {entry_id: (summary, sections) for entry_id, summary, sections in cursor}
    in_names, in_text = compounds.in_names(asked), compounds.in_texts(asked)
    hits = []
    for score, page in shown:
        # A page withdrawn between the two queries is gone from the second.
        if page.entry_id not in pages:
            continue
        summary, sections = pages[page.entry_id]
        passage = snippets.passage(json.loads(sections), in_text)
        hits.append(
            Hit(
                entry_id=page.entry_id,
                type=page.type,
                kind=page.kind,
                slug=page.slug,
                title=page.title,
                summary=summary,
                tags=tuple(page.tags),
                score=score,
                snippet=passage.snippet,
                anchor=passage.anchor,
                heading=passage.heading,
                missing=ranking.missing(asked, page),
                label=snippets.mark(page.title, in_names),
                also=snippets.matching_alias(page.title, page.names, in_names),
            )
        )
    return hits
