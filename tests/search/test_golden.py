"""The golden list: what people type and where they must land, over the real pages, on both
databases.
"""

from pathlib import Path

import pytest
import yaml

from concepts import search
from concepts.search import candidates

from .conftest import slugs

GOLDEN = yaml.safe_load((Path(__file__).parent / "golden.yaml").read_text())


def test_the_list_is_long_enough():
    assert len(GOLDEN) >= 80
    assert len({line["query"] for line in GOLDEN}) == len(GOLDEN)


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
def test_the_bounds_cost_no_answer(library, monkeypatch):
    """What bounds the work over 100,000 pages takes no first answer away from the real ones."""
    bounded = {line["query"]: slugs(search.find(line["query"]), 1) for line in GOLDEN}
    for bound in ("BOUND", "DEPTH", "NAMES", "MATCHES"):
        monkeypatch.setattr(candidates, bound, 10**6)
    assert {line["query"]: slugs(search.find(line["query"]), 1) for line in GOLDEN} == bounded
