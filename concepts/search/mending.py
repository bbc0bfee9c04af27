# ruff: noqa: S608 (statements are put together from our own names; what was typed is a parameter)
"""A query with misspelt words put right, as far as the index knows better ones."""

from dataclasses import replace

from django.db import connection

from . import query, spelling, weights, words


def mended(asked, found):
    """The query with words that stand in no page replaced by the likeliest that do; None if there
    is nothing to mend.

    `found` are the candidates for `asked`. A name that begins with what was typed proves all its
    words right.
    """
    if any(candidate.place not in (None, weights.WITHIN) for candidate in found):
        return None
    wrong = [
        folded
        for i, (folded, _) in enumerate(asked.words)
        if all(candidate.weights[i] is None for candidate in found)
    ]
    return _replaced(asked, {word: likeliest for word in wrong if (likeliest := _likeliest(word))})


def mended_while_typing(asked):
    """Like `mended`, for a query of which no page is found and whose last word may be the beginning
    of one.
    """
    last = asked.words[-1][0] if asked.is_open else None
    meant = {}
    for folded, term in asked.words:
        if folded == last:
            meant[folded] = _likeliest(folded, is_beginning=True)
        elif not _is_known(term):
            meant[folded] = _likeliest(folded)
    return _replaced(asked, {word: better for word, better in meant.items() if better})


def is_filed(word):
    """Whether a word stands among those that a misspelling may be mended to."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1 FROM search_spelling WHERE key = '' AND word = %s LIMIT 1", [word])
        return cursor.fetchone() is not None


def _replaced(asked, better):
    if not better:
        return None
    text = asked.text
    for word in reversed(list(words.words(text))):
        if word.folded in better:
            text = text[: word.start] + better[word.folded] + text[word.end :]
    return replace(query.read(text), facets=asked.facets, filters=asked.filters)


def _is_known(term):
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1 FROM search_posting WHERE term = %s LIMIT 1", [term])
        return cursor.fetchone() is not None


def _likeliest(word, is_beginning=False):
    """The filed word that differs least from `word`; of several the one that a page is most about.
    None if none is near.
    """
    limit = spelling.errors_allowed(word + "." if is_beginning else word)
    if not limit:
        return None
    keys = sorted(spelling.remainders(word, limit))
    places = ", ".join(["%s"] * len(keys))
    with connection.cursor() as cursor:
        cursor.execute(
            f"""
            SELECT word, weight FROM (
                SELECT word, (SELECT MAX(p.weight) FROM search_posting p WHERE p.term = s.term) AS weight
                FROM (SELECT DISTINCT word, term FROM search_spelling WHERE key IN ({places})) AS s
            ) AS known WHERE weight IS NOT NULL
            """,
            keys,
        )
        known = cursor.fetchall()
    apart = spelling.distance_to_beginning if is_beginning else spelling.distance
    ranked = [
        (errors, word[0] != other[0], -weight, len(other), other)
        for other, weight in known
        if (errors := apart(word, other, limit)) <= limit
    ]
    if ranked:
        return min(ranked)[-1]
    return _parted(word)


def _parted(word):
    """`word` as two filed words, where somebody left out the space; None if it can't be parted so."""
    cuts = range(3, len(word) - 2)
    parts = sorted({part for at in cuts for part in (word[:at], word[at:])})
    if len(word) < 7:
        return None
    places = ", ".join(["%s"] * len(parts))
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT word FROM search_spelling WHERE key = '' AND word IN ({places})", parts
        )
        filed = {row[0] for row in cursor.fetchall()}
    found = [at for at in cuts if word[:at] in filed and word[at:] in filed]
    if not found:
        return None
    # The most even cut leaves no short word that happens to stand there.
    at = min(found, key=lambda at: abs(2 * at - len(word)))
    return f"{word[:at]} {word[at:]}"
