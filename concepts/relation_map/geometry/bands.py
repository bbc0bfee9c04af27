"""Where each kind of concept stands on the map, and what the map shows first."""

from dataclasses import dataclass

from concepts.contentfile import KINDS


@dataclass(frozen=True)
class Zone:
    """A part of the map with its name, and the kinds that stand in it."""

    name: str
    kinds: tuple


def _zone(name):
    return Zone(name, tuple(kind.name for kind in KINDS.values() if kind.zone == name))


TOP = _zone("What tests it")
# Read from left to right, as the work goes. The last column has two zones, one under the other.
COLUMNS = (
    (_zone("What the therapist brings"),),
    (_zone("What grows between them"),),
    (_zone("How the work goes"),),
    (_zone("What comes of it"), _zone("Ideas to think with")),
)
BOTTOM = _zone("What keeps it safe")
