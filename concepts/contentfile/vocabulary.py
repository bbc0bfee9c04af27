"""The words that a page's front matter may hold, and all that is said of each.

Each mapping has its words in the order in which they are shown. What is drawn for a kind or a type
of relation stands in static/icons.svg and templates/components/map-signs.html.
"""

from dataclasses import dataclass

TYPES = ("concept", "framework", "question")

CATEGORIES = (
    "the relationship itself",
    "frameworks",
    "in the room",
    "limits and ethics",
    "for clients",
)


def _by_name(*words):
    return {word.name: word for word in words}


@dataclass(frozen=True)
class Kind:
    """What sort of thing a concept is, and the zone of the map in which it stands. What is trouble,
    a danger or a test may not greet readers on the home page: it `greets` not."""

    name: str
    plural: str
    zone: str
    greets: bool = True


KINDS = _by_name(
    Kind("quality", "qualities", "What the therapist brings"),
    Kind("skill", "skills", "What the therapist brings"),
    Kind("relationship", "relationships", "What grows between them"),
    Kind("process", "processes", "How the work goes"),
    Kind("outcome", "outcomes", "What comes of it"),
    Kind("challenge", "challenges", "What tests it", greets=False),
    Kind("safeguard", "safeguards", "What keeps it safe", greets=False),
    Kind("idea", "ideas", "Ideas to think with", greets=False),
    Kind("instrument", "instruments", "Ideas to think with", greets=False),
)


@dataclass(frozen=True)
class Basis:
    """What a relation rests on, and how readers are told."""

    name: str
    words: str


BASES = _by_name(
    Basis("source", "a source document says so"),
    Basis("theory", "theory"),
    Basis("practice", "practice"),
    Basis("correlation", "correlation"),
    Basis("trial", "a trial"),
)


@dataclass(frozen=True)
class Direction:
    """Which way two things that go with one another move together, and how readers are told."""

    name: str
    words: str
    sign: str


DIRECTIONS = _by_name(
    Direction("more", "more of it goes with more", "+"),
    Direction("less", "more of it goes with less", "−"),
)


@dataclass(frozen=True)
class RelationType:
    """A type of relation.

    `words` lead from the stating page to the other, `inverse` back; where both are the same, the
    relation is symmetric. `sign` is the room, in pixels, that its line's sign takes at the start
    and at the end. `tells_apart`: its reason says how two pages differ, and it may have rows of a
    contrast. `is_mistaken`: one is taken for the other. `overlaps`: what is true of one may be true
    of the other. `has_direction`: it is a correlation, and has a sign. `is_main`: the map draws it
    at first, since it carries the whole. `is_adverse`: it is drawn as what goes against.
    `guards`: one keeps the other safe, and its double line lies on top of others. `takes_is`: its
    words are no verb, so that a sentence needs one. `onward` says how soon the other page is
    offered as one that leads deeper, from the stating page and back; 0 is never.
    """

    name: str
    words: str
    inverse: str
    sign: tuple = (0, 0)
    tells_apart: bool = False
    is_mistaken: bool = False
    overlaps: bool = False
    has_direction: bool = False
    is_main: bool = False
    is_adverse: bool = False
    guards: bool = False
    takes_is: bool = False
    onward: tuple = (0, 0)

    @property
    def is_symmetric(self):
        return self.words == self.inverse

    @property
    def predicate(self):
        """The words as a sentence needs them: is part of, is related to."""
        return f"is {self.words}" if self.takes_is else self.words


RELATION_TYPES = _by_name(
    RelationType(
        "part-of", "part of", "has part", (7, 0), overlaps=True, takes_is=True, onward=(6, 1)
    ),
    RelationType("precedes", "precedes", "follows", (7, 1), onward=(4, 0)),
    RelationType("builds", "builds", "is built by", (0, 10), is_main=True, onward=(3, 0)),
    RelationType("expressed-through", "is expressed through", "expresses", (0, 9), onward=(2, 0)),
    RelationType("protects", "protects", "is protected by", sign=(3, 0), is_main=True, guards=True),
    RelationType(
        "undermines", "undermines", "is undermined by", (0, 20), is_main=True, is_adverse=True
    ),
    RelationType("goes-with", "goes with", "goes with", (7, 7), has_direction=True, onward=(5, 5)),
    RelationType(
        "contrasts-with",
        "contrasts with",
        "contrasts with",
        (10, 10),
        tells_apart=True,
        is_adverse=True,
    ),
    RelationType(
        "confused-with",
        "is confused with",
        "is confused with",
        (18, 18),
        tells_apart=True,
        is_mistaken=True,
    ),
    RelationType("related-to", "related to", "related to", takes_is=True, onward=(7, 7)),
)

SYMMETRIC_TYPES = tuple(name for name, type in RELATION_TYPES.items() if type.is_symmetric)
MAIN_TYPES = tuple(name for name, type in RELATION_TYPES.items() if type.is_main)
TELLING_APART = tuple(sorted(name for name, type in RELATION_TYPES.items() if type.tells_apart))
