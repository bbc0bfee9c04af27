"""One stylesheet is served, made of the files that it imports."""

import re
from pathlib import Path

import pytest

from concepts.storage import join

STATIC = Path(__file__).parents[1] / "static"


SHEETS = sorted(
    f"css/{path.name}" for path in (STATIC / "css").glob("*.css") if "@import" in path.read_text()
)


def joined(name):
    return join(name, lambda part: (STATIC / part).read_text())


@pytest.mark.parametrize("name", SHEETS)
def test_all_parts_are_in_it_in_their_layers(name):
    text = joined(name)
    assert "@import" not in text
    assert "/*" not in text
    layers = re.match(r"@layer ([\w, ]+);", text)[1].split(",")
    assert set(re.findall(r"@layer (\w+)\{", text)) <= set(layers)
    assert text.count("{") == text.count("}")


def test_all_sheets_order_the_layers_alike():
    orders = {re.match(r"@layer [\w, ]+;", joined(name))[0] for name in SHEETS}
    assert len(orders) == 1


def test_what_a_string_holds_is_kept_and_other_gaps_go():
    text = """a::after , b > c {
  content: "; } /  x";
  font: 1em / 2 "A  B";
}

/* What comes. */
d { e: calc(1px + 2px) ; }"""
    joined = join("css/a.css", {"css/a.css": text}.__getitem__)
    assert joined == ('a::after,b>c{content:"; } /  x";font:1em/2 "A  B"}d{e:calc(1px + 2px)}\n')


def test_what_the_admin_adds_is_one_sheet_of_all_its_parts():
    whole = join("admin-kb/admin-kb.css", lambda part: (STATIC / part).read_text())
    assert "@import" not in whole and "@layer" not in whole
    named = set(
        re.findall(r'url\("([\w-]+\.css)"\)', (STATIC / "admin-kb/admin-kb.css").read_text())
    )
    there = {path.name for path in (STATIC / "admin-kb").glob("*.css")}
    # The preview is a page in readers' look, in a frame.
    assert named == there - {"admin-kb.css", "preview.css"}


def test_every_component_is_imported():
    sheets = "".join(path.read_text() for path in (STATIC / "css").glob("*.css"))
    named = set(re.findall(r'url\("components/([\w-]+)\.css"\)', sheets))
    assert named == {path.stem for path in (STATIC / "css/components").iterdir()}


@pytest.mark.parametrize("name", SHEETS)
def test_every_address_in_it_leads_to_a_file(name):
    for address in re.findall(r'url\("([^"]+)"\)', joined(name)):
        assert (STATIC / "css" / address).is_file()


def test_a_part_in_a_folder_may_not_have_addresses():
    files = {"css/a.css": '@import url("b/c.css") layer(x);', "css/b/c.css": 'a{b:url("d.png")}'}
    with pytest.raises(ValueError, match="beside"):
        join("css/a.css", files.__getitem__)


def test_colours_stand_in_the_tokens_alone():
    for path in STATIC.rglob("*.css"):
        if path.name not in ("tokens.css", "tokens-below.css", "print.css"):
            assert not re.search(r"#[0-9a-f]{3,8}\b", path.read_text()), path.name


def test_no_rule_stands_in_another():
    """Browsers before 2023 read no nested rules, and would drop all that follows in a block."""
    paths = sorted(STATIC.rglob("*.css"))
    assert len(paths) > 20
    for path in paths:
        text = re.sub(r"/\*.*?\*/|\"[^\"]*\"", "", path.read_text(), flags=re.DOTALL)
        inside = []
        for before, sign in re.findall(r"([^{};]*)([{};])", text):
            if sign == "{":
                in_rule = any(not rule.startswith("@") for rule in inside)
                assert not in_rule, f"{path.name}: {before.strip()}"
                inside.append(before.strip())
            elif sign == "}":
                inside.pop()
    assert inside == []
