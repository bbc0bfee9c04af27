"""A practitioner's review of one edition. Only a person's act makes one."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q


class Review(models.Model):
    edition = models.ForeignKey("Edition", models.PROTECT, related_name="reviews")
    reviewer = models.CharField(max_length=120, help_text="The name, as the person wants it shown.")
    consented_on = models.DateField(help_text="The day the person agreed to be named here.")
    role = models.CharField(max_length=120, help_text="For example: counsellor, BACP accredited.")
    checked = models.CharField(max_length=300, help_text="What was checked.")
    reviewed_on = models.DateField()
    next_due = models.DateField(null=True, blank=True)
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="recorded_reviews"
    )

    class Meta:
        ordering = ["-reviewed_on", "-id"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(reviewer="") & ~Q(role="") & ~Q(checked=""),
                name="review_says_who_and_what",
                violation_error_message="A review names the reviewer, their role and what was "
                "checked.",
            ),
            models.CheckConstraint(
                condition=Q(next_due__isnull=True) | Q(next_due__gt=F("reviewed_on")),
                name="review_next_is_later",
                violation_error_message="The next review must be due after this one.",
            ),
        ]

    def __str__(self):
        return f"{self.edition}: reviewed by {self.reviewer}"
