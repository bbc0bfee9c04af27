"""What a finding said from a day on, with a number that never changes."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from .edition import IMPORTED
from .revision import AppendOnlyQuerySet

TAKEN_AWAY = "Taken away"


class FindingEdition(models.Model):
    """Edition n of the finding with a key, which outlives the finding. The database refuses
    changes, and numbers that are not the next.

    `concepts` follow from the data and can be made again: whose pages showed the finding.
    """

    key = models.CharField(max_length=100)
    number = models.PositiveIntegerField()
    data = models.JSONField(
        null=True, help_text="The finding as its file says it; nothing where it was taken away."
    )
    change_note = models.CharField(max_length=300)
    published_at = models.DateTimeField(
        null=True, help_text="Not known for findings that are older than their first edition."
    )
    publisher = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="finding_editions"
    )
    concepts = models.ManyToManyField("Entry", related_name="finding_editions")

    objects = AppendOnlyQuerySet.as_manager()

    class Meta:
        ordering = ["key", "-number"]
        constraints = [
            models.UniqueConstraint(
                fields=["key", "number"],
                name="finding_edition_number_is_unique",
                violation_error_message="This finding has an edition of that number already.",
            ),
            models.CheckConstraint(
                condition=Q(number__gte=1),
                name="finding_edition_number_from_one",
                violation_error_message="Numbers of a finding's editions begin with 1.",
            ),
            models.CheckConstraint(
                condition=~Q(change_note=""),
                name="finding_edition_has_change_note",
                violation_error_message="Say in a few words what changed in the finding.",
            ),
            models.CheckConstraint(
                condition=Q(data__isnull=False) | Q(number__gt=1),
                name="finding_edition_begins_with_data",
                violation_error_message="What was never there can't be taken away.",
            ),
            models.CheckConstraint(
                condition=Q(published_at__isnull=False, publisher__isnull=False) | Q(number=1),
                name="finding_edition_is_dated",
                violation_error_message="A change of a finding has its day and who made it.",
            ),
        ]

    def __str__(self):
        return f"{self.key}, edition {self.number}"

    @property
    def note(self):
        """The change note as readers see it; that of an import says only how a change came in."""
        if self.number == 1:
            return "First published"
        return "Finding revised" if self.change_note == IMPORTED else self.change_note

    def delete(self, *args, **kwargs):
        raise models.ProtectedError("What was published is never deleted.", {self})
