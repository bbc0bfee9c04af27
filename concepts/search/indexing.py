"""Writing the rows of one page. Runs inside the caller's transaction, so that readers see page and index change together."""

import hashlib
import json
import re
from collections import Counter

from django.db import connection

from concepts.models import tag_slug

from . import spelling, weights, words

# Raise it when the rows made from the same page change: then `index` writes pages again that did not change themselves.
VERSION = 1

# PostgreSQL counts positions to 16,383. Longer texts are cut on both databases alike.
MAXIMUM_TERMS = 16_000
MAXIMUM_KEY = 120
# Between two names or sections, so that no phrase reaches across. No word of a text looks like it.
BREAK = "xbreakx"


def index(entry_id, *, type, kind="", title, slug, names=(), summary="", sections=(), tags=()):
    """Write or replace the rows of one live page. Returns whether anything changed.

    `names` are (text, role) pairs with role "same" (an alias) or "search" (a word that should find the page); the title need not
    be among them. `sections` are (anchor, heading, text) triples in order, as `sections(document)` makes them: text in plain
    words, one line a block, anchor and heading empty before the first heading. `tags` are names.
    """
    page = {
        "type": type,
        "kind": kind,
        "slug": slug,
        "title": title,
        "summary": summary,
        "tags": json.dumps(list(tags), ensure_ascii=False),
        "sections": json.dumps([list(section) for section in sections], ensure_ascii=False),
    }
    names = [(title, "title"), *names, (slug.replace("-", " "), "search")]
    source = json.dumps([VERSION, page, names], ensure_ascii=False, sort_keys=True)
    page["digest"] = hashlib.blake2b(source.encode(errors="replace"), digest_size=16).hexdigest()
    with connection.cursor() as cursor:
        cursor.execute("SELECT digest FROM search_page WHERE entry_id = %s", [entry_id])
        present = cursor.fetchone()
        if present == (page["digest"],):
            return False
        _write_page(cursor, entry_id, page, is_new=present is None)
        head = _head(names, summary, sections)
        postings = _postings(names, summary, sections, tags)
        facets = _facets(type, kind, tags)
        postings |= dict.fromkeys(facets, 0)
        _write_text(cursor, entry_id, head, _body(sections), facets, is_new=present is None)
        _write_difference(
            cursor, "search_posting", ("term", "weight"), entry_id, set(postings.items()), present
        )
        _write_difference(cursor, "search_name", ("place", "key"), entry_id, _names(names), present)
        _write_spelling(cursor, _spelt(names, summary, sections, postings))
    return True


def remove(entry_id):
    """Drop the rows of one page. Returns whether it had any."""
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM search_page WHERE entry_id = %s", [entry_id])
        return cursor.rowcount > 0


def clear():
    """Drop the rows of all pages."""
    with connection.cursor() as cursor:
        for table in (
            "search_page",
            "search_posting",
            "search_name",
            "search_text",
            "search_spelling",
        ):
            cursor.execute(f"DELETE FROM {table}")  # noqa: S608 (our own names)


def indexed():
    """The ids of all entries that have rows, so that a rebuild can remove those that should have none."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT entry_id FROM search_page")
        return {row[0] for row in cursor.fetchall()}


def facet(name, value):
    """The term under which all pages of a type, kind or tag stand. It has no sign that either database would cut at."""
    return f"x{name}x" + re.sub(r"[\W_]", "x", value)


def _facets(type, kind, tags):
    found = {facet("type", type)} | {facet("tag", tag_slug(tag)) for tag in tags}
    return found | ({facet("kind", kind)} if kind else set())


def _head(names, summary, sections):
    pieces = [words.terms(text) for text, _ in names]
    pieces += [words.terms(summary)]
    pieces += [words.terms(heading) for _, heading, _ in sections]
    pieces += [words.joined(text) for text in [*(text for text, _ in names), summary]]
    return _with_breaks(pieces)


def _body(sections):
    return _with_breaks([words.terms(text) for _, _, text in sections])


def _with_breaks(pieces):
    found = []
    for piece in pieces:
        found += piece
        found.append(BREAK)
    return found[: MAXIMUM_TERMS // 2]


def _postings(names, summary, sections, tags):
    """{term: weight} of the words that the page is about."""
    found = {}

    def weigh(terms, weight):
        for term in terms:
            found[term] = max(found.get(term, 0), weight)

    for text, role in names:
        terms = words.subject(text)
        weigh([*terms, *words.joined(text)], weights.of_name(role, len(terms)))
    for position, term in enumerate(words.subject(summary)):
        weigh([term], weights.of_summary(position))
    weigh(words.joined(summary), weights.SUMMARY)
    for _, heading, _ in sections:
        terms = words.subject(heading)
        weigh([*terms, *words.joined(heading)], weights.of_heading(len(terms)))
    for tag in tags:
        weigh(words.subject(tag), weights.TAG)
    times = Counter(term for _, _, text in sections for term in words.subject(text))
    for term, count in times.items():
        if count >= weights.TIMES_THAT_COUNT:
            weigh([term], weights.of_body(count))
        if term in found:
            # Of two pages that name a word in the same field, the one that says more of it.
            found[term] += min(8, count)
    return found


def _names(names):
    """The set of (place, key) under which the page's names are filed."""
    found = set()
    for text, role in names:
        terms, key = words.subject(text), words.name_key(text)
        if not key:
            continue
        found.add((weights.ROLES.index(role), " ".join(terms)[:MAXIMUM_KEY]))
        parts = key.split()
        found.add((weights.START[role][min(len(parts), 4) - 1], key[:MAXIMUM_KEY]))
        for at, part in enumerate(parts[1:12], 1):
            if part not in words.STOP_WORDS:
                found.add((weights.INNER[role], " ".join(parts[at:])[:MAXIMUM_KEY]))
    return found


