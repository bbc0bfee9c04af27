"""Times suggestions, searches and index updates over invented pages: `make bench-search`."""

import argparse
import os
import random
import sys
import time
from pathlib import Path
from statistics import median, quantiles

import django

if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "therapy_kb.settings")
    django.setup()

from django.db import OperationalError, connection, transaction

from concepts import markup, search
from concepts.management.settled import settle
from concepts.models import Entry
from tests.benchmarks.generate import fill, index
from tests.benchmarks.generated import SMALL, Generator

# Milliseconds that the 99th percentile may take.
BOUNDS = {"suggest": 15, "find": 50, "index": 10}

HOSTILE = (
    '"',
    "*",
    "NEAR(",
    "a" * 10_000,
    "therapy " * 1_250,
    "'; DROP TABLE search_page; --",
    "therapy\x00client",
    "🙂 🙂 therapy",
    '"therapy client" AND ( OR NOT',
    "tag: kind: type: tag:ethics kind:skill type:concept",
    "\u202eשלום \ud800 therapy",
    " ".join("abcdefghijklmnopqrstuvwxyz"),
    "a b c d e f g h i j k l m n o p",
)


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument(
        "--fill",
        type=int,
        metavar="PAGES",
        help="Only write so many invented pages into an empty database.",
    )
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--each", type=int, default=100, help="Queries of each kind.")
    parser.add_argument(
        "--best-of",
        type=int,
        default=1,
        help="Ask each query so often and count the quickest: for a machine in use.",
    )
    parser.add_argument(
        "--processor",
        action="store_true",
        help="Count the time that processors work, here and in the database's own process: waiting "
        "for other programs is left out. For a database on this machine.",
    )
    options = vars(parser.parse_args())
    pages, seed = options.pop("fill"), options["seed"]
    if pages:
        if Entry.objects.exists():
            sys.exit(
                "This database has pages, and invented ones need a database of their own: "
                "set DATA_DIR or DATABASE_URL."
            )
        print(f"{pages:,} pages; their search rows took {fill(pages, seed):.0f} s.")
    elif not Entry.objects.exists():
        sys.exit("There are no pages: use --fill first.")
    else:
        measure(**options)


def measure(seed=1, each=100, best_of=1, processor=False):
    """Prints how long each kind of query takes, and whether all are within their bounds."""
    queries = Queries(seed)
    stopwatch = Stopwatch(processor, best_of)
    settle()  # as each process of the server does
    count = Entry.objects.count()
    print(f"{connection.vendor}, {count:,} pages, {each} queries of each kind\n")
    for table, size in sizes():
        print(f"  {table:<32}{size / 2**20:10.1f} MB")
    unit = "ms of processor time" if processor else "ms"
    print(f"  {'':<32}{'p50':>8}{'p99':>8}{'worst':>8}  {unit}")
    for name, ask in (("suggest", search.suggest), ("find", search.find)):
        every = []
        for kind, make in getattr(queries, name)():
            for _ in range(5):
                ask(make())
            spent = [stopwatch.best(ask, make()) for _ in range(each)]
            every += spent
            print_line(f"{name}: {kind}", spent)
        print_line(f"{name.upper()} ALL", every, BOUNDS[name])
    changed, new = updates(seed, each + 5, stopwatch)
    print_line("INDEX a changed sentence", changed, BOUNDS["index"])
    print_line("INDEX a new page", new, BOUNDS["index"])


def print_line(name, spent, bound=None):
    last = quantiles(spent, n=100)[98]
    verdict = "" if bound is None else f"  ({'within' if last < bound else 'OVER'} {bound})"
    print(f"  {name:<32}{median(spent):8.1f}{last:8.1f}{max(spent):8.1f}{verdict}")


class Stopwatch:
    """Measures milliseconds: those that pass, or those that processors work."""

    def __init__(self, processor, best_of):
        self.best_of = best_of
        self.clock = time.perf_counter
        if processor:
            connection.ensure_connection()
            self.clock = time.process_time
            if connection.vendor == "postgresql":
                server = Path(f"/proc/{connection.connection.info.backend_pid}/schedstat")
                # Its first number is the nanoseconds that the process has been running.
                self.clock = lambda: time.process_time() + int(server.read_text().split()[0]) / 1e9

    def once(self, work, *arguments):
        began = self.clock()
        work(*arguments)
        return (self.clock() - began) * 1000

    def best(self, work, *arguments):
        return min(self.once(work, *arguments) for _ in range(self.best_of))


