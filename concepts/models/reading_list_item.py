"""A page's place in a reading list."""

from django.db import models
from django.db.models import Q


class ReadingListItem(models.Model):
    """A page of a list, with what to mind when reading it. It names the page and no address, so it
    stays right when the page is renamed.
    """

    reading_list = models.ForeignKey("ReadingList", models.CASCADE, related_name="items")
    entry = models.ForeignKey("Entry", models.PROTECT, related_name="reading_list_items")
    position = models.PositiveSmallIntegerField()
    note = models.CharField(max_length=600, blank=True)

    class Meta:
        ordering = ["reading_list", "position"]
        constraints = [
            models.UniqueConstraint(
                fields=["reading_list", "position"],
                name="readinglistitem_position_is_unique",
                violation_error_message="Two pages of a list can't stand at one position.",
            ),
            models.UniqueConstraint(
                fields=["reading_list", "entry"],
                name="readinglistitem_stands_once",
                violation_error_message="This page stands in the list already; keep one.",
            ),
            models.CheckConstraint(
                condition=Q(position__gte=1),
                name="readinglistitem_position_from_one",
                violation_error_message="Positions begin with 1.",
            ),
        ]

    def __str__(self):
        return f"{self.reading_list} {self.position}: {self.entry}"
