"""Every word of the vocabulary is said once, has its drawing, and stands in the guide."""

import ast
import re
from pathlib import Path

import pytest

from concepts.contentfile import BASES, CATEGORIES, DIRECTIONS, KINDS, RELATION_TYPES
from concepts.contentfile.page import FIELDS, KEYS
from concepts.markup import BLOCK_LABELS
from concepts.relation_map.geometry.bands import BOTTOM, COLUMNS, TOP

ROOT = Path(__file__).parents[2]
PRODUCT = ROOT / "concepts"
GUIDE = (ROOT / "docs/writing.md").read_text()
ICONS = (ROOT / "static/icons.svg").read_text()
[MAP_SIGNS] = (path.read_text() for path in (ROOT / "templates").rglob("map-signs.html"))
WORDS = {"kind": KINDS, "basis": BASES, "relation type": RELATION_TYPES, "category": CATEGORIES}
# What findings rest on is another list, and shares a few of its words.
OTHER_LISTS = {("models/finding.py", "basis")}


def drawings(text):
    return re.findall(r'\bid="([^"]*)"', text)


@pytest.mark.parametrize("kind", KINDS)
def test_a_kind_has_its_marker_in_lists_and_on_the_map_and_its_place_there(kind):
    assert drawings(ICONS).count(f"k-{kind}") == 1
    assert drawings(MAP_SIGNS).count(f"map--{kind}") == 1
    zones = [TOP, *(zone for column in COLUMNS for zone in column), BOTTOM]
    assert [zone.name for zone in zones if kind in zone.kinds] == [KINDS[kind].zone]


@pytest.mark.parametrize("name", RELATION_TYPES)
def test_a_relation_type_has_its_line_and_signs_where_the_map_leaves_room_for_them(name):
    assert drawings(ICONS).count(f"t-{name}") == 1
    at_start, at_end = RELATION_TYPES[name].sign
    assert drawings(MAP_SIGNS).count(f"from--{name}") == (at_start > 0)
    assert drawings(MAP_SIGNS).count(f"to--{name}") == (at_end > 0)


def test_nothing_is_drawn_for_words_that_are_gone():
    kinds = {name for name in drawings(ICONS) if name.startswith("k-")}
    types = {name for name in drawings(ICONS) if name.startswith("t-")}
    assert kinds == {f"k-{name}" for name in KINDS}
    assert types == {f"t-{name}" for name in RELATION_TYPES}
    ends = [re.fullmatch(r"(map|from|to)--(.*)", name)[2] for name in drawings(MAP_SIGNS)]
    assert set(ends) <= {*KINDS, *RELATION_TYPES}


def test_no_module_but_the_vocabulary_lists_its_words():
    """Two words of one list together, or the name of a relation type alone, are a second list."""
    found = []
    for path in sorted(PRODUCT.rglob("*.py")):
        name = path.relative_to(PRODUCT).as_posix()
        if name.startswith("migrations/") or name == "contentfile/vocabulary.py":
            continue
        for node in ast.walk(ast.parse(path.read_text())):
            found += [
                f"{name}:{node.lineno}: {what}"
                for what in second_lists(node)
                if (name, what) not in OTHER_LISTS
            ]
    assert not found, "\n".join(found)


def second_lists(node):
    """Which lists of words an expression tells again."""
    if isinstance(node, ast.Constant) and node.value in [*RELATION_TYPES]:
        return ["relation type"]
    parts = node.keys if isinstance(node, ast.Dict) else getattr(node, "elts", [])
    words = {part.value for part in parts if isinstance(part, ast.Constant)}
    return [what for what, known in WORDS.items() if len(words & set(known)) > 1]


@pytest.mark.parametrize(
    ("code", "found"),
    [
        ("('quality', 'skill')", ["kind"]),
        ("{'theory': 1, 'trial': 2}", ["basis"]),
        ("x == 'part-of'", ["relation type"]),
        ("['quality', 'trial']", []),
    ],
)
def test_a_second_list_is_seen(code, found):
    assert [each for node in ast.walk(ast.parse(code)) for each in second_lists(node)] == found


def table():
    """{key: types} of the guide's table of keys, in its order."""
    rows = re.findall(r"^\| (`[^|]*`) \| ([^|]*) \|", GUIDE, re.MULTILINE)
    return {
        key: set(KEYS) if types == "all" else set(types.split(", "))
        for keys, types in rows
        for key in re.findall(r"`([a-z_]+)`", keys)
    }


def test_the_guides_table_of_keys_is_the_schema():
    assert table() == {key: {type for type, keys in KEYS.items() if key in keys} for key in FIELDS}


def test_the_guides_table_has_the_order_in_which_keys_are_written():
    order = list(table())
    for keys in KEYS.values():
        assert [key for key in order if key in keys] == list(keys)


def test_the_guide_names_every_word_that_a_key_may_have():
    rows = dict(re.findall(r"^\| `(\w+)` \| [^|]* \| ([^|]*) \|", GUIDE, re.MULTILINE))
    assert re.split(r", | or ", rows["kind"]) == list(KINDS)
    assert rows["category"].split(", ") == list(CATEGORIES)
    relations = GUIDE.partition("### Relations\n")[2].partition("\n###")[0]
    types, bases = relations.split("is its `basis`")
    assert set(re.findall(r"`([a-z-]+)`", types)) == set(RELATION_TYPES)
    assert re.findall(r"`([a-z-]+)`", bases) == list(BASES)
    signs = GUIDE.partition("### Signs and contrasts\n")[2].partition("\n###")[0]
    assert set(DIRECTIONS) <= set(re.findall(r"`([a-z-]+)`", signs))
    blocks = GUIDE.partition("kinds of block")[2]
    assert set(BLOCK_LABELS) <= set(re.findall(r"`([a-z]+)`", blocks))
