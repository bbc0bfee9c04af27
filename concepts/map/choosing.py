"""What the map shows: everything while that can be read, and beyond that one part at a time."""

from collections import Counter
from dataclasses import dataclass, field

from concepts.contentfile import KINDS, MAIN_TYPES, RELATION_TYPES
from concepts.models import Framework

from .layout import CHANNEL, placed
from .nodes import MOST_TIES, Few, Many
from .routing import routed
from .shapes import Drawing, Node, Tie

MOST_CONCEPTS = 100  # that stand on the map at once
MOST_LINES = 60  # that can still be followed where they are of several types
MOST_LINES_OF_A_TYPE = 90
MOST_LINES_OF_KINDS = 16  # of which each stands for many
MOST_NODES = 60  # around what the view is about
MOST_FRAMEWORKS = 40  # that are offered


@dataclass
class Group:
    """The ties of one type in words: for each concept the others that it is tied to, with how many
    ties that is."""

    type: str
    words: str
    rows: list  # (node, [(node, number)])

    @property
    def predicate(self):
        return RELATION_TYPES[self.type].predicate

    @property
    def number(self):
        return sum(number for _, others in self.rows for _, number in others)


@dataclass
class Map:
    """A view of the map.

    `scope` is whole, kinds, kind, framework or concept; what it is about has a `name` and a `slug`.
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
    few = Few.load(MOST_CONCEPTS)
    nodes = few or Many()
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
            found = look(nodes, word, type)
            if not found:
                unknown.append(word)
    if not found:
        found = _whole(few, type) if few else _kinds(nodes, type)
    found.type, found.frameworks, found.unknown = type, frameworks, unknown
    found.kinds = nodes.kinds
    return found


def _whole(few, type):
    """All concepts; always in the same places, whichever lines are drawn."""
    shown = (type,) if type else MAIN_TYPES
    wanted = [tie for tie in few.ties if tie.type in shown]
    lines = wanted[:MOST_LINES_OF_A_TYPE]
    return Map(
        "whole",
        draw(few.nodes.values(), few.ties, lines),
        groups(lines, few.nodes),
        Counter(tie.type for tie in few.ties),
        shown,
        len(few.nodes),
    )


def _kinds(many, type):
    """The kinds themselves, each with its number of concepts, and how many ties lead from one to
    another."""
    numbers = many.kinds
    nodes = {
        kind: Node(
            kind, f"{KINDS[kind].plural.capitalize()} ({numbers[kind]:,})", kind, f"?kind={kind}"
        )
        for kind in KINDS
        if numbers.get(kind)
    }
    found = many.ties_between_kinds()
    counts = Counter()
    for (each, _, _), number in found.items():
        counts[each] += number
    shown = (type,) if type else MAIN_TYPES
    strong = sorted((tie for tie in found if tie[0] in shown), key=lambda tie: (-found[tie], tie))
    lines = [Tie(*tie) for tie in strong if tie[1] != tie[2]][:MOST_LINES_OF_KINDS]
    return Map(
        "kinds",
        draw(nodes.values(), lines, lines),
        groups(lines, nodes, found),
        counts,
        shown,
        sum(numbers.values()),
        hubs=many.hubs(),
    )


def _around_kind(nodes, kind, type):
    if kind not in KINDS:
        return None
    members, are_all = nodes.of_kind(kind)
    if not members:
        return None
    view = _around("kind", nodes, members, are_all, type)
    view.name, view.slug = KINDS[kind].plural.capitalize(), kind
    return view


def _around_framework(nodes, slug, type, frameworks):
    page = next((each for each in frameworks if each.slug == slug), None) or (
        Framework.objects.published().only("type", "slug", "title").filter(slug=slug).first()
    )
    if page is None:
        return None
    members, are_all = nodes.of_framework(page)
    view = _around("framework", nodes, members, are_all, type)
    view.name, view.slug, view.page = page.title, page.slug, page.get_absolute_url()
    return view


def _around_concept(nodes, slug, type):
    node = nodes.concept(slug)
    if node is None:
        return None
    view = _around("concept", nodes, [node], True, type, among=True)
    view.name, view.slug, view.page = node.title, slug, node.address
    return view


def _around(scope, nodes, members, are_all, type, among=False):
    """The members with what they are tied to; `among` adds the ties that their neighbours have with
    one another."""
    keys = {node.key for node in members}
    known = {node.key: node for node in members}
    ties = nodes.touching(keys, known)
    if among and len(ties) < MOST_LINES:
        others = nodes.between(set(known), known)
        more = [tie for tie in others if tie.start not in keys and tie.end not in keys]
        if len(ties) + len(more) <= MOST_LINES:
            ties = ties + more
    counts = Counter(tie.type for tie in ties)
    shown = (type,) if type else tuple(counts)
    if not type and len(ties) > MOST_LINES:
        shown = tuple(each for each in MAIN_TYPES if counts[each]) or shown
    wanted = [tie for tie in ties if tie.type in shown]
    lines, drawn = _bounded(wanted, keys)
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


def _bounded(ties, members):
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
    nodes = list(nodes)
    # First without regard to the lines, then with room for all of them.
    drawing, grid = placed(nodes, weighted, channel=channel)
    _, needs = routed(drawing, grid, lines)
    drawing, grid = placed(nodes, weighted, needs, channel)
    drawing.lines, _ = routed(drawing, grid, lines)
    tied = {number for line in drawing.lines for number in line.ends}
    for box in drawing.boxes:
        box.is_quiet = box.number not in tied
    return drawing


def groups(ties, nodes, numbers=None):
    """The ties in words: by type, then by the concept that states them. With `numbers` each stands
    for many ties, and the order of the ties is kept; otherwise that of the alphabet."""
    found = []
    for type in RELATION_TYPES.values():
        rows = {}
        for tie in ties:
            if tie.type == type.name:
                number = numbers[tie.type, tie.start, tie.end] if numbers else 1
                rows.setdefault(tie.start, []).append((nodes[tie.end], number))
        told = [(nodes[key], others) for key, others in rows.items()]
        if not numbers:
            told.sort(key=lambda row: row[0].title.casefold())
            for _, others in told:
                others.sort(key=lambda other: other[0].title.casefold())
        if told:
            found.append(Group(type.name, type.words, told))
    return found
