"""Who cites what. Derived from the text of the live edition."""

from django.db import models
from django.db.models import Q


class Citation(models.Model):
    entry = models.ForeignKey("Entry", models.CASCADE, related_name="citations")
    reference = models.ForeignKey(
        "Reference", models.PROTECT, null=True, blank=True, related_name="citations"
    )
    passage = models.ForeignKey(
        "Passage", models.PROTECT, null=True, blank=True, related_name="citations"
    )
    locator = models.CharField(max_length=300, blank=True)
    position = models.PositiveSmallIntegerField()

    class Meta:
        ordering = ["entry", "position"]
        constraints = [
            models.CheckConstraint(
                condition=Q(reference__isnull=False, passage__isnull=True)
                | Q(reference__isnull=True, passage__isnull=False),
                name="citation_is_of_one_thing",
                violation_error_message="A citation is of a reference or of a passage, not both.",
            ),
            models.UniqueConstraint(
                fields=["entry", "position"],
                name="citation_position_is_unique",
                violation_error_message="Two citations of a page can't stand at one position.",
            ),
        ]

    def __str__(self):
        return f"{self.entry} cites {self.reference or self.passage}"
