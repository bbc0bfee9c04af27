"""A few concepts and what ties them, for a first look."""

from dataclasses import dataclass

from django.db.models import Q

from concepts.contentfile import MAIN_TYPES, RELATION_TYPES
from concepts.models import Relation

from .choosing import draw
from .geometry.shapes import Drawing, Tie
from .nodes import LISTED, node_of

# What follows what is told by the frameworks themselves, right above.
TYPES = tuple(name for name in MAIN_TYPES if not RELATION_TYPES[name].is_adverse)
GUARDING = tuple(name for name in TYPES if RELATION_TYPES[name].guards)
MOST_SAFEGUARDS = 3
MOST_LINES = 24
CHANNEL = (96, 400)  # room between columns: few of them still take the width of the page


@dataclass
class Compact:
    """The drawing, the same `ties` as Relations, and the (type, words) pairs that it has."""

    drawing: Drawing
    ties: list
    types: list


def compact(pages):
    """Those of these concepts that build one another, with what keeps them safe; None where nothing
    ties them. One query."""
    keys = {page.pk for page in pages}
    among = Q(type__in=TYPES, entry__in=keys, target__in=keys)
    guarding = Q(type__in=GUARDING, target__in=keys, entry__type="concept")
    ties = list(
        Relation.objects.published()
        .filter(among | guarding)
        .select_related("entry", "target")
        .only("type", *(f"{end}__{name}" for end in ("entry", "target") for name in LISTED))
        .order_by("entry__sort_key", "target__sort_key", "type")[: 4 * MOST_LINES]
    )
    guards = list(dict.fromkeys(tie.entry for tie in ties if tie.entry_id not in keys))
    left_out = set(guards[MOST_SAFEGUARDS:])
    ties = [tie for tie in ties if tie.entry not in left_out][:MOST_LINES]
    if not ties:
        return None
    tied = {key for tie in ties for key in (tie.entry_id, tie.target_id)}
    nodes = [node_of(page) for page in [*pages, *guards] if page.pk in tied]
    lines = [Tie(tie.type, tie.entry_id, tie.target_id) for tie in ties]
    drawn = {tie.type for tie in ties}
    return Compact(
        draw(nodes, lines, lines, CHANNEL),
        ties,
        [(type, RELATION_TYPES[type].words) for type in TYPES if type in drawn],
    )
