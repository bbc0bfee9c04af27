"""The address of a page has its shape in one place, `models.entry_url`; others are asked of
`reverse`. No text of the code is put together to one.
"""

import ast
from pathlib import Path

import pytest
from django.urls import reverse

from concepts.models import FOLDERS, entry_url

CONCEPTS = Path(__file__).resolve().parents[2] / "concepts"


def put_together(tree):
    """The lines with an f-string that begins and ends as an address does."""
    for node in ast.walk(tree):
        if isinstance(node, ast.JoinedStr):
            first, last = (str(getattr(node.values[at], "value", "")) for at in (0, -1))
            if first.startswith("/") and last.endswith("/"):
                yield node.lineno


def test_addresses_are_not_put_together_by_hand():
    found = [
        f"{path.relative_to(CONCEPTS)}:{line}"
        for path in sorted(CONCEPTS.rglob("*.py"))
        if path != CONCEPTS / "models" / "entry.py"
        for line in put_together(ast.parse(path.read_text(encoding="utf-8")))
    ]
    assert found == [], "use entry_url(), get_absolute_url() or reverse()"


def test_an_address_is_seen():
    text = "f'/concepts/{slug}/'\nf'/{folder}/{slug}/'\nf'{page} / {other}'\nf'/proc/{pid}/stat'\n"
    assert list(put_together(ast.parse(text))) == [1, 2]


@pytest.mark.parametrize("type", FOLDERS)
def test_the_site_answers_at_that_address(type):
    assert entry_url(type, "a-page") == reverse(type, args=["a-page"])