class Queries:
    """Queries of each kind, from the words of the generated pages: the lower a word's rank, the
    commoner it is.
    """

    def __init__(self, seed):
        self.words = Generator(seed).vocabulary
        self.random = random.Random(seed)

    def rank(self, first, last):
        return self.words[self.random.randrange(first, last)]

    def misspelt(self):
        word = ""
        while len(word) < 7:
            word = self.rank(20, 8000)
        at = self.random.randrange(1, len(word) - 1)
        return word[:at] + self.random.choice(("", word[at] * 2, "x")) + word[at + 1 :]

    def question(self):
        small = self.random.choices(SMALL, k=4)
        first, second = self.rank(0, 50), self.rank(20, 500)
        third, last = self.rank(500, 9000), self.rank(0, 200)
        return f"what {small[0]} {first} {small[1]} {second} {small[2]} {third} {small[3]} {last}?"

    def hostile(self):
        return self.random.choice(HOSTILE)

    def suggest(self):
        yield "one letter", lambda: self.rank(0, 5000)[:1]
        yield "two letters", lambda: self.rank(0, 5000)[:2]
        yield "three letters", lambda: self.rank(0, 5000)[:3]
        yield "five letters", lambda: self.rank(0, 20_000)[:5]
        yield "a common word", lambda: self.rank(0, 50)
        yield "a word and a half", lambda: f"{self.rank(0, 300)} {self.rank(0, 3000)[:2]}"
        yield (
            "two words and a half",
            lambda: f"{self.rank(0, 99)} {self.rank(0, 99)} {self.rank(0, 999)[:3]}",
        )
        yield "misspelt", self.misspelt
        yield "hostile", self.hostile

    def find(self):
        yield "one of the 10 commonest words", lambda: self.rank(0, 10)
        yield "a common word", lambda: self.rank(10, 100)
        yield "a middling word", lambda: self.rank(100, 2000)
        yield "a rare word", lambda: self.rank(5000, 20_000)
        yield "two common words", lambda: f"{self.rank(0, 50)} {self.rank(0, 50)}"
        yield (
            "three mixed words",
            lambda: f"{self.rank(0, 50)} {self.rank(50, 500)} {self.rank(500, 5000)}",
        )
        yield "a question", self.question
        yield "a phrase of common words", lambda: f'"{self.rank(0, 20)} {self.rank(0, 20)}"'
        yield "common word, two filters", lambda: f"{self.rank(0, 50)} kind:skill tag:ethics"
        yield "filters alone", lambda: "kind:skill tag:ethics"
        yield "stop words alone", lambda: "what is it about"
        yield "misspelt", self.misspelt
        yield "misspelt and common", lambda: f"{self.misspelt()} {self.rank(0, 50)}"
        yield "hostile", self.hostile


def updates(seed, count, stopwatch):
    """Milliseconds of `search.index` for pages of which a sentence changes, and for new pages.

    Each has a transaction of its own, as when an editor publishes, and is undone, so that the same
    pages can be measured again.
    """
    changed, new = [], []
    generator, another = Generator(seed), Generator(seed + 1)
    # New pages of the same language: most of their words are known.
    another.vocabulary = generator.vocabulary
    for number in range(count):
        slug, content = generator.page(number)
        sections = [*markup.parse(content.body).sections, ("", "", f"Sentence {number} is new.")]
        changed.append(quickest(stopwatch, slug, content, sections))
        slug, content = another.page(number)
        new.append(quickest(stopwatch, f"new-{slug}", content, markup.parse(content.body).sections))
    return changed[5:], new[5:]


def quickest(stopwatch, *page):
    return min(undone(stopwatch, *page) for _ in range(stopwatch.best_of))


def undone(stopwatch, slug, content, sections):
    with transaction.atomic():
        entry, _ = Entry.objects.get_or_create(slug=slug, defaults={"type": content.type})
        spent = stopwatch.once(indexed, entry, content, sections)
        transaction.set_rollback(True)
    return spent


def indexed(entry, content, sections):
    # At the end of a savepoint SQLite's full-text table writes what it has held back.
    with transaction.atomic():
        index(entry.pk, entry.slug, content, sections)


def sizes():
    """(table, bytes) of the search tables with their indexes."""
    if connection.vendor == "postgresql":
        statement = """
            SELECT relname, pg_total_relation_size(oid) FROM pg_class
            WHERE relkind = 'r' AND starts_with(relname, 'search_') ORDER BY 1
        """
    else:
        # The full-text table and the indexes are tables of their own there: search_text_data ...
        statement = """
            SELECT substr(name, 1, 7 + instr(substr(name, 8) || '_', '_') - 1), SUM(pgsize)
            FROM dbstat WHERE name GLOB 'search_*' GROUP BY 1 ORDER BY 1
        """
    with connection.cursor() as cursor:
        try:
            cursor.execute(statement)
        except OperationalError:  # an SQLite without dbstat
            return []
        return cursor.fetchall()


if __name__ == "__main__":
    main()
