"""Straight quotation marks, apostrophes and minus signs as they are set in print, and no gap before
the number of a source."""

import re
from html import unescape

from django import template
from django.utils.html import conditional_escape
from django.utils.safestring import SafeString, mark_safe

from concepts.quotation_marks import OPENS, turns

register = template.Library()

# Letters of a word that no phone has room for, set as a title.
LONG_WORD = 16

# A tag that never ends takes what is left, or each of many would be sought an end for.
_PIECE = re.compile(r"<[^>]*(?:>|\Z)|[^<]+")
# What stands in these is no part of the sentence around it: code, and the numbers of sources.
_NOT_TEXT = re.compile(r"</?(?:(?P<code>code|pre)|sup)\b")
_WORD = "x"
# Blocks begin anew; these stand within a word or a sentence.
_INLINE = re.compile(r"</?(?:a|abbr|b|cite|del|em|i|ins|mark|s|span|strong|sub|time)\b")
_CITE = '<sup class="cite"'
_EQUATION = re.compile(r"\b([rdgkN]) = (?=[-\N{MINUS SIGN}.\d])")
_MINUS = re.compile(r"(?<![^\s(])-(?=\.?\d)")
_ENTITIES = re.compile("&(?:quot|#x27|#39);")
_SET = {
    ('"', True): "\N{LEFT DOUBLE QUOTATION MARK}",
    ('"', False): "\N{RIGHT DOUBLE QUOTATION MARK}",
    ("'", True): "\N{LEFT SINGLE QUOTATION MARK}",
    ("'", False): "\N{RIGHT SINGLE QUOTATION MARK}",
}


def curled(text):
    """`text` with set quotation marks, as long as before."""
    characters = list(text)
    for position, does, _ in turns(text):
        characters[position] = _SET[text[position], does == OPENS]
    return "".join(characters)


def figures(text):
    """`text` with equations that stay in one line, and with a real minus."""
    text = _EQUATION.sub("\\1\N{NO-BREAK SPACE}=\N{NO-BREAK SPACE}", text)
    return _MINUS.sub("\N{MINUS SIGN}", text)


@register.filter
def typeset(value):
    """Text or safe HTML with set quotation marks; what stands in tags and in code is left as it
    is."""
    if not isinstance(value, SafeString):
        return conditional_escape(curled(figures(str(value or ""))))
    return set_html(value)


def closed_up(html):
    """`html` without the gaps before its numbers of sources."""
    *before, rest = html.split(_CITE)
    return _CITE.join([*(part.rstrip() for part in before), rest])


def set_html(html):
    pieces = _PIECE.findall(closed_up(html))
    block, not_text = [], 0
    for place, piece in enumerate(pieces):
        if not piece.startswith("<"):
            if not not_text:
                pieces[place] = _ENTITIES.sub(lambda match: unescape(match.group()), piece)
                block.append(place)
            continue
        if tag := _NOT_TEXT.match(piece):
            not_text += -1 if piece.startswith("</") else 1
            if tag["code"] and not_text == 1:
                block.append(None)
        elif not _INLINE.match(piece):
            set_block(pieces, block)
            block = []
    set_block(pieces, block)
    return mark_safe("".join(pieces))  # noqa: S308 (only quotation marks in text were replaced)


def set_block(pieces, places):
    """Sets the `pieces` at `places`, which are read in one go whatever tags stand between them.
    None stands for code, which counts as a word and stays as it is."""
    read = [_WORD if place is None else pieces[place] for place in places]
    text, position = curled(figures("".join(read))), 0
    for place, piece in zip(places, read, strict=True):
        if place is not None:
            pieces[place] = text[position : position + len(piece)]
        position += len(piece)


@register.filter
def has_long_word(text):
    """Whether a word of a title is wider than a phone at the size of titles."""
    return any(len(word) >= LONG_WORD for word in re.split(r"[\s-]+", str(text)))
