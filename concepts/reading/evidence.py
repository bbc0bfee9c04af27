"""All findings, in the order of their worth under the questions that they answer; what narrows
them; and how one stands among the others.
"""

from collections import Counter
from dataclasses import dataclass, field
from functools import cached_property

from django.db.models import Exists, OuterRef, Prefetch, Q, Subquery

from concepts import markup
from concepts.models import (
    Citation,
    Entry,
    EntryTag,
    Finding,
    Heading,
    Reference,
    Relation,
    Slug,
    Statistic,
    published,
)
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


def evidence():
    """The Evidence of all findings, question by question and the weightiest first: five queries."""
    tags = {}
    for page, slug in EntryTag.objects.filter(
        tag__slug__in=[question.tag for question in QUESTIONS.values() if question.tag]
    ).values_list("content_object_id", "tag__slug"):
        tags.setdefault(page, set()).add(slug)
    return sorted(_evidence(None, tags), key=by_question)


def _evidence(condition, tags):
    """The Evidence of the findings that meet a condition: four queries. `tags` are those of pages,
    by which a finding stands under its question.

    An instrument is no topic where something was measured with it: that is.
    """
    also = {}
    for finding, work in Finding.also.through.objects.values_list("finding_id", "reference_id"):
        also.setdefault(finding, set()).add(work)
    found = []
    for finding in _findings(condition):
        topics = [page for page in finding.pages if page.kind != "instrument"] or finding.pages
        found.append(
            Evidence(
                finding,
                finding.pages,
                question_of(finding, set().union(*(tags.get(page.pk, ()) for page in topics))),
                frozenset({finding.reference_id, *also.get(finding.pk, ())}),
            )
        )
    _link_versions(found)
    return found


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
    """(the Evidence of a finding, the other works that it names, the Evidence of all other findings
    which share a work with it), or None: five queries. Nobody asks here under which question they
    stand."""
    named = Q(findings__key=key) | Q(findings_also__key=key)
    works = list(Reference.objects.filter(named).defer("csl").distinct())
    if not works:
        return None
    near = _evidence(Q(reference__in=works) | Q(also__in=works), tags={})
    near.sort(key=by_worth)
    [own] = [one for one in near if one.finding.key == key]
    also = [work for work in works if work.pk != own.finding.reference_id]
    return own, also, [one for one in near if one is not own]


@dataclass
class Uses:
    """What a finding is used for: the pages that show it first, those that cite its work, and the
    relations whose reasons do; and the pages in which a section, at their `argued` anchor, tells
    what is argued about."""

    showing: list
    citing: list
    relations: list
    argued: list


def uses_of(one, heading):
    """The Uses of an Evidence: two queries. `heading` is that of the sections on what is argued."""
    finding, about = one.finding, {page.pk for page in one.concepts}
    section = Heading.objects.filter(entry=OuterRef("pk"), level=2, text=heading)
    cited = Citation.objects.filter(entry=OuterRef("pk"), reference=finding.reference_id)
    pages = list(
        Entry.objects.filter(published())
        .annotate(is_citing=Exists(cited), argued=Subquery(section.values("anchor")[:1]))
        .filter(Q(pk__in=about) | Q(is_citing=True))
        .only(*listed(), "first_findings")
        .order_by("sort_key", "slug")
    )
    key = finding.reference.key
    relations = (
        Relation.objects.published()
        .filter(reason__icontains=f"@{key}")
        .select_related("entry", "target")
        .only("type", "reason", "direction", *listed("entry__"), *listed("target__"))
        .order_by("entry__sort_key", "target__sort_key", "type")
    )
    return Uses(
        # What is no longer about a page does not stand there, whatever its text names.
        [page for page in pages if page.pk in about and finding.key in page.first_findings],
        # Those that it is about come first.
        sorted((page for page in pages if page.is_citing), key=lambda page: page.pk not in about),
        [each for each in relations if _cites(each.reason, key)],
        [page for page in pages if page.pk in about and page.argued],
    )


def _cites(text, key):
    """Whether a line cites the work of this key: another's may begin with it."""
    cites = markup.parse_inline(text).cites
    return any(each.key == key and not each.heading for cite in cites for each in cite.citations)
