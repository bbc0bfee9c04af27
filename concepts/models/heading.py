"""The anchors of a page. Derived from the text of the live edition."""

from django.db import models


class Heading(models.Model):
    entry = models.ForeignKey("Entry", models.CASCADE, related_name="headings")
    position = models.PositiveSmallIntegerField()
    level = models.PositiveSmallIntegerField()
    anchor = models.CharField(max_length=500)
    text = models.CharField(max_length=500)

    class Meta:
        ordering = ["entry", "position"]
        constraints = [
            models.UniqueConstraint(
                fields=["entry", "anchor"],
                name="heading_anchor_is_unique",
                violation_error_message="A page has each anchor once.",
            )
        ]

    def __str__(self):
        return f"{self.entry}#{self.anchor}"
