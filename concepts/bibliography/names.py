"""Names of CSL-JSON: people and groups."""

import re
import unicodedata
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
    def last_name(self):
        """The name by which the text cites: "van der Berg", "World Health Organization"."""
        return self.literal or joined(self.non_dropping_particle, self.family)


def read_names(value):
    """The people of a CSL-JSON name list; a text among them counts as the name of a group, and what
    names nobody is left out.
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


# What a particle ends in when no space follows it: d’Hondt, al-Ghazali, ’s-Gravesande.
_CLINGING = tuple("'’‘ʼʻʹ`´-‐‑")


def clings(particle):
    """Whether the name that a particle belongs to follows it without a space."""
    return particle.endswith(_CLINGING)


def joined(particle, name):
    """A particle and the name that it stands before: "van den Berg", "d’Hondt"."""
    between = "" if clings(particle) or not particle or not name else " "
    return f"{particle}{between}{name}"


# Lower-case words within given names that are no names.
_PARTICLES = frozenset(
    """
    a af al ap av bar bat ben bin bint d da das de degli dei del della den der des di do dos du e
    el en ibn i la las le les lo los of op ter te ten the tot und v van vd vom von y zu zum zur
    """.split()
)
_LONE_DASH = re.compile(r"\s*[-‐‑]\s*")


def initials(given, family=""):
    """Given names as APA prints them: "Carl R." is "C. R.", "Chia-Chiang" is "C.-C.".

    Two or three capitals are initials ("JC" is how indexes write "J. C."), unless the family name
    is in capitals too and they can be spoken: "WANI, ANN". Whoever writes their name small keeps it
    so ("hooks, b."). Particles stay whole, and so do words of a script without case, for which
    citeproc-py 0.11.1 leaves a lone full stop.
    """
    given = _LONE_DASH.sub("-", unicodedata.normalize("NFC", given))
    in_capitals, small = len(family) > 1 and family.isupper(), family.islower()
    words = []
    for word in re.sub(r"\.(?=[^\W\d_])", ". ", given.replace(".-", "-")).split():
        letters = word.rstrip(".")
        is_index = letters.isupper() and letters.isalpha() and 2 <= len(letters) <= 3
        if is_index and not (in_capitals and _is_spoken(letters)):
            words += [f"{letter}." for letter in letters]
            continue
        parts = [part for part in letters.split("-") if part]
        is_name = (
            letters not in _PARTICLES
            or (len(letters) == 1 and word != letters)
            or (not words and small)
        )
        is_small = all(part.islower() and part.isalpha() for part in parts)
        if any(part[0].isupper() for part in parts) or (is_name and is_small):
            words.append("-".join(f"{part[0]}." for part in parts if part[0].isalpha()))
        else:
            words.append(letters)
    return " ".join(word for word in words if word)


def _is_spoken(letters):
    return not set("AEIOUYÆØŒ").isdisjoint(unicodedata.normalize("NFD", letters))
