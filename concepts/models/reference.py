"""Scholarly works."""

import json

from django.db import models
from django.db.models import Q
from django.urls import reverse

from concepts import bibliography


class Reference(models.Model):
    """A work as CSL-JSON. It is kept as text, since PostgreSQL's JSON reorders keys; the other
    columns are derived from it. `apa` is its entry in a reference list, as safe HTML; `retracted`
    says that it was taken back, and perhaps why; `missing` what its entry lacks or is not sure of.
    """

    key = models.CharField(max_length=100, unique=True)
    csl = models.TextField()
    type = models.CharField(max_length=40, editable=False)
    title = models.CharField(max_length=1000, editable=False)
    short = models.CharField(max_length=300, editable=False)
    year = models.IntegerField(null=True, editable=False)
    sort_key = models.CharField(max_length=1500, editable=False)
    apa = models.TextField(editable=False)
    retracted = models.CharField(max_length=300, blank=True, editable=False)
    missing = models.TextField(blank=True, editable=False)

    class Meta:
        ordering = ["sort_key", "key"]
        constraints = [
            models.CheckConstraint(
                condition=Q(key__regex=r"^[a-z0-9]+(-[a-z0-9]+)*\Z"),
                name="reference_key_is_plain",
                violation_error_message="A reference's id has lower-case letters and digits, in "
                "words joined by single hyphens.",
            ),
            models.CheckConstraint(
                condition=~Q(csl="") & ~Q(title=""),
                name="reference_has_title",
                violation_error_message="A reference needs a title.",
            ),
        ]

    def __str__(self):
        return self.short or self.key

    def get_absolute_url(self):
        return reverse("reference", args=[self.key])

    @property
    def is_rule(self):
        """Whether it is a code of ethics, guidance or law."""
        return bibliography.is_rule(json.loads(self.csl))
