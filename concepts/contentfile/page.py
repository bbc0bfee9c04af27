"""A page's parts: what each type of page has, read from a text, checked, and written again."""

import sys
from dataclasses import dataclass, field, replace
from hashlib import blake2b
from threading import Lock

import yaml
from cachetools import LRUCache, cached

from .characters import check_characters
from .faults import Fault, Faulty
from .nodes import read_mapping, split
from .schema import Choice, Flag, List, Reader, Row, Rows, Text, within
from .vocabulary import BASES, CATEGORIES, DIRECTIONS, KINDS, RELATION_TYPES, TYPES

# What is kept of texts that were read, in bytes: a number of texts would bound nothing.
KEPT = 8_000_000

MAXIMUM_SIZE = 200_000
MAXIMUM_FRONT_MATTER = 60_000


@dataclass(frozen=True)
class ContrastRow:
    """What is compared, and what is so on the page that states it (`here`) and on the other."""

    of: str
    here: str
    there: str


@dataclass(frozen=True)
class RelationLine:
    """A relation as the file states it: `to` is a slug, `reason` a sentence that may cite.

    `direction` is a correlation's. Of two pages that are told apart, `contrast` has the rows of a
    table, and `example` one thing that is said, answered in the way of each.
    """

    type: str
    to: str
    reason: str
    basis: str
    direction: str = ""
    contrast: tuple = ()
    example: ContrastRow | None = None


@dataclass(frozen=True)
class Member:
    """A member of a framework: a page (`entry`), or a `label` with a note where no page exists."""

    entry: str = ""
    label: str = ""
    note: str = ""


@dataclass(frozen=True)
class PassageName:
    """A passage of a source document, named as the files name it: source id and heading."""

    source: str
    heading: str


@dataclass(frozen=True)
class Content:
    """A whole page as data. `lines` says where each part stands (`tags`, `relations.0.reason`,
    `body`), and is not compared.
    """

    type: str
    title: str
    kind: str = ""
    summary: str = ""
    aliases: tuple = ()
    search: tuple = ()
    tags: tuple = ()
    findings: tuple = ()
    category: str = ""
    concepts: tuple = ()
    ordered: bool = False
    steps: bool = False
    source: str = ""
    members: tuple = ()
    relations: tuple = ()
    sources: tuple = ()
    body: str = ""
    lines: dict = field(default_factory=dict, compare=False, hash=False, repr=False)

    def texts(self):
        """(place, text) of each text that may link and cite: the body, and the one-line reasons of
        relations and notes of members."""
        yield "body", self.body
        for number, relation in enumerate(self.relations):
            yield f"relations.{number}.reason", relation.reason
        for number, member in enumerate(self.members):
            yield f"members.{number}.note", member.note

    @property
    def inline_texts(self):
        """The one-line ones of its texts."""
        return [text for place, text in self.texts() if place != "body"]

    def line(self, place):
        """The line on which `place` stands, or the line of the nearest part that is known."""
        part, _, number = place.partition(".")
        if part == "body" and number:
            return self.lines.get("body", 1) + int(number) - 1
        while place and place not in self.lines:
            place = place.rpartition(".")[0]
        return self.lines.get(place, 1)


class Contrast(Rows):
    a, the, part = "a row of a contrast", "the row of the contrast", ContrastRow
    fields = {
        "of": Text("what is compared", 400),
        "here": Text("the words for this page", 400),
        "there": Text("the words for the other page", 400),
    }
    most = 12

    def check_row(self, row, place):
        yield from super().check_row(row, place)
        for key in self.fields:
            if "|" in getattr(row, key):
                message = "a contrast has no stroke (|) in its words: it parts them in the form."
                yield Fault(within(place, key), message)


