"""What changed between two editions beside the text: names, tags, relations, members, in plain
words. Pure: from Contents to safe HTML.
"""

from dataclasses import dataclass
from html import escape

from concepts.contentfile import BASES, RELATION_TYPES
from concepts.contentfile.page import FIELDS
from concepts.contentfile.schema import Flag, Text
from concepts.markup import fold

from .page import word_differences

_LISTS = (
    ("aliases", "Other name", "Other names"),
    ("search", "Search word", "Search words"),
    ("tags", "Tag", "Tags"),
    ("findings", "Finding shown first", "Findings shown first"),
    ("concepts", "Concept that it is about", "Concepts that it is about"),
)
# Parts that are a word or a few: whatever the schema has beside those that are told in another way.
_WORDS = tuple(
    key
    for key, field in FIELDS.items()
    if isinstance(field, Text)
    and not isinstance(field, Flag)
    and key not in ("title", "summary", "source")
)
_ARRANGED = {  # by `ordered` and `steps`, which are ordered too
    (False, False): "in no order",
    (False, True): "as steps, one after another",
    (True, False): "in this order",
    (True, True): "as steps, one after another",
}


@dataclass(frozen=True)
class Fact:
    """One thing that changed: what it is and what happened to it, then `html`."""

    label: str
    html: str


@dataclass(frozen=True)
class Names:
    """How what two texts name by slugs and keys is called: `pages` by slug, `passages` by (source
    id, folded heading), `sources` titles by id, and the `html` of lines that may link and cite."""

    pages: dict
    passages: dict
    sources: dict
    html: dict

    def page(self, slug):
        """A page that readers no longer see is called by its slug, as words."""
        return escape(str(self.pages[slug]) if slug in self.pages else slug.replace("-", " "))

    def source(self, key):
        return self.sources.get(key, key)

    def passage(self, name):
        found = self.passages.get((name.source, fold(name.heading)))
        source = found.source.title if found else self.source(name.source)
        return escape(f"{source}, “{found.heading if found else name.heading}”")


def front_matter_differences(old, new, names):
    """The Facts in which two Contents differ."""

    def value(label, of):
        return _value(label, of(old), of(new))

    return [
        *_line("Title", old.title, new.title),
        *_line("Answer" if new.type == "question" else "Definition", old.summary, new.summary),
        *_words(old, new),
        *_lists(old, new, names),
        *_relations(old, new, names),
        *value("Arranged", lambda content: _ARRANGED[content.ordered, content.steps]),
        *value("The list comes from", lambda content: names.source(content.source)),
        *_members(old, new, names),
        *_passages(old, new, names),
    ]


def removed(html):
    return f"<del>{html}</del>"


def added(html):
    return f"<ins>{html}</ins>"


def _line(label, old, new):
    """A line of which words changed."""
    if old != new:
        yield Fact(label, word_differences(escape(old, quote=False), escape(new, quote=False)))


def _value(label, old, new):
    """One of a few values, which changes as a whole."""
    if old != new:
        yield Fact(label, replaced(old, new))


def replaced(old, new):
    """One value that took the place of another, either of which may be nothing."""
    parts = [removed(escape(old))] if old else []
    return " ".join([*parts, added(escape(new))] if new else parts)


def _words(old, new):
    for key in _WORDS:
        values = (getattr(each, key) for each in (old, new))
        yield from _value(_capitalised(key), *map(_capitalised, values))


def _capitalised(text):
    return text[:1].upper() + text[1:]


def several(one, many, old, new):
    """Things of a list, by key with their HTML: which were taken away, which were added."""
    gone, come = [key for key in old if key not in new], [key for key in new if key not in old]
    yield from (Fact(f"{one} taken away", removed(old[key])) for key in gone)
    yield from (Fact(f"{one} added", added(new[key])) for key in come)
    if [key for key in old if key in new] != [key for key in new if key in old]:
        yield Fact(many, "in another order")


def _lists(old, new, names):
    for field, one, many in _LISTS:
        shown = names.page if field == "concepts" else escape
        before, after = (
            {text: shown(text) for text in getattr(each, field)} for each in (old, new)
        )
        yield from several(one, many, before, after)


def _passages(old, new, names):
    before, after = (
        {(name.source, fold(name.heading)): names.passage(name) for name in each.sources}
        for each in (old, new)
    )
    yield from several("Passage", "Passages", before, after)


def _relations(old, new, names):
    before, after = ({(line.type, line.to): line for line in each.relations} for each in (old, new))
    said = {
        key: f"{RELATION_TYPES[key[0]].words} {names.page(key[1])}" for key in {**before, **after}
    }
    for key, line in before.items():
        if key not in after:
            gone = removed(said[key]), removed(names.html[line.reason])
            yield Fact("Relation taken away", ": ".join(gone))
    for key, line in after.items():
        former = before.get(key)
        if former is None:
            yield Fact("Relation added", f"{added(said[key])}: {added(names.html[line.reason])}")
            continue
        if former.reason != line.reason:
            changed = word_differences(names.html[former.reason], names.html[line.reason])
            yield Fact("Reason changed", f"{said[key]}: {changed}")
        if former.basis != line.basis:
            bases = removed(BASES[former.basis].words), added(BASES[line.basis].words)
            yield Fact("Basis changed", f"{said[key]}: {' '.join(bases)}")
        yield from _contrast(said[key], former, line)


def _contrast(said, former, line):
    """What else changed of a relation: its direction, and how it tells two pages apart."""
    if former.direction != line.direction:
        directions = replaced(former.direction, line.direction)
        yield Fact("Direction changed", f"{said}: {directions}")
    for label, key in (("Contrast changed", "contrast"), ("Answers changed", "example")):
        before, after = (_rows(getattr(each, key)) for each in (former, line))
        if before != after:
            changed = word_differences(escape(before, quote=False), escape(after, quote=False))
            yield Fact(label, f"{said}: {changed}")


def _rows(value):
    """Rows of a contrast, or one that is answered both ways, as a line."""
    rows = value if isinstance(value, tuple) else filter(None, (value,))
    return "; ".join(f"{row.of}: {row.here} | {row.there}" for row in rows)


def _members(old, new, names):
    before, after = (
        {(member.entry, member.label): member for member in each.members} for each in (old, new)
    )
    said = {key: names.page(key[0]) if key[0] else escape(key[1]) for key in {**before, **after}}
    shown = [{key: said[key] for key in each} for each in (before, after)]
    yield from several("Member", "Members", *shown)
    for key, member in after.items():
        former = before.get(key, member)
        if former.note != member.note:
            changed = word_differences(names.html[former.note], names.html[member.note])
            yield Fact("Note changed", f"{said[key]}: {changed}")
