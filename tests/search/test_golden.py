"""The golden list: what people type and where they must land, over the real pages, on both
databases.
"""

from pathlib import Path

import pytest
import yaml

from concepts import search
from concepts.models import FOLDERS
from concepts.search import retrieval

from .conftest import FIXTURES, slugs

pytestmark = pytest.mark.slow

GOLDEN = yaml.safe_load((Path(__file__).parent / "golden.yaml").read_text())
VOICES = yaml.safe_load((Path(__file__).parent / "voices.yaml").read_text())
SOUGHT = yaml.safe_load((Path(__file__).parent / "sought.yaml").read_text())
SPELLINGS = yaml.safe_load((Path(__file__).parent / "spellings.yaml").read_text())
HELP = yaml.safe_load((FIXTURES / "help-words.yaml").read_text())


def test_the_list_is_long_enough():
    assert len(GOLDEN) >= 80
    assert len({line["query"] for line in GOLDEN}) == len(GOLDEN)
    assert sum("among" in line for line in GOLDEN) >= 60


@pytest.mark.django_db
@pytest.mark.parametrize("line", GOLDEN, ids=lambda line: line["query"])
def test_what_people_type_finds_the_page(library, line):
    results = search.find(line["query"])
    five = slugs(results)
    first = line["first"] if isinstance(line["first"], list) else [line["first"]]
    assert five, "nothing was found"
    assert five[0] in first
    assert set(line.get("among", ())) <= set(five)
    if "corrected" in line:
        assert results.corrected == line["corrected"]


@pytest.mark.django_db
@pytest.mark.parametrize("line", VOICES, ids=lambda line: line["query"])
def test_a_question_answers_who_speaks_of_a_matter_of_their_own(library, line):
    first = line["first"] if isinstance(line["first"], list) else [line["first"]]
    assert slugs(search.find(line["query"]), 1)[0] in first


@pytest.mark.django_db
@pytest.mark.parametrize("line", SOUGHT, ids=lambda line: line["query"])
def test_what_students_and_clients_look_for_is_answered_first(library, line):
    results = search.find(line["query"], help_words=HELP)
    first = line["first"] if isinstance(line["first"], list) else [line["first"]]
    assert slugs(results, 1)[0] in first
    if line.get("help"):
        assert results.distress


TEXTS = {
    path.stem: path.read_text().casefold().split("\n---\n", 1)[1]
    for folder in FOLDERS.values()
    for path in (FIXTURES / folder).glob("*.md")
}


def having(line):
    """The pages in which any of these spellings stands."""
    return {
        slug for slug, text in TEXTS.items() if any(f" {each.casefold()} " in text for each in line)
    }


@pytest.mark.django_db
def test_each_spelling_of_a_word_finds_the_same_pages(library):
    """Of the words that real pages have at all; the others stand in `test_spellings.py`."""
    here = [line for line in SPELLINGS if having(line)]
    assert len(here) >= 10
    for line in here:
        found = [{hit.slug for hit in search.find(text, limit=100).hits} for text in line]
        assert having(line) <= found[0], line
        assert all(each == found[0] for each in found), line


@pytest.mark.slow
@pytest.mark.django_db
def test_the_bounds_cost_no_answer(library, monkeypatch):
    """What bounds the work over 100,000 pages takes no first answer away from the real ones."""
    bounded = {line["query"]: slugs(search.find(line["query"]), 1) for line in GOLDEN}
    for bound in ("BOUND", "DEPTH", "NAMES", "MATCHES"):
        monkeypatch.setattr(retrieval, bound, 10**6)
    assert {line["query"]: slugs(search.find(line["query"]), 1) for line in GOLDEN} == bounded


@pytest.mark.django_db
def test_no_ordinary_question_is_met_with_help(library):
    """A banner on every other page would soon be overlooked where it is needed."""
    alarmed = [
        line["query"]
        for line in GOLDEN
        if search.find(line["query"], help_words=HELP).distress
        or search.suggest(line["query"], help_words=HELP).distress
    ]
    assert alarmed == []


@pytest.mark.django_db
@pytest.mark.parametrize(
    "text",
    """
    suicidal, sucidal, suicde, suiside, kil myself, killing mysef, want too die, wnat to die,
    i wanna die, i dont want to live, don't wanna live, slef harm, selfharm, self-harming,
    cuting myself, hurtin myself, over dose, help line, hotlne, emergancy number,
    therapist toched me, my therapist kised me, slept with my therapst, abusd by my therapist,
    sexaul abuse, sexual assualt, complaint, how do i complain, report therapist,
    scared of my therapist, afriad of my therapist, my therapist threatened me, ending my life,
    i want to kill my self
    """.replace("\n", " ").split(","),
    ids=str.strip,
)
def test_somebody_in_need_is_met_with_help_however_it_is_typed(library, text):
    assert search.find(text, help_words=HELP).distress
    assert search.suggest(text, help_words=HELP).distress
