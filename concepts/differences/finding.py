"""What changed between two editions of a finding, in plain words. Pure: from its data (a record of
its file, or None where it was taken away) to safe HTML.
"""

from html import escape

from .front_matter import Fact, added, removed, replaced, several
from .page import word_differences

_TEXTS = (
    ("claim", "What it says"),
    ("direction", "Direction"),
    ("caveat", "What speaks against it"),
)
_WORDS = (
    ("kind", "Kind"),
    ("basis", "Rests on"),
    ("primary_studies", "Studies that were pooled"),
    ("read", "How the work was read"),
    ("country", "Country"),
    ("profession", "Profession"),
)
_FIGURES = {
    "value": "",
    "ci95": "95% interval",
    "k_studies": "k",
    "n": "N",
    "year": "year",
    "d_equivalent": "as d",
    "i2_percent": "I2 (percent)",
    "variance_pct_derived": "100 r² (our arithmetic, disputed)",
    "p": "p",
    "significant": "significant",
    "note": "",
}


def finding_differences(old, new, page=None):
    """The Facts in which two editions differ; `page` gives a slug the title of its page."""
    if old is None or new is None:
        return []
    page = page or _in_words
    return [*_lines(old, new), *_numbers(old, new), *_ties(old, new, page)]


def _in_words(slug):
    return slug.replace("-", " ")


def _lines(old, new):
    for name, label in _TEXTS:
        before, after = (_spaced(each.get(name, "")) for each in (old, new))
        if before != after:
            yield Fact(label, word_differences(escape(before, False), escape(after, False)))
    for name, label in _WORDS:
        before, after = (_spaced(each.get(name, "")) for each in (old, new))
        if before != after:
            yield Fact(label, replaced(before, after))


def _numbers(old, new):
    """Numbers that are of the same thing are compared, part by part; others came or went."""
    before, after = (list(map(_parts, each.get("statistics", []))) for each in (old, new))
    gone = [parts for parts in before if parts not in after]
    for parts in [parts for parts in after if parts not in before]:
        former = next((each for each in gone if each["of"] == parts["of"]), None)
        if former is None:
            yield Fact("Number added", added(_line(parts)))
            continue
        gone.remove(former)
        names = [name for name in _FIGURES if name in {**former, **parts}]
        changed = (_changed(name, former.get(name, ""), parts.get(name, "")) for name in names)
        yield Fact("Number changed", f"{escape(parts['of'])} {'; '.join(changed)}")
    yield from (Fact("Number taken away", removed(_line(parts))) for parts in gone)
    if len(before) == len(after) and all(parts in after for parts in before) and before != after:
        yield Fact("Numbers", "in another order")


def _parts(figure):
    """What a number is of, with its measure, and each of its parts as words."""
    of, measure = (_spaced(figure.get(name, "")) for name in ("of", "measure"))
    parts = {"of": f"{of}: {measure}" if of else measure}
    for name in _FIGURES:
        if name in figure:
            said = figure[name]
            parts[name] = _spaced(" to ".join(said) if name == "ci95" else said)
    return parts


def _line(parts):
    said = (_said(name, escape(parts[name])) for name in _FIGURES if name in parts)
    return f"{escape(parts['of'])} {'; '.join(said)}"


def _changed(name, old, new):
    if old == new:
        return _said(name, escape(old))
    return _said(name, replaced(old, new))


def _said(name, html):
    return f"{_FIGURES[name]} {html}".strip()


def _ties(old, new, page):
    for name, one, many, shown in (
        ("concepts", "Page that it is about", "Pages that it is about", page),
        ("also", "Work that it also names", "Works that it also names", str),
    ):
        before, after = (
            {key: escape(shown(key)) for key in sorted(each.get(name, []))} for each in (old, new)
        )
        yield from several(one, many, before, after)
    if old["reference"] != new["reference"]:
        yield Fact("Work", replaced(old["reference"], new["reference"]))


def _spaced(text):
    return " ".join(text.split())
