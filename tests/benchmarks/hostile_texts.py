"""What hostile texts cost, from saving to what search shows of them: `make bench-texts`.

Every body of `tests/hostile_texts.py` goes the whole way at full length and at half of it, in
seconds of processor time; then distinct previews of long texts, and what they leave in memory.
"""

import argparse
import gc
import os
import re
import resource
import signal
import sys
import tempfile
import time
from collections import Counter
from contextlib import contextmanager
from pathlib import Path

from tests.hostile_texts import BODIES, PROSE

# A text may have 200,000 characters, its front matter among them.
FULL = 199_000
# No step may take longer at full length, in seconds; and twice the length this many times as long.
SLOWEST = 5
STEEPEST = 2.5
# Below so many seconds the machine is measured, and not the text.
NOISE = 0.25
# When a step is given up.
HOPELESS = 60

PREVIEWS = 500
PREVIEW = 190_000
WARM = 10
# What a worker may grow by in all these previews, in MB.
MOST_GROWN = 40


class Hopeless(BaseException):
    """A step took so long that nobody waited for its end."""


class Way:
    """The way of a text through a site: saved, looked at, published, read, found and compared.

    `refused` are the sentences with which a text was not taken.
    """

    def __init__(self):
        from django.contrib.auth import get_user_model
        from django.test import Client

        people = get_user_model().objects
        self.author = people.create_superuser(f"writer-{people.count()}")
        self.client, self.desk = Client(), Client()
        self.desk.force_login(self.author)
        self.pages = 0

    def go(self, body):
        """(step, seconds) of each step that `body` can go, and why it can go no further."""
        from concepts import publishing, rendering
        from concepts.contentfile import Content, Faulty, dump
        from concepts.typesetting import set_html

        self.pages += 1
        slug = f"page-{self.pages}"
        content = {"type": "concept", "title": f"Page {self.pages}", "kind": "idea"}
        first, second = (dump(Content(**content, body=each)) for each in (body, other(body)))
        times, refused, entry = {}, "", None

        def timed(step, act):
            nonlocal refused
            forget()
            begin = time.process_time()
            try:
                with given_up_after(HOPELESS):
                    return act()
            except Faulty as refusal:
                refused = refusal.faults[0].message
            except Hopeless:
                refused = f"{step}: given up"
            finally:
                times[step] = time.process_time() - begin
            return None

        def save(text):
            return publishing.save_draft(entry, text, self.author, type="concept", slug=slug).entry

        entry = timed("save", lambda: save(first))
        timed("preview", lambda: self.preview(body))
        # What was taken once is shown for ever, by whatever rules came later.
        timed("show", lambda: set_html(rendering.render(body).html))
        if entry is None:
            return times, refused
        timed("form", lambda: self.desk.get(f"/admin/concepts/concept/{entry.pk}/change/"))
        published = timed("publish", lambda: publishing.publish(entry, self.author, note="One"))
        if published is not None:
            path = f"/concepts/{slug}/"
            assert timed("page", lambda: self.client.get(path)).status_code == 200
            for step, words in (("search", commonest(body)), ("suggest", commonest(body)[:20])):
                address = "/search/" if step == "search" else "/search/suggest/"
                timed(step, lambda a=address, w=words: self.client.get(a, {"q": w}))
            if timed("again", lambda: save(second)) and timed(
                "next", lambda: publishing.publish(fresh(entry), self.author, note="Two")
            ):
                address = f"{path}changes/?from=1&to=2"
                timed("changes", lambda: self.client.get(address))
            publishing.withdraw(fresh(entry), self.author, reason="Seen.")
        return times, refused

    def preview(self, body):
        response = self.desk.post(
            "/admin/concepts/concept/preview/",
            {
                "title": "A page",
                "kind": "idea",
                "body": body,
                "relations-TOTAL_FORMS": "0",
                "relations-INITIAL_FORMS": "0",
            },
        )
        assert response.status_code == 200, response.status_code
        return response


def fresh(entry):
    from concepts.models import Entry

    return Entry.objects.get(pk=entry.pk)


def forget():
    """As if every step was another process's."""
    from concepts import contentfile, markup

    contentfile.parse.cache_clear()
    markup.parse.cache_clear()
    gc.collect()


def other(body):
    """Another edition of `body`: with a sentence before it, one in its middle, and every ninth gap
    wider by a word."""
    half = len(body) // 2
    places = Counter()

    def wider(match):
        places["gap"] += 1
        return match.group() + ("x " if places["gap"] % 9 == 0 else "")

    rest = re.sub(r" (?=\w)", wider, body[half:])
    return f"Another edition.\n\n{body[:half]} changed {rest}"[: len(body)]


