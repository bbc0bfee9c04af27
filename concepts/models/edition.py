"""A published text of a page, with a number that never changes."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone

from .revision import AppendOnlyQuerySet

CHANGE_KINDS = ("wording", "meaning")

# What an import writes as the note of its editions: where a text came from, for editors.
IMPORTED = "Imported"


class Edition(models.Model):
    """Edition n of an entry. Numbers are 1, 2, 3 ... without gaps; the database refuses others, and
    changes.
    """

    entry = models.ForeignKey("Entry", models.PROTECT, related_name="editions")
    number = models.PositiveIntegerField()
    revision = models.ForeignKey("Revision", models.PROTECT, related_name="editions")
    change_note = models.CharField(max_length=300)
    change_kind = models.CharField(max_length=7, choices=[(name, name) for name in CHANGE_KINDS])
    published_at = models.DateTimeField(default=timezone.now)
    publisher = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="editions")

    objects = AppendOnlyQuerySet.as_manager()

    class Meta:
        ordering = ["entry", "-number"]
        constraints = [
            models.UniqueConstraint(
                fields=["entry", "number"],
                name="edition_number_is_unique",
                violation_error_message="This page has an edition of that number already.",
            ),
            models.CheckConstraint(
                condition=Q(number__gte=1),
                name="edition_number_from_one",
                violation_error_message="Edition numbers begin with 1.",
            ),
            models.CheckConstraint(
                condition=~Q(change_note=""),
                name="edition_has_change_note",
                violation_error_message="Say in a few words what changed.",
            ),
            models.CheckConstraint(
                condition=Q(change_kind__in=CHANGE_KINDS),
                name="edition_change_kind_is_known",
                violation_error_message="A change is one of wording or of meaning.",
            ),
        ]

    def __str__(self):
        return f"{self.entry}, edition {self.number}"

    def get_absolute_url(self):
        return reverse("edition", args=[self.entry.type, self.entry.slug, self.number])

    @property
    def note(self):
        """The change note as readers see it. A first edition changed nothing, and an import says
        only how a text came in."""
        if self.number == 1:
            return "First published"
        return "Text revised" if self.change_note == IMPORTED else self.change_note

    def delete(self, *args, **kwargs):
        raise models.ProtectedError("What was published is never deleted.", {self})
