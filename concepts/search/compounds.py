# ruff: noqa: SIM905 (words are read best as words)
"""Words that people write as one, with a hyphen or apart: wellbeing, well-being, well being.

What counts as one word is seen in the pages. It is one if a page writes it as one, or with hyphens
where a part is no word that could be looked for by itself: the `co` of co-operation, the `up` of
follow-up. Such words are looked for as one term, under which hyphenated words are filed too, and in
texts that have the parts in a row. All others, such as client-therapist, are words of their own
however they are typed. So each spelling finds what the others find.
"""

from dataclasses import replace

from django.db import connection

from . import spelling, words
from .query import wanted
from .words import STOP_WORDS

BOUND = frozenset(
    """
    anti auto bi co counter cyber de e ex hyper hypo inter intra macro meta micro mid mini mis mono
    multi neo non para poly post pre pseudo psycho quasi re self semi socio sub super tele trans tri
    ultra un
    """.split()
)
# Stop words that begin or end words: well-being, outpatient; dropout, follow-up.
FIRST = frozenset("after by down off on out over under up well".split())
LAST = frozenset("away back being by down in off on out over through up".split())
# Not so where only the letters tell: a lesson is no less on, and over time no overtime.
CUT_FIRST = FIRST - {"over", "under", "up", "by"}
CUT_LAST = LAST - {"on"}

# Words of a compound: face-to-face, state-of-the-art.
LONGEST = 4
SHORTEST_WORD, LONGEST_WORD = 5, 20


def settled(asked):
    """The Query with its compounds as one word each, in one look-up. A quoted phrase is taken as it
    stands.
    """
    if asked.phrases or not asked.words:
        return asked
    rows = list(_rows(asked.typed))
    cuts = {
        folded: cuts
        for folded, _ in asked.typed
        if SHORTEST_WORD <= len(folded) <= LONGEST_WORD
        and folded.isalpha()
        and (cuts := list(_cuts(folded)))
    }
    whole = {one for one, *_ in rows} | set(cuts)
    parts = {
        part for some in cuts.values() for first, last in some for part in (first, *_numbers(last))
    }
    as_one, apart = _filed(whole, whole | parts)
    pairs, found, at = [], {}, 0
    compounds = _chosen(rows, as_one, apart)
    while at < len(asked.typed):
        one, length = compounds.get(at, ("", 1))
        parts = asked.typed[at : at + length]
        if one:
            pairs.append((one, words.term_of(one)))
            found[pairs[-1][1]] = tuple(term for _, term in parts)
        else:
            [(folded, term)] = parts
            split = _split(folded, cuts.get(folded, ()), as_one, apart)
            if split and folded not in apart and folded in as_one and not _has_bound_part(split):
                pairs += [(part, words.term_of(part)) for part in split]
            else:
                pairs.append((folded, term))
                if split:
                    found[term] = tuple(words.term_of(part) for part in split)
        at += length
    if not found and pairs == list(asked.typed):
        return asked
    now = wanted(pairs)
    terms = {term for _, term in now}
    found = {term: row for term, row in found.items() if term in terms}
    return replace(asked, words=now, apart=found, plain=asked.words)


def in_names(asked):
    """The Query with the parts of its compounds too, for marking them in names."""
    parts = [(folded, term) for folded, term in (*asked.plain, *asked.typed) if asked.plain]
    parts += [(term, term) for row in asked.apart.values() for term in row]
    return replace(asked, words=(*asked.words, *words.subject(parts)))


def in_texts(asked):
    """The Query with its compounds in parts too, as rows of terms that `words.places` knows."""
    rows = [(" ".join(row), row) for row in asked.apart.values()]
    return replace(asked, words=(*asked.words, *rows))


def _rows(typed):
    """(one word, first, length) for neighbours that may be written as one, the longest rows first.

    Of a row of two the first may be stemmed and the last in another number: dropping out is
    dropout, e-mails are email.
    """
    for length in range(LONGEST, 1, -1):
        for first in range(len(typed) - length + 1):
            row = typed[first : first + length]
            parts = [folded for folded, _ in row]
            if length > 2:
                if all(len(part) <= 3 for part in parts[1:-1]):
                    yield "".join(parts), first, length
            elif _may_begin(parts[0]) and _may_end(parts[1]):
                for start in dict.fromkeys(row[0]):
                    for end in _numbers(parts[1]):
                        yield start + end, first, length


def _numbers(noun):
    """A noun as it stands, and in the other number."""
    return noun, noun[:-1] if noun.endswith("s") else f"{noun}s"


def _may_begin(part):
    return part not in STOP_WORDS or part in FIRST


def _may_end(part):
    return part not in STOP_WORDS or part in LAST


def _chosen(rows, as_one, apart):
    """{first: (one word, length)} of the rows that are compounds, none within another."""
    found, taken = {}, set()
    for one, first, length in rows:
        here = set(range(first, first + length))
        hyphenated = as_one.get(one, "").split()
        if length > 2:
            # "To get her" is not together.
            is_one = len(hyphenated) == length
        else:
            is_one = one in apart or (bool(hyphenated) and _has_bound_part(hyphenated))
        if is_one and not here & taken:
            taken |= here
            found[first] = one, length
    return found


def _has_bound_part(parts):
    return any(part in BOUND or part in STOP_WORDS or len(part) == 1 for part in parts)


def _cuts(word):
    """The pairs of parts that a word may be written in."""
    for at in range(1, len(word) - 1):
        first, last = word[:at], word[at:]
        begins = first in BOUND or first in CUT_FIRST or (at > 2 and first not in STOP_WORDS)
        ends = last in CUT_LAST or (len(last) > 2 and last not in STOP_WORDS)
        if begins and ends:
            yield first, last


def _split(word, cuts, as_one, apart):
    """The parts of a word: as a page writes it with hyphens, else two that pages have as words."""
    if word in as_one:
        return as_one[word].split()

    def is_word(part):
        # Shorter ones are not filed.
        is_short = len(part) < spelling.SHORTEST
        return is_short or part in BOUND or part in LAST or is_filed(part)

    def is_filed(part):
        return any(each in apart for each in _numbers(part))

    found = [
        cut
        for cut in cuts
        if all(map(is_word, cut)) and (cut[0] in apart or is_filed(cut[1]) or cut[1] in LAST)
    ]
    found = [
        (first, last)
        for first, last in found
        # Of particles only the verbs before them tell: follow-up, no gro-up.
        if last not in LAST or first in apart or first in FIRST
    ]
    return max(found, key=lambda cut: min(map(len, cut)), default=None)


def _filed(hyphenated, plain):
    """{word: its parts} of those written with hyphens, and the set of those written as they are."""
    if not hyphenated and not plain:
        return {}, set()
    statements, values = [], []
    for key, some in ((spelling.AS_ONE, hyphenated), ("", plain)):
        if some:
            blanks = ", ".join(["%s"] * len(some))
            statements.append(
                "SELECT key, word, term FROM search_spelling "  # noqa: S608 (our own names)
                f"WHERE key = '{key}' AND word IN ({blanks})"
            )
            values += sorted(some)
    with connection.cursor() as cursor:
        cursor.execute(" UNION ALL ".join(statements), values)
        found = cursor.fetchall()
    return (
        {word: term for key, word, term in found if key},
        {word for key, word, _ in found if not key},
    )
