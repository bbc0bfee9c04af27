"""No type hints but where a class is made of them: the fields of dataclasses and named tuples."""

import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]


def hints(tree):
    """The lines of all hints: of arguments, of what functions return, of variables and of
    attributes."""
    fields = {
        id(field)
        for node in ast.walk(tree)
        if isinstance(node, ast.ClassDef) and is_made_of_fields(node)
        for field in node.body
    }
    for node in ast.walk(tree):
        if isinstance(node, ast.AnnAssign):
            is_hinted = id(node) not in fields
        elif isinstance(node, ast.arg):
            is_hinted = node.annotation
        else:
            is_hinted = getattr(node, "returns", None)
        if is_hinted:
            yield node.lineno


def is_made_of_fields(node):
    words = {
        word
        for each in (*node.decorator_list, *node.bases)
        for part in ast.walk(each)
        if (word := getattr(part, "id", getattr(part, "attr", "")))
    }
    return bool(words & {"dataclass", "NamedTuple"})


@pytest.mark.parametrize("folder", ["concepts", "therapy_kb", "tests", "tools"])
def test_no_type_hints(folder):
    wrong = [
        f"{path.relative_to(ROOT)}:{line}"
        for path in sorted((ROOT / folder).rglob("*.py"))
        for line in sorted(hints(ast.parse(path.read_text(encoding="utf-8"))))
    ]
    assert wrong == []


def test_hints_are_seen_wherever_they_stand():
    text = """
from dataclasses import dataclass
@dataclass(frozen=True)
class Point:
    x: int = 0
    def far(self, other: object): ...
class Plain:
    y: int = 0
number: int = 1
async def f(*args: str) -> None:
    inner: list = []
class Row(NamedTuple):
    a: int
@dataclasses.dataclass
class Other:
    b: int
"""
    assert sorted(hints(ast.parse(text))) == [6, 8, 9, 10, 10, 11]
