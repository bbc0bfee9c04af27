"""What the map shows: everything while that can be read, and beyond that one part at a time."""

from collections import Counter
from dataclasses import dataclass, field

from concepts.contentfile import KINDS, MAIN_TYPES, RELATION_TYPES
from concepts.models import Framework

from .geometry.layout import CHANNEL
from .geometry.routing import lay_out
from .geometry.shapes import Drawing
from .nodes import (
    MOST_HUBS,
    MOST_TIES,
    all_nodes,
    count_kinds,
    find_hubs,
    find_node,
    nodes_of_framework,
    nodes_of_kind,
    ties_between,
    ties_of,
    ties_touching,
)

MOST_CONCEPTS = 200  # that stand on the map at once
MOST_LINES = 60  # that can still be followed where they are of several types
MOST_LINES_OF_A_TYPE = 120
MOST_NODES = 60  # around what the view is about
MOST_FRAMEWORKS = 40  # that are offered


@dataclass
class Group:
    """The ties of one type in words: for each concept the others that it is tied to."""

    type: str
    words: str
    rows: list  # (node, [(node, tie)])

    @property
    def predicate(self):
        return RELATION_TYPES[self.type].predicate

    @property
    def number(self):
        return sum(len(others) for _, others in self.rows)


@dataclass
class Map:
    """A view of the map.

    `scope` is whole, parts (of too many concepts for one drawing), kind, framework or concept; what
    it is about has a `name` and a `slug`.
    `counts` has the number of ties of each type in its scope, `shown` are the types that are drawn.
    """

    scope: str
    drawing: Drawing
    groups: list
    counts: dict
    shown: tuple
    concepts: int  # on the site, or in the view
    name: str = ""
    slug: str = ""
    page: str = ""  # the address of what the view is about
    type: str = ""
    members_left_out: bool = False
    ties_left_out: bool = False  # not all were counted
    frameworks: list = field(default_factory=list)
    hubs: list = field(default_factory=list)  # where to go on, when there are too many
    kinds: dict = field(default_factory=dict)  # number of concepts of each kind on the site
    unknown: list = field(default_factory=list)  # what was asked for and is not here

    @property
    def total(self):
        return sum(self.counts.values())

    @property
    def drawn(self):
        """The number of ties that are drawn and told."""
        return sum(group.number for group in self.groups)

    @property
    def draws_all(self):
        return all(type in self.shown for type, number in self.counts.items() if number)


def chart(type="", kind="", framework="", concept=""):
    """The Map for what was asked: a type of line, and one kind, framework or concept. What is not
    here is left aside."""
    frameworks = list(
        Framework.objects.published().only("type", "slug", "title").in_alphabet()[:MOST_FRAMEWORKS]
    )
    unknown = []
    if type and type not in RELATION_TYPES:
        unknown.append(type)
        type = ""
    found = None
    for word, look in (
        (concept, _around_concept),
        (framework, lambda *asked: _around_framework(*asked, frameworks)),
        (kind, _around_kind),
    ):
        if word and not found:
            found = look(word, type)
            if not found:
                unknown.append(word)
    found = found or _whole(type) or _parts()
    found.kinds = found.kinds or count_kinds()
    found.type, found.frameworks, found.unknown = type, frameworks, unknown
    return found


def _whole(type):
    """All concepts, always in the same places, whichever lines are drawn; None if they are too many
    for one drawing."""
    nodes, ties, kinds = all_nodes(MOST_CONCEPTS)
    if nodes is None:
        return None
    shown = (type,) if type else MAIN_TYPES
    lines = [tie for tie in ties if tie.type in shown][:MOST_LINES_OF_A_TYPE]
    return Map(
        "whole",
        draw(nodes.values(), ties, lines),
        groups(lines, nodes),
        Counter(tie.type for tie in ties),
        shown,
        len(nodes),
        kinds=kinds,
    )


def _parts():
    """No drawing, where all would be too many: the kinds, frameworks and hubs to choose from."""
    kinds = count_kinds()
    return Map(
        "parts",
        draw([], [], []),
        [],
        {},
        (),
        sum(kinds.values()),
        kinds=kinds,
        hubs=find_hubs(MOST_HUBS),
    )


