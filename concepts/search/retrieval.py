# ruff: noqa: S608 (statements are put together from our own names; what was typed is a parameter)
"""The one statement that finds what may answer.

It is a union of parts. Each reads an index in that index's own order and stops at a limit, so that
a word which stands in every page costs no more than a rare one, and both databases stop at the same
row. What the scorer has to know of a page comes with it.
"""

import json
from typing import NamedTuple

from django.db import connection

from . import matches, spelling_index, weights
from .analysis import STOP_WORDS, may_be_one
from .matches import Match

# How many pages may come from one part.
BOUND = 200
# How many rows of a word's list are looked through for pages that have other words too.
DEPTH = 600
# How many names of one place, such as titles of two words, may begin with what was typed.
NAMES = 12
# If more pages than this match in the full-text table, only the first pages are asked, by id.
MATCHES = 1000
FIRST = 500
# Pages and rows of a list for a suggestion.
SUGGESTED = 30
SUGGESTED_DEPTH = 400

# Before so many letters, too many names have a word with them in its middle. Of such words, and of
# pages with one of them in their names, so many are looked at.
ENOUGH_INSIDE = spelling_index.SHORTEST_END
WORDS_AS_ONE = 3
WORDS_INSIDE = 8
PAGES_INSIDE = 4

LAST_CHARACTER = "\U0010ffff"


class Candidate(NamedTuple):
    """A page that may answer. A tuple, since a search makes hundreds.

    `match` tells how the best of its names meets the query, `weights` has one number or None for
    each term, `in_text` says whether the page has all terms. `names` are [text, role] without the
    title.
    """

    entry_id: int
    match: Match
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
    return _collect(query, [*_names(query, 1), *_as_one(query), *_halves(query), *_insides(query)])


def known(terms):
    """Those of `terms` that some page has, if only in its text."""
    statements, parameters = [], []
    for i, term in enumerate(terms):
        about = "SELECT 1 FROM search_posting WHERE term = %s"
        text = _matching_rows(1)
        statements.append(f"SELECT {i} WHERE EXISTS ({about}) OR EXISTS ({text})")
        parameters += [term, _match([[term]])]
    if not statements:
        return set()
    with connection.cursor() as cursor:
        cursor.execute(" UNION ALL ".join(statements), parameters)
        return {terms[row[0]] for row in cursor}


def _collect(query, parts):
    if not parts:
        return []
    whole, values = _best(query, query.terms or query.facets, BOUND)
    union = " UNION ALL ".join(f"SELECT * FROM ({sql}) part{i}" for i, (sql, _) in enumerate(parts))
    # Subqueries and no joins: PostgreSQL would rather read a whole table than look up some hundred
    # rows of it.
    weight = """,
        (SELECT weight FROM search_posting w WHERE w.entry_id = found.entry_id AND w.term = %s)"""
    with connection.cursor() as cursor:
        cursor.execute(
            f"""
            WITH whole AS ({whole})
            SELECT entry_id, name_match, has_all, mentions,
                (SELECT card FROM search_page p WHERE p.entry_id = found.entry_id)
                {weight * len(query.terms)}
            FROM (SELECT entry_id, MIN(name_match) AS name_match, MAX(has_all) AS has_all,
                  SUM(mentions) AS mentions FROM ({union}) parts GROUP BY entry_id) found
            """,
            [*values, *query.terms, *(value for _, values in parts for value in values)],
        )
        # A full-text row may outlive its page where a table was emptied by hand: it has no card.
        return [_candidate(row) for row in cursor if row[4] is not None]


def _candidate(row):
    entry_id, match, has_all, mentions, card, *found = row
    if None in found and (has_all or mentions):
        # What the full-text table knows and the lists don't: bit i of mentions is the term i.
        mentions = int(mentions)
        found = [
            weights.MENTION if weight is None and (has_all or mentions >> i & 1) else weight
            for i, weight in enumerate(found)
        ]
    in_text = None not in found
    return Candidate(entry_id, Match(match), in_text, tuple(found), *json.loads(card))


# Parts: each is a statement with the columns of _columns, and its parameters.


def _columns(match=Match.NO_NAME, has_all=0, mentions=0):
    return f"entry_id, {match} AS name_match, {has_all} AS has_all, {mentions} AS mentions"


def _match_of(place, worth):
    """The Match of a row that is filed at `place`, by what each Filed is `worth`."""
    cases = " ".join(f"WHEN {filed} THEN {match}" for filed, match in worth.items())
    return f"CASE {place} {cases} END"


def _names(query, shortest):
    """Pages with a name that is what was typed; from `shortest` letters on, that begins with it."""
    if not query.key or query.phrases:
        return
    key = query.key[: weights.LONGEST_KEY]
    yield _named(query, matches.AS_TYPED, [key])
    yield _named(query, matches.BY_TERMS, query.whole_names)
    if query.names_within:
        sql, values = _named(query, matches.IN_QUERY, query.names_within)
        has_all, match = _has(query, "part")
        has_all = f"CASE WHEN {has_all} THEN 1 ELSE 0 END"
        yield f"SELECT {_columns('name_match', has_all)} FROM ({sql}) part", [*match, *values]
    if len(key) >= shortest:
        yield from _beginning(query, matches.BEGINS, key)


