"""How wide a label is, and where it breaks: a server can't ask a browser, so it keeps a table.

Each width is the larger one of Hanken Grotesk 400 and of its fallback (Arial at 101.5 %), rounded
up: a label may be narrower than we think, never wider. Straight quotation marks are as wide as the
round ones that are shown in their place.
"""

import unicodedata

_CHARACTERS = {
    240: "ij",
    280: "l|'‘’",
    300: " !,.:;I[]",
    340: "()-`f{}",
    360: "t",
    400: "*",
    420: "/r",
    440: '"“”',
    460: "\\",
    520: "csxz",
    540: "kvy",
    560: "J^",
    580: "$0123456789?L_aeghnou–",
    600: "+<=>bdpq~",
    640: "FTZ",
    680: "ABEKPSVXY",
    700: "#&",
    740: "CDHNRU",
    760: "w",
    800: "GOQ",
    860: "Mm",
    920: "%",
    960: "W",
    1020: "…",
    1040: "@",
    1060: "—",
}
_WIDTHS = {char: width for width, chars in _CHARACTERS.items() for char in chars}
_UNKNOWN = 1060


def text_width(text, size):
    """The width of a line of text in units of the drawing. Accents add nothing to their letter."""
    letters = (
        char for char in unicodedata.normalize("NFD", text) if not unicodedata.combining(char)
    )
    return sum(_WIDTHS.get(letter, _UNKNOWN) for letter in letters) * size / 1000


def wrapped(text, width, size, most=2):
    """The lines of a label, at most `most` of them and none wider than `width`; what does not fit
    ends in an ellipsis."""
    lines, line = [], ""
    for part in _parts(" ".join(text.split())):
        if line and text_width((line + part).rstrip(), size) > width:
            lines.append(line.rstrip())
            line = part
        else:
            line += part
    lines.append(line.rstrip())
    if len(lines) > most:
        lines[most - 1 :] = [lines[most - 1] + "…"]
    return [_cut(line, width, size) for line in lines]


def _parts(text):
    """The pieces between which a line may break: after a space, and after a hyphen inside a
    word."""
    piece = ""
    for number, char in enumerate(text):
        piece += char
        if char == " " or (char == "-" and 1 < number < len(text) - 2):
            yield piece
            piece = ""
    if piece:
        yield piece


def _cut(line, width, size):
    if text_width(line, size) <= width:
        return line
    line = line.rstrip("…")
    while line and text_width(line + "…", size) > width:
        line = line[:-1]
    return line.rstrip() + "…"
