"""A saved text of a page. Saving appends; nothing is ever overwritten."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

ORIGINS = ("editor", "import", "restore", "merge", "command")


class AppendOnlyQuerySet(models.QuerySet):
    def delete(self):
        raise models.ProtectedError("What was saved is never deleted.", set(self[:1]))


class Revision(models.Model):
    """The whole content file of an entry, as somebody saved it. The database refuses to change
    one.
    """

    entry = models.ForeignKey("Entry", models.PROTECT, related_name="revisions")
    text = models.TextField()
    author = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="revisions")
    saved_at = models.DateTimeField(default=timezone.now)
    origin = models.CharField(max_length=8, choices=[(name, name) for name in ORIGINS])
    folder = models.CharField(
        max_length=36,
        blank=True,
        help_text="For an import: the id in the manifest of the exported folder that it came from.",
    )

    objects = AppendOnlyQuerySet.as_manager()

    class Meta:
        ordering = ["-id"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(text=""),
                name="revision_has_text",
                violation_error_message="A revision holds a whole text; this one is empty.",
            ),
            models.CheckConstraint(
                condition=Q(origin__in=ORIGINS),
                name="revision_origin_is_known",
                violation_error_message=f"A revision comes from one of: {', '.join(ORIGINS)}.",
            ),
        ]

    def __str__(self):
        return f"{self.entry} as saved {self.saved_at:%Y-%m-%d %H:%M}"

    def delete(self, *args, **kwargs):
        raise models.ProtectedError("What was saved is never deleted.", {self})
