"""The documents that the knowledge base began from, passage by passage."""

import re

from django.db import models
from django.db.models import Q
from django.urls import reverse

from concepts.markup import fold


class Source(models.Model):
    key = models.CharField(primary_key=True, max_length=80)
    title = models.CharField(max_length=300)
    note = models.CharField(max_length=500, blank=True)
    body = models.TextField(blank=True)

    class Meta:
        ordering = ["key"]
        constraints = [
            models.CheckConstraint(
                condition=Q(key__regex=r"^[a-z0-9]+(-[a-z0-9]+)*\Z"),
                name="source_key_is_plain",
                violation_error_message="A source's id has lower-case letters and digits, in "
                "words joined by single hyphens.",
            ),
            models.CheckConstraint(
                condition=~Q(title=""),
                name="source_has_title",
                violation_error_message="A source needs a title.",
            ),
        ]

    def __str__(self):
        return self.title

    def get_absolute_url(self):
        return reverse("source", args=[self.key])


class Passage(models.Model):
    """A passage of a source: its heading there, and in our words what it says; `differs` says where
    research and the field say otherwise, a paragraph for each point. `heading_key` is the folded
    heading.
    """

    source = models.ForeignKey(Source, models.PROTECT, related_name="passages")
    key = models.CharField(max_length=20)
    heading = models.CharField(max_length=300)
    heading_key = models.CharField(max_length=400, editable=False)
    summary = models.CharField(max_length=500)
    differs = models.TextField(
        blank=True,
        help_text="Where research and the field say otherwise: a paragraph for each point, "
        "with an empty line between; links and citations as in articles. Pages that a "
        "point links to show it.",
    )
    position = models.PositiveSmallIntegerField()

    class Meta:
        ordering = ["source", "position"]
        constraints = [
            models.UniqueConstraint(
                fields=["source", "key"],
                name="passage_key_is_unique",
                violation_error_message="This source has a passage of that id already.",
            ),
            models.UniqueConstraint(
                fields=["source", "heading_key"],
                name="passage_heading_is_unique",
                violation_error_message="This source has a passage of that heading already.",
            ),
            models.UniqueConstraint(
                fields=["source", "position"],
                name="passage_position_is_unique",
                violation_error_message="Two passages of a source can't stand at one position.",
            ),
            models.CheckConstraint(
                condition=Q(key__regex=r"^[A-Za-z0-9]+(-[A-Za-z0-9]+)*\Z"),
                name="passage_key_is_plain",
                violation_error_message="A passage's id has letters and digits, such as M1.",
            ),
            models.CheckConstraint(
                condition=~Q(heading="") & ~Q(heading_key=""),
                name="passage_has_heading",
                violation_error_message="A passage needs a heading.",
            ),
        ]

    def __str__(self):
        return f"{self.source}: {self.heading}"

    def get_absolute_url(self):
        return f"{reverse('source', args=[self.source_id])}#{self.anchor}"

    def clean(self):
        self.heading_key = fold(self.heading)

    @property
    def points(self):
        """The texts of what differs, one for each point."""
        paragraphs = (" ".join(text.split()) for text in re.split(r"\n\s*\n", self.differs))
        return [text for text in paragraphs if text]

    @property
    def anchor(self):
        return self.key.lower()
