"""Pages that are finished: answers kept as they were sent, so that the next reader waits for
nothing.

An answer is kept with the stamp of the database (`models.stamp`) that was read before its page was
made, and given only while that is the stamp. So nothing has to be removed by whoever changes
something, and nothing that is kept can be out of date: it may be lost, late or kept twice, on one
machine or on ten.
"""

from functools import cache

from django.conf import settings

from .answer import Answer
from .build import build
from .coding import CODINGS, chosen_coding
from .keeper import Keeper
from .store import Store

__all__ = ["CODINGS", "Answer", "chosen_coding", "keeper"]


@cache
def keeper():
    """What keeps the answers of this process, or None where none are kept."""
    if not settings.FINISHED_MEGABYTES:
        return None
    path = settings.DATA_DIR / "finished" / f"{build()}.sqlite3"
    store = Store(path, settings.FINISHED_MEGABYTES)
    store.remove_others()
    return Keeper(store)
