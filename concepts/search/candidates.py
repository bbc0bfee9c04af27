# ruff: noqa: S608 (statements are put together from our own names; what was typed is a parameter)
"""The one query that finds what may answer: bounded parts, all from indexes, joined with what the
scorer has to know.

Every part has an order of its own and a limit, so that a word that stands in every page costs no
more than a rare one.
"""

import json
from typing import NamedTuple

from django.db import connection

from . import weights

# How many pages may come from one part, and how many rows of a word's list are looked through for
# other words.
BOUND = 200
DEPTH = 2000
NAMES = 12
# Of how many pages it is asked whether they have a phrase.
PHRASED = 1000
# The same for a suggestion.
SUGGESTED = 30
SUGGESTED_DEPTH = 400

LAST_SIGN = "\U0010ffff"


class Candidate(NamedTuple):
    """A page that may answer. A tuple, since a search makes hundreds.

    `place` tells where a name of it matched (0 to 2: as typed, 3 to 5: by its terms, else a place
    of `weights`; None: not at all), `weights` has one number or None for each term, `in_text` says
    whether the page has all terms. `names` are [text, role] without the title.
    """

    entry_id: int
    place: int | None
    in_text: bool
    weights: tuple
    type: str
    kind: str
    slug: str
    title: str
    names: list
    tags: list


def find(query):
    """The candidates for a whole search, in no particular order."""
    return _collect(query, [*_names(query), *_lists(query), *_texts(query)])


def suggest(query):
    """The candidates for what is being typed: names, and pages that the finished words are most
    about.
    """
    return _collect(query, [*_names(query, shortest=1), *_halves(query)])


def _collect(query, parts):
    if not parts:
        return []
    union = " UNION ALL ".join(f"SELECT * FROM ({sql}) part{i}" for i, (sql, _) in enumerate(parts))
    # Subqueries and no joins: PostgreSQL would rather read a whole table than look up some hundred
    # rows.
    weight = (
        ", (SELECT weight FROM search_posting w WHERE w.entry_id = found.entry_id AND w.term = %s)"
    )
    with connection.cursor() as cursor:
        cursor.execute(
            f"""
            SELECT entry_id, place, signs,
                (SELECT card FROM search_page p WHERE p.entry_id = found.entry_id)
                {weight * len(query.terms)}
            FROM (SELECT entry_id, MIN(place) AS place, SUM(signs) AS signs FROM ({union}) parts
                  GROUP BY entry_id) found
            """,
            [*query.terms, *(value for _, values in parts for value in values)],
        )
        # A full-text row may outlive its page where a table was emptied by hand; it has no card
        # then.
        return [_candidate(row) for row in cursor if row[3] is not None]


def _candidate(row):
    entry_id, place, signs, card, *found = row
    if signs and None in found:
        found = _with_mentions(found, int(signs))
    place = None if place == weights.NOWHERE else place
    return Candidate(entry_id, place, None not in found, tuple(found), *json.loads(card))


def _with_mentions(found, signs):
    everything = signs >> len(found) & 1
    return tuple(
        weights.MENTION if weight is None and (everything or signs >> i & 1) else weight
        for i, weight in enumerate(found)
    )


def _having(query, row="a"):
    """The condition that a row's page has all facets of the query."""
    sql = "".join(
        f" AND EXISTS (SELECT 1 FROM search_posting f WHERE f.entry_id = {row}.entry_id AND f.term = %s)"
        for _ in query.facets
    )
    return sql, list(query.facets)


def _names(query, shortest=2):
    """Pages with a name that is what was typed; or, from `shortest` letters on, that begins with
    it.
    """
    if not query.key or query.phrases:
        return
    having, facets = _having(query)
    key = query.key[:120]
    yield (
        # 11 to 14, 21, 22 and 31 become 0, 1 and 2.
        "SELECT entry_id, place / 10 - 1 AS place, 0 AS signs FROM search_name a "
        f"WHERE place IN ({_numbers(weights.STARTS)}) AND key = %s{having} "
        f"ORDER BY place, entry_id LIMIT {NAMES}",
        [key, *facets],
    )
    yield _named("place + 3", weights.EXACT, query.whole_names, having, facets)
    if query.names_within:
        yield _named(weights.WITHIN, weights.EXACT[:2], query.names_within, having, facets)
    if len(key) >= shortest:
        for place in (*weights.STARTS, *weights.INNERS):
            yield _beginning(place, key, NAMES, place, having, facets)


def _numbers(places):
    return ", ".join(map(str, places))


def _named(counted_as, places, keys, having, facets):
    """The part with the pages that have one of `keys`, terms of a whole name, as a name."""
    blanks = ", ".join(["%s"] * len(keys))
    return (
        f"SELECT entry_id, {counted_as} AS place, 0 AS signs FROM search_name a "
        f"WHERE place IN ({_numbers(places)}) AND key IN ({blanks}){having} ORDER BY place, entry_id LIMIT {NAMES}",
        [*keys, *facets],
    )


def _beginning(place, key, limit, counted_as, having, facets):
    """The part with the first names of one place that begin with `key`."""
    return (
        f"SELECT entry_id, {counted_as} AS place, 0 AS signs FROM (SELECT entry_id FROM search_name "
        f"WHERE place = {place} AND key >= %s AND key < %s ORDER BY key, entry_id LIMIT {limit}) a "
        f"WHERE TRUE{having}",
        [key, key + LAST_SIGN, *facets],
    )


