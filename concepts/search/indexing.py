# ruff: noqa: S608 (statements are put together from the names below; what comes from outside is a parameter)
"""Writing the rows of one page, in the caller's transaction: readers see page and index change at
once.
"""

import hashlib
import json
import re
from collections import Counter

from django.db import connection

from concepts.models import tag_slug

from . import analysis, matches, spelling_index, weights

# Raise it when the rows that are made of a page change: `index` then writes unchanged pages again.
VERSION = 5

# PostgreSQL counts positions to 16,383; longer texts are cut on both databases alike.
MAXIMUM_TERMS = 16_000
ROWS_AT_ONCE = 500
# Words of a name that somebody may write as one.
MOST_AS_ONE = 3
# Between two names or sections, so that no phrase reaches across. No word of a text becomes it.
BREAK = "xbreakx"

TABLES = (
    "search_page",
    "search_content",
    "search_posting",
    "search_name",
    "search_text",
    "search_spelling",
)


def index(entry_id, *, type, kind="", title, slug, names=(), summary="", sections=(), tags=()):
    """Write or replace the rows of one live page. Returns whether anything changed.

    `names` are (text, role) pairs with role "same" (an alias) or "search" (a word that should find
    the page); the title need not be among them. `sections` are those of a `markup.Document`:
    (anchor, heading, prose) and perhaps other words. `tags` are names.
    """
    names, sections, tags = list(names), [list(section) for section in sections], list(tags)
    # All that ordering and counting need of a page in one column, which `candidates` reads whole.
    page = {"card": _json([type, kind, slug, title, names, tags])}
    content = {"summary": summary, "sections": _json(sections)}
    source = _json([VERSION, page, content]).encode(errors="replace")
    page["digest"] = hashlib.blake2b(source, digest_size=16).hexdigest()
    with connection.cursor() as cursor:
        cursor.execute("SELECT digest FROM search_page WHERE entry_id = %s", [entry_id])
        present = cursor.fetchone()
        if present == (page["digest"],):
            return False
        read = _Read(title, slug, names, summary, sections, tags)
        facets = _facets(type, kind, tags)
        postings = read.postings()
        rows = set(postings.items()) | {(facet, 0) for facet in facets}
        _write_row(cursor, "search_page", entry_id, page, present)
        _write_row(cursor, "search_content", entry_id, content, present)
        _write_text(cursor, entry_id, read, facets)
        _write_difference(cursor, "search_posting", ("term", "weight"), entry_id, rows, present)
        _write_difference(
            cursor, "search_name", ("place", "key"), entry_id, read.filed_names(), present
        )
        _write_words(cursor, read)
    return True


def remove(entry_id):
    """Drop the rows of one page. Returns whether it had any."""
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM search_page WHERE entry_id = %s", [entry_id])
        return cursor.rowcount > 0


def clear():
    """Drop the rows of all pages."""
    with connection.cursor() as cursor:
        for table in TABLES:
            cursor.execute(f"DELETE FROM {table}")


