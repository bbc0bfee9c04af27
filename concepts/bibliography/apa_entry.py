"""The APA 7 entry of a work, as safe HTML and as plain text.

The style is the official one, unchanged, as the repository of the Citation Style Language project
has it; by Brenton M. Wiernik and Andrew Dunning, CC BY-SA 3.0, as the file itself says. citeproc-py
arranges what `apa_work` has put as both expect it; here the line is finished where only the whole
of it shows what is right.
"""

import re
from functools import cache
from html import escape
from pathlib import Path

from .apa_work import as_source
from .links import link
from .processor import load_style, render_entry
from .words import CLINGS, END, FLIP, ITALIC, LINK, PLURAL, UNFLIP, UPRIGHT, WHEN
from .works import work

_MARKS = f"{ITALIC}{UPRIGHT}{FLIP}{UNFLIP}"
_PIECES = re.compile(f"([{_MARKS}{LINK}])")
# "Does it help?." and "Smith, Inc..": a field that ends a sentence itself needs no full stop.
_DOUBLE_STOP = re.compile(rf"([.!?…][{_MARKS}]*[”’]*[{_MARKS}]*){END}([{_MARKS}]*)\.")
# Full stops and commas stand inside closing quotation marks (6.7).
_STOP_AFTER_QUOTE = re.compile(rf"((?<![”’])[”’]+)([{_MARKS}]*){END}([{_MARKS}]*)([.,])")

# "d’" and "Hondt", but "d’ (Ed.)".
_CLINGING = re.compile(rf"{CLINGS}(?: (?=\w))?")


def apa(item):
    """The entry of a work in a reference list, APA 7, as HTML that is safe whatever the item holds:
    text is escaped, the only tags are `<i>` and `<a href>`, and links are http or https.
    """
    text, place = _entry(item)
    pieces, italic, styled, flipped = [], False, 0, 0
    for piece in filter(None, _PIECES.split(text)):
        if piece in _MARKS:
            styled += {ITALIC: 1, UPRIGHT: -1}.get(piece, 0)
            flipped += {FLIP: 1, UNFLIP: -1}.get(piece, 0)
            continue
        # Italics within italics stand upright, as within a book's title.
        if italic != (piece != LINK and (styled > 0) != (flipped % 2 == 1)):
            pieces.append("</i>" if italic else "<i>")
            italic = not italic
        if piece == LINK and place.address:
            pieces.append(f'<a href="{escape(place.address)}">{escape(place.text, False)}</a>')
        else:
            pieces.append(escape(place.text if piece == LINK else piece, quote=False))
    return "".join(pieces) + ("</i>" if italic else "")


def apa_plain(item):
    """The same entry as `apa` in plain text: no tags, nothing escaped."""
    text, place = _entry(item)
    text = re.sub(f"[{_MARKS}]", "", text)
    return text.replace(LINK, place.text) if place else text


def _entry(item):
    """The entry with sentinels for its formatting, and the Link that `LINK` stands for in it."""
    source = work(item)
    place = link(source.texts.get("DOI", ""), source.texts.get("URL", ""))
    text = render_entry(_style(), as_source(source, place))
    when = source.dates.get("issued")
    if when:
        text = text.replace(f", {WHEN}", f", {when.day}" if when.day else "")
        text = text.replace(WHEN, when.year)
    text = _without_second_title(text)
    text = _DOUBLE_STOP.sub(r"\1\2", text)
    text = _STOP_AFTER_QUOTE.sub(r"\4\1\2\3", text)
    text = _CLINGING.sub("", text)
    for superfluous in (END, PLURAL, " (testimony of)"):
        text = text.replace(superfluous, "")
    # "Retrieved" is for pages that change, and goes with the day on which they were read (9.16).
    return text.replace(f"https://doi.org/{LINK}", LINK).replace(f"Retrieved {LINK}", LINK), place


def _without_second_title(text):
    """An entry that begins with the work's title, for want of an author, says it no second time."""
    date = text.find(". (", text.find(END))
    body = text.find("). ", date) + 3
    title = text[:date]
    if END not in title or body < 3 or not text.startswith(title, body):
        return text
    return f"{text[:body]}{text[body + len(title) :].lstrip('. ')}".rstrip()


@cache
def _style():
    """The APA style, less what citeproc-py 0.11.1 can't do with it and what we have no use for."""
    style = load_style(Path(__file__).with_name("apa.csl"), "en-US")
    # `names.initials` makes the initials: the library takes names in small letters for particles.
    del style.root.attrib["initialize-with"]
    for label in style.root.iter("{*}label"):
        if label.get("text-case") == "title":  # would print "(eds.)"
            label.set("text-case", "capitalize-all")
        if label.get("form") == "verb-short":  # would print nothing where a language has no such
            label.set("form", "verb")
        if label.get("variable") == "number":  # would print "Pub. L. Nos. 104-191"
            label.set("plural", "never")
    # Letters that nobody can look up stand in no list of APA's; a page about one has to name it.
    for branch in style.root.bibliography.layout.findall(".//{*}else-if"):
        branch.getparent().remove(branch)
    return style
