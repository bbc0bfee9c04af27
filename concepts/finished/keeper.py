"""What keeps the answers of one process: those asked for most in memory, all in the store."""

import itertools
import logging
import os
import threading
from collections import OrderedDict
from contextlib import suppress
from queue import PriorityQueue

# In memory, in bytes, of each process.
MOST_HELD = 12 * 1024 * 1024
# Answers that wait to be written, and to be made smaller. More are passed over: they are made
# again, or made smaller when somebody asks.
MOST_WAITING = {"write": 1_000, "improve": 100}
# What is new is written first, so that nobody makes it again.
ORDER = {"write": 0, "improve": 1}
NICENESS = 10

logger = logging.getLogger(__name__)


class Keeper:
    def __init__(self, store, most_held=MOST_HELD):
        self.store = store
        self.most_held = most_held
        self.held = OrderedDict()
        self.bytes = 0
        self.lock = threading.Lock()
        self.waiting = PriorityQueue()
        self.asked = {what: set() for what in ORDER}
        self.number = itertools.count()
        self.worker = None

    def find(self, key, stamp, day, coding="br"):
        """The answer for `key` that is right under this stamp and on this day, or None; for a
        reader who will have it in this coding."""
        answer = self.held.get(key)
        if answer is not None and answer.is_current(stamp, day):
            with suppress(KeyError):  # pushed out meanwhile
                self.held.move_to_end(key)
            if coding not in answer.bodies and answer.is_best and coding != "identity":
                other = self.store.find(key, stamp, coding)
                if other is not None and other.etag == answer.etag:
                    answer.bodies.update(other.bodies)
                    self.hold(answer)
        else:
            answer = self.store.find(key, stamp, coding)
            if answer is None or not answer.is_current(stamp, day):
                return None
            self.hold(answer)
        if not answer.is_best:
            self.later("improve", answer)
        return answer

    def keep(self, answer):
        """From now on this is the answer for its key, while its stamp is the stamp."""
        self.hold(answer)
        self.later("write", answer)

    def hold(self, answer):
        with self.lock:
            before = self.held.pop(answer.key, None)
            if before is not None:
                self.bytes -= before.weight
            answer.weight = answer.size()
            self.held[answer.key] = answer
            self.bytes += answer.weight
            while self.bytes > self.most_held:
                self.bytes -= self.held.popitem(last=False)[1].weight

    def later(self, what, answer):
        """Has the thread in the background do this, unless it has too much to do, or will do it
        anyway."""
        with self.lock:
            asked = self.asked[what]
            if answer.key in asked or len(asked) >= MOST_WAITING[what]:
                return
            asked.add(answer.key)
            if self.worker is None:
                self.worker = threading.Thread(target=self.work, name="finished", daemon=True)
                self.worker.start()
        self.waiting.put((ORDER[what], next(self.number), what, answer))

    def work(self):
        stand_back()
        while True:
            *_, what, answer = self.waiting.get()
            self.asked[what].discard(answer.key)
            try:
                getattr(self, what)(answer)
            except Exception:
                logger.exception("An answer could not be kept.")
            finally:
                self.waiting.task_done()

    def write(self, answer):
        if not self.store.renew(answer):
            if self.store.put(answer):
                self.later("improve", answer)
        elif kept := self.store.find(answer.key, answer.stamp):
            self.hold_instead(answer, kept)

    def improve(self, answer):
        best = answer.at_its_best()
        self.store.improve(best)
        self.hold_instead(answer, best)

    def hold_instead(self, answer, other):
        """`other` in the place of `answer`, unless a newer one has taken it meanwhile."""
        if self.held.get(answer.key) is answer:
            self.hold(other)

    def rest(self):
        """Waits until all is written and as small as can be."""
        self.waiting.join()


def stand_back():
    """Readers come first: this thread has the processor when nobody else wants it."""
    if hasattr(os, "setpriority"):
        with suppress(OSError):
            os.setpriority(os.PRIO_PROCESS, threading.get_native_id(), NICENESS)
