"""What belongs to a framework."""

from django.db import models
from django.db.models import F, Q


class Membership(models.Model):
    """A member of a framework: a page, or a label with a sentence where no page exists."""

    framework = models.ForeignKey("Entry", models.CASCADE, related_name="members")
    entry = models.ForeignKey(
        "Entry", models.CASCADE, null=True, blank=True, related_name="memberships"
    )
    label = models.CharField(max_length=600, blank=True)
    note = models.CharField(max_length=600, blank=True)
    position = models.PositiveSmallIntegerField()

    class Meta:
        ordering = ["framework", "position"]
        constraints = [
            models.UniqueConstraint(
                fields=["framework", "position"],
                name="membership_position_is_unique",
                violation_error_message="Two members of a framework can't stand at one position.",
            ),
            models.UniqueConstraint(
                fields=["framework", "entry"],
                name="membership_stands_once",
                violation_error_message="This page is a member of the framework already; keep one.",
            ),
            models.CheckConstraint(
                condition=Q(position__gte=1),
                name="membership_position_from_one",
                violation_error_message="Positions begin with 1.",
            ),
            models.CheckConstraint(
                condition=Q(entry__isnull=False, label="")
                | (Q(entry__isnull=True) & ~Q(label="") & ~Q(note="")),
                name="membership_is_page_or_label",
                violation_error_message="A member is a page, or a label with a note; not both.",
            ),
            models.CheckConstraint(
                condition=Q(entry__isnull=True) | ~Q(entry=F("framework")),
                name="membership_is_not_of_itself",
                violation_error_message="A framework can't be a member of itself.",
            ),
        ]

    def __str__(self):
        return f"{self.framework} {self.position}: {self.entry or self.label}"
