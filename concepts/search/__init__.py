"""Search over live pages. What a database indexes is made here, in the same way for SQLite and PostgreSQL.

`index`, `remove` and `clear` write, inside the caller's transaction; `find` answers.
"""

from .finding import Hit, Results, find
from .indexing import clear, index, indexed, remove

__all__ = ["Hit", "Results", "clear", "find", "index", "indexed", "remove"]
