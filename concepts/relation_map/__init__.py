"""The relation map: which concepts and ties it shows, and where each box and line lies. Data, no
HTML."""

from .choosing import MOST_FRAMEWORKS, Map, chart
from .compact import Compact, compact
from .neighbourhood import Neighbourhood, neighbourhood

__all__ = [
    "MOST_FRAMEWORKS",
    "Compact",
    "Map",
    "Neighbourhood",
    "chart",
    "compact",
    "neighbourhood",
]
