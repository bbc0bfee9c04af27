"""A few concepts and what ties them, for a first look."""

from dataclasses import dataclass

from django.db.models import Q

from concepts.contentfile import MAIN_TYPES, RELATION_TYPES
from concepts.models import Relation

from .choosing import draw
from .geometry.bands import COLUMNS
from .geometry.shapes import Drawing, Tie
from .nodes import LISTED, UNPROVEN, node_of

TYPES = tuple(name for name in MAIN_TYPES if not RELATION_TYPES[name].is_adverse)
GUARDING = tuple(name for name in TYPES if RELATION_TYPES[name].guards)
IDEAS = [zone for zones in COLUMNS for zone in zones][-1]
MOST_SAFEGUARDS = 3
MOST_LINES = 24
MOST_READ = 400
CHANNEL = (96, 400)  # room between columns: few of them still take the width of the page


@dataclass
class Compact:
    """The drawing, the same `ties` as Relations, and the (type, words) pairs that it has."""

    drawing: Drawing
    ties: list
    types: list


def _leads_on(tie):
    """Whether a line stays in its column or leads to the next: none runs back, and none passes
    through a column between."""
    column, next_column = (_column_of(page.kind) for page in (tie.entry, tie.target))
    return column is None or next_column is None or next_column - column in (0, 1)


def _column_of(kind):
    """The number of the column in which a kind stands, or None if it stands above or below."""
    for number, zones in enumerate(COLUMNS):
        if any(kind in zone.kinds for zone in zones):
            return number
    return None


def compact():
    """The largest group of concepts that build one another, read from left to right, with what
    keeps them safe; None where nothing ties any. One query."""
    found = list(
        Relation.objects.published()
        .filter(type__in=TYPES, entry__type="concept", target__type="concept")
        .exclude(
            Q(basis=UNPROVEN) | Q(entry__kind__in=IDEAS.kinds) | Q(target__kind__in=IDEAS.kinds)
        )
        .select_related("entry", "target")
        .only("type", *(f"{end}__{name}" for end in ("entry", "target") for name in LISTED))
        .order_by("entry__sort_key", "target__sort_key", "type")[:MOST_READ]
    )
    found = [tie for tie in found if _leads_on(tie)]
    building = [tie for tie in found if tie.type not in GUARDING]
    ties = _largest(building or found)[:MOST_LINES]
    if not ties:
        return None
    pages = {page.pk: page for tie in ties for page in (tie.entry, tie.target)}
    guarding = [tie for tie in found if tie.type in GUARDING and tie.target_id in pages]
    guards = list(dict.fromkeys(tie.entry_id for tie in guarding if tie.entry_id not in pages))
    kept = set(guards[:MOST_SAFEGUARDS]) | set(pages)
    ties += [tie for tie in guarding if tie.entry_id in kept and tie not in ties]
    ties = ties[:MOST_LINES]
    pages |= {tie.entry_id: tie.entry for tie in ties}
    lines = [Tie(tie.type, tie.entry_id, tie.target_id) for tie in ties]
    drawn = {tie.type for tie in ties}
    return Compact(
        draw([node_of(page) for page in pages.values()], lines, lines, CHANNEL),
        ties,
        [(type, RELATION_TYPES[type].words) for type in TYPES if type in drawn],
    )


def _largest(ties):
    """Of these ties the most that hang together."""
    groups = []  # (keys of concepts, ties)
    for tie in ties:
        keys, hanging, rest = {tie.entry_id, tie.target_id}, [], []
        for group in groups:
            if group[0] & keys:
                keys |= group[0]
                hanging += group[1]
            else:
                rest.append(group)
        groups = [*rest, (keys, [*hanging, tie])]
    return max((group[1] for group in groups), key=len, default=[])
