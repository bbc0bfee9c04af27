"""Pages in an order that somebody teaches in."""

from django.db import models
from django.db.models import Q
from django.urls import reverse


class ReadingListQuerySet(models.QuerySet):
    def published(self):
        """Lists that readers see."""
        return self.filter(is_published=True)


class ReadingList(models.Model):
    """A list of pages for a course, with a URL of its own.

    `questions` are those for a seminar, one a line; `curator` says who made the list, in words that
    this person agreed to.
    """

    slug = models.SlugField(
        max_length=100,
        unique=True,
        help_text="The last part of its address, which then stays: /lists/…/",
    )
    title = models.CharField(max_length=120)
    intro = models.TextField(blank=True, max_length=1000)
    curator = models.CharField(
        "collected by",
        max_length=200,
        blank=True,
        help_text="Only with this person’s consent; may stay empty.",
    )
    questions = models.TextField(
        "for the seminar", blank=True, max_length=3000, help_text="One question a line."
    )
    is_published = models.BooleanField("published", default=False)
    updated_at = models.DateTimeField(auto_now=True)

    objects = ReadingListQuerySet.as_manager()

    class Meta:
        ordering = ["title", "slug"]
        constraints = [
            models.CheckConstraint(
                condition=Q(slug__regex=r"^[a-z0-9]+(-[a-z0-9]+)*\Z"),
                name="readinglist_slug_is_plain",
                violation_error_message="The address of a list has lower-case letters a to z and "
                "digits, in words joined by single hyphens.",
            ),
            models.CheckConstraint(
                condition=~Q(title=""),
                name="readinglist_has_title",
                violation_error_message="A reading list needs a title.",
            ),
        ]

    def __str__(self):
        return self.title

    def get_absolute_url(self):
        return reverse("reading_list", args=[self.slug])

    @property
    def seminar(self):
        """The questions for the seminar, without empty lines."""
        return [line.strip() for line in self.questions.splitlines() if line.strip()]
