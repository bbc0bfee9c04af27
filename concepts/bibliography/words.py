"""Text of bibliographies: one safe line of it, its markup, its typography, its comparison.

CSL-JSON text may hold a little markup: ``<i>``, ``<b>``, ``<sup>``, ``<sub>``, ``<sc>`` and
``<span>`` (https://docs.citationstyles.org/, "Rich text"). Italics are kept, indices become Unicode
digits, everything else goes.
"""

import re
import unicodedata
from collections import Counter, defaultdict
from html import unescape

from concepts.quotation_marks import APOSTROPHE, CLOSES, OPENS, turns

# Private-use characters carry formatting through the style; `tidy` takes them out of all input, so
# no typed text can pose as formatting.
ITALIC, UPRIGHT = "\ue000", "\ue001"  # set by the style
FLIP, UNFLIP = "\ue002", "\ue003"  # <i> ... </i> inside a field
LINK = "\ue004"  # stands where the DOI or URL goes
CLINGS = "\ue006"  # end of a particle that its name follows without a space
END = "\ue005"  # end of a field's text: the only place where punctuation may be merged
WHEN = "\ue007"  # stands where the date of publication goes
PLURAL = "0\ue0080"  # has citeproc-py take a range of letters for several pages

# What APA leaves in small letters in title case (6.17), and the small words of law cases.
SMALL_WORDS = frozenset(
    "a an and as at but by for if in nor of off on or per so the to up via yet v. vs. c.".split()
)

DASH = re.compile(r"\s*(?:-{2,3}|[-‐‑‒–—−])\s*")  # what people type between two numbers

_UNPRINTABLE = re.compile(
    # Sentinels, embedding and isolating bidi controls (left open, they would turn round the rest
    # of the page; right-to-left letters need none of them), the byte order mark, noncharacters.
    "[\ue000-\ue00f\u202a-\u202e\u2066-\u2069\ufeff\ufffe\uffff]"
)
_SURROGATE = re.compile("[\ud800-\udfff]")
_CONTROL = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029]")
_ENTITY = re.compile(r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|amp|lt|gt|quot|apos|nbsp|ndash);")
_TAG = re.compile(r"<(/?)(i|b|sc|sup|sub|span)(?:\s[^<>]*)?>", re.IGNORECASE)
_MISREAD = re.compile(
    rf"<(?=/(?:i|b|sc|sup|sub|span)(?:\s[^<>]*)?>)|&(?={_ENTITY.pattern[1:]})", re.IGNORECASE
)
_SUPERSCRIPT = str.maketrans("0123456789+-=()n", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁼⁽⁾ⁿ")
_SUBSCRIPT = str.maketrans("0123456789+-=()", "₀₁₂₃₄₅₆₇₈₉₊₋₌₍₎")


def tidy(value):
    """One line of text out of any value of JSON; "" for what is neither text nor number.

    It has no control characters, halves of surrogate pairs, bidi controls and characters that this
    package uses for itself, and its white space is collapsed.
    """
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        return ""
    return " ".join(_printable(str(value)).split())


def _printable(text):
    text = _SURROGATE.sub("\ufffd", text)
    return _UNPRINTABLE.sub("", _CONTROL.sub(" ", text))


def marked(text):
    """Text with CSL's inline markup made into sentinels and entities into characters.

    Only pairs of tags count; anything else that looks like a tag is the writer's text and stays.
    Italics become sentinels, indices become Unicode digits where Unicode has them, and bold, small
    capitals and spans go, because an entry has no other formatting than italics.
    """
    tags, paired, begun = list(_TAG.finditer(text)), {}, defaultdict(list)
    for tag in tags:
        name = tag[2].lower()
        if not tag[1]:
            begun[name].append(tag)
        elif begun[name]:
            paired[begun[name].pop()] = paired[tag] = name
    pieces, position, depth = [], 0, Counter()
    for tag in filter(paired.get, tags):
        pieces.append(_at(depth, text[position : tag.start()]))
        position = tag.end()
        depth[paired[tag]] += -1 if tag[1] else 1
        if paired[tag] == "i":
            pieces.append(UNFLIP if tag[1] else FLIP)
    return "".join([*pieces, _at(depth, text[position:])])


def _at(depth, text):
    """A piece of text as it stands within so many tags of each name."""
    text = _without_entities(text)
    for name, table in (("sup", _SUPERSCRIPT), ("sub", _SUBSCRIPT)):
        if depth[name] and all(ord(character) in table for character in text):
            text = text.translate(table)
    return text


def plain(text):
    """A tidied text without its markup."""
    return marked(text).replace(FLIP, "").replace(UNFLIP, "")


def _without_entities(text):
    """Undo the HTML entities that Crossref and web pages leave in titles: "Wiley &amp; Sons".

    Once only, and only the common ones with their semicolon, so that no other text changes.
    """
    return _ENTITY.sub(lambda entity: _printable(unescape(entity[0])).replace("\xa0", " "), text)


def literal(text):
    """Plain text as a CSL-JSON field has it: ``plain(literal(text))`` is ``text``.

    CSL knows no escape. What would end its markup, and what would be read as an entity here, is
    taken apart by markup that changes nothing; a tag that nothing ends is text to processors.
    """
    return _MISREAD.sub(r'<span class="nocase">\g<0></span>', text)


def collation_key(text):
    """Text for comparing and sorting: no case, no accents, no punctuation, no spaces."""
    text = unicodedata.normalize("NFKD", plain(text).casefold()).translate(_UNACCENTED)
    return "".join(character for character in text.casefold() if character.isalnum())


# Letters that are accented for a reader but that Unicode does not take apart.
_UNACCENTED = str.maketrans(
    {"ø": "o", "đ": "d", "ð": "d", "ł": "l", "æ": "ae", "œ": "oe", "þ": "th", "ı": "i", "ħ": "h"}
)


def title_case(text):
    """A title with capitals as APA has them within a text; what has capitals keeps its own."""
    words, begins = [], True
    for word in text.split(" "):
        small = word in SMALL_WORDS and not begins
        words.append(word if small or not word.islower() else word[0].upper() + word[1:])
        begins = word.endswith((":", ".", "?", "!", "—"))
    return " ".join(words)


def curl(text):
    """Typographic quotation marks, as the CSL specification expects of a processor.

    APA puts quoted words in double marks, whatever the source has, and words quoted within them in
    single ones. Pages, which keep the kind of mark that was typed, turn theirs by the same `turns`.
    """
    characters = list(text)
    for position, does, depth in turns(text):
        signs = {OPENS: "“‘", CLOSES: "”’", APOSTROPHE: "’’"}[does]
        characters[position] = signs[depth % 2]
    return "".join(characters)