def indexed():
    """The ids of all entries that have rows: a rebuild removes those that should have none."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT entry_id FROM search_page")
        return {row[0] for row in cursor.fetchall()}


def facet(name, value):
    """The term under which all pages of a type, kind or tag stand, a word of its own for both."""
    return f"x{name}x" + re.sub(r"[\W_]", "x", value)


def _facets(type, kind, tags):
    found = {facet("type", type)} | {facet("tag", tag_slug(tag)) for tag in tags}
    return found | ({facet("kind", kind)} if kind else set())


def _json(value):
    return json.dumps(value, ensure_ascii=False)


class _Read:
    """A page's texts, each taken apart once."""

    def __init__(self, title, slug, names, summary, sections, tags):
        names = [(title, "title"), *names, (slug.replace("-", " "), "search")]
        self.names = [(text, role, analysis.pairs(text)) for text, role in names]
        self.summary = analysis.pairs(summary)
        self.headings = [analysis.pairs(heading) for _, heading, *_ in sections]
        self.texts = [analysis.pairs(text) for _, _, *texts in sections for text in texts]
        self.tags = [analysis.pairs(tag) for tag in tags]
        self.joined_names = [(analysis.joined(text), role) for text, role in names]
        self.joined_summary = analysis.joined(summary)
        self.joined_headings = [analysis.joined(heading) for _, heading, *_ in sections]
        self.joined_texts = [analysis.joined(text) for _, _, *texts in sections for text in texts]
        self.joined_tags = [analysis.joined(tag) for tag in tags]
        self.hyphenated = {}
        for text in (
            [name for name, _ in names]
            + [summary]
            + [text for _, *both in sections for text in both]
        ):
            self.hyphenated |= analysis.hyphenated(text)

    def head(self):
        """The terms of all but the texts, as the full-text table holds them.

        Whatever is filed stands there too: or pages with one word in a tag and another in a text
        would be missed.
        """
        names = [pairs for _, _, pairs in self.names]
        pieces = [*names, self.summary, *self.headings, *self.tags]
        joined = [terms for terms, _ in self.joined_names]
        joined += [self.joined_summary, *self.joined_headings, *self.joined_tags]
        joined = [term for terms in joined for term in terms]
        return _with_breaks([[term for _, term in pairs] for pairs in pieces] + [joined])

    def body(self):
        joined = [term for terms in self.joined_texts for term in terms]
        return _with_breaks([[term for _, term in pairs] for pairs in self.texts] + [joined])

    def postings(self):
        """{term: weight} of the words that the page is about."""
        found = {}

        def weigh(terms, weight):
            for term in terms:
                found[term] = max(found.get(term, 0), weight)

        for _, role, pairs in self.names:
            terms = _subject(pairs)
            weigh(terms, weights.of_name(role, len(terms)))
        for terms, role in self.joined_names:
            weigh(terms, weights.of_name(role, 2))
        for position, term in enumerate(_subject(self.summary)):
            weigh([term], weights.of_summary(position))
        weigh(self.joined_summary, weights.SUMMARY)
        for pairs in self.headings:
            terms = _subject(pairs)
            weigh(terms, weights.of_heading(len(terms)))
        for terms in self.joined_headings:
            weigh(terms, weights.of_heading(2))
        for pairs in self.tags:
            weigh(_subject(pairs), weights.TAG)
        for terms in self.joined_tags:
            weigh(terms, weights.TAG)
        times = Counter(term for pairs in self.texts for term in _subject(pairs))
        times.update(term for terms in self.joined_texts for term in terms)
        for term, count in times.items():
            if count >= weights.TIMES_THAT_COUNT:
                weigh([term], weights.of_body(count))
            if term in found:
                # Of two pages that say a word in the same field, the one whose text says it
                # oftener.
                found[term] += min(8, count)
        return found

    def filed_names(self):
        """The set of (place, key) under which the page's names are filed."""
        found = set()
        for text, role, pairs in self.names:
            key = analysis.name_key(text)
            if not key:
                continue
            found.add((matches.WHOLE[role], " ".join(_subject(pairs))[: weights.LONGEST_KEY]))
            if role != "search" and (short := analysis.initials(pairs)):
                found.add((matches.WHOLE["search"], short))
            parts = key.split()
            found.add((matches.filed_as_typed(role, len(parts)), key[: weights.LONGEST_KEY]))
            # "selfdisclosure" and "roleplay", as many people type them.
            for one in self._written_as_one(text, pairs):
                terms = " ".join(term for _, term in analysis.subject(analysis.pairs(one)))
                found.add((matches.WHOLE["search"], terms[: weights.LONGEST_KEY]))
                key = analysis.name_key(one)[: weights.LONGEST_KEY]
                found.add((matches.filed_as_typed("search", 1), key))
            for at, part in enumerate(parts[1:12], 1):
                if part not in analysis.STOP_WORDS:
                    found.add((matches.INSIDE[role], " ".join(parts[at:])[: weights.LONGEST_KEY]))
        return found

    def _written_as_one(self, text, pairs):
        """A name with its hyphenated words written as one, and a short name all of which is."""
        found = set()
        compounds = analysis.hyphenated(text)
        if compounds:
            whole = " ".join(folded for folded, _ in pairs)
            for one, parts in compounds.items():
                whole = whole.replace(parts, one)
            found.add(whole)
        if 1 < len(pairs) <= MOST_AS_ONE:
            found.add("".join(folded for folded, _ in pairs)[: analysis.MAXIMUM_LETTERS])
        return found

    def spelt(self):
        """{word: term} of the words that a misspelling may be mended to."""
        names = [pairs for _, _, pairs in self.names]
        return {
            folded: term
            for pairs in [*names, self.summary, *self.headings, *self.texts]
            for folded, term in pairs
            if len(folded) >= spelling_index.SHORTEST
            and folded.isalpha()
            and folded not in analysis.STOP_WORDS
        }

    def all_terms(self):
        """The terms of all words as they are written, but for the smallest words."""
        names = [pairs for _, _, pairs in self.names]
        return {
            term
            for pairs in [*names, self.summary, *self.headings, *self.texts, *self.tags]
            for folded, term in pairs
            if folded not in analysis.STOP_WORDS
        }

    def named(self):
        """{word: term} of the words of names that may be shown, for those who type their middle."""
        return {
            analysis.name_key(folded): term
            for _, role, pairs in self.names
            if role != "search"
            for folded, term in pairs
            if len(folded) > spelling_index.SHORTEST_END and folded not in analysis.STOP_WORDS
        }


def _subject(pairs):
    return [term for _, term in analysis.subject(pairs)]


