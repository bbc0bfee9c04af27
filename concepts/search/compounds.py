"""Words that people write as one, with a hyphen or apart: wellbeing, well-being, well being.

What counts as one word is seen in the pages. It is one if a page writes it as one, or with hyphens
where a part is no word that could be looked for by itself: the `co` of co-operation, the `up` of
follow-up. Such words are looked for as one term, under which hyphenated words are filed too, and in
texts that have the parts in a row. All others, such as client-therapist, are words of their own
however they are typed. So each spelling finds what the others find.
"""

import re
from dataclasses import replace

from django.db import connection

from . import analysis, spelling_index
from .analysis import BOUND, FIRST, LAST, STOP_WORDS, may_be_one, term_of
from .query import wanted

# Not so where only the letters tell: a lesson is no less on, and over time no overtime.
CUT_FIRST = analysis.FIRST - {"over", "under", "up", "by"}
CUT_LAST = analysis.LAST - {"on"}

# Between the words of a compound of three.
WITHIN = ("and", "to", "by", "on")
_NUMBERED = re.compile(r"([^\W\d]+)(\d+)\Z")
# Words of a compound: face-to-face, state-of-the-art.
LONGEST = 4
SHORTEST_WORD, LONGEST_WORD = 4, 20


def resolve(asked):
    """The Query with its compounds as one word each, in one look-up. A quoted phrase is taken as it
    stands.
    """
    if asked.phrases or not asked.words:
        return asked
    rows = list(_rows(asked.typed))
    cuts = {
        folded: cuts
        for folded, _ in asked.typed
        if SHORTEST_WORD <= len(folded) <= LONGEST_WORD and (cuts := list(_cuts(folded)))
    }
    whole = {term_of(one) for one in (*(one for one, *_ in rows), *cuts)}
    parts = {term_of(part) for some in cuts.values() for cut in some for part in cut}
    as_one, known = _filed(whole, whole | parts)
    compounds = _chosen(rows, as_one, known)
    pairs, found, at = [], {}, 0
    while at < len(asked.typed):
        one, length = compounds.get(at, ("", 1))
        row = asked.typed[at : at + length]
        if one:
            pairs.append((one, term_of(one)))
            found[pairs[-1][1]] = tuple(term for _, term in row)
        else:
            [(folded, term)] = row
            split = _split(folded, cuts.get(folded, ()), as_one, known)
            # A word that stands nowhere is what its parts are: activelistening.
            is_one = term in known or (term in as_one and _has_bound_part(split))
            if split and not is_one:
                pairs += [(part, term_of(part)) for part in split]
            else:
                pairs.append((folded, term))
                if split:
                    found[term] = tuple(term_of(part) for part in split)
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
    return replace(asked, words=(*asked.words, *analysis.subject(parts)))


def in_texts(asked):
    """The Query with its compounds in parts too, as rows of terms that `analysis.places` knows."""
    rows = [(" ".join(row), row) for row in asked.apart.values()]
    return replace(asked, words=(*asked.words, *rows))


def _rows(typed):
    """(one word, first, length) for neighbours that may be written as one, the longest rows first.

    Of a row of two the first may be stemmed: dropping out is dropout.
    """
    for length in range(LONGEST, 1, -1):
        for first in range(len(typed) - length + 1):
            row = typed[first : first + length]
            parts = [folded for folded, _ in row]
            if length > 2:
                if all(len(part) <= 3 for part in parts[1:-1]):
                    yield "".join(parts), first, length
            elif may_be_one(*parts):
                for start in dict.fromkeys(row[0]):
                    yield start + parts[1], first, length


def _chosen(rows, as_one, known):
    """{first: (one word, length)} of the rows that are compounds, none within another."""
    found, taken = {}, set()
    for one, first, length in rows:
        here = set(range(first, first + length))
        term = term_of(one)
        hyphenated = as_one.get(term, "").split()
        if length > 2:
            # "To get her" is not together.
            is_one = len(hyphenated) == length
        else:
            is_one = term in known or (bool(hyphenated) and _has_bound_part(hyphenated))
        if is_one and not here & taken:
            taken |= here
            found[first] = one, length
    return found


def _has_bound_part(parts):
    return any(part in BOUND or part in STOP_WORDS or len(part) == 1 for part in parts)


def _cuts(word):
    """The parts that a word may be written in: roleplay, phq9, facetoface."""
    if not word.isalpha():
        yield from (cut.groups() for cut in [_NUMBERED.match(word)] if cut)
        return
    for at in range(1, len(word) - 1):
        first, last = word[:at], word[at:]
        begins = first in BOUND or first in CUT_FIRST or (at > 2 and first not in STOP_WORDS)
        ends = last in CUT_LAST or (len(last) > 2 and last not in STOP_WORDS)
        if begins and ends:
            yield first, last
    for within in WITHIN:
        first, _, last = word.partition(within)
        if len(first) > 2 and len(last) > 2:
            yield first, within, last


def _split(word, cuts, as_one, known):
    """The parts of a word: as a page writes it with hyphens, else such as pages have as words, cut
    as evenly as can be.
    """
    if term_of(word) in as_one:
        return as_one[term_of(word)].split()

    def is_word(part, small):
        return part in small or term_of(part) in known

    found = [
        cut
        for cut in cuts
        if all(is_word(part, BOUND | FIRST | LAST if len(cut) == 2 else STOP_WORDS) for part in cut)
        # One of them has to say what it is about.
        and {term_of(part) for part in cut} & known
    ]
    return max(found, key=lambda cut: min(map(len, cut)), default=None)


def _filed(hyphenated, terms):
    """{term: parts} of those written with hyphens somewhere, and the set of those written as one
    word.
    """
    if not terms:
        return {}, set()
    statements, values = [], []
    for key, some in ((spelling_index.AS_ONE, hyphenated), (spelling_index.TERM, terms)):
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
        {word: parts for key, word, parts in found if key == spelling_index.AS_ONE},
        {word for key, word, _ in found if key == spelling_index.TERM},
    )
