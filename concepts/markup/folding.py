"""How names are compared: signs that look alike are one, and those that show nothing do not count.

Nothing here changes a text: what is folded is looked up and never shown.
"""

import re
import unicodedata

# Apostrophes as keyboards, phones, word processors and other alphabets make them.
APOSTROPHES = "'’‘‛ʼʻʹ´`＇′"
HYPHENS = "-‐‑‒–—―−﹘﹣－"
_ALIKE = {"'": APOSTROPHES, "-": HYPHENS, '"': '"“”„‟″«»'}
_SIGNS = {ord(other): sign for sign, others in _ALIKE.items() for other in others}

# What Unicode calls default ignorable: soft hyphens, direction marks, joiners of words, variation
# selectors, fillers. As the inside of a class of a pattern.
UNSEEN = (
    "\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b\u200e\u200f\u202a-\u202e"
    "\u2060-\u206f\u3164\ufe00-\ufe0f\ufeff\uffa0\ufff0-\ufffb"
    "\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0000-\U000e0fff"
)
# They show nothing beside Latin, Greek or Cyrillic letters. Between others they shape the script,
# and between emoji they make one of several.
JOINERS = "\u200c\u200d"
SHAPED = "\u0600-\u1dff\u2190-\u2bff\u2e80-\U000dffff"
_UNSEEN = re.compile(f"[{UNSEEN}]|(?<![{SHAPED}])[{JOINERS}]|[{JOINERS}](?![{SHAPED}])")
# It has no ink, though Unicode counts it among the signs.
_BLANK = "\u2800"


def seen(text):
    """`text` without the characters that show nothing."""
    return text if text.isascii() else _UNSEEN.sub("", text)


def shows_nothing(text):
    """Whether a reader would see nothing at all: white space, marks without a letter, characters
    that are invisible. Those that Python does not know are shown, if only as a box.
    """
    unseen = {"Zs", "Zl", "Zp", "Mn", "Mc", "Me", "Cc", "Cf", "Cs"}
    return all(unicodedata.category(sign) in unseen or sign == _BLANK for sign in seen(text))


def plain_signs(text):
    """`text` with one apostrophe, one hyphen and one quotation mark for all that look so."""
    return text.translate(_SIGNS)


def fold(name):
    """The key under which a name is looked up: NFKC, casefolded, white space collapsed, one sign
    for those that look alike, nothing for those that show nothing.
    """
    # Before and after: NFKC takes some signs apart, and makes others.
    plain = unicodedata.normalize("NFKC", plain_signs(seen(name))).casefold()
    return " ".join(plain_signs(seen(plain)).split())


def spelt(name):
    """A pattern of `name` as prose may have it: any apostrophe, hyphen and quotation mark for its
    own.
    """
    alike = {sign: f"[{re.escape(signs)}]" for sign, signs in _ALIKE.items()}
    return "".join(alike.get(sign) or re.escape(sign) for sign in plain_signs(seen(name)))
