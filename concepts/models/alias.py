"""Other names of a page."""

from django.db import models
from django.db.models import Q

ROLES = ("same", "search")


class Alias(models.Model):
    """Another name of the same thing (`same`), or a word that should find the page and is never
    shown as its name (`search`).
    """

    entry = models.ForeignKey("Entry", models.CASCADE, related_name="aliases")
    name = models.OneToOneField("Name", models.CASCADE, related_name="alias")
    text = models.CharField(max_length=120)
    role = models.CharField(max_length=6, choices=[(name, name) for name in ROLES])

    class Meta:
        verbose_name_plural = "aliases"
        ordering = ["id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(role__in=ROLES),
                name="alias_role_is_known",
                violation_error_message="An alias is a name of the same thing, or a search word.",
            ),
            models.CheckConstraint(
                condition=~Q(text=""),
                name="alias_is_not_empty",
                violation_error_message="An alias can't be empty.",
            ),
        ]

    def __str__(self):
        return self.text
