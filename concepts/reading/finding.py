"""Findings with all their numbers."""

from django.db.models import OuterRef, Q, Subquery

from concepts.models import Finding, FindingEdition, Reference, Statistic
from concepts.models.finding import FINDING_COLUMNS
from concepts.models.finding_data import finding_from
from concepts.prepared import prepared

from .measure import count

# So many an article shows; the rest stand where all are.
MOST_SHOWN = 3

LISTED = (
    "key",
    *FINDING_COLUMNS,
    "changed_at",
    *(f"reference__{name}" for name in ("key", "short", "title", "year")),
)


def findings_about(entry):
    """The findings about a concept: two queries."""
    return _with_numbers(_findings_about(entry.pk))


@prepared
def _findings_about(entry):
    return _found(Q(concepts=entry))


def shown_first(findings, keys):
    """Those of `findings` that an article shows: what its writer named, in that order; where
    nothing is named, those with numbers, the newest first and of one year the largest."""
    by_key = {finding.key: finding for finding in findings}
    named = [by_key[key] for key in keys if key in by_key]
    if not named:
        measured = [each for each in findings if each.numbers and each.kind == "quantitative"]
        named = sorted(measured, key=_newest_and_largest, reverse=True)
    return named[:MOST_SHOWN]


def _newest_and_largest(finding):
    return (
        max(number.year or 0 for number in finding.numbers),
        max(count(number.people) or count(number.studies) for number in finding.numbers),
        finding.key,
    )


def findings_as_of(entry, moment):
    """The findings about a page as they were then; what is older than the first that was kept is
    shown as that. Two queries. A work that is no longer here is called by its key."""
    then = Q(published_at__lte=moment) | Q(published_at=None)
    newest = FindingEdition.objects.filter(then, key=OuterRef("key")).order_by("-number")
    said = list(
        FindingEdition.objects.filter(concepts=entry, pk=Subquery(newest.values("pk")[:1]))
        .order_by("key")
        .values_list("data", flat=True)
    )
    works = (
        Reference.objects.filter(key__in=[data["reference"] for data in said])
        .only("key", "short", "title", "year")
        .in_bulk(field_name="key")
        if said
        else {}
    )
    return [
        finding_from(data, works.get(key) or Reference(key=key, short=key))
        for data in said
        for key in [data["reference"]]
    ]


def editions_of_finding(key):
    """The editions of the finding that has or had this key, the newest first: one query."""
    return list(FindingEdition.objects.filter(key=key).order_by("-number"))


def findings_from(reference):
    """The findings that a work reports, alone or with others: two queries."""
    return _with_numbers(_findings_from(reference.pk))


@prepared
def _findings_from(reference):
    return _found(Q(reference=reference) | Q(also=reference))


def _found(condition):
    return (
        Finding.objects.filter(pk__in=Finding.objects.filter(condition).values("pk"))
        .select_related("reference")
        .only(*LISTED)
        .order_by("key")
    )


def _with_numbers(findings):
    """The findings with their `numbers`, those that have any first."""
    by_pk = {finding.pk: finding for finding in findings}
    for finding in findings:
        finding.numbers = []
    for number in _numbers_of(by_pk):
        number.finding = by_pk[number.finding_id]
        number.finding.numbers.append(number)
    return sorted(findings, key=lambda finding: not finding.numbers)


@prepared
def _numbers_of(pks):
    return Statistic.objects.filter(finding__pk__in=pks).order_by("position")