def commonest(body):
    """The eight commonest words, and the eight commonest signs where there are no words."""
    found = Counter(word[:40] for word in re.findall(r"\w+", body.casefold()))
    return " ".join(word for word, _ in found.most_common(8)) or "".join(dict.fromkeys(body))[:8]


@contextmanager
def given_up_after(seconds):
    """Stops what takes longer, in seconds of this process."""

    def stop(*_):
        raise Hopeless

    before = signal.signal(signal.SIGPROF, stop)
    signal.setitimer(signal.ITIMER_PROF, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.signal(signal.SIGPROF, before)


def settled():
    """Everything is loaded, and nothing is measured that is only done once."""
    Way().go(PROSE)
    gc.collect()
    gc.freeze()


# What is left in memory


def resident():
    """MB that this process holds."""
    status = Path("/proc/self/status").read_text()
    return int(re.search(r"VmRSS:\s+(\d+)", status)[1]) / 1024


def article(number, length):
    """A text like no other, of headings, paragraphs, lists, a table and a dialogue."""
    pieces, size = [], 0
    while size < length:
        here = f"{number}.{len(pieces)}"
        pieces.append(
            f"## Part {here}\n\n{PROSE}*So it is* in {here}, and [[Trust]] says it.\n\n"
            f"- one of {here}\n- two of {here}\n\n| a | b |\n|---|---|\n| {here} | c |\n\n"
            f"> [!example] A talk\n> **Client:** I said {here}.\n> **Therapist:** Yes.\n\n"
            + PROSE * 4
            + "\n\n"
        )
        size += len(pieces[-1])
    return "".join(pieces)[:length]


def grown(previews, length=PREVIEW, warm=WARM):
    """MB by which this process has grown after so many previews of distinct texts, the first `warm`
    of them not counted."""
    way = Way()
    for number in range(warm + previews):
        if number == warm:
            before = resident()
        response = way.preview(article(number, length))
        assert b"Part" in response.content
    return resident() - before


# The command


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument(
        "names", nargs="*", help="bodies, by their names; all of them unless told, or none"
    )
    parser.add_argument("--length", type=int, default=FULL)
    parser.add_argument("--previews", type=int, default=PREVIEWS)
    parser.add_argument("--half", type=int, default=0, help="0: half of the length")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="withness-texts-") as folder:
        os.environ |= {"DATA_DIR": folder, "DJANGO_SETTINGS_MODULE": "therapy_kb.settings"}
        prepare()
        names = [name for name in options.names if name != "none"]
        names = names if options.names else list(BODIES)
        half = options.half or options.length // 2
        way = Way()
        kept = [measured(way, name, half, options.length) for name in names]
        if options.previews:
            kept.append(remembered(options.previews))
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    print(f"{len(names)} bodies, {time.process_time():.0f} s, at most {peak} MB")
    if not all(kept):
        sys.exit(f"{kept.count(False)} of {len(kept)} are not kept.")


def prepare():
    import django
    from django.conf import settings

    settings.ALLOWED_HOSTS.append("testserver")
    settings.STORAGES["staticfiles"] = {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
    }
    settings.STATIC_ROOT.mkdir(parents=True, exist_ok=True)
    django.setup()
    from django.core.management import call_command

    call_command("migrate", interactive=False, verbosity=0)
    world()
    settled()


def world():
    """The pages, sources and works that the bodies speak of."""
    from tests.worlds import page, source

    source()
    page("trust")


def measured(way, name, half, full):
    """Tells what a body costs, and whether it keeps the bounds."""
    longer, refused = way.go(BODIES[name](full))
    step = max(longer, key=longer.get)
    # Where the whole takes no time, half of it says nothing.
    shorter = way.go(BODIES[name](half))[0] if longer[step] > NOISE else {}
    steeper = {each: longer[each] / max(shorter[each], NOISE) for each in shorter if each in longer}
    steep = max(steeper, key=steeper.get, default=step)
    ratio = steeper.get(steep, 1)
    kept = longer[step] <= SLOWEST and ratio <= STEEPEST
    told = " ".join(f"{each} {seconds:.2f}" for each, seconds in longer.items())
    print(
        f"{name:36}{longer[step]:7.2f} {step:8}{ratio:5.1f}x {steep:8}"
        f"{'' if kept else 'TOO MUCH '} {told}  {refused[:90]}",
        flush=True,
    )
    return kept


def remembered(previews):
    more = grown(previews)
    kept = more <= MOST_GROWN
    print(
        f"{previews} previews of {PREVIEW:,} characters: {more:+.1f} MB of {MOST_GROWN}", flush=True
    )
    return kept


if __name__ == "__main__":
    main()