def _around_kind(kind, type):
    if kind not in KINDS:
        return None
    members, are_all = nodes_of_kind(kind)
    if not members:
        return None
    ties, nodes = ties_touching([node.key for node in members])
    view = _around("kind", members, are_all, type, ties, nodes)
    view.name, view.slug = KINDS[kind].plural.capitalize(), kind
    return view


def _around_framework(slug, type, frameworks):
    page = next((each for each in frameworks if each.slug == slug), None) or (
        Framework.objects.published().only("type", "slug", "title").filter(slug=slug).first()
    )
    if page is None:
        return None
    members, are_all = nodes_of_framework(page)
    ties, nodes = ties_touching([node.key for node in members])
    view = _around("framework", members, are_all, type, ties, nodes)
    view.name, view.slug, view.page = page.title, page.slug, page.get_absolute_url()
    return view


def _around_concept(slug, type):
    ties, nodes = ties_of(slug)
    node = next((each for each in nodes.values() if each.slug == slug), None) or find_node(slug)
    if node is None:
        return None
    if len(ties) < MOST_LINES:
        others = [tie for tie in ties_between(nodes) if node.key not in (tie.start, tie.end)]
        if len(ties) + len(others) <= MOST_LINES:
            ties = ties + others
    view = _around("concept", [node], True, type, ties, nodes)
    view.name, view.slug, view.page = node.title, slug, node.address
    return view


def _around(scope, members, are_all, type, ties, nodes):
    """The members with what they are tied to: `ties`, and the `nodes` that these join."""
    keys = {node.key for node in members}
    known = {node.key: node for node in members} | nodes
    counts = Counter(tie.type for tie in ties)
    shown = (type,) if type else tuple(counts)
    if not type and len(ties) > MOST_LINES:
        shown = tuple(each for each in MAIN_TYPES if counts[each]) or shown
    wanted = [tie for tie in ties if tie.type in shown]
    lines, drawn = _bound(wanted, keys)
    drawing = draw([node for key, node in known.items() if key in drawn], lines, lines)
    for box in drawing.boxes:
        box.is_strong = box.node.key in keys
    return Map(
        scope,
        drawing,
        groups(lines, known),
        counts,
        shown,
        len(members),
        members_left_out=not are_all,
        ties_left_out=len(ties) >= MOST_TIES,
    )


def _bound(ties, members):
    """The ties that are drawn, those between members first, and the keys of the nodes that they
    need."""
    order = list(RELATION_TYPES)
    ties = sorted(
        ties,
        key=lambda tie: (not (tie.start in members and tie.end in members), order.index(tie.type)),
    )
    lines, drawn = [], set(members)
    for tie in ties:
        if len(lines) == MOST_LINES:
            break
        if len(drawn | {tie.start, tie.end}) <= max(MOST_NODES, len(members)):
            lines.append(tie)
            drawn |= {tie.start, tie.end}
    return lines, drawn


def draw(nodes, ties, lines, channel=CHANNEL):
    """A Drawing of the nodes in the places that `ties` give them, with `lines` between; `channel`
    is the room between two columns, at least and at most."""
    weighted = [(tie.start, tie.end, 2 if tie.type in MAIN_TYPES else 1) for tie in ties]
    drawing = lay_out(list(nodes), weighted, lines, channel)
    tied = {number for line in drawing.lines for number in line.ends}
    for box in drawing.boxes:
        box.is_quiet = box.number not in tied
    return drawing


def groups(ties, nodes):
    """The ties in words: by type, then by the concept that states them, in alphabetical order."""
    found = []
    for type in RELATION_TYPES.values():
        rows = {}
        for tie in ties:
            if tie.type == type.name:
                rows.setdefault(tie.start, []).append((nodes[tie.end], tie))
        if rows:
            pairs = [
                (nodes[key], sorted(others, key=lambda pair: _title(pair[0])))
                for key, others in rows.items()
            ]
            found.append(
                Group(type.name, type.words, sorted(pairs, key=lambda pair: _title(pair[0])))
            )
    return found


def _title(node):
    return node.title.casefold()