def _lists(query):
    """The best pages that have all terms, and for each term alone those that are most about it."""
    if query.phrases:
        return
    yield f"SELECT {_columns()} FROM whole", []
    if len(query.terms) > 1:
        for term in query.terms:
            yield _part(_best(query, [term], BOUND // 2))


def _halves(query):
    """Pages with all finished words, or with a name in which the unfinished one begins a word."""
    terms, last = query.terms, query.last
    if not terms:
        return
    yield _part(_best(query, terms, SUGGESTED, SUGGESTED_DEPTH))
    finished = terms[:-1] if last else ()
    if finished:
        yield _part(_best(query, finished, 2 * SUGGESTED, SUGGESTED_DEPTH))
        yield from _beginning(query, matches.A_WORD_BEGINS, last)


def _as_one(query):
    """Pages with a name of one word that begins with what was typed in two or three: counter tr."""
    if query.phrases or not 1 < len(query.typed) <= WORDS_AS_ONE:
        return
    if may_be_one(query.typed[0][0], query.typed[1][0]):
        key = query.key.replace(" ", "")[: weights.LONGEST_KEY]
        yield from _beginning(query, matches.ONE_WORD_BEGINS, key)


def _insides(query):
    """Pages with what was typed, one word or less, in the middle of a word of a name."""
    if len(query.typed) != 1 or len(query.last) < ENOUGH_INSIDE:
        return
    key = spelling_index.INSIDE + query.last
    having, facets = _having(query.facets)
    values = [key, key + LAST_CHARACTER, *facets]
    ends = f"""
        (SELECT DISTINCT term FROM (SELECT term FROM search_spelling
        WHERE key >= %s AND key < %s ORDER BY key, word LIMIT {WORDS_INSIDE}) found) ends
    """
    best = f"""
        SELECT entry_id FROM search_posting p WHERE p.term = ends.term
        AND weight >= {weights.ALIAS} ORDER BY weight DESC, entry_id LIMIT
    """
    if connection.vendor == "postgresql":
        rows = f"SELECT entry_id FROM {ends}, LATERAL ({best} {PAGES_INSIDE}) best"
        yield f"SELECT {_columns()} FROM ({rows}) a WHERE TRUE {having}", values
    else:
        for number in range(PAGES_INSIDE):
            rows = f"SELECT ({best} 1 OFFSET {number}) AS entry_id FROM {ends}"
            yield f"SELECT {_columns()} FROM ({rows}) a WHERE entry_id IS NOT NULL {having}", values


def _texts(query):
    """Pages that have the words only in their texts, where not enough are about them.

    They come in the order of their ids: nothing tells which of many mentions is the best.
    """
    if not query.terms:
        return
    rows = [[term] for term in (*query.terms, *query.facets)]
    if query.phrases:
        best, values = _best(query, query.terms, BOUND // 4)
        has_all, match = _has(query, "part")
        yield f"SELECT {_columns()} FROM ({best}) part WHERE {has_all}", [*values, *match]
        yield _matching(rows, BOUND, query.phrases, has_all=1)
        return
    sql, values = _matching(rows, BOUND, has_all=1)
    yield f"SELECT * FROM ({sql}) part WHERE {BOUND} > (SELECT COUNT(*) FROM whole)", values
    for term, row in query.apart.items():
        # Texts that have a word in parts.
        rest = [[other] for other in (*query.terms, *query.facets) if other != term]
        rows = [*([one] for one in dict.fromkeys(row)), *rest]
        sql, values = _matching(rows, BOUND // 2, [row], has_all=1)
        yield f"SELECT * FROM ({sql}) part WHERE {BOUND} > (SELECT COUNT(*) FROM whole)", values
    if len(query.terms) > 1:
        few = BOUND // 4
        for i, (folded, term) in enumerate(query.words):
            if folded in STOP_WORDS:
                continue
            rows = [[term], *([facet] for facet in query.facets)]
            sql, values = _matching(rows, few, mentions=1 << i)
            yield (
                f"""
                SELECT * FROM ({sql}) part WHERE {few} > (SELECT COUNT(*) FROM
                (SELECT 1 FROM search_posting WHERE term = %s LIMIT {few}) about)
                """,
                [*values, term],
            )


def _part(statement):
    sql, values = statement
    return f"SELECT {_columns()} FROM ({sql}) part", values


def _named(query, worth, keys):
    """The part with the pages that have one of `keys` filed as one of the keys of `worth`."""
    having, facets = _having(query.facets)
    blanks = ", ".join(["%s"] * len(keys))
    return (
        f"""
        SELECT {_columns(_match_of("place", worth))} FROM search_name a
        WHERE place IN ({", ".join(map(str, worth))}) AND key IN ({blanks}) {having}
        ORDER BY a.place, entry_id LIMIT {NAMES}
        """,
        [*keys, *facets],
    )


def _beginning(query, worth, key):
    """The parts with the first names that begin with `key` of each way of filing in `worth`."""
    having, facets = _having(query.facets)
    values = [key, key + LAST_CHARACTER, *facets]
    first = f"""
        SELECT entry_id, place FROM search_name WHERE place = {{}} AND key >= %s AND key < %s
        ORDER BY key, entry_id LIMIT {NAMES}
    """
    if connection.vendor == "postgresql":
        # One part for all of them: it plans each part of a union, which took longer than the work.
        places = ", ".join(map(str, worth))
        rows = f"unnest(ARRAY[{places}]) one, LATERAL ({first.format('one')})"
        match = _match_of("place", worth)
        yield f"SELECT {_columns(match)} FROM {rows} a WHERE TRUE {having}", values
    else:
        for filed, match in worth.items():
            rows = f"({first.format(filed)})"
            yield f"SELECT {_columns(match)} FROM {rows} a WHERE TRUE {having}", values


def _best(query, terms, limit, depth=DEPTH):
    """A statement for the ids of the pages that are most about `terms` and have all of them.

    Only a stretch of one term's list is looked through: the longest's, likely the rarest's.
    """
    longest = max(terms, key=len, default="")
    others = [term for term in (*terms, *query.facets) if term != longest]
    having, values = _having(others)
    return (
        f"""
        SELECT entry_id FROM (SELECT entry_id, weight FROM search_posting WHERE term = %s
        ORDER BY weight DESC, entry_id LIMIT {depth if others else limit}) a
        WHERE TRUE {having} ORDER BY weight DESC, entry_id LIMIT {limit}
        """,
        [longest, *values],
    )


def _having(terms):
    """The condition that the page of a row `a` has all `terms`.

    Not by EXISTS: PostgreSQL would read the whole list of a common term to join with it.
    """
    one = """
        AND (SELECT 1 FROM search_posting o WHERE o.entry_id = a.entry_id AND o.term = %s) = 1"""
    return one * len(terms), list(terms)


# The full-text table


def _matching(rows, limit, phrases=(), **columns):
    """The part with the first pages, by id, whose text has all `rows` and `phrases` of terms.

    Of all pages, if not too many have the rows. PostgreSQL can't tell from its index whether words
    stand in a row, and reads the text of each page for it: so those with phrases are not counted.
    """
    counted, match = _match(rows), _match([*rows, *phrases])
    if connection.vendor == "postgresql":
        every = """
            SELECT entry_id FROM counted WHERE (SELECT terms FROM search_text t
            WHERE t.entry_id = counted.entry_id) @@ %s::tsquery
        """
        first = f"""
            SELECT entry_id FROM
            (SELECT entry_id, terms FROM search_text ORDER BY entry_id LIMIT {FIRST}) first
            WHERE terms @@ %s::tsquery
        """
    else:
        every = "SELECT rowid AS entry_id FROM search_text WHERE search_text MATCH %s"
        first = f"""
            {every} AND rowid <= (SELECT MAX(entry_id) FROM
            (SELECT entry_id FROM search_page ORDER BY entry_id LIMIT {FIRST}) first)
        """
    return (
        f"""
        SELECT {_columns(**columns)} FROM (
            WITH counted AS ({_matching_rows(MATCHES + 1)})
            SELECT entry_id FROM ({every}) every
            WHERE (SELECT COUNT(*) FROM counted) <= {MATCHES}
            UNION ALL
            SELECT entry_id FROM ({first}) first WHERE (SELECT COUNT(*) FROM counted) > {MATCHES}
        ) matching ORDER BY entry_id LIMIT {limit}
        """,
        [counted, match, match],
    )


def _matching_rows(most):
    """A statement for the ids of so many pages that match its one parameter, whichever they are."""
    if connection.vendor == "postgresql":
        return f"SELECT entry_id FROM search_matching(%s::tsquery, {most}) AS entry_id"
    return f"SELECT rowid AS entry_id FROM search_text WHERE search_text MATCH %s LIMIT {most}"


def _has(query, row):
    """The condition that the page of a row has all terms and phrases in its text."""
    match = [_match([*([term] for term in query.terms), *query.phrases])]
    if connection.vendor == "postgresql":
        terms = f"SELECT terms FROM search_text t WHERE t.entry_id = {row}.entry_id"
        return f"({terms}) @@ %s::tsquery", match
    text = f"SELECT 1 FROM search_text t WHERE t.rowid = {row}.entry_id AND search_text MATCH %s"
    return f"EXISTS ({text})", match


def _match(rows):
    """What either database calls a full-text query: all `rows`, each of terms in a row.

    Terms are letters and digits alone; for SQLite they are quoted all the same, or OR were a word
    of its language.
    """
    if connection.vendor == "postgresql":
        return " & ".join("(" + " <-> ".join(f"'{term}'" for term in row) + ")" for row in rows)
    return " AND ".join('"' + " ".join(row) + '"' for row in rows)
