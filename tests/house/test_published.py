"""Which pages readers see is said once, in `models/entry.py`: elsewhere stand `published()`,
`in_state()` and `is_published`.
"""

import ast
from pathlib import Path

CONCEPTS = Path(__file__).resolve().parents[2] / "concepts"


def conditions(tree):
    """The lines that ask by hand whether a page is withdrawn, of a database or of an object."""
    for node in ast.walk(tree):
        if isinstance(node, ast.keyword):
            name = node.arg or ""
        elif isinstance(node, ast.Constant) and isinstance(node.value, str):
            name = node.value
        elif isinstance(node, ast.BoolOp):
            asked = {part.attr for part in ast.walk(node) if isinstance(part, ast.Attribute)}
            name = "withdrawn_at__isnull" if asked >= {"withdrawn_at", "live_id"} else ""
        else:
            continue
        if name.endswith("withdrawn_at__isnull"):
            yield node.lineno


def test_published_is_said_once():
    found = [
        f"{path.relative_to(CONCEPTS)}:{line}"
        for path in sorted(CONCEPTS.rglob("*.py"))
        if path.parent.name != "migrations" and path != CONCEPTS / "models" / "entry.py"
        for line in conditions(ast.parse(path.read_text(encoding="utf-8")))
    ]
    assert found == [], "use published(), in_state() or is_published of models/entry.py"


def test_a_condition_is_seen_however_it_is_written():
    text = (
        "rows.filter(entry__live__isnull=False, entry__withdrawn_at__isnull=True)\n"
        "Q(withdrawn_at__isnull=True)\n"
        "rows.filter(**{f'{prefix}withdrawn_at__isnull': True})\n"
        "page.live_id is not None and page.withdrawn_at is None\n"
        "page.withdrawn_at is None\n"
    )
    assert sorted(conditions(ast.parse(text))) == [1, 2, 3, 4]
