"""A fault's sentence is for people: programs go by its place and its code, never by its words."""

import ast
from pathlib import Path

import pytest

PRODUCT = Path(__file__).parents[2] / "concepts"
# Methods that look into a text, or cut it.
LOOKING = {"startswith", "endswith", "find", "rfind", "index", "rindex", "count", "removeprefix",
           "removesuffix", "partition", "rpartition", "split", "rsplit", "splitlines"}  # fmt: skip
MATCHING = {"match", "search", "fullmatch", "findall", "finditer", "sub", "split"}


def is_sentence(node):
    """Whether an expression is the sentence of a fault, or holds one: `fault.message`,
    `fault.message.lower()`, `str(fault)`, `f"{fault}"`.
    """
    for part in ast.walk(node):
        if isinstance(part, ast.Attribute) and part.attr == "message":
            return True
        shown = None
        if isinstance(part, ast.Call) and getattr(part.func, "id", "") == "str" and part.args:
            [shown] = part.args[:1]
        if isinstance(part, ast.FormattedValue):
            shown = part.value
        name = getattr(shown, "id", getattr(shown, "attr", ""))
        if "fault" in name or "refus" in name:
            return True
    return False


def is_read_by_a_program(node):
    """Whether an expression decides something by the words of a fault."""
    if isinstance(node, ast.Compare):
        if isinstance(node.ops[0], ast.Lt):  # an order to be shown in
            return False
        return any(is_sentence(part) for part in (node.left, *node.comparators))
    if isinstance(node, ast.Subscript):
        return is_sentence(node.value) and not is_first_letter(node.slice)
    if isinstance(node, ast.Match):
        return is_sentence(node.subject)
    if not isinstance(node, ast.Call) or not isinstance(node.func, ast.Attribute):
        return False
    if node.func.attr in LOOKING and is_sentence(node.func.value):
        return True
    return node.func.attr in MATCHING and any(is_sentence(each) for each in node.args)


def is_first_letter(slice_):
    """[:1] and [1:] make a sentence of its own of what follows a place; they decide nothing."""
    bounds = {getattr(each, "value", None) for each in (slice_.lower, slice_.upper)}
    return bounds == {None, 1}


def test_no_sentence_of_a_fault_is_compared_or_parsed():
    found = [
        f"{path.relative_to(PRODUCT)}:{node.lineno}: {ast.unparse(node)}"
        for path in sorted(PRODUCT.rglob("*.py"))
        for node in ast.walk(ast.parse(path.read_text()))
        if is_read_by_a_program(node)
    ]
    assert not found, "\n".join(found)


@pytest.mark.parametrize(
    ("code", "is_read"),
    [
        ("fault.message == 'x'", True),
        ("'x' in fault.message", True),
        ("fault.message.lower().endswith('x')", True),
        ("str(fault).partition(':')", True),
        ("re.match(r'Line', str(refused))", True),
        ("pattern.search(warning.message)", True),
        ("f'{fault}'.split(':')", True),
        ("fault.message[:4]", True),
        ("fault.message[:1].upper() + fault.message[1:]", False),
        ("fault.code == 'x'", False),
        ("error(fault.message)", False),
        ("str(fault)", False),
    ],
)
def test_what_goes_by_the_words_is_seen(code, is_read):
    assert any(map(is_read_by_a_program, ast.walk(ast.parse(code)))) == is_read
