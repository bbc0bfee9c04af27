# ruff: noqa: S608 (statements are put together from our own names; what was typed is a parameter)
"""The one statement that finds what may answer.

It is a union of parts. Each reads an index in that index's own order and stops at a limit, so that
a word which stands in every page costs no more than a rare one, and both databases stop at the same
row. What the scorer has to know of a page comes with it.
"""

import json
from typing import NamedTuple

from django.db import connection

from . import weights

# How many pages may come from one part.
BOUND = 200
# How many rows of a word's list are looked through for pages that have other words too.
DEPTH = 2000
# How many names of one place, such as titles of two words, may begin with what was typed.
NAMES = 12
# Of how many pages it is asked whether they have a phrase.
PHRASED = 1000
# Pages and rows of a list for a suggestion.
SUGGESTED = 30
SUGGESTED_DEPTH = 400

LAST_SIGN = "\U0010ffff"

FOUND = "SELECT entry_id, {place} AS place, {signs} AS signs"


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
    return _collect(query, [*_names(query, 2), *_lists(query), *_texts(query)])


def suggest(query):
    """The candidates for what is being typed, in no particular order."""
    return _collect(query, [*_names(query, 1), *_halves(query)])


def known(terms):
    """Those of `terms` that some page has, if only in its text."""
    statements, parameters = [], []
    for i, term in enumerate(terms):
        text, match = _text([[term]], 0, 1)
        about = "SELECT 1 FROM search_posting WHERE term = %s"
        statements.append(f"SELECT {i} WHERE EXISTS ({about}) OR EXISTS ({text})")
        parameters += [term, *match]
    if not statements:
        return set()
    with connection.cursor() as cursor:
        cursor.execute(" UNION ALL ".join(statements), parameters)
        return {terms[row[0]] for row in cursor}


def _collect(query, parts):
    if not parts:
        return []
    union = " UNION ALL ".join(f"SELECT * FROM ({sql}) part{i}" for i, (sql, _) in enumerate(parts))
    # Subqueries and no joins: PostgreSQL would rather read a whole table than look up some hundred
    # rows of it.
    weight = """,
        (SELECT weight FROM search_posting w WHERE w.entry_id = found.entry_id AND w.term = %s)"""
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
        # A full-text row may outlive its page where a table was emptied by hand: it has no card.
        return [_candidate(row) for row in cursor if row[3] is not None]


def _candidate(row):
    entry_id, place, signs, card, *found = row
    if signs and None in found:
        found = _with_mentions(found, int(signs))
    place = None if place == weights.NOWHERE else place
    return Candidate(entry_id, place, None not in found, tuple(found), *json.loads(card))


def _with_mentions(found, signs):
    """The weights of a page that the full-text table knows to have more terms than are filed.

    Bit i of `signs` stands for the term of that number, the bit after the last for all of them.
    """
    everything = signs >> len(found) & 1
    return [
        weights.MENTION if weight is None and (everything or signs >> i & 1) else weight
        for i, weight in enumerate(found)
    ]


# Parts: each is a statement with the columns of FOUND and its parameters.


def _names(query, shortest):
    """Pages with a name that is what was typed; from `shortest` letters on, that begins with it."""
    if not query.key or query.phrases:
        return
    key = query.key[: weights.LONGEST_KEY]
    # Places 11 to 14, 21, 22 and 31 become 0, 1 and 2.
    yield _named(query, "place / 10 - 1", weights.STARTS, [key])
    yield _named(query, "place + 3", weights.EXACT, query.whole_names)
    if query.names_within:
        yield _named(query, weights.WITHIN, weights.EXACT[:2], query.names_within)
    if len(key) >= shortest:
        for place in (*weights.STARTS, *weights.INNERS):
            yield _beginning(query, place, place, key)


