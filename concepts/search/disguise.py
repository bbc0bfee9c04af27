"""What a text says under whatever hides its words: letters of other alphabets, digits and marks for
letters, letters apart, letters repeated, characters that nobody sees.
"""

import re
import unicodedata
from dataclasses import dataclass
from itertools import groupby, islice, product

LONGEST = 300
MOST_WORDS = 150
MOST_READINGS = 16

# Letters that look like Latin ones and that no normal form makes into them.
_LOOK_ALIKE = {
    "a": "аαɑᴀ", "b": "вьβʙ", "c": "сϲᴄ", "d": "ԁđðᴅ", "e": "еєэεɛᴇǝ", "f": "ғꜰ", "g": "ɡɢ",
    "h": "һнħʜ", "i": "іιıɩɪи", "j": "јᴊ", "k": "кκᴋ", "l": "ӏłʟ", "m": "мᴍ", "n": "пηɴ",
    "o": "оοøσᴏ", "p": "рρᴘ", "q": "ԛ", "r": "гʀ", "s": "ѕꜱ", "t": "тτŧᴛ", "u": "υцᴜ", "v": "νѵᴠ",
    "w": "ԝшωᴡ", "x": "хχ", "y": "уγʏ", "z": "ᴢ",
}  # fmt: skip
_AS_LATIN = {ord(char): latin for latin, chars in _LOOK_ALIKE.items() for char in chars}
# Letters in coloured boxes, and those of which flags are made.
_AS_LATIN |= {
    first + place: chr(ord("a") + place)
    for first in (0x1F150, 0x1F170, 0x1F1E6)
    for place in range(26)
}
# What stands for a letter among others.
_FOR_LETTERS = {
    "0": ("o",), "1": ("i", "l"), "2": ("to", "z"), "3": ("e",), "4": ("a",), "5": ("s",),
    "6": ("g", "b"), "7": ("t",), "8": ("b", "ate"), "9": ("g",),
    "@": ("a",),
    "$": ("s",), "¢": ("c",), "€": ("e",),
    "£": ("l", "e"), "|": ("l", "i"), "!": ("i", "l"), "+": ("t",),
}  # fmt: skip
_HIDDEN = "*#?"

_APOSTROPHE = re.compile(r"(?<=\w)['’‘ʼ＇`´′ʹ‛](?=\w)")
_WORD = re.compile(rf"(?:[^\W_]|[{re.escape('@$¢€£|!+' + _HIDDEN)}])+")
_REPEATED = re.compile(r"(.)\1{2,}")


@dataclass(frozen=True)
class Word:
    """A word of a text. `readings` are what it may say, likeliest first; `hidden` is a pattern of
    what it may say where marks such as * stand for letters; `was_apart` says that its letters stood
    apart.
    """

    readings: tuple
    hidden: re.Pattern | None = None
    was_apart: bool = False

    @property
    def text(self):
        return self.readings[0] if self.readings else ""


def words(text):
    """The words of `text`, whatever they were hidden by. Never raises, whatever `text` holds."""
    plain = bare(str(text or "")[:LONGEST])
    found = [_word(match[0]) for match in _WORD.finditer(plain)]
    return _together([word for word in found if word.readings or word.hidden])[:MOST_WORDS]


def bare(text):
    """`text` in small Latin letters where it looks like them, without what nobody sees."""
    seen = "".join(char for char in text if unicodedata.category(char) not in ("Cf", "Mn", "Me"))
    seen = _APOSTROPHE.sub("", seen.translate(_AS_LATIN))
    apart = unicodedata.normalize("NFKD", unicodedata.normalize("NFKC", seen).casefold())
    joined = "".join(char for char in apart if unicodedata.category(char) not in ("Mn", "Me"))
    return _APOSTROPHE.sub("", joined.translate(_AS_LATIN))


def _word(typed):
    word = typed.strip("!?+|#")
    if word.startswith("*") and word.endswith("*"):
        word = word.strip("*")
    if any(char in word[1:] for char in _HIDDEN) or (word[:1] == "*" and len(word) > 2):
        pieces = [piece for piece in re.split(r"[*#?]+", word) if piece]
        if all(len(piece) == 1 for piece in pieces):
            return Word(_readings("".join(pieces)), was_apart=len(pieces) > 2)
        return Word((), hidden=_pattern(word))
    return Word(_readings(word))


def _pattern(word):
    """What stands for letters may stand for one more than it has characters."""
    parts = []
    for is_hidden, chars in groupby(word, lambda char: char in _HIDDEN):
        chars = "".join(chars)
        if is_hidden:
            parts.append(f".{{1,{len(chars) + 1}}}")
        else:
            parts += [f"(?:{'|'.join(_FOR_LETTERS.get(char, char))})" for char in chars]
    return re.compile("".join(parts))


def _readings(word):
    if not word:
        return ()
    found = [word] if word.isalnum() else []
    if len(word) == 1 or not word.isdigit():
        found += _first(
            "".join(row) for row in product(*(_FOR_LETTERS.get(char, char) for char in word))
        )
    for once in list(found):
        if _REPEATED.search(once):
            found += _shortened(once)
    return tuple(dict.fromkeys(found))


def _shortened(word):
    """`kiiilll` with each row of the same letters as one or as two."""
    pieces = [(char, len(list(row))) for char, row in groupby(word)]
    choices = [(char, char * 2) if count > 2 else (char * count,) for char, count in pieces]
    return _first("".join(row) for row in product(*choices))


def _together(found):
    """Rows of three or more letters that stand alone, as one word."""
    rows = []
    for is_alone, row in groupby(found, lambda word: len(word.text) == 1):
        row = list(row)
        if is_alone and len(row) > 2:
            choices = [
                [each for each in word.readings if each.isalpha()] or word.readings for word in row
            ]
            joined = _first("".join(letters) for letters in product(*choices))
            rows.append(Word(tuple(joined), was_apart=True))
        else:
            rows += row
    return rows


def _first(readings):
    return list(islice(readings, MOST_READINGS))
