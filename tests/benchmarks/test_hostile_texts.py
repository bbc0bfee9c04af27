"""No text keeps a machine busy: twice the length takes twice as long, all the way from the parser
to what search shows. `make bench-texts` goes the whole way with all of them, at full length.
"""

import subprocess
import sys
import time
from pathlib import Path

import pytest
from django.utils.safestring import mark_safe

from concepts import markup
from concepts.differences import line_differences
from concepts.search import indexing, query, snippets
from concepts.templatetags.typeset import typeset
from tests.benchmarks import hostile_texts
from tests.hostile_texts import BODIES

ROOT = Path(__file__).resolve().parents[2]
LENGTH = 4_000
# Seconds of processor time below which the machine is measured, and not the text.
NOISE = 0.1
STEEPEST = 3
# What a text of 16 times the length may take, if twice the length takes longer than that.
BOUNDED = 4
# The longest texts of those bodies that take longest of all, or did once.
WORST = (
    "spaces between words",
    "a fence and spaces",
    "stop words",
)


def gone_through(body):
    """What is done with a text but for the database's part of it."""
    document = markup.parse(body)
    typeset(mark_safe(markup.render(document, lambda link: "x", lambda cite: CITE)))
    typeset(body)
    sections = document.sections
    read = indexing._Read("Trust", "trust", [], "", sections, [])
    read.head(), read.body(), read.postings(), read.spelt()
    words = hostile_texts.commonest(body)
    for asked in (words, f'"{words}"', f'"{words.partition(" ")[0]} zz"'):
        snippets.passage(sections, query.read(asked))
    line_differences(body, hostile_texts.other(body))
    for piece in markup.paragraphs(body):
        markup.sentences(piece.text)


CITE = '<sup class="cite">1</sup>'


def seconds(body):
    markup.parse.cache_clear()
    begin = time.process_time()
    gone_through(body)
    return time.process_time() - begin


@pytest.mark.parametrize("name", BODIES)
def test_twice_the_length_takes_about_twice_as_long(name):
    body = BODIES[name]
    assert len(body(LENGTH)) > 0.9 * LENGTH
    twice = seconds(body(2 * LENGTH))
    if twice <= NOISE or twice <= STEEPEST * seconds(body(LENGTH)):
        return
    # Whatever else the machine does only adds to it.
    once = min(seconds(body(LENGTH)) for _ in range(3))
    if min(seconds(body(2 * LENGTH)) for _ in range(3)) > STEEPEST * once:
        # Or a bound keeps it from going on like this.
        with hostile_texts.given_up_after(BOUNDED):
            seconds(body(16 * LENGTH))


@pytest.mark.django_db
@pytest.mark.parametrize("name", WORST)
def test_the_longest_text_goes_the_whole_way_in_seconds(name):
    hostile_texts.world()
    times, refused = hostile_texts.Way().go(BODIES[name](hostile_texts.FULL))
    assert max(times.values()) <= hostile_texts.SLOWEST, times
    assert "given up" not in refused


@pytest.mark.django_db
def test_a_text_of_too_many_lines_is_refused_at_once_with_a_sentence():
    hostile_texts.world()
    times, refused = hostile_texts.Way().go("> a\n\n" * 39_000)
    assert refused == "the text has 78,001 lines; 20,000 is the most."
    assert "page" not in times


def test_many_previews_of_long_texts_leave_little_in_memory():
    process = subprocess.run(
        [sys.executable, "-m", "tests.benchmarks.hostile_texts", "--previews", "30", "none"],
        cwd=ROOT,
        capture_output=True,
        text=True,
    )
    assert process.returncode == 0, process.stdout + process.stderr
    assert "30 previews" in process.stdout
