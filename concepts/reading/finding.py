"""Findings with all their numbers."""

from django.db.models import Q

from concepts.models import Finding, Reference, Statistic

FINDING = (
    "id",
    "key",
    "kind",
    "claim",
    "direction",
    "caveat",
    "basis",
    "primary_studies",
    "read",
    "country",
    "profession",
)
STATISTIC = (
    "position",
    "of",
    "measure",
    "value",
    "low",
    "high",
    "studies",
    "people",
    "year",
    "details",
)
REFERENCE = ("id", "key", "short", "title", "year")


def findings_about(entry):
    """The findings about a concept, those with numbers first."""
    return _findings(Q(concepts=entry))


def findings_from(reference):
    """The findings that a work reports, alone or with others."""
    return _findings(Q(reference=reference) | Q(also=reference))


def _findings(condition):
    """One query: a finding without numbers has one row, others as many as they have numbers."""
    rows = (
        Finding.objects.filter(pk__in=Finding.objects.filter(condition).values("pk"))
        .order_by("key", "statistics__position")
        .values_list(
            *FINDING,
            *(f"reference__{name}" for name in REFERENCE),
            *(f"statistics__{name}" for name in STATISTIC),
        )
    )
    found = {}
    for row in rows:
        own, rest = row[: len(FINDING)], row[len(FINDING) :]
        cited, figure = rest[: len(REFERENCE)], rest[len(REFERENCE) :]
        finding = found.get(own[0])
        if finding is None:
            finding = Finding(**dict(zip(FINDING, own, strict=True)))
            finding.reference = Reference(**dict(zip(REFERENCE, cited, strict=True)))
            finding.numbers = []
            found[finding.pk] = finding
        if figure[0] is not None:
            finding.numbers.append(Statistic(**dict(zip(STATISTIC, figure, strict=True))))
    return sorted(found.values(), key=lambda finding: not finding.numbers)
