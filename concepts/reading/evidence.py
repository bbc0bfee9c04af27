"""All findings, in the order of their worth under the questions that they answer; what narrows
them; and how one stands among the others.
"""

from collections import Counter
from dataclasses import dataclass, field
from functools import cached_property

from django.db.models import Prefetch, Q

from concepts.models import Entry, EntryTag, Finding, Heading, Slug, Statistic, published
from concepts.models.finding import WORTH

from .entry import listed
from .finding import LISTED
from .measure import MEASURES, count, figures, measure_of


@dataclass(frozen=True)
class Question:
    """What findings are asked about. A `tag` is that of the concepts that it is about."""

    name: str
    title: str
    tag: str = ""


# In the order of the page. A finding stands under the first of the tags that a concept of it has.
QUESTIONS = {
    question.name: question
    for question in (
        Question("outcome", "What goes with how therapy turns out"),
        Question("supervision", "What helps trainees and supervisors", "supervision"),
        Question("online", "Online and by telephone", "online"),
        Question("groups", "Groups, couples, families and young people", "groups-and-families"),
        Question("measuring", "How the relationship is measured", "measurement"),
        Question("ideas", "What the relationship is, and where ideas come from"),
        Question("ethics", "Ethics and guidance"),
    )
}


@dataclass
class Evidence:
    """A finding with the published concepts that it is about, the Question that it answers, and
    what stands beside it: `before` and `after` are Evidence from older and newer analyses of the
    same thing."""

    finding: Finding
    concepts: list
    question: Question
    works: frozenset
    before: list = field(default_factory=list)
    after: list = field(default_factory=list)

    @cached_property
    def year(self):
        years = [number.year for number in self.finding.numbers if number.year]
        return max(years, default=self.finding.reference.year or 0)

    @cached_property
    def newest(self):
        """Its numbers, less those that an older analysis gave for the same."""
        return [each for each in self.finding.numbers if each not in self.earlier]

    @cached_property
    def earlier(self):
        """Those of its numbers that are older than others of one measure."""
        last = {}
        for each in self.finding.numbers:
            name = measure_of(each).name
            last[name] = max(last.get(name, 0), each.year or 0)
        return [
            each
            for each in self.finding.numbers
            if each.year and each.year < last[measure_of(each).name]
        ]

    @cached_property
    def measures(self):
        return {measure_of(each).name: None for each in self.finding.numbers}

    @cached_property
    def drawn(self):
        """(Measure, its newest numbers) of the measure on whose axis it is drawn, if any."""
        for measure in MEASURES.values():
            numbers = [
                each for each in self.newest if measure_of(each) is measure and figures(each)
            ]
            if measure.step and numbers:
                return measure, numbers
        return None

    @cached_property
    def people(self):
        return max((count(each.people) for each in self.newest), default=0)

    @cached_property
    def size(self):
        """(people, studies), for what is largest."""
        return self.people, max((count(each.studies) for each in self.newest), default=0)


def question_of(finding, tags):
    """Guidance is one question, and what rests on theory or defines is another. What was studied
    stands under the first question whose tag a concept of it has, or under what goes with outcome.
    """
    if "guidance" in (finding.kind, finding.basis):
        return QUESTIONS["ethics"]
    if finding.basis == "theory" or finding.kind == "definition":
        return QUESTIONS["ideas"]
    topics = (question for question in QUESTIONS.values() if question.tag in tags)
    return next(topics, QUESTIONS["outcome"])


def evidence(condition=None):
    """The Evidence of all findings, or of those that meet a condition, question by question and
    the weightiest first: five queries.

    An instrument is no topic: what was measured with it is.
    """
    findings = _findings(condition)
    tags = {}
    for page, slug in EntryTag.objects.filter(
        tag__slug__in=[question.tag for question in QUESTIONS.values() if question.tag]
    ).values_list("content_object_id", "tag__slug"):
        tags.setdefault(page, set()).add(slug)
    also = {}
    for finding, work in Finding.also.through.objects.values_list("finding_id", "reference_id"):
        also.setdefault(finding, set()).add(work)
    found = []
    for finding in findings:
        topics = [page for page in finding.pages if page.kind != "instrument"]
        found.append(
            Evidence(
                finding,
                finding.pages,
                question_of(finding, set().union(*(tags.get(page.pk, ()) for page in topics))),
                frozenset({finding.reference_id, *also.get(finding.pk, ())}),
            )
        )
    _link_versions(found)
    return sorted(found, key=by_question)


