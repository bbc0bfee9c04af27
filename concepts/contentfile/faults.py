"""What is wrong with a text, and where."""

from dataclasses import dataclass


@dataclass(frozen=True, order=True)
class Fault:
    """One thing that is wrong, in a sentence that says what to do.

    `path` is the file it stands in (empty for a text that has none), `line` counts from 1 (0: the
    file as a whole), `field` names the front matter key or "body", so that a form can show the
    fault where it belongs.
    """

    path: str
    line: int
    message: str
    field: str = ""

    def __str__(self):
        place = ":".join(part for part in (self.path, str(self.line) if self.line else "") if part)
        return f"{place}: {self.message}" if place else self.message


class Faulty(ValueError):
    """A text with faults; `faults` holds all of them, in the order of their lines."""

    def __init__(self, faults):
        self.faults = tuple(faults)
        super().__init__("\n".join(str(fault) for fault in self.faults))
