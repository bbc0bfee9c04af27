"""Two concepts side by side: what each is, and how they differ."""

import re
from dataclasses import dataclass

from django.db.models import Q

from concepts import markup
from concepts.contentfile import KINDS
from concepts.models import Relation, Slug, comparison_url

from .entry import listed


@dataclass
class Row:
    """What is compared, and what is so of the first and of the second."""

    of: str
    cells: tuple


@dataclass
class Comparison:
    """Two concepts and what tells them apart: `reasons` in a sentence each, `rows` of a table, and
    `examples` of one thing said that is answered in the way of each. All of them may be missing.
    """

    first: object
    second: object
    reasons: list
    rows: list
    examples: list

    @property
    def sides(self):
        return self.first, self.second

    @property
    def is_written(self):
        return bool(self.reasons)

    @property
    def title_within(self):
        """The second title as it stands within a sentence."""
        return within_sentence(self.second)

    @property
    def title(self):
        joint = "or" if self.is_written else "and"
        return f"{self.first} {joint} {self.title_within}"

    @property
    def published_at(self):
        """Since when both have stood as they are."""
        return max(page.live.published_at for page in self.sides)


def find_concepts(slugs):
    """Slug, present or former, to the concept that bears or bore it and was published at least
    once."""
    rows = Slug.objects.filter(
        slug__in=slugs, entry__type="concept", entry__live__isnull=False
    ).select_related("entry__live", "entry__successor__live")
    return {row.slug: row.entry for row in rows}


def within_sentence(entry):
    """A title within a sentence: with a small letter, where the page itself writes its first word
    so. A name stays a name."""
    title = str(entry)
    word = re.match(r"[^\W\d_]*", title).group()
    small = word[:1].lower() + word[1:]
    is_common = re.search(rf"(?<!\w){re.escape(small)}(?!\w)", f"{entry.summary} {entry.body}")
    return small + title[len(word) :] if word and is_common else title


@dataclass
class Line:
    """A difference that is written out, in a list: the two, where, and in a sentence."""

    first: object
    second: object
    address: str
    reason: str


def comparisons():
    """(Kind, its Lines) of each kind that has some, in the order of kinds; a pair of two kinds
    stands under the first of them. One query."""
    relations = (
        Relation.objects.published()
        .written_out()
        .select_related("entry", "target")
        .only("reason", "type", "position", *listed("entry__"), *listed("target__"))
        .order_by("type", "position", "pk")
    )
    pairs = {}
    for relation in relations:
        first, second = sorted((relation.entry, relation.target), key=lambda each: each.sort_key)
        address = comparison_url(first.slug, second.slug)
        reason = markup.parse_inline(relation.reason).text
        reason = re.sub(r"\s+([.,;:?!]|\Z)", r"\1", " ".join(reason.split()))
        pairs.setdefault(address, Line(first, second, address, reason))
    order = [*KINDS]
    groups = {}
    for line in sorted(pairs.values(), key=lambda line: (line.first.sort_key, line.address)):
        kind = min(line.first.kind, line.second.kind, key=order.index)
        groups.setdefault(kind, []).append(line)
    return [(KINDS[kind], groups[kind]) for kind in order if kind in groups]


def compare(first, second):
    """The Comparison of two published concepts: one query."""
    relations = (
        Relation.objects.telling_apart()
        .filter(Q(entry=first, target=second) | Q(entry=second, target=first))
        .order_by("type", "position")
    )
    rows, examples = [], []
    for relation in relations:
        is_turned = relation.entry_id != first.pk
        rows += [row_from(row, is_turned) for row in relation.contrast]
        if relation.example:
            examples.append(row_from(relation.example, is_turned))
    reasons = [relation.reason for relation in relations]
    return Comparison(first, second, reasons, rows, examples)


def row_from(row, is_turned):
    """A row of a relation as it reads from the other page, if `is_turned`."""
    cells = row["here"], row["there"]
    return Row(row["of"], cells[::-1] if is_turned else cells)
