"""The fonts of the site, cut down to what it sets: `static/fonts/` from their npm packages."""

import io
import string
from pathlib import Path

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont
from fontTools.varLib.instancer import instantiateVariableFont

PACKAGES = settings.BASE_DIR / "node_modules" / "@fontsource-variable"
FONTS = settings.BASE_DIR / "static" / "fonts"

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


class Command(BaseCommand):
    help = "Make the files of static/fonts from the npm packages of the fonts."
    requires_system_checks = ()

    def handle(self, **options):
        total = 0
        for name, content in made():
            (FONTS / name).write_bytes(content)
            if name.endswith(".woff2"):
                self.stdout.write(f"{name:24}{len(content):7,} bytes")
                total += len(content)
        self.stdout.write(f"{'together':24}{total:7,} bytes")


def made():
    """(name, bytes) of each file. The same packages give the same bytes."""
    if not PACKAGES.is_dir():
        raise CommandError("The fonts come from npm packages: run make fonts, which installs them.")
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