def _spelt(names, summary, sections, postings):
    """{word: term} of the words that a misspelling may be mended to."""
    texts = [*(text for text, _ in names), summary, *(heading for _, heading, _ in sections)]
    texts += [text for _, _, text in sections]
    return {
        folded: term
        for text in texts
        for folded, term in words.pairs(text)
        if term in postings
        and len(folded) >= spelling.SHORTEST
        and folded.isalpha()
        and folded not in words.STOP_WORDS
    }


def _write_page(cursor, entry_id, page, is_new):
    if is_new:
        columns = ", ".join(["entry_id", *page])
        places = ", ".join(["%s"] * (len(page) + 1))
        cursor.execute(
            f"INSERT INTO search_page ({columns}) VALUES ({places})",  # noqa: S608
            [entry_id, *page.values()],
        )
    else:
        columns = ", ".join(f"{column} = %s" for column in page)
        cursor.execute(
            f"UPDATE search_page SET {columns} WHERE entry_id = %s",  # noqa: S608
            [*page.values(), entry_id],
        )


def _write_text(cursor, entry_id, head, body, facets, is_new):
    if connection.vendor == "postgresql":
        cursor.execute(
            """
            INSERT INTO search_text (entry_id, terms) VALUES (%s, %s::tsvector)
            ON CONFLICT (entry_id) DO UPDATE SET terms = EXCLUDED.terms
            """,
            [entry_id, _vector(head + body, facets)],
        )
        return
    # Also for a new page: a row may have been left by an entry of that id whose table was emptied.
    cursor.execute("DELETE FROM search_text WHERE rowid = %s", [entry_id])
    cursor.execute(
        "INSERT INTO search_text (rowid, head, body, facets) VALUES (%s, %s, %s, %s)",
        [entry_id, " ".join(head), " ".join(body), " ".join(sorted(facets))],
    )


def _vector(terms, facets):
    """The literal of a tsvector. Terms are letters and digits, so there is nothing to escape."""
    positions = {}
    for position, term in enumerate(terms, 1):
        positions.setdefault(term, []).append(str(position))
    lexemes = [f"'{term}':{','.join(found[:255])}" for term, found in positions.items()]
    return " ".join(lexemes + [f"'{term}'" for term in facets])


def _write_difference(cursor, table, columns, entry_id, rows, present):
    """Make `rows` the rows of the entry, touching only those that differ: a small edit writes little."""
    one, two = columns
    old = set()
    if present:
        cursor.execute(f"SELECT {one}, {two} FROM {table} WHERE entry_id = %s", [entry_id])  # noqa: S608
        old = set(cursor.fetchall())
    if old - rows:
        cursor.executemany(
            f"DELETE FROM {table} WHERE entry_id = %s AND {one} = %s AND {two} = %s",  # noqa: S608
            [(entry_id, *row) for row in sorted(old - rows)],
        )
    if rows - old:
        cursor.executemany(
            f"INSERT INTO {table} (entry_id, {one}, {two}) VALUES (%s, %s, %s)",  # noqa: S608
            [(entry_id, *row) for row in sorted(rows - old)],
        )


def _write_spelling(cursor, spelt):
    """File words that are not filed yet. In sorted order, so that two writers wait for each other and never in a circle."""
    if not spelt:
        return
    places = ", ".join(["%s"] * len(spelt))
    cursor.execute(
        f"SELECT word FROM search_spelling WHERE key = '' AND word IN ({places})",  # noqa: S608
        list(spelt),
    )
    known = {row[0] for row in cursor.fetchall()}
    rows = sorted(
        (key, word, spelt[word])
        for word in set(spelt) - known
        for key in {"", *spelling.remainders(word)}
    )
    if rows:
        cursor.executemany(
            "INSERT INTO search_spelling (key, word, term) VALUES (%s, %s, %s) ON CONFLICT DO NOTHING",
            rows,
        )