def _lists(query):
    """For each term the pages that are most about it, and of the longest term's the best that have
    all others.
    """
    if query.phrases:
        return
    having, facets = _having(query)
    limit = BOUND if len(query.terms) == 1 else BOUND // 2
    for term in query.terms:
        yield _best(term, having, facets, limit)
    if len(query.terms) > 1:
        yield _all_of(query.terms, having, facets, BOUND)
    if query.facets and not query.terms:
        yield _all_of(query.facets, "", [], BOUND)


def _all_of(terms, having, facets, limit, depth=DEPTH):
    """The part with the pages that have all `terms`; the longest, likely the rarest, leads."""
    longest = max(terms, key=len)
    others = [term for term in terms if term != longest]
    sql = (
        " AND EXISTS (SELECT 1 FROM search_posting o WHERE o.entry_id = a.entry_id AND o.term = %s)"
    )
    return _best(longest, sql * len(others) + having, [*others, *facets], limit, depth)


def _halves(query):
    """Pages with all finished words, or with a name in which the unfinished one begins a word."""
    having, facets = _having(query)
    terms, last = query.terms, query.last
    if not terms:
        return
    yield _all_of(terms, having, facets, SUGGESTED, SUGGESTED_DEPTH)
    finished = terms[:-1] if last else ()
    if finished:
        yield _all_of(finished, having, facets, 2 * SUGGESTED, SUGGESTED_DEPTH)
        for place in weights.SHOWN:
            yield _beginning(place, last, NAMES, weights.NOWHERE, having, facets)


def _best(term, condition, values, limit, depth=DEPTH):
    """The part with the pages that have most of `term` and meet the condition; a bounded stretch of
    its list is looked through.
    """
    depth = depth if condition else limit
    return (
        f"SELECT entry_id, {weights.NOWHERE} AS place, 0 AS signs FROM (SELECT entry_id, weight FROM search_posting "
        f"WHERE term = %s ORDER BY weight DESC, entry_id LIMIT {depth}) a "
        f"WHERE TRUE{condition} ORDER BY weight DESC, entry_id LIMIT {limit}",
        [term, *values],
    )


def _texts(query):
    """Pages whose text has all the terms and phrases; and for each term alone, if few pages are
    about it, those that mention it.
    """
    if not query.terms:
        return
    everything = 1 << len(query.terms)
    rows = [[term] for term in (*query.terms, *query.facets)]
    if query.phrases:
        yield from _with_phrases(query, rows, everything)
        return
    yield _text(rows, everything, BOUND)
    if len(query.terms) > 1:
        few = BOUND // 4
        for i, term in enumerate(query.terms):
            sql, values = _text([[term], *([facet] for facet in query.facets)], 1 << i, few)
            yield (
                f"SELECT * FROM ({sql}) mention WHERE (SELECT COUNT(*) FROM "
                f"(SELECT 1 FROM search_posting WHERE term = %s LIMIT {few}) about) < {few}",
                [*values, term],
            )


def _text(rows, sign, limit):
    """The part with the first pages, by id, whose text has all of `rows`: each is terms in a row."""
    if connection.vendor == "postgresql":
        table, entry_id, condition = "search_text", "entry_id", "terms @@ %s::tsquery"
    else:
        table, entry_id, condition = "search_text", "rowid", "search_text MATCH %s"
    return (
        f"SELECT {entry_id} AS entry_id, {weights.NOWHERE} AS place, {sign} AS signs FROM {table} "
        f"WHERE {condition} ORDER BY {entry_id} LIMIT {limit}",
        [_match(rows)],
    )


def _with_phrases(query, rows, sign):
    """The parts with pages that have the phrases.

    To know whether two words stand in a row PostgreSQL reads the row of each page that has both. So
    it is asked of the pages that are most about the words and of the first that have them, not of
    all.
    """
    having, facets = _having(query)
    best, values = _all_of(query.terms, having, facets, BOUND)
    some, match = _text(rows, sign, PHRASED)
    phrases = _match([*rows, *query.phrases])
    if connection.vendor == "postgresql":
        has = "FROM search_text t JOIN ({}) found ON found.entry_id = t.entry_id WHERE t.terms @@ %s::tsquery"
        yield (
            f"SELECT t.entry_id, place, 0 AS signs {has.format(best)}",
            [*values, phrases],
        )
        yield (
            f"SELECT t.entry_id, place, signs {has.format(some)} ORDER BY 1 LIMIT {BOUND}",
            [*match, phrases],
        )
    else:
        yield (
            f"SELECT entry_id, place, 0 AS signs FROM ({best}) found WHERE EXISTS "
            "(SELECT 1 FROM search_text t WHERE t.rowid = found.entry_id AND search_text MATCH %s)",
            [*values, phrases],
        )
        yield (
            f"SELECT rowid AS entry_id, {weights.NOWHERE} AS place, {sign} AS signs FROM search_text "
            f"WHERE search_text MATCH %s AND rowid <= (SELECT MAX(entry_id) FROM ({some}) some) "
            f"ORDER BY rowid LIMIT {BOUND}",
            [phrases, *match],
        )


def _match(rows):
    """What either database calls a full-text query: all `rows`, each of terms in a row."""
    if connection.vendor == "postgresql":
        return " & ".join("(" + " <-> ".join(f"'{term}'" for term in row) + ")" for row in rows)
    return " AND ".join('"' + " ".join(row) + '"' for row in rows)
