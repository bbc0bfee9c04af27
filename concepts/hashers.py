"""How passwords are hashed: one at a time in each process.

A hash takes long on purpose, so whoever has many made takes the processor from all readers. Others
wait for their turn; if too many wait, the next is told to come back, for each keeps a thread.
"""

import threading
from contextlib import contextmanager

from django.contrib.auth import hashers

# Whoever has the turn, and three more.
PLACES = 4
SECONDS = 3


class NotNow(Exception):
    """Why a password is not looked at, in a sentence that says when it will be."""

    status = 503
    seconds = SECONDS


class Busy(NotNow):
    def __init__(self):
        super().__init__(
            "Many people are signing in at this moment. Try again in a few seconds; "
            "nothing is wrong with your password."
        )


_places = threading.BoundedSemaphore(PLACES)
_turn = threading.Lock()
_mine = threading.local()


@contextmanager
def turn():
    """The only one in this process. Within one's own turn it may be taken again."""
    if getattr(_mine, "turn", False):
        yield
        return
    if not _places.acquire(blocking=False):
        raise Busy
    try:
        if not _turn.acquire(timeout=SECONDS):
            raise Busy
        _mine.turn = True
        try:
            yield
        finally:
            _mine.turn = False
            _turn.release()
    finally:
        _places.release()


class InTurn:
    def encode(self, *args, **kwargs):
        with turn():
            return super().encode(*args, **kwargs)

    def verify(self, *args, **kwargs):
        with turn():
            return super().verify(*args, **kwargs)


class Argon2PasswordHasher(InTurn, hashers.Argon2PasswordHasher):
    """A tenth of the time of PBKDF2, for which an attacker pays with memory instead.

    These are the first numbers that OWASP recommends; Django's own take 100 MB and all processors.
    """

    memory_cost = 19 * 1024
    time_cost = 2
    parallelism = 1


class PBKDF2PasswordHasher(InTurn, hashers.PBKDF2PasswordHasher):
    """Of earlier accounts: each is hashed anew when somebody signs in to it."""
