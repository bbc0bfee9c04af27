"""What is wrong with a text, and where."""

from contextlib import contextmanager
from dataclasses import dataclass, replace


@dataclass(frozen=True)
class Fault:
    """One thing that is wrong, in a sentence that says what to do.

    `place` names the part that it is wrong with, as the text's fields are called: "title",
    "relations.2.reason" (rows count from 0), "body.14" (the body's lines from 1), or nothing for
    the text as a whole. `code` tells apart what programs treat in a way of its own. Whoever knows
    the file adds its `path`, and the `line` on which the place stands there (from 1; 0: none).
    """

    place: str
    message: str
    code: str = ""
    line: int = 0
    path: str = ""

    @property
    def part(self):
        """The first word of the place: the field of the page, or "body"."""
        return self.place.partition(".")[0]

    @property
    def number(self):
        """The second word of the place: a row's number from 0, a body's line from 1; or None."""
        number = self.place.split(".")[1:2]
        return int(number[0]) if number and number[0].isdecimal() else None

    @property
    def field(self):
        """The third word of the place: the field of a row; or ""."""
        return ".".join(self.place.split(".")[2:3])

    def __lt__(self, other):
        return (self.path, self.line, self.message) < (other.path, other.line, other.message)

    def __str__(self):
        where = ":".join(part for part in (self.path, str(self.line) if self.line else "") if part)
        return f"{where}: {self.message}" if where else self.message


class Faulty(ValueError):
    """A text with faults; `faults` holds all of them, in the order of their lines."""

    def __init__(self, faults):
        self.faults = tuple(faults)
        super().__init__("\n".join(str(fault) for fault in self.faults))


@contextmanager
def naming(path):
    """Whatever is refused inside is refused of the file `path`."""
    try:
        yield
    except Faulty as refused:
        raise Faulty(replace(fault, path=path) for fault in refused.faults) from None
