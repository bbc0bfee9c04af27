"""Findings with all their numbers."""

from django.db.models import Exists, OuterRef, Prefetch, Q

from concepts.models import Finding, Statistic
from concepts.models.finding import FINDING_COLUMNS

LISTED = (
    "key",
    *FINDING_COLUMNS,
    *(f"reference__{name}" for name in ("key", "short", "title", "year")),
)


def findings_about(entry):
    """The findings about a concept: two queries."""
    return _findings(Q(concepts=entry))


def findings_about_each(concepts):
    """(finding, those of these concepts that it is about) of each finding about any of them: two
    queries.
    """
    links = Finding.concepts.through.objects
    about = {
        f"about_{number}": Exists(links.filter(finding=OuterRef("pk"), entry=concept))
        for number, concept in enumerate(concepts)
    }
    return [
        (
            finding,
            [one for name, one in zip(about, concepts, strict=True) if getattr(finding, name)],
        )
        for finding in _findings(Q(concepts__in=concepts), about)
    ]


def findings_from(reference):
    """The findings that a work reports, alone or with others: two queries."""
    return _findings(Q(reference=reference) | Q(also=reference))


def _findings(condition, marks=None):
    """Findings with their `numbers`, those that have any first; `marks` are annotations."""
    numbers = Prefetch("statistics", Statistic.objects.order_by("position"), to_attr="numbers")
    found = (
        Finding.objects.filter(pk__in=Finding.objects.filter(condition).values("pk"))
        .select_related("reference")
        .only(*LISTED)
        .annotate(**marks or {})
        .prefetch_related(numbers)
        .order_by("key")
    )
    return sorted(found, key=lambda finding: not finding.numbers)