def _with_breaks(pieces):
    found = []
    for piece in pieces:
        found += [*piece, BREAK]
    return found[: MAXIMUM_TERMS // 2]


def _write_row(cursor, table, entry_id, row, present):
    if present:
        columns = ", ".join(f"{column} = %s" for column in row)
        cursor.execute(
            f"UPDATE {table} SET {columns} WHERE entry_id = %s", [*row.values(), entry_id]
        )
    else:
        _insert(cursor, table, ("entry_id", *row), [(entry_id, *row.values())])


def _write_text(cursor, entry_id, read, facets):
    head, body = read.head(), read.body()
    if connection.vendor == "postgresql":
        cursor.execute(
            """
            INSERT INTO search_text (entry_id, terms) VALUES (%s, %s::tsvector)
            ON CONFLICT (entry_id) DO UPDATE SET terms = EXCLUDED.terms
            """,
            [entry_id, _vector(head + body, facets)],
        )
        return
    # For a new page too: a row may be left of an entry of that id, had its table been emptied.
    cursor.execute("DELETE FROM search_text WHERE rowid = %s", [entry_id])
    row = (entry_id, " ".join(head), " ".join(body), " ".join(sorted(facets)))
    _insert(cursor, "search_text", ("rowid", "head", "body", "facets"), [row])


def _vector(terms, facets):
    """A tsvector as text. Terms are letters and digits, so there is nothing to escape."""
    positions = {}
    for position, term in enumerate(terms, 1):
        positions.setdefault(term, []).append(str(position))
    # PostgreSQL keeps at most 255 positions of a term.
    lexemes = [f"'{term}':{','.join(found[:255])}" for term, found in positions.items()]
    return " ".join(lexemes + [f"'{term}'" for term in facets])


def _write_difference(cursor, table, columns, entry_id, rows, present):
    """Make `rows` the entry's rows, touching only those that differ: a small edit writes little."""
    one, two = columns
    old = set()
    if present:
        cursor.execute(f"SELECT {one}, {two} FROM {table} WHERE entry_id = %s", [entry_id])
        old = set(cursor.fetchall())
    gone = sorted(old - rows)
    if gone:
        values = ", ".join(["(%s, %s)"] * len(gone))
        cursor.execute(
            f"DELETE FROM {table} WHERE entry_id = %s AND ({one}, {two}) IN (VALUES {values})",
            [entry_id, *(value for row in gone for value in row)],
        )
    _insert(cursor, table, ("entry_id", *columns), [(entry_id, *row) for row in sorted(rows - old)])


def _write_words(cursor, read):
    """File the words that are not filed yet; sorted, so that two writers never wait in a circle.

    Under nothing and under what is left of them without a letter or two stand words as they are
    written, with their terms; under `TERM` the terms of all; under `AS_ONE` the terms of those that
    are written with hyphens, with their parts; under `INSIDE` and its end a word of a name, with
    its term.
    """
    spelt = {("", word): term for word, term in read.spelt().items()}
    terms = {(spelling_index.TERM, term): "" for term in read.all_terms()}
    as_one = {
        (spelling_index.AS_ONE, analysis.term_of(word)): parts
        for word, parts in read.hyphenated.items()
    }
    named = {(spelling_index.INSIDE, word): term for word, term in read.named().items()}
    statements, values = [], []
    for wanted in filter(None, (spelt, terms, as_one, named)):
        [key], every = {key for key, _ in wanted}, [word for _, word in wanted]
        if connection.vendor == "postgresql":
            # It reads one list in a third of the time that it takes for so many constants.
            among, listed = "= ANY(%s)", [every]
        else:
            among, listed = f"IN ({', '.join(['%s'] * len(every))})", every
        statements.append(
            f"SELECT key, word, term FROM search_spelling WHERE key = %s AND word {among}"
        )
        values += [key, *listed]
    if not statements:
        return
    cursor.execute(" UNION ALL ".join(statements), values)
    filed = {((key, word), term) for key, word, term in cursor.fetchall()}
    rows = set()
    for (key, word), term in (spelt | terms | as_one | named).items() - filed:
        rows.add((key, word, term))
        if key == "":
            rows |= {(left, word, term) for left in spelling_index.remainders(word)}
        elif key == spelling_index.INSIDE:
            rows |= {(end, word, term) for end in spelling_index.ends(word)}
    # Another writer may have filed the word meanwhile, and an older version under another term.
    otherwise = "ON CONFLICT (key, word) DO UPDATE SET term = EXCLUDED.term"
    _insert(cursor, "search_spelling", ("key", "word", "term"), sorted(rows), otherwise)


def _insert(cursor, table, columns, rows, otherwise=""):
    row = f"({', '.join(['%s'] * len(columns))})"
    for first in range(0, len(rows), ROWS_AT_ONCE):
        some = rows[first : first + ROWS_AT_ONCE]
        values = ", ".join([row] * len(some))
        cursor.execute(
            f"INSERT INTO {table} ({', '.join(columns)}) VALUES {values} {otherwise}",
            [value for row in some for value in row],
        )
