"""What the site imports is installed wherever it runs: requirements.txt lists it."""

import ast
import re
import sys
from importlib.metadata import packages_distributions
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
OURS = {"concepts", "therapy_kb"}
# The settings look whether it is there, and take it under DEBUG alone.
ONLY_FOR_DEVELOPERS = {("therapy_kb/urls.py", "debug_toolbar")}


def listed(text):
    """The packages that a requirements file pins, those that others need (indented) too."""
    return {_key(name) for name in re.findall(r"^ *([\w.-]+)(?=[\[=])", text, re.MULTILINE)}


def _key(name):
    return re.sub(r"[-_.]+", "-", name).lower()


def imported(text):
    """(line, top-level name) of every import, in functions and as a string too."""
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.Import):
            yield from ((node.lineno, alias.name.split(".")[0]) for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and not node.level:
            yield node.lineno, node.module.split(".")[0]
        elif isinstance(node, ast.Call) and getattr(node.func, "id", "") == "include":
            name = getattr(node.args[0], "value", "") if node.args else ""
            yield node.lineno, str(name).split(".")[0]


LISTED = listed((ROOT / "requirements.txt").read_text(encoding="utf-8"))
DISTRIBUTIONS = packages_distributions()


def is_listed(name):
    return any(_key(each) in LISTED for each in DISTRIBUTIONS.get(name, ()))


@pytest.mark.parametrize("folder", sorted(OURS))
def test_what_is_imported_is_required(folder):
    wrong = []
    for path in sorted((ROOT / folder).rglob("*.py")):
        here = path.relative_to(ROOT).as_posix()
        for line, name in imported(path.read_text(encoding="utf-8")):
            known = name in sys.stdlib_module_names or name in OURS
            if not known and not is_listed(name) and (here, name) not in ONLY_FOR_DEVELOPERS:
                wrong.append(f"{here}:{line} imports {name}, which requirements.txt does not list")
    assert wrong == []


def test_a_tool_of_developers_would_be_seen():
    text = "import os\ndef f():\n    from fontTools.subset import Options\ninclude('pytest.urls')\n"
    names = [name for _, name in imported(text)]
    assert names == ["os", "fontTools", "pytest"]
    assert not is_listed("fontTools")
    assert not is_listed("pytest")
    assert not is_listed("nowhere")
    assert is_listed("yaml")
    assert is_listed("Stemmer")


def test_what_is_pinned_is_listed():
    text = "# Django\nDjango==5\n    asgiref==3\npsycopg[binary]==3\n-r other.txt\n"
    assert listed(text) == {"django", "asgiref", "psycopg"}