def _findings(condition):
    numbers = Prefetch("statistics", Statistic.objects.order_by("position"), to_attr="numbers")
    pages = Entry.objects.filter(published()).only(*listed()).order_by("sort_key", "slug")
    found = Finding.objects.all()
    if condition is not None:
        found = found.filter(pk__in=Finding.objects.filter(condition).values("pk"))
    return (
        found.select_related("reference")
        .only(*LISTED, "reference__apa", "reference__retracted", "reference__missing")
        .prefetch_related(numbers, Prefetch("concepts", pages, to_attr="pages"))
        .order_by("key")
    )


def by_worth(one):
    """Order of worth: what it rests on, then the newest, then the largest."""
    weight = [*WORTH].index(one.finding.basis)
    return weight, -one.year, *(-each for each in one.size), one.finding.key


def by_question(one):
    return [*QUESTIONS].index(one.question.name), by_worth(one)


def by_year(one):
    return -one.year, *(-each for each in one.size), one.finding.key


def by_people(one):
    return *(-each for each in one.size), -one.year, one.finding.key


def by_measure(one):
    """The numbers of one measure together, the greatest first."""
    order = [*MEASURES]
    if one.drawn:
        measure, numbers = one.drawn
        return order.index(measure.name), -figures(numbers[0])[1], one.finding.key
    return min(map(order.index, one.measures), default=len(order)), 0, one.finding.key


def _link_versions(found):
    """Tells which are counts of the same thing: of one measure and about one concept, from works
    of which one rests on the other or that one finding names together."""
    by_work = {}
    for one in found:
        for work in one.works:
            by_work.setdefault(work, []).append(one)
    for one in found:
        near = {id(each): each for work in sorted(one.works) for each in by_work[work]}
        for other in near.values():
            if other.year < one.year and _are_of_the_same(one, other):
                one.before.append(other)
                other.after.append(one)


def _are_of_the_same(one, other):
    counted = one.finding.kind == other.finding.kind == "quantitative"
    cites = other.finding.reference_id in one.works or one.finding.reference_id in other.works
    measured = {*one.measures} & {*other.measures}
    about = {page.pk for page in one.concepts} & {page.pk for page in other.concepts}
    return counted and cites and bool(measured) and bool(about)


# What narrows


@dataclass
class Choice:
    value: str
    title: str
    number: int
    is_chosen: bool


def measures_of(one):
    """The names of its measures; "none" where it has no number."""
    return [*one.measures] or ["none"]


FILTERS = {
    "question": lambda one: [one.question.name],
    "concept": lambda one: [page.slug for page in one.concepts],
    "measure": measures_of,
    "basis": lambda one: [one.finding.basis],
    "read": lambda one: [one.finding.read],
}


def narrowed(found, chosen):
    """Those that have every value of `chosen`, a mapping of names of FILTERS."""
    return [
        one for one in found if all(value in FILTERS[name](one) for name, value in chosen.items())
    ]


def choices(found, chosen, titles):
    """{name: its Choices}, each with the number of findings that would be left. `titles` are
    mappings of values to what they are called, in their order, by name."""
    given = {}
    for name, values in FILTERS.items():
        rest = {other: value for other, value in chosen.items() if other != name}
        counted = Counter(value for one in narrowed(found, rest) for value in values(one))
        given[name] = [
            Choice(value, title, counted[value], chosen.get(name) == value)
            for value, title in titles[name].items()
            if counted[value] or chosen.get(name) == value
        ]
    return given


def concepts_of(found):
    """{slug: page} of the pages that these are about, in alphabetical order."""
    pages = {page.slug: page for one in found for page in one.concepts}
    ordered = sorted(pages.values(), key=lambda page: (page.sort_key, page.slug))
    return {page.slug: page for page in ordered}


def present_slug(slug):
    """The slug of the page that bears or bore this one, or "": one query."""
    found = Slug.objects.filter(slug=slug.lower()).values_list("entry__slug", flat=True)
    return found.first() or ""


# One among the others


def evidence_of(key):
    """(the Evidence of a finding, the works that it names, the Evidence of all other findings which
    share one of them), or None: seven queries."""
    finding = Finding.objects.filter(key=key).only("pk", "reference_id").first()
    if finding is None:
        return None
    works = list(finding.also.defer("csl"))
    named = [finding.reference_id, *(work.pk for work in works)]
    near = evidence(Q(reference__in=named) | Q(also__in=named))
    [own] = [one for one in near if one.finding.pk == finding.pk]
    return own, works, [one for one in near if one is not own]


def headings_called(text, pages):
    """The sections of these pages that have this heading, each with its page: one query."""
    return list(
        Heading.objects.filter(entry__in=pages, level=2, text=text)
        .select_related("entry")
        .only("anchor", "text", *listed("entry__"))
        .order_by("entry__sort_key", "entry__slug")
    )
