"""The parts of a content file, and the words that may stand in them."""

from dataclasses import dataclass, field

TYPES = ("concept", "framework", "question")

KINDS = (
    "quality",
    "skill",
    "relationship",
    "process",
    "outcome",
    "challenge",
    "safeguard",
    "idea",
)

CATEGORIES = (
    "the relationship itself",
    "frameworks",
    "in the room",
    "limits and ethics",
    "for clients",
)

# What a relation rests on.
BASES = ("source", "theory", "practice", "correlation", "trial")

# Each type with its words, read from the stating page to the other and back.
RELATION_TYPES = {
    "part-of": ("part of", "has part"),
    "precedes": ("precedes", "follows"),
    "builds": ("builds", "is built by"),
    "expressed-through": ("is expressed through", "expresses"),
    "protects": ("protects", "is protected by"),
    "undermines": ("undermines", "is undermined by"),
    "goes-with": ("goes with", "goes with"),
    "contrasts-with": ("contrasts with", "contrasts with"),
    "confused-with": ("is confused with", "is confused with"),
    "related-to": ("related to", "related to"),
}

SYMMETRIC_TYPES = ("goes-with", "contrasts-with", "confused-with", "related-to")


@dataclass(frozen=True)
class RelationLine:
    """A relation as the file states it: `to` is a slug, `reason` a sentence that may cite."""

    type: str
    to: str
    reason: str
    basis: str


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
    """A whole page as data. `lines` says where each part stands (`tags`, `relations.0`, `body`),
    and is not compared.
    """

    type: str
    title: str
    kind: str = ""
    summary: str = ""
    aliases: tuple = ()
    search: tuple = ()
    tags: tuple = ()
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

    def line(self, place):
        """The line on which `place` stands, or the line of the nearest part that is known."""
        while place and place not in self.lines:
            place = place.rpartition(".")[0]
        return self.lines.get(place, 1)
