"""The admin. Every change of a page goes through the write door; see `editing` and `acts`."""

from . import concept, entry, framework, question

__all__ = ["concept", "entry", "framework", "question"]
