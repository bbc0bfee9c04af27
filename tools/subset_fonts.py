"""The fonts of the site, cut down to what it sets: `make fonts` makes them of npm packages."""

import io
import string
import sys
from pathlib import Path

from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont
from fontTools.varLib.instancer import instantiateVariableFont

ROOT = Path(__file__).resolve().parent.parent
PACKAGES = ROOT / "node_modules" / "@fontsource-variable"
FONTS = ROOT / "static" / "fonts"

# One set for all faces, so that no word changes its face in the middle. These files have no arrows,
# and of the letters those of Western Europe: what is not here comes from the reader's own fonts.
ACCENTED = "ÀÁÂÄÅÆÇÈÉÊÍÎÑÓÔÖØÚÜßàáâãäåæçèéêëìíîïñòóôõöøùúûüýœ"
SIGNS = "\N{NO-BREAK SPACE}–—‘’“”…−"
ITALIC = string.ascii_letters + string.digits + " !\"%&'()+,-./:;?" + ACCENTED + SIGNS
UPRIGHT = ITALIC + "#$*<=>@[\\]^_`{|}~£§©«»°±²·×•"

# File, where it comes from, what its axes are fixed or limited to, its characters. The optical size
# of 18 is that of running text.
FACES = (
    ("newsreader-400.woff2", "newsreader-latin-opsz-normal", {"opsz": 18, "wght": 400}, UPRIGHT),
    ("newsreader-400i.woff2", "newsreader-latin-opsz-italic", {"opsz": 18, "wght": 400}, ITALIC),
    ("hanken-400-600.woff2", "hanken-grotesk-latin-wght-normal", {"wght": (400, 600)}, UPRIGHT),
)
LICENCES = {"Newsreader-OFL.txt": "newsreader", "HankenGrotesk-OFL.txt": "hanken-grotesk"}


def main():
    if not PACKAGES.is_dir():
        sys.exit("The fonts come from npm packages: run make fonts, which installs them.")
    total = 0
    for name, content in make_files():
        (FONTS / name).write_bytes(content)
        if name.endswith(".woff2"):
            print(f"{name:24}{len(content):7,} bytes")
            total += len(content)
    print(f"{'together':24}{total:7,} bytes")


def make_files():
    """(name, bytes) of each file. The same packages give the same bytes."""
    for name, source, axes, characters in FACES:
        package = source.partition("-latin-")[0]
        yield name, subset(PACKAGES / package / "files" / f"{source}.woff2", axes, characters)
    for name, package in LICENCES.items():
        yield name, Path(PACKAGES / package / "LICENSE").read_bytes()


def subset(path, axes, characters):
    font = TTFont(path, recalcTimestamp=False)
    # No hinting: it serves screens of few pixels, and systems that pass it over here.
    options = Options(hinting=False, layout_features=["ccmp", "kern", "liga"], notdef_outline=True)
    subsetter = Subsetter(options)
    subsetter.populate(text=characters)
    subsetter.subset(font)
    font = instantiateVariableFont(font, axes)
    font.flavor = "woff2"
    file = io.BytesIO()
    font.save(file)
    return file.getvalue()


if __name__ == "__main__":
    main()
