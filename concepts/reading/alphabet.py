"""The concepts from A to Z, with their other names between them."""

from itertools import groupby

from concepts.contentfile import KINDS
from concepts.models import Alias, Concept, published
from concepts.models.entry import sort_key

from .entry import LISTED, listed


def letter_of(key):
    """The letter under which a sort key is filed; figures and signs stand together under #."""
    first = key[:1].upper()
    return first if first.isalpha() else "#"


def alphabet(kind=""):
    """(letter, lines) in order; a line is a concept, or an Alias that refers to one. Two
    queries."""
    concepts = Concept.objects.published().only(*LISTED)
    aliases = (
        Alias.objects.filter(published("entry__"), role="same", entry__type="concept")
        .select_related("entry")
        .only("text", "role", *listed("entry__"))
    )
    if kind:
        concepts, aliases = concepts.filter(kind=kind), aliases.filter(entry__kind=kind)
    lines = [(concept.sort_key, concept.slug, concept) for concept in concepts]
    lines += [(sort_key(alias.text), alias.entry.slug, alias) for alias in aliases]
    lines.sort(key=lambda line: line[:2])
    return [
        (letter, [line for _, _, line in group])
        for letter, group in groupby(lines, key=lambda line: letter_of(line[0]))
    ]


def kinds_in_use():
    """The kinds that published concepts have, in their fixed order."""
    used = set(Concept.objects.published().order_by().values_list("kind", flat=True).distinct())
    return [kind for kind in KINDS if kind in used]