def _lists(query):
    """For each term the pages that are most about it, and the best pages that have all terms."""
    if query.phrases:
        return
    for term in query.terms:
        yield _best(query, [term], BOUND if len(query.terms) == 1 else BOUND // 2)
    if len(query.terms) > 1:
        yield _best(query, query.terms, BOUND)
    if query.facets and not query.terms:
        yield _best(query, query.facets, BOUND)


def _halves(query):
    """Pages with all finished words, or with a name in which the unfinished one begins a word."""
    terms, last = query.terms, query.last
    if not terms:
        return
    yield _best(query, terms, SUGGESTED, SUGGESTED_DEPTH)
    finished = terms[:-1] if last else ()
    if finished:
        yield _best(query, finished, 2 * SUGGESTED, SUGGESTED_DEPTH)
        for place in weights.SHOWN:
            yield _beginning(query, place, weights.NOWHERE, last)


def _texts(query):
    """Pages whose text has all terms and phrases; and for terms that few pages are about, mentions.

    Those come in the order of their ids: nothing tells which of many mentions is the best.
    """
    if not query.terms:
        return
    rows = [[term] for term in (*query.terms, *query.facets)]
    everything = 1 << len(query.terms)
    if query.phrases:
        yield from _with_phrases(query, rows, everything)
        return
    yield _text(rows, everything, BOUND)
    if len(query.terms) > 1:
        few = BOUND // 4
        for i, term in enumerate(query.terms):
            sql, values = _text([[term], *([facet] for facet in query.facets)], 1 << i, few)
            yield (
                f"""
                SELECT * FROM ({sql}) mention WHERE {few} > (SELECT COUNT(*) FROM
                (SELECT 1 FROM search_posting WHERE term = %s LIMIT {few}) about)
                """,
                [*values, term],
            )


def _with_phrases(query, rows, everything):
    """Pages that have the phrases, of those most about the words and of the first that have them.

    PostgreSQL can't tell from its index whether words stand in a row: it reads the row of each page
    that has them all, so it may not be asked about all pages.
    """
    best, values = _best(query, query.terms, BOUND // 2)
    first, match = _text(rows, everything, PHRASED)
    phrases = _match(query.phrases)
    if connection.vendor == "postgresql":
        terms = "(SELECT t.terms FROM search_text t WHERE t.entry_id = part.entry_id)"
        for part, given in ((best, values), (first, match)):
            yield (
                f"SELECT * FROM ({part}) part WHERE {terms} @@ %s::tsquery "
                f"ORDER BY entry_id LIMIT {BOUND}",
                [*given, phrases],
            )
        return
    yield (
        f"""
        {FOUND.format(place="place", signs=0)} FROM ({best}) part WHERE EXISTS
        (SELECT 1 FROM search_text t WHERE t.rowid = part.entry_id AND search_text MATCH %s)
        """,
        [*values, phrases],
    )
    yield (
        f"""
        SELECT rowid AS entry_id, {weights.NOWHERE} AS place, {everything} AS signs FROM search_text
        WHERE search_text MATCH %s AND rowid <= (SELECT MAX(entry_id) FROM ({first}) part)
        ORDER BY rowid LIMIT {BOUND}
        """,
        [_match([*rows, *query.phrases]), *match],
    )


def _named(query, place, places, keys):
    """The part with the pages that have one of `keys` filed at one of `places`."""
    having, facets = _having(query.facets)
    blanks = ", ".join(["%s"] * len(keys))
    return (
        f"""
        {FOUND.format(place=place, signs=0)} FROM search_name a
        WHERE place IN ({", ".join(map(str, places))}) AND key IN ({blanks}) {having}
        ORDER BY a.place, entry_id LIMIT {NAMES}
        """,
        [*keys, *facets],
    )


def _beginning(query, place, counted_as, key):
    """The part with the first names of one place that begin with `key`."""
    having, facets = _having(query.facets)
    return (
        f"""
        {FOUND.format(place=counted_as, signs=0)} FROM
        (SELECT entry_id FROM search_name WHERE place = {place} AND key >= %s AND key < %s
        ORDER BY key, entry_id LIMIT {NAMES}) a WHERE TRUE {having}
        """,
        [key, key + LAST_SIGN, *facets],
    )


def _best(query, terms, limit, depth=DEPTH):
    """The part with the pages that are most about `terms`, if they have all of them.

    Only a stretch of one term's list is looked through: the longest's, likely the rarest's.
    """
    longest = max(terms, key=len)
    others = [term for term in (*terms, *query.facets) if term != longest]
    having, values = _having(others)
    return (
        f"""
        {FOUND.format(place=weights.NOWHERE, signs=0)} FROM
        (SELECT entry_id, weight FROM search_posting WHERE term = %s
        ORDER BY weight DESC, entry_id LIMIT {depth if others else limit}) a
        WHERE TRUE {having} ORDER BY weight DESC, entry_id LIMIT {limit}
        """,
        [longest, *values],
    )


def _having(terms):
    """The condition that the page of a row `a` has all `terms`."""
    one = """
        AND EXISTS (SELECT 1 FROM search_posting o WHERE o.entry_id = a.entry_id AND o.term = %s)"""
    return one * len(terms), list(terms)


def _text(rows, signs, limit):
    """The part with the first pages whose text has all `rows`, each of terms in a row."""
    entry_id, condition = "rowid", "search_text MATCH %s"
    if connection.vendor == "postgresql":
        entry_id, condition = "entry_id", "terms @@ %s::tsquery"
    return (
        f"""
        SELECT {entry_id} AS entry_id, {weights.NOWHERE} AS place, {signs} AS signs
        FROM search_text WHERE {condition} ORDER BY {entry_id} LIMIT {limit}
        """,
        [_match(rows)],
    )


def _match(rows):
    """What either database calls a full-text query. Terms are letters and digits alone."""
    if connection.vendor == "postgresql":
        return " & ".join("(" + " <-> ".join(f"'{term}'" for term in row) + ")" for row in rows)
    return " AND ".join('"' + " ".join(row) + '"' for row in rows)
