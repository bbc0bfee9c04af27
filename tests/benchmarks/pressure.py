"""What readers notice while strangers try to stop the site, and how soon it then ends when told to.

Each attack is kept up for twenty seconds, in which 200 pages are asked for: `make bench-pressure`.
"""

import os
import shutil
import sys
import tempfile
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import nullcontext
from http.client import HTTPException
from pathlib import Path
from statistics import median

from tests.serving.running import Site, make_administrator, signed_in

SECONDS = 20
READERS = 200
# What is promised, in seconds.
SLOWEST_HUNDREDTH = 1
LONGEST_STOP = 10
PAGE = "/concepts/trust/"


def main():
    chosen = sys.argv[1:]
    with tempfile.TemporaryDirectory(prefix="withness-pressure-") as folder:
        os.environ |= {"DATA_DIR": folder, "DJANGO_SETTINGS_MODULE": "therapy_kb.settings"}
        from tests.serving.hostile import EVERY_ATTACK

        attacks = {"none": lambda site, cookies: nullcontext()} | EVERY_ATTACK
        prepared = Path(folder) / "prepared"
        prepare(prepared)
        print(f"{'attack':32} failed    p50    p99  stop (seconds)")
        kept = [
            told(name, *under(attack, prepared, Path(folder) / "served"))
            for name, attack in attacks.items()
            if not chosen or any(word in name for word in chosen)
        ]
    if not all(kept):
        sys.exit(f"{kept.count(False)} of {len(kept)} are not borne.")


def prepare(folder):
    site = started(folder)
    site.stop()
    make_administrator(folder)


def started(folder):
    folder.parent.mkdir(exist_ok=True)
    return Site(folder.with_name("log"), DATA_DIR=folder).wait_until_it_answers()


def under(attack, prepared, folder):
    """How many readers failed, how long the others waited, and how long the stop took."""
    shutil.rmtree(folder, ignore_errors=True)
    shutil.copytree(prepared, folder)
    site = started(folder)
    try:
        cookies = signed_in(site, "anna", "correct horse")
        for _ in range(8):
            site.get(PAGE)
        with attack(site, cookies), ThreadPoolExecutor(READERS) as readers:
            begun = time.monotonic()
            answers = list(
                readers.map(
                    lambda number: read(site, begun + number * SECONDS / READERS), range(READERS)
                )
            )
            told_to = time.monotonic()
            site.stop()
            stop = time.monotonic() - told_to
    finally:
        site.kill()
    return answers.count(None), sorted(each for each in answers if each is not None), stop


def read(site, when):
    time.sleep(max(0, when - time.monotonic()))
    begun = time.monotonic()
    try:
        status = site.get(PAGE).status
    except (OSError, HTTPException):
        return None
    return time.monotonic() - begun if status == 200 else None


def told(name, failed, waited, stop):
    slowest = waited[int(len(waited) * 0.99)] if waited else float("inf")
    half = median(waited) if waited else float("inf")
    print(f"{name:32} {failed:6} {half:6.2f} {slowest:6.2f} {stop:5.1f}", flush=True)
    return not failed and slowest < SLOWEST_HUNDREDTH and stop < LONGEST_STOP


if __name__ == "__main__":
    main()
