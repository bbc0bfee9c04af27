"""Results of research, with their numbers."""

from django.db import models
from django.db.models import Q
from django.urls import reverse

# What a finding says itself: all its columns but its key and what it is tied to.
FINDING_COLUMNS = (
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
FINDING_BASES = ("meta-analysis", "trial", "correlational", "theory", "guidance", "review")
# The same, the weightiest first, and how readers are told.
WORTH = {
    "meta-analysis": "Meta-analysis",
    "trial": "Trial",
    "review": "Review",
    "correlational": "Correlational study",
    "guidance": "Guidance",
    "theory": "Theory",
}
FINDING_KINDS = ("quantitative", "position", "guidance", "definition")
READINGS = ("abstract", "full", "second-hand")


class Finding(models.Model):
    """A result about some concepts: what was claimed, on what basis, how it was read, and what
    speaks against it.
    """

    key = models.CharField(max_length=100, unique=True)
    kind = models.CharField(max_length=12, choices=[(name, name) for name in FINDING_KINDS])
    claim = models.TextField()
    direction = models.CharField(max_length=100, blank=True)
    caveat = models.TextField()
    basis = models.CharField(max_length=13, choices=[(name, name) for name in FINDING_BASES])
    primary_studies = models.CharField(
        max_length=20, blank=True, help_text="What a meta-analysis or review pooled."
    )
    read = models.CharField(max_length=11, choices=[(name, name) for name in READINGS])
    country = models.CharField(max_length=100, blank=True)
    profession = models.CharField(max_length=200, blank=True)
    reference = models.ForeignKey("Reference", models.PROTECT, related_name="findings")
    also = models.ManyToManyField("Reference", blank=True, related_name="findings_also")
    concepts = models.ManyToManyField("Entry", blank=True, related_name="findings")
    # When its last edition changed it; derived from its editions, so that pages need not ask.
    changed_at = models.DateTimeField(null=True, editable=False)

    class Meta:
        ordering = ["key"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(claim="") & ~Q(caveat=""),
                name="finding_has_caveat",
                violation_error_message="A finding needs its claim and its caveat.",
            ),
            models.CheckConstraint(
                condition=Q(basis__in=FINDING_BASES),
                name="finding_basis_is_known",
                violation_error_message=f"A finding rests on one of: {', '.join(FINDING_BASES)}.",
            ),
            models.CheckConstraint(
                condition=Q(read__in=READINGS),
                name="finding_reading_is_known",
                violation_error_message=f"A finding was read as one of: {', '.join(READINGS)}.",
            ),
            models.CheckConstraint(
                condition=Q(kind__in=FINDING_KINDS),
                name="finding_kind_is_known",
                violation_error_message=f"A finding is one of: {', '.join(FINDING_KINDS)}.",
            ),
        ]

    def __str__(self):
        return self.key

    def get_absolute_url(self):
        return reverse("finding", args=[self.key])

    @property
    def is_correlational(self):
        return self.basis == "correlational" or (
            self.basis == "meta-analysis" and self.primary_studies == "correlational"
        )


class Statistic(models.Model):
    """One number of a finding, shown whole: measure, value, interval, studies, people and year, as
    printed.
    """

    finding = models.ForeignKey(Finding, models.CASCADE, related_name="statistics")
    position = models.PositiveSmallIntegerField()
    of = models.CharField(max_length=300, blank=True)
    measure = models.CharField(max_length=200)
    value = models.CharField(max_length=200)
    low = models.CharField(max_length=30, blank=True)
    high = models.CharField(max_length=30, blank=True)
    studies = models.CharField(
        max_length=100, blank=True, help_text="k, the number of studies or samples"
    )
    people = models.CharField(max_length=200, blank=True, help_text="N, as printed")
    year = models.PositiveSmallIntegerField(null=True, blank=True)
    details = models.TextField(
        blank=True, help_text="Further figures and notes, one a line, as `I2 (percent): 64.19`."
    )

    class Meta:
        ordering = ["finding", "position"]
        constraints = [
            models.UniqueConstraint(
                fields=["finding", "position"],
                name="statistic_position_is_unique",
                violation_error_message="Two numbers of a finding can't stand at one position.",
            ),
            models.CheckConstraint(
                condition=~Q(measure="") & ~Q(value=""),
                name="statistic_is_whole",
                violation_error_message="A number needs its measure and its value.",
            ),
            models.CheckConstraint(
                condition=Q(low="", high="") | (~Q(low="") & ~Q(high="")),
                name="statistic_interval_has_two_ends",
                violation_error_message="An interval has a lower and an upper end.",
            ),
        ]

    def __str__(self):
        return f"{self.measure} = {self.value}"
