"""BibTeX, for LaTeX and for programs that read nothing else.

Entry types and fields are those of BibTeX's own styles (Patashnik, *BibTeXing*, 1988), with the
``date``, ``doi``, ``url`` and ``urldate`` that biblatex and newer styles know. The file is UTF-8,
as biber and today's BibTeX read it; only what TeX itself takes for a command is escaped.
"""

import re
from urllib.parse import quote

from .dates import MONTHS
from .links import web_url
from .names import clings, joined
from .words import DASH, plain
from .works import work

_TYPES = {
    "article": "article-journal article-magazine article-newspaper review review-book",
    "book": "book classic",
    "booklet": "pamphlet",
    "incollection": "chapter entry entry-dictionary entry-encyclopedia",
    "inproceedings": "paper-conference",
    "phdthesis": "thesis",
    "techreport": "report standard",
    "unpublished": "manuscript",
}
_KINDS = {type: kind for kind, types in _TYPES.items() for type in types.split()}
_IN = {"article": "journal", "incollection": "booktitle", "inproceedings": "booktitle"}
_PUBLISHER = {"techreport": "institution", "phdthesis": "school", "booklet": "howpublished"}
# How the title of a page of this site names its edition.
_EDITION_AT_END = re.compile(r"(.*?)(?: (\(edition \d+\)))?\Z", re.DOTALL)

# BibTeX counts braces whether escaped or not, so an escaped brace has to be a word with two.
_ESCAPES = {
    "\\": r"\textbackslash{}",
    "{": r"\textbraceleft{}",
    "}": r"\textbraceright{}",
    "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}",
    "<": r"\textless{}",
    ">": r"\textgreater{}",
    "|": r"\textbar{}",
    **{character: f"\\{character}" for character in "&%$#_"},
}


def bibtex(items):
    """Works as a BibTeX file. A key is the work's id as far as BibTeX allows its characters; if two
    become alike, the later one gets a number.
    """
    keys = set()
    return "\n".join(_entry(work(item), keys) for item in items)


def _entry(source, keys):
    kind = _KINDS.get(source.type, "misc")
    lines = [f"@{kind}{{{_key(source, keys)},"]
    lines += [f"  {name} = {value}," for name, value in _fields(source, kind) if value != "{}"]
    return "\n".join([*lines, "}"]) + "\n"


def _key(source, keys):
    base = re.sub(r"[^A-Za-z0-9:_.+-]+", "-", source.id).strip("-") or "work"
    key, number = base, 1
    while key.lower() in keys:  # BibTeX does not tell capitals in keys apart
        number += 1
        key = f"{base}-{number}"
    keys.add(key.lower())
    return key


def _fields(source, kind):
    def text(name):
        return f"{{{escape(source.text(name))}}}"

    for role in ("author", "editor", "translator"):
        yield role, f"{{{' and '.join(map(_name, source.people.get(role, ())))}}}"
    yield "title", f"{{{_title(source.text('title'))}}}"
    yield _IN.get(kind, "howpublished" if kind == "misc" else "series"), text("container-title")
    issued = source.dates.get("issued")
    if issued:
        yield "year", f"{{{escape(issued.year)}}}"
        if issued.parts and len(issued.parts[0]) > 1:
            yield "month", MONTHS[issued.parts[0][1]][:3].lower()
        if any(len(part) == 3 and part[0] > 0 for part in issued.parts):
            # BibTeX has no field for the day. biblatex and Zotero read this one before the others.
            yield "date", f"{{{_iso(issued)}}}"
    yield "volume", text("volume")
    yield "number", text("number" if kind in ("techreport", "misc") else "issue")
    yield "pages", f"{{{escape(DASH.sub('--', source.text('page')))}}}"
    yield "edition", text("edition")
    if kind in ("techreport", "phdthesis"):
        yield "type", text("genre")
    publisher = source.text("publisher")
    if kind == "techreport" and not publisher:
        # A report needs an institution; where none is named, its author published it.
        publisher = "; ".join(person.literal for person in source.people.get("author", ()))
    yield _PUBLISHER.get(kind, "publisher"), f"{{{escape(publisher)}}}"
    yield "address", text("publisher-place")
    yield "isbn", text("ISBN")
    yield "issn", text("ISSN")
    # These two are printed as they stand, so what would break the file is percent-encoded.
    yield "doi", f"{{{_verbatim(source.texts.get('DOI', ''))}}}"
    yield "url", f"{{{_verbatim(web_url(source.texts.get('URL', '')))}}}"
    accessed = source.dates.get("accessed")
    if accessed and accessed.parts:
        yield "urldate", f"{{{_iso(accessed)}}}"
    yield "language", text("language")


def escape(text):
    """Text in which TeX finds no command and BibTeX no unpaired brace."""
    return "".join(_ESCAPES.get(character, character) for character in text)


def _title(text):
    """A title whose proper names and abbreviations keep their capitals in every style.

    BibTeX's styles write titles small after the first word; what stands in braces they leave.
    """
    words, begins = [], True
    text, kept = _EDITION_AT_END.match(text).groups()
    for word in text.split(" "):
        rest = word[1:] if begins else word
        words.append(f"{{{escape(word)}}}" if rest.lower() != rest else escape(word))
        begins = word.endswith(":")  # the styles leave the capital of a subtitle
    # After a question mark, styles with sentence case would make a capital of it.
    return " ".join(words) + (f" {{{escape(kept)}}}" if kept else "")


def _name(person):
    if person.literal:
        return f"{{{escape(plain(person.literal))}}}"
    particles = plain(joined(person.dropping_particle, person.non_dropping_particle))
    family = plain(person.family)
    if clings(particles):  # "de l’" and "Hôpital": only what stands alone is BibTeX's "von"
        particles, _, last = particles.rpartition(" ")
        family = joined(last, family)
    last = " ".join(filter(None, (escape(particles), _part(family))))
    return ", ".join(filter(None, (last, _part(plain(person.suffix)), _part(plain(person.given)))))


def _part(text):
    """A part of a name, in braces if BibTeX would take it apart at "and", a comma or a particle."""
    apart = "," in text or re.search(r"(?i)\band\b", text) or re.search(r"(?:^|\s)[a-z]", text)
    return f"{{{escape(text)}}}" if apart else escape(text)


def _verbatim(text):
    return quote(text, "/:;?#[]@!$&'()*+,=~-._%")


def _iso(when):
    """A day, or the first and last day of a range, as ISO 8601-2 and biblatex have them."""
    return "/".join(
        "-".join([f"{year:04d}", *(f"{part:02d}" for part in rest)]) for year, *rest in when.parts
    )
