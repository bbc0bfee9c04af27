"""The addresses of pages: the present one and every former one."""

from django.db import models
from django.db.models import Q


class Slug(models.Model):
    """A present or former slug. The primary key refuses reuse; a former one redirects for good."""

    slug = models.CharField(primary_key=True, max_length=200)
    entry = models.ForeignKey("Entry", models.PROTECT, related_name="slugs")
    is_current = models.BooleanField(default=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["entry"],
                condition=Q(is_current=True),
                name="slug_one_is_current",
                violation_error_message="A page has one present slug; make the former one former "
                "first.",
            ),
            models.CheckConstraint(
                condition=Q(slug__regex=r"^[a-z0-9]+(-[a-z0-9]+)*\Z"),
                name="slug_is_plain",
                violation_error_message="A slug has lower-case letters a to z and digits, in "
                "words joined by single hyphens.",
            ),
        ]

    def __str__(self):
        return self.slug
