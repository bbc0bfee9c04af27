# ruff: noqa: S608 (statements are put together from our own names; what was typed is a parameter)
"""A query with misspelt words put right, as far as the index knows better ones."""

from dataclasses import replace

from django.db import connection

from . import candidates, query, spelling, weights, words


def mended(asked, found):
    """The query with words that stand in no page replaced by the likeliest that do; None if there
    is nothing to mend.

    `found` are the candidates for `asked`. A name that begins with what was typed proves all its
    words right.
    """
    if any(page.place not in (None, weights.WITHIN) for page in found):
        return None
    doubtful = [
        pair for i, pair in enumerate(asked.words) if all(page.weights[i] is None for page in found)
    ]
    return _mended(asked, doubtful, half="")


def mended_while_typing(asked):
    """Like `mended`, if no page is found at all; the last word may be the beginning of one."""
    return _mended(asked, asked.words, half=asked.typed[-1][0] if asked.is_open else "")


def is_filed(word):
    """Whether a word stands among those that a misspelling may be mended to."""
    return bool(_filed([word]))


def _mended(asked, doubtful, half):
    # A filter or a phrase may keep pages with a word away too: so it is asked for alone.
    known = candidates.known([term for _, term in doubtful])
    wrong = [folded for folded, term in doubtful if term not in known]
    better = _likeliest(wrong, half)
    if not better:
        return None
    text = asked.text
    for word in reversed(list(words.words(text))):
        if word.folded in better:
            text = text[: word.start] + better[word.folded] + text[word.end :]
    return replace(query.read(text), facets=asked.facets, filters=asked.filters)


def _likeliest(wrong, half):
    """{wrong word: the filed word that differs least}; of several, the one a page is most about.

    The word `half` is compared with the beginnings of the filed ones.
    """
    limits = {word: spelling.errors_allowed(word + "." * (word == half)) for word in wrong}
    keys = {
        key for word, limit in limits.items() if limit for key in spelling.remainders(word, limit)
    }
    near = _near(sorted(keys))
    found = {}
    for word, limit in limits.items():
        apart = spelling.distance_to_beginning if word == half else spelling.distance
        ranked = [
            (errors, word[0] != other[0], -weight, len(other), other)
            for other, weight in near
            if (errors := apart(word, other, limit)) <= limit
        ]
        right = min(ranked)[-1] if ranked and limit else _parted(word)
        if right:
            found[word] = right
    return found


def _near(keys):
    """The (word, greatest weight) of the filed words that share a remainder and that a page has."""
    if not keys:
        return []
    places = ", ".join(["%s"] * len(keys))
    with connection.cursor() as cursor:
        cursor.execute(
            f"""
            SELECT word, weight FROM (
                SELECT word,
                    (SELECT MAX(weight) FROM search_posting p WHERE p.term = filed.term) AS weight
                FROM (SELECT DISTINCT word, term FROM search_spelling WHERE key IN ({places})) filed
            ) AS known WHERE weight IS NOT NULL
            """,
            keys,
        )
        return cursor.fetchall()


def _parted(word):
    """`word` as two filed words, where somebody left out the space; None if it is not two."""
    cuts = range(3, len(word) - 2)
    filed = _filed(sorted({part for at in cuts for part in (word[:at], word[at:])}))
    found = [at for at in cuts if word[:at] in filed and word[at:] in filed]
    if not found:
        return None
    # The most even cut leaves no short word that happens to stand there.
    at = min(found, key=lambda at: abs(2 * at - len(word)))
    return f"{word[:at]} {word[at:]}"


def _filed(words):
    if not words:
        return set()
    places = ", ".join(["%s"] * len(words))
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT word FROM search_spelling WHERE key = '' AND word IN ({places})", words
        )
        return {row[0] for row in cursor}
