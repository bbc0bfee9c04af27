"""Every name a page can be found and linked by."""

from django.db import models
from django.db.models import Q


class Name(models.Model):
    """A live title, slug or alias as `markup.fold` makes it (NFKC, casefolded in Python: databases
    differ on ÜBER).
    """

    key = models.CharField(primary_key=True, max_length=300)
    entry = models.ForeignKey("Entry", models.CASCADE, related_name="names")

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=~Q(key=""),
                name="name_is_not_empty",
                violation_error_message="A name can't be empty.",
            )
        ]

    def __str__(self):
        return self.key
