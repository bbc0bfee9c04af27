"""Findings with all their numbers."""

from django.db.models import Exists, OuterRef, Q

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


def findings_about_each(concepts):
    """The findings about any of these concepts, those with numbers first; `about` are the concepts
    that each finding is about."""
    links = Finding.concepts.through.objects
    marks = {
        f"about_{number}": Exists(links.filter(finding=OuterRef("pk"), entry=concept))
        for number, concept in enumerate(concepts)
    }
    found = _findings(Q(concepts__in=concepts), marks)
    for finding in found:
        finding.about = [
            concept for concept, is_about in zip(concepts, finding.marks, strict=True) if is_about
        ]
    return found


def findings_from(reference):
    """The findings that a work reports, alone or with others."""
    return _findings(Q(reference=reference) | Q(also=reference))


def _findings(condition, marks=None):
    """One query: a finding without numbers has one row, others as many as they have numbers.

    `marks` are names with conditions; each finding gets its answers as `marks`.
    """
    marks = marks or {}
    rows = (
        Finding.objects.filter(pk__in=Finding.objects.filter(condition).values("pk"))
        .annotate(**marks)
        .order_by("key", "statistics__position")
        .values_list(
            *FINDING,
            *(f"reference__{name}" for name in REFERENCE),
            *(f"statistics__{name}" for name in STATISTIC),
            *marks,
        )
    )
    found = {}
    for row in rows:
        own, rest = row[: len(FINDING)], row[len(FINDING) :]
        cited, rest = rest[: len(REFERENCE)], rest[len(REFERENCE) :]
        figure, answers = rest[: len(STATISTIC)], rest[len(STATISTIC) :]
        finding = found.get(own[0])
        if finding is None:
            finding = Finding(**dict(zip(FINDING, own, strict=True)))
            finding.reference = Reference(**dict(zip(REFERENCE, cited, strict=True)))
            finding.numbers, finding.marks = [], answers
            found[finding.pk] = finding
        if figure[0] is not None:
            finding.numbers.append(Statistic(**dict(zip(STATISTIC, figure, strict=True))))
    return sorted(found.values(), key=lambda finding: not finding.numbers)
