# ruff: noqa: S608 (statements are put together from our own names; what was typed is a parameter)
"""A query with misspelt words put right, as far as the index knows better ones."""

from dataclasses import replace

from django.db import connection

from . import analysis, distress, query, retrieval, spelling_index

# Of the filed words that are near a wrong one and stand in texts alone, so many are looked up.
MENTIONED = 20


def correct(asked, found, help_words=()):
    """Two Queries, or None for each: with words that stand in no page replaced by those surely
    meant, and with all replaced for which any word is near.

    `found` are the candidates for `asked`. A name that begins with what was typed proves all its
    words right. Words of distress, `help_words`, and what looks like them take no part.
    """
    if any(page.match.is_of_query for page in found):
        return None, None
    doubtful = [
        pair for i, pair in enumerate(asked.words) if all(page.weights[i] is None for page in found)
    ]
    better = _better(doubtful, "", help_words)
    sure = {word: right for word, (right, is_sure) in better.items() if is_sure}
    every = {word: right for word, (right, _) in better.items()}
    return _replace(asked, sure), _replace(asked, every) if len(sure) < len(every) else None


def correct_while_typing(asked, help_words=()):
    """The Query with what is likeliest for each wrong word, if no page is found at all; the last
    word may be the beginning of one.
    """
    better = _better(asked.words, asked.typed[-1][0] if asked.is_open else "", help_words)
    return _replace(asked, {word: right for word, (right, _) in better.items()})


def is_filed(word):
    """Whether a word stands among those that a misspelling may be mended to."""
    return bool(_known_words([word]))


def _better(doubtful, half, help_words):
    """What is likeliest for those of the (word, term) pairs that no page has, as _likeliest says.

    A filter or a phrase may keep pages with a word away too: so it is asked for alone.
    """
    known = retrieval.known([term for _, term in doubtful])
    wrong = [
        folded
        for folded, term in doubtful
        if term not in known and not distress.is_guarded(folded, help_words, folded == half)
    ]
    found = _likeliest(wrong, half)
    return {
        word: row
        for word, row in found.items()
        if not any(distress.is_no_target(each, help_words) for each in row[0].split())
    }


def _replace(asked, better):
    if not better:
        return None
    text = asked.text
    for word in reversed(list(analysis.words(text))):
        if word.folded in better:
            text = text[: word.start] + better[word.folded] + text[word.end :]
    if text == asked.text:  # a compound that was typed in parts
        return None
    return replace(query.read(text), facets=asked.facets, filters=asked.filters)


def _likeliest(wrong, half):
    """{wrong word: (the filed word that differs least, whether it is surely meant)}; of several,
    the one a page is most about.

    A word that is only mentioned counts as one letter further away: people look for what pages are
    about. The word `half` is compared with the beginnings of the filed ones.
    """
    limits = {word: spelling_index.errors_allowed(word + "." * (word == half)) for word in wrong}
    keys = {
        key
        for word, limit in limits.items()
        if limit
        for key in spelling_index.remainders(word, limit)
    }
    near, ranked = _near(sorted(keys)), {}
    for word, limit in limits.items():
        apart = spelling_index.distance_to_beginning if word == half else spelling_index.distance
        ranked[word] = sorted(
            (errors + (not weight), word[0] != other[0], -weight, len(other), other, term)
            for other, term, weight in near
            if (errors := apart(word, other, limit)) <= limit
        )
    gone = _gone([row for rows in ranked.values() for row in rows])
    found = {}
    for word, limit in limits.items():
        left = [row for row in ranked[word] if row[-1] not in gone]
        if left and limit:
            errors, _, weight, _, right, _ = left[0]
            found[word] = right, spelling_index.is_sure(word, right, errors - (not weight))
        elif parted := _split(word):
            found[word] = parted, True
    return found


def _gone(ranked):
    """The terms of ranked words that no page is about and no text has, or not any more."""
    terms = list(dict.fromkeys(row[-1] for row in sorted(ranked) if not row[2]))
    return set(terms) - retrieval.known(terms[:MENTIONED])


def _near(keys):
    """The (word, term, greatest weight) of the filed words that share a remainder; the weight of a
    word that no page is about is 0.
    """
    if not keys:
        return []
    places = ", ".join(["%s"] * len(keys))
    with connection.cursor() as cursor:
        cursor.execute(
            f"""
            SELECT word, term, COALESCE(
                (SELECT MAX(weight) FROM search_posting p WHERE p.term = filed.term), 0)
            FROM (SELECT DISTINCT word, term FROM search_spelling WHERE key IN ({places})) filed
            """,
            keys,
        )
        return cursor.fetchall()


def _split(word):
    """`word` as two filed words, where somebody left out the space; None if it is not two."""
    cuts = range(3, len(word) - 2)
    filed = _known_words(sorted({part for at in cuts for part in (word[:at], word[at:])}))
    found = [at for at in cuts if word[:at] in filed and word[at:] in filed]
    if not found:
        return None
    # The most even cut leaves no short word that happens to stand there.
    at = min(found, key=lambda at: abs(2 * at - len(word)))
    return f"{word[:at]} {word[at:]}"


def _known_words(words):
    if not words:
        return set()
    places = ", ".join(["%s"] * len(words))
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT word FROM search_spelling WHERE key = '' AND word IN ({places})", words
        )
        return {row[0] for row in cursor}