class Relations(Rows):
    a, the, part = "a relation", "the relation", RelationLine
    fields = {
        "type": Choice("the type", RELATION_TYPES),
        "to": Text("the relation's other page", 200),
        "direction": Choice("the direction", DIRECTIONS),
        "reason": Text("the reason", 600),
        "basis": Choice("the basis", BASES),
        "contrast": Contrast("contrast"),
        "example": Row(Contrast("example")),
    }
    optional = ("direction", "contrast", "example")

    def check_row(self, row, place):
        yield from super().check_row(row, place)
        type = RELATION_TYPES.get(row.type)
        if type is None:
            return
        if row.direction and not type.has_direction:
            message = f"'{row.type}' has no direction; only what goes together has more or less."
            yield Fault(within(place, "direction"), message)
        if not type.tells_apart:
            for key in ("contrast", "example"):
                if getattr(row, key):
                    yield Fault(
                        within(place, key),
                        f"'{row.type}' tells no pages apart; only contrasts-with and confused-with"
                        f" have {'an' if key == 'example' else 'a'} {key}.",
                    )


class Members(Rows):
    """A slug alone is a member too."""

    a, the, part = "a member", "the member", Member
    fields = {
        "entry": Text("the member's entry", 200),
        "label": Text("the member's label", 600),
        "note": Text("the member's note", 600),
    }

    def read_row(self, node, place, reader):
        if isinstance(node, yaml.ScalarNode):
            return Member(entry=Text("a member", 200).read(node, place, reader))
        if not isinstance(node, yaml.MappingNode):
            reader.fault(place, node, "a member is a slug, or has entry or label, and note.")
            return None
        nodes = reader.mapping(place, node, tuple(self.fields), self.a)
        return Member(**self.read_fields(nodes, place, reader))

    def check_row(self, row, place):
        if bool(row.entry) == bool(row.label):
            yield Fault(place, "a member needs either entry or label.")
        elif row.label and not row.note:
            yield Fault(place, "a member without a page needs a note, one sentence.")
        for key, field_ in self.fields.items():
            if value := getattr(row, key):
                yield from field_.check(value, within(place, key))

    def dump_row(self, row):
        if row.entry and not row.note:
            return row.entry
        return {key: value for key in self.fields if (value := getattr(row, key))}


class Passages(Rows):
    """Each a key, the source, and a value, the heading."""

    a, the, part = "a source", "the source", PassageName
    fields = {"source": Text("the source", 80), "heading": Text("the heading", 300)}

    def read_row(self, node, place, reader):
        if not isinstance(node, yaml.MappingNode) or len(node.value) != 1:
            reader.fault(place, node, "a source is written as `- meaning: Open Communication`.")
            return None
        nodes = dict(zip(self.fields, node.value[0], strict=True))
        return PassageName(**self.read_fields(nodes, place, reader))

    def check(self, rows, place):
        yield from super().check(rows, place)
        for number, row in enumerate(rows):
            if row in rows[:number]:
                message = f"the passage '{row.heading}' stands twice; keep one."
                yield Fault(within(place, number), message)

    def dump_row(self, row):
        return {row.source: row.heading}


FIELDS = {
    "title": Text("the title", 200),
    "kind": Choice("the kind", KINDS),
    "summary": Text("the summary", 500),
    "aliases": List("aliases", 120),
    "search": List("search", 120),
    "tags": List("tags", 120),
    "findings": List("findings", 120),
    "category": Choice("the category", CATEGORIES),
    "concepts": List("concepts", 120),
    "ordered": Flag("ordered"),
    "steps": Flag("steps"),
    "source": Text("the source", 80),
    "members": Members("members"),
    "relations": Relations("relations"),
    "sources": Passages("sources"),
}

_NAMES = ("aliases", "search", "tags")
# The keys of each type of page, in the order in which they are written.
KEYS = {
    "concept": ("title", "kind", "summary", *_NAMES, "findings", "relations", "sources"),
    "framework": ("title", "summary", *_NAMES, "ordered", "steps", "source", "members", "sources"),
    "question": ("title", "summary", *_NAMES, "category", "concepts", "sources"),
}
# What a page can't be without.
NEEDED = {
    "concept": ("title", "kind"),
    "framework": ("title",),
    "question": ("title", "category"),
}


