"""The fonts are what `make fonts` makes, hold what the content sets, and move nothing."""

import json
import re
import unicodedata
from pathlib import Path

import pytest
from fontTools.ttLib import TTFont

from tools.subset_fonts import FACES, FONTS, PACKAGES, make_files

ROOT = Path(__file__).parents[1]
# No file of the packages that are cut down here has these; the reader's own fonts do.
FALLS_BACK = set("←↑→↓●ăćčŘ")
UPRIGHT = [name for name, *_ in FACES if not name.endswith("i.woff2")]


def characters(name):
    return set(map(chr, TTFont(FONTS / name).getBestCmap()))


def text_of(folder, ending=""):
    # Words that lead to help are read in what people type, and never shown.
    files = (
        path
        for path in (ROOT / folder).rglob(f"*{ending}")
        if path.is_file() and path.name != "help-words.yaml"
    )
    return set("".join(path.read_text(encoding="utf-8") for path in files)) - {"\n"}


@pytest.mark.slow
@pytest.mark.skipif(not PACKAGES.is_dir(), reason="the packages of npm are not installed")
def test_the_files_are_those_that_the_command_makes():
    for name, content in make_files():
        assert (FONTS / name).read_bytes() == content, f"{name} is another: run make fonts"


def test_no_file_lies_beside_them():
    assert {path.name for path in FONTS.glob("*.woff2")} == {name for name, *_ in FACES}


@pytest.mark.parametrize("name", UPRIGHT)
@pytest.mark.parametrize("folder", ["fixtures", "templates"])
def test_they_hold_what_is_written_on_the_site(name, folder):
    assert text_of(folder) - characters(name) <= FALLS_BACK


def test_the_italic_holds_every_letter_that_is_written():
    letters = {each for each in text_of("fixtures") if unicodedata.category(each).startswith("L")}
    assert letters - characters("newsreader-400i.woff2") <= FALLS_BACK


def test_nothing_is_said_to_fall_back_that_need_not():
    written = text_of("fixtures") | text_of("templates")
    held = set().union(*(characters(name) for name in UPRIGHT))
    assert written - held >= FALLS_BACK


def faces():
    """(family, descriptors) of each @font-face rule."""
    for rule in re.findall(r"@font-face \{(.*?)\}", (ROOT / "static/css/fonts.css").read_text()):
        told = dict(re.findall(r"([\w-]+): ([^;]+);", rule))
        yield told.pop("font-family").strip('"'), told


@pytest.mark.parametrize(
    ("family", "told"), [(family, told) for family, told in faces() if "size-adjust" in told]
)
def test_a_fallback_face_stands_on_the_same_lines(family, told):
    name = "newsreader-400.woff2" if family.startswith("Newsreader") else "hanken-400-600.woff2"
    font = TTFont(FONTS / name)
    scale = font["head"].unitsPerEm * float(told["size-adjust"].rstrip("%")) / 100
    for side, height in (("ascent", font["hhea"].ascent), ("descent", -font["hhea"].descent)):
        given = float(told[f"{side}-override"].rstrip("%")) / 100
        assert given == pytest.approx(height / scale, abs=0.001), side


def test_the_lock_file_names_no_place_to_load_from():
    lock = json.loads((ROOT / "package-lock.json").read_text())
    wanted = json.loads((ROOT / "package.json").read_text())["devDependencies"]
    assert all(re.fullmatch(r"\d+\.\d+\.\d+", version) for version in wanted.values())
    for name, package in lock["packages"].items():
        assert "resolved" not in package, name
        assert not name or package["integrity"].startswith("sha512-"), name
