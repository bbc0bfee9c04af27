"""Findings with all their numbers."""

from django.db.models import Prefetch, Q

from concepts.models import Finding, Statistic
from concepts.models.finding import FINDING_COLUMNS

from .measure import count

# So many an article shows; the rest stand where all are.
MOST_SHOWN = 3

LISTED = (
    "key",
    *FINDING_COLUMNS,
    *(f"reference__{name}" for name in ("key", "short", "title", "year")),
)


def findings_about(entry):
    """The findings about a concept: two queries."""
    return _findings(Q(concepts=entry))


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


def findings_from(reference):
    """The findings that a work reports, alone or with others: two queries."""
    return _findings(Q(reference=reference) | Q(also=reference))


def _findings(condition):
    """Findings with their `numbers`, those that have any first."""
    numbers = Prefetch("statistics", Statistic.objects.order_by("position"), to_attr="numbers")
    found = (
        Finding.objects.filter(pk__in=Finding.objects.filter(condition).values("pk"))
        .select_related("reference")
        .only(*LISTED)
        .prefetch_related(numbers)
        .order_by("key")
    )
    return sorted(found, key=lambda finding: not finding.numbers)