def _weight(content):
    """About how many bytes a Content takes: its body, and its other parts by their lines."""
    return 4_000 + sys.getsizeof(content.body) + 700 * len(content.lines)


def _key(text, type):
    """A text's place among those that are kept, without keeping it."""
    return blake2b(text.encode(errors="surrogatepass"), digest_size=20).digest(), type


@cached(LRUCache(KEPT, _weight), key=_key, lock=Lock())
def parse(text, type):
    """The parts of a content file's `text` as Content; raises Faulty with all its faults.

    `type` is one of TYPES (the folder says it). Results are cached: both sides are immutable
    (`Content.lines` is only read).
    """
    if type not in TYPES:
        raise ValueError(f"unknown type of page: {type}")
    if faults := list(_check_size(text)):
        raise Faulty(faults)
    if faults := check_characters(text):
        raise Faulty(faults)
    matter, body, body_line = split(text)
    if len(matter) > MAXIMUM_FRONT_MATTER:
        message = f"the front matter is longer than {MAXIMUM_FRONT_MATTER:,} characters."
        raise Faulty([Fault("", message, line=1)])
    root = read_mapping(matter, first_line=2)
    reader = Reader(first_line=2)
    reader.lines["body"] = body_line
    nodes = reader.mapping("", root, KEYS[type], f"a {type}")
    parts = {key: FIELDS[key].read(node, key, reader) for key, node in nodes.items()}
    content = Content(**{"title": "", **parts}, type=type, body=body, lines=reader.lines)
    if content.steps and "ordered" in nodes and not content.ordered:
        reader.fault("steps", nodes["steps"], "steps are ordered; write `ordered: true`.")
    # What could not be read is no value to check, and a key that is not there stands nowhere.
    top = reader.line_of(root)
    faults = [
        replace(fault, line=content.line(fault.place) if fault.part in reader.lines else top)
        for fault in _check_parts(content)
        if not reader.refused(fault.place)
    ]
    if faults or reader.faults:
        raise Faulty(sorted([*reader.faults, *faults]))
    return content


def parse_or_none(text, type):
    """As `parse`; None for a text that can't be read as a page."""
    try:
        return parse(text, type)
    except Faulty:
        return None


def _check_size(text):
    if len(text) > MAXIMUM_SIZE:
        message = f"the text has {len(text):,} characters; {MAXIMUM_SIZE:,} is the most."
        yield Fault("", message)


def check(content):
    """What is wrong with the parts of a page: faults with places, without lines."""
    yield from _check_parts(content)
    # Only a body that is long itself makes a whole that is too long.
    if len(content.body) > MAXIMUM_SIZE - MAXIMUM_FRONT_MATTER:
        yield from _check_size(dump(content))


def _check_parts(content):
    keys = KEYS[content.type]
    for key in NEEDED[content.type]:
        if not getattr(content, key):
            yield Fault(key, f"a {content.type} needs a {key}; add it to the front matter.")
    for key in keys:
        if value := getattr(content, key):
            yield from FIELDS[key].check(value, key)
    yield from check_characters(content.body, "body")


def dump_yaml(data):
    """YAML as the content files have it: keys in the order given, no folded lines, lists without
    indentation.
    """
    return yaml.dump(
        data,
        Dumper=yaml.SafeDumper,
        sort_keys=False,
        allow_unicode=True,
        width=2**31,
        default_flow_style=False,
    )


def dump(content):
    """The canonical text of a Content: `parse(dump(content), content.type) == content`."""
    data = {
        key: FIELDS[key].dump(value)
        for key in KEYS[content.type]
        if (value := getattr(content, key))
    }
    body = "\n" + content.body if content.body else ""
    return f"---\n{dump_yaml(data)}---\n{body}"
