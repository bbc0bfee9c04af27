"""Search over live pages. What the databases index is made here, alike for SQLite and PostgreSQL.

`index`, `remove` and `clear` write, inside the caller's transaction; `find` and `suggest` answer.
`VERSION` says how rows are made: where it has changed, a rebuild makes them again.
"""

from .distress import CRY, WORK, Distress, read
from .distress_words import CONDUCT, VIOLENCE
from .indexing import VERSION, clear, index, indexed, remove
from .results import Hit, Results, find
from .suggestions import Suggestion, Suggestions, suggest

__all__ = [
    "CONDUCT",
    "CRY",
    "VERSION",
    "VIOLENCE",
    "WORK",
    "Distress",
    "Hit",
    "Results",
    "Suggestion",
    "Suggestions",
    "clear",
    "find",
    "index",
    "indexed",
    "read",
    "remove",
    "suggest",
]
