"""What a page costs that nobody has stored, in milliseconds of processor time: `make bench-cold`.

Each article is asked for through the whole handler, without compression: once in a process that
never saw it, and then some times more. Beside it stands what a plain list costs Django's templates
in the same minute, since a machine that others use is slower for both.
"""

import os
import sys
import tempfile
import time
from pathlib import Path
from statistics import median

import django

ROOT = Path(__file__).resolve().parents[2]
# What is promised of the middle concept, once its process is warm.
BOUND = 12
MOST_QUERIES = 8
TIMES = 5
YARDSTICK = '{% for n in numbers %}<li class="{{ n }}">{{ n|add:1 }}</li>{% endfor %}'


def main():
    with tempfile.TemporaryDirectory(prefix="withness-cold-") as folder:
        os.environ |= {"DATA_DIR": folder, "DJANGO_SETTINGS_MODULE": "therapy_kb.settings"}
        django.setup()
        from django.core.management import call_command

        call_command("migrate", verbosity=0)
        call_command("collectstatic", verbosity=0, interactive=False)
        call_command("import_content", str(ROOT / "fixtures"), verbosity=0)
        kept = [told(type, *measured(addresses)) for type, addresses in articles().items()]
    if not all(kept):
        sys.exit("A page that is not stored costs more than is promised.")


def articles():
    """Type to the addresses of its pages."""
    from concepts.models import Entry

    found = {"concept": [], "framework": [], "question": []}
    for entry in Entry.objects.published():
        found[entry.type].append(entry.get_absolute_url())
    return found


def measured(addresses):
    """The median of the first time and of later ones, of the yardstick in between, the most queries
    of any page, and the dearest page with its time."""
    from django.db import connection
    from django.test import Client
    from django.test.utils import CaptureQueriesContext

    client, queries = Client(headers={"host": "127.0.0.1"}), []

    def ask(address):
        begun = time.process_time()
        assert client.get(address).status_code == 200, address
        return (time.process_time() - begun) * 1000

    yardstick = measure_of_machine()
    ask(addresses[0])  # templates are read, and SQL is made
    first = [ask(address) for address in addresses[1:]]
    later, plain = {}, []
    for address in addresses:
        later[address] = median(ask(address) for _ in range(TIMES))
        plain.append(yardstick())
        with CaptureQueriesContext(connection) as asked:
            ask(address)
        queries.append(len(asked))
    dearest = max(later, key=later.get)
    return (
        median(first),
        median(later.values()),
        median(plain),
        max(queries),
        (dearest, later[dearest]),
    )


def measure_of_machine():
    """Gives the milliseconds that a plain list of 500 lines takes."""
    from django.template import engines

    template = engines["django"].from_string(YARDSTICK)

    def yardstick():
        begun = time.process_time()
        template.render({"numbers": range(500)})
        return (time.process_time() - begun) * 1000

    return yardstick


def told(type, first, later, plain, queries, dearest):
    kept = queries <= MOST_QUERIES and (type != "concept" or later <= BOUND)
    print(
        f"{type:10} {later:5.1f} ms, {first:5.1f} at first; {later / plain:4.2f} times a plain list"
        f" ({plain:.1f} ms); {queries} queries at most; dearest {dearest[0]} {dearest[1]:.1f} ms"
        f"{'' if kept else '  TOO MUCH'}",
        flush=True,
    )
    return kept


if __name__ == "__main__":
    main()
