"""Names of CSL-JSON: people and groups."""

import re
from dataclasses import dataclass

from .words import plain, tidy


@dataclass(frozen=True)
class Person:
    """A name as CSL-JSON has it: `literal` for a group, else the parts of a person's name."""

    family: str = ""
    given: str = ""
    dropping_particle: str = ""
    non_dropping_particle: str = ""
    suffix: str = ""
    literal: str = ""

    @property
    def last_name(self) -> str:
        """The name by which the text cites: "van der Berg", "World Health Organization"."""
        return self.literal or f"{self.non_dropping_particle} {self.family}".strip()


def read_names(value: object) -> tuple[Person, ...]:
    """The people of a CSL-JSON name list; what names nobody is left out.

    Args:
        value: a list of name objects; a text among them counts as the name of a group.
    """
    persons = []
    for name in value if isinstance(value, list) else []:
        if not isinstance(name, dict):
            name = {"literal": name}
        parts = {
            field: tidy(name.get(field.replace("_", "-"))) for field in Person.__dataclass_fields__
        }
        # A name without a letter or digit ("", ".", "-") names nobody.
        parts = {
            field: text if any(character.isalnum() for character in plain(text)) else ""
            for field, text in parts.items()
        }
        if parts["literal"]:
            persons.append(Person(literal=parts["literal"]))
        elif parts["family"]:
            persons.append(Person(**parts))
        elif parts["given"]:
            persons.append(Person(literal=parts["given"]))
    return tuple(persons)


def initials(given: str) -> str:
    """Given names as APA prints them: "Carl R." is "C. R.", "Chia-Chiang" is "C.-C.".

    citeproc-py 0.11.1 leaves a lone full stop for a lower-case particle or for a script without
    case; such words stay whole here.
    """
    words = []
    for word in re.sub(r"\.(?=[^\W\d_])", ". ", given).split():
        letters = word.rstrip(".")
        if letters.isupper() and letters.isalpha() and 2 <= len(letters) <= 3:
            words += [f"{letter}." for letter in letters]  # "JC" is how indexes write "J. C."
            continue
        parts = [part for part in letters.split("-") if part]
        if not any(part[0].isupper() for part in parts):
            words.append(letters)
            continue
        words.append("-".join(f"{part[0]}." for part in parts if part[0].isalpha()))
    return " ".join(word for word in words if word)
