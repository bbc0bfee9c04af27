"""Texts and safe HTML as readers see them. Pure.

Straight quotation marks, apostrophes and minus signs are set as in print, without a gap before the
number of a source; the signs of statistics are explained; headings get links.
"""

import re
from collections import defaultdict
from html import escape, unescape

from django.utils.html import conditional_escape, format_html
from django.utils.safestring import SafeString, mark_safe

from concepts.quotation_marks import OPENS, turns

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


def has_long_word(text):
    """Whether a word of a title is wider than a phone at the size of titles."""
    return any(len(word) >= LONG_WORD for word in re.split(r"[\s-]+", str(text)))


# The signs of statistics

# What the signs of statistics stand for, as a tooltip says it.
SIGNS = {
    "r": "correlation: from −1 to 1, 0 is no link",
    "d": "difference in standard deviations",
    "g": "difference in standard deviations, corrected for small samples",
    "k": "number of studies",
    "N": "number of people",
    "SMD": "standardised mean difference: how far apart two averages are, in standard deviations",
}
_NO_PLACE = re.compile(r"</?(?:a|abbr|code|pre|h[2-4]|sup)\b")
# A sign before its figure, and perhaps what it is the sign of: "r, with symptoms = .3".
_EXPLAINED = re.compile(
    rf"(?<![\w.])({'|'.join(SIGNS)})(?=(?:, \w[^=<>;.]{{0,80}}?)?(?:\s|&nbsp;)=)"
)


def slanted(sign, page=""):
    """The sign of a statistic, with what it stands for, and leading to the `page` on signs."""
    meaning = SIGNS.get(sign)
    if not meaning:
        return format_html("<i>{}</i>", sign)
    abbr = format_html('<abbr title="{}">{}</abbr>', meaning, sign)
    return format_html('<a class="sign" href="{}">{}</a>', page, abbr) if page else abbr


def explained(html, page=""):
    """Safe HTML in which the first of each sign of statistics says what it stands for, and leads to
    the `page` on reading numbers."""
    told, depth, pieces = set(), 0, _PIECE.findall(html)

    def explain(match):
        sign = match[1]
        if sign in told:
            return sign
        told.add(sign)
        return slanted(sign, page)

    for place, piece in enumerate(pieces):
        if not piece.startswith("<"):
            pieces[place] = piece if depth else _EXPLAINED.sub(explain, piece)
        elif _NO_PLACE.match(piece):
            depth += -1 if piece.startswith("</") else 1
    return mark_safe("".join(pieces))  # noqa: S308 (only letters of safe HTML were wrapped)


# Headings

_HEADING = re.compile(r'(<summary>)?<h([2-4]) id="([^"]+)">(.*?)</h\2>', re.DOTALL)
_MARK = re.compile(r'<sup class="cite">(?:(?!</sup>).)*+</sup>', re.DOTALL)


def linked_headings(html, former=None):
    """A page's safe HTML with a link at each heading, for copying the address of a section.

    It stands beside the heading, as do the sources that the heading cites: a heading is called by
    its words alone. Where a heading unfolds its section, there is no link. `former` are the
    anchors of earlier editions, each with the heading that it leads to.
    """
    places = defaultdict(list)
    for anchor, to in (former or {}).items():
        places[to].append(f'<span id="{escape(anchor)}"></span>')
    linked = _HEADING.sub(lambda match: _linked(match, places.get(unescape(match[3]), ())), html)
    return mark_safe(linked)  # noqa: S308 (sanitised, and the anchors with it)


def above_it_all(former):
    """The `former` anchors that lead to the beginning of a text."""
    spans = [f'<span id="{escape(anchor)}"></span>' for anchor, to in former.items() if not to]
    above = f'<div class="former">{"".join(spans)}</div>' if spans else ""
    return mark_safe(above)  # noqa: S308 (what was typed is escaped)


def _linked(match, former):
    folds, level, anchor, whole = match.groups()
    *before, last = _MARK.split(whole)
    words = "".join([*(piece.rstrip() for piece in before), last]).strip()
    cites = "".join(_MARK.findall(whole))
    if "</sup>" in words:
        return match.group()
    if not words:
        words, cites = whole, ""
    if folds:  # what unfolds a section leads nowhere else
        return f'{folds}{"".join(former)}<h{level} id="{anchor}">{words}</h{level}>{cites}'
    return (
        f'<div class="heading level-{level}">{"".join(former)}'
        f'<h{level} id="{anchor}">{words}</h{level}>{cites}'
        f'<a class="hash" href="#{anchor}" aria-label="Link to this section"'
        f' aria-describedby="{anchor}">#</a></div>'
    )
