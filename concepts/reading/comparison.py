"""Two concepts side by side: how they differ, and what they have in common."""

import re
from dataclasses import dataclass

from django.db.models import Exists, OuterRef

from concepts.contentfile import TELLING_APART
from concepts.models import About, Alias, Entry, Membership, Slug

from .concept import relations_of, ties_from
from .entry import LISTED
from .finding import findings_about_each

MOST_FINDINGS = 2


@dataclass
class Side:
    """One of the two: its other names, its ties to pages to which the other has none, and the
    findings with numbers about it alone."""

    entry: Entry
    names: list
    ties: list
    findings: list
    has_findings: bool

    @property
    def first_findings(self):
        return self.findings[:MOST_FINDINGS]

    @property
    def more_findings(self):
        return len(self.findings[MOST_FINDINGS:])


@dataclass
class Shared:
    """A third page to which both have ties, with the ties of each."""

    page: Entry
    pairs: list


@dataclass
class Comparison:
    """`differences` are the ties between the two that tell them apart, `between` all others; both
    read from the first."""

    sides: list
    differences: list
    between: list
    shared: list
    frameworks: list
    questions: list
    findings: list

    @property
    def first(self):
        return self.sides[0].entry

    @property
    def second(self):
        return self.sides[1].entry

    @property
    def has_numbers(self):
        return bool(self.findings) or any(side.findings for side in self.sides)

    @property
    def title_within(self):
        """The second title as it stands within a sentence."""
        return within_sentence(self.second)


def find_concepts(slugs):
    """Slug, present or former, to the concept that bears or bore it and was published at least
    once."""
    rows = Slug.objects.filter(
        slug__in=slugs, entry__type="concept", entry__live__isnull=False
    ).select_related("entry__live", "entry__successor")
    return {row.slug: row.entry for row in rows}


def within_sentence(entry):
    """A title within a sentence: with a small letter, where the page itself writes its first word
    so. A name stays a name."""
    title = str(entry)
    word = re.match(r"[^\W\d_]*", title).group()
    small = word[:1].lower() + word[1:]
    is_common = re.search(rf"(?<!\w){re.escape(small)}(?!\w)", f"{entry.summary} {entry.body}")
    return small + title[len(word) :] if word and is_common else title


def compare(first, second):
    """The Comparison of two published concepts: five queries."""
    pair = [first, second]
    relations = relations_of(pair)
    ties = [ties_from(entry, relations) for entry in pair]
    between = [tie for tie in ties[0] if tie.other == second]
    elsewhere = [[tie for tie in own if tie.other not in pair] for own in ties]
    names = names_of(pair)
    frameworks, questions = _about_both(first, second)
    findings = findings_about_each(pair)
    thirds = [{tie.other.pk for tie in own} for own in elsewhere]
    common = thirds[0] & thirds[1]
    sides = [
        Side(
            entry,
            names[entry.pk],
            [tie for tie in own if tie.other.pk not in common],
            [each for each, about in findings if each.numbers and about == [entry]],
            any(entry in about for _, about in findings),
        )
        for entry, own in zip(pair, elsewhere, strict=True)
    ]
    return Comparison(
        sides,
        [tie for tie in between if tie.type in TELLING_APART],
        [tie for tie in between if tie.type not in TELLING_APART],
        _shared(pair, elsewhere, common),
        frameworks,
        questions,
        [each for each, about in findings if each.numbers and about == pair],
    )


def names_of(entries):
    """Primary key to the other names that readers are shown."""
    names = {entry.pk: [] for entry in entries}
    for alias in Alias.objects.filter(entry__in=entries, role="same"):
        names[alias.entry_id].append(alias.text)
    return names


def _shared(pair, elsewhere, common):
    pages = {tie.other.pk: tie.other for own in elsewhere for tie in own if tie.other.pk in common}
    return [
        Shared(
            page,
            [
                (entry, [tie for tie in own if tie.other == page])
                for entry, own in zip(pair, elsewhere, strict=True)
            ],
        )
        for page in sorted(pages.values(), key=lambda page: (page.sort_key, page.slug))
    ]


def _about_both(first, second):
    """(frameworks that have both as members, questions about both), each in alphabetical order."""
    members = Membership.objects.filter(framework=OuterRef("pk"))
    about = About.objects.filter(question=OuterRef("pk"))
    pages = (
        Entry.objects.published()
        .filter(
            Exists(members.filter(entry=first)) & Exists(members.filter(entry=second))
            | Exists(about.filter(concept=first)) & Exists(about.filter(concept=second))
        )
        .only(*LISTED)
        .in_alphabet()
    )
    frameworks, questions = [], []
    for page in pages:
        (frameworks if page.type == "framework" else questions).append(page)
    return frameworks, questions
