"""Where each kind of concept stands on the map, and what the map shows first."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Zone:
    """A part of the map with its name, and the kinds that stand in it."""

    name: str
    kinds: tuple


TOP = Zone("What tests it", ("challenge",))
# Read from left to right, as the work goes. The last column has two zones, one under the other.
COLUMNS = (
    (Zone("What the therapist brings", ("quality", "skill")),),
    (Zone("What grows between them", ("relationship",)),),
    (Zone("How the work goes", ("process",)),),
    (Zone("What comes of it", ("outcome",)), Zone("Ideas to think with", ("idea",))),
)
BOTTOM = Zone("What keeps it safe", ("safeguard",))
