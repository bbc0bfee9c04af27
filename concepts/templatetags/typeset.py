"""Straight quotation marks, apostrophes and minus signs as they are set in print, and no gap before
the number of a source."""

import re
from html import unescape

from django import template
from django.utils.html import conditional_escape
from django.utils.safestring import SafeString, mark_safe

register = template.Library()

# A tag that never ends takes what is left, or each of many would be sought an end for.
_PIECE = re.compile(r"<[^>]*(?:>|\Z)|[^<]+")
_CODE = re.compile(r"</?(code|pre)\b")
_QUOTE = re.compile("[\"']")
_CITE = '<sup class="cite"'
_EQUATION = re.compile(r"\b([rdgkN]) = (?=[-\N{MINUS SIGN}.\d])")
_MINUS = re.compile(r"(?<![^\s(])-(?=\.?\d)")
_ENTITIES = re.compile("&(?:quot|#x27|#39);")
_OPENERS = set(
    " \t\n\N{NO-BREAK SPACE}([{/\N{EM DASH}\N{EN DASH}"
    "\N{LEFT DOUBLE QUOTATION MARK}\N{LEFT SINGLE QUOTATION MARK}"
)
_SET = {
    ('"', True): "\N{LEFT DOUBLE QUOTATION MARK}",
    ('"', False): "\N{RIGHT DOUBLE QUOTATION MARK}",
    ("'", True): "\N{LEFT SINGLE QUOTATION MARK}",
    ("'", False): "\N{RIGHT SINGLE QUOTATION MARK}",
}


def curled(text, before=" "):
    """`text` with set quotation marks; `before` is the character that stands before it."""

    def place(match):
        at = match.start()
        previous = before if at == 0 else text[at - 1]
        # A mark opens after a gap, unless another gap follows it too: then it closes nothing and
        # opens nothing.
        opens = previous in _OPENERS and text[at + 1 : at + 2] not in _OPENERS
        return _SET[match.group(), opens]

    return _QUOTE.sub(place, text)


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
    pieces, before, in_code = [], " ", 0
    for piece in _PIECE.findall(closed_up(html)):
        if piece.startswith("<"):
            tag = _CODE.match(piece)
            in_code += (-1 if piece.startswith("</") else 1) if tag else 0
            # Blocks begin anew; inline tags stand within a word or a sentence.
            before = (
                before
                if re.match(r"</?(?:a|b|cite|code|em|i|mark|strong|sup|span)\b", piece)
                else " "
            )
        elif not in_code:
            piece = _ENTITIES.sub(lambda match: unescape(match.group()), piece)
            piece = curled(figures(piece), before)
            before = piece[-1]
        pieces.append(piece)
    return mark_safe("".join(pieces))  # noqa: S308 (only quotation marks in text were replaced)
