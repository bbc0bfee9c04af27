# ruff: noqa: S608 (statements are put together from our own names; what was typed is a parameter)
"""The one query that finds what may answer: bounded parts, all from indexes, joined with what the scorer has to know.

Every part has an order of its own and a limit, so that a word that stands in every page costs no more than a rare one.
"""

import json
from typing import NamedTuple

from django.db import connection

from . import weights

# How many pages may come from one part, and how many rows of a word's list are looked through for other words.
BOUND = 200
DEPTH = 2000
NAMES = 12
# The same for a suggestion.
SUGGESTED = 30
SUGGESTED_DEPTH = 400

LAST_SIGN = "\U0010ffff"


class Candidate(NamedTuple):
    """A page that may answer. A tuple, since a search makes hundreds.

    `place` tells where a name of it matched (0 to 2: as typed, 3 to 5: by its terms, else a place of `weights`; None: not at
    all), `weights` has one number or None for each term, `in_text` says whether the page has all terms. Names and tags are JSON.
    """

    entry_id: int
    place: int | None
    in_text: bool
    weights: list
    type: str
    kind: str
    slug: str
    title: str
    names_json: str
    tags_json: str

    def names(self):
        """The other names as [text, role]."""
        return json.loads(self.names_json)

    def tags(self):
        return tuple(json.loads(self.tags_json))


def find(query):
    """The candidates for a whole search, in no particular order."""
    return _collect(query, [*_names(query), *_lists(query), *_texts(query)])


def suggest(query):
    """The candidates for what is being typed: names, and pages that the finished words are most about."""
    return _collect(query, [*_names(query, shortest=1), *_halves(query)])


def _collect(query, parts):
    if not parts:
        return []
    union = " UNION ALL ".join(
        f"SELECT * FROM ({sql}) AS part{i}" for i, (sql, _) in enumerate(parts)
    )
    parameters = [value for _, values in parts for value in values]
    columns, joins = [], []
    for i, term in enumerate(query.terms):
        columns.append(f", w{i}.weight")
        joins.append(
            f"LEFT JOIN search_posting w{i} ON w{i}.entry_id = page.entry_id AND w{i}.term = %s"
        )
        parameters.append(term)
    with connection.cursor() as cursor:
        cursor.execute(
            f"""
            SELECT page.entry_id, found.place, found.signs, page.type, page.kind, page.slug, page.title, page.names,
                   page.tags                   {"".join(columns)}
            FROM (SELECT entry_id, MIN(place) AS place, SUM(signs) AS signs FROM ({union}) AS parts
                  GROUP BY entry_id) AS found
            JOIN search_page page ON page.entry_id = found.entry_id
            {" ".join(joins)}
            """,
            parameters,
        )
        rows = cursor.fetchall()
    return [_candidate(query, row) for row in rows]


def _candidate(query, row):
    entry_id, place, signs, type, kind, slug, title, names, tags, *found = row
    in_text = None not in found
    if signs and not in_text:
        signs = int(signs)
        everything = signs >> len(found) & 1
        for i, weight in enumerate(found):
            if weight is None and (everything or signs >> i & 1):
                found[i] = weights.MENTION
        in_text = None not in found
    place = None if place == weights.NOWHERE else place
    return Candidate(entry_id, place, in_text, found, type, kind, slug, title, names, tags)


def _having(query, row="a"):
    """The condition that a row's page has all facets of the query."""
    sql = "".join(
        f" AND EXISTS (SELECT 1 FROM search_posting f WHERE f.entry_id = {row}.entry_id AND f.term = %s)"
        for _ in query.facets
    )
    return sql, list(query.facets)


def _names(query, shortest=2):
    """Pages with a name that is what was typed; or, from `shortest` letters on, that begins with it."""
    if not query.key or query.phrases:
        return
    having, facets = _having(query)
    key = query.key[:120]
    for role, places in weights.START.items():
        number = weights.ROLES.index(role)
        marks = ", ".join(str(place) for place in places)
        yield (
            f"SELECT entry_id, {number} AS place, 0 AS signs FROM search_name a "
            f"WHERE place IN ({marks}) AND key = %s{having} ORDER BY entry_id LIMIT {NAMES}",
            [key, *facets],
        )
        yield _named(number + 3, [number], query.whole_names, having, facets)
    if query.names_within:
        yield _named(weights.WITHIN, weights.EXACT[:2], query.names_within, having, facets)
    if len(key) >= shortest:
        for place in (*weights.STARTS, *weights.INNERS):
            yield _beginning(place, key, NAMES, place, having, facets)


def _named(counted_as, places, keys, having, facets):
    """The part with the pages that have one of `keys`, terms of a whole name, as a name."""
    marks, blanks = ", ".join(map(str, places)), ", ".join(["%s"] * len(keys))
    return (
        f"SELECT entry_id, {counted_as} AS place, 0 AS signs FROM search_name a "
        f"WHERE place IN ({marks}) AND key IN ({blanks}){having} ORDER BY entry_id LIMIT {NAMES}",
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
    """For each term the pages that are most about it, and of the longest term's the best that have all others."""
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
    """The part with the pages that have most of `term` and meet the condition; a bounded stretch of its list is looked through."""
    depth = depth if condition else limit
    return (
        f"SELECT entry_id, {weights.NOWHERE} AS place, 0 AS signs FROM (SELECT entry_id, weight FROM search_posting "
        f"WHERE term = %s ORDER BY weight DESC, entry_id LIMIT {depth}) a "
        f"WHERE TRUE{condition} ORDER BY weight DESC, entry_id LIMIT {limit}",
        [term, *values],
    )


def _texts(query):
    """Pages whose text has all the terms and phrases; and for each term alone, if few pages are about it, those that mention it."""
    if not query.terms:
        return
    everything = [[term] for term in query.terms] + [list(phrase) for phrase in query.phrases]
    facets = [[facet] for facet in query.facets]
    yield _text(everything + facets, 1 << len(query.terms), BOUND)
    if len(query.terms) > 1 and not query.phrases:
        for i, term in enumerate(query.terms):
            sql, values = _text([[term], *facets], 1 << i, BOUND // 4)
            yield (
                f"SELECT * FROM ({sql}) AS mention WHERE (SELECT COUNT(*) FROM (SELECT 1 FROM "
                f"search_posting WHERE term = %s LIMIT {BOUND // 4}) AS few) < {BOUND // 4}",
                [*values, term],
            )


def _text(rows_of_terms, sign, limit):
    """The part with the first pages, by id, whose text has each row of terms in a row."""
    if connection.vendor == "postgresql":
        match = " & ".join(
            "(" + " <-> ".join(f"'{term}'" for term in row) + ")" for row in rows_of_terms
        )
        return (
            f"SELECT entry_id, {weights.NOWHERE} AS place, {sign} AS signs FROM search_text "
            f"WHERE terms @@ %s::tsquery ORDER BY entry_id LIMIT {limit}",
            [match],
        )
    match = " AND ".join('"' + " ".join(row) + '"' for row in rows_of_terms)
    return (
        f"SELECT rowid AS entry_id, {weights.NOWHERE} AS place, {sign} AS signs FROM search_text "
        f"WHERE search_text MATCH %s ORDER BY rowid LIMIT {limit}",
        [match],
    )
