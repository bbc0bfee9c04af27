"""Words by which people look for help."""

from django.db import models
from django.db.models import Q

from concepts.markup import fold


class HelpWord(models.Model):
    """Words of distress, such as `self harm`: who types them is met with help before all else."""

    key = models.CharField(primary_key=True, max_length=300, editable=False)
    words = models.CharField(max_length=100)

    class Meta:
        ordering = ["key"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(words="") & ~Q(key=""),
                name="helpword_is_not_empty",
                violation_error_message="Words to search for can't be empty.",
            )
        ]

    def __str__(self):
        return self.words

    def clean(self):
        self.key = fold(self.words)
