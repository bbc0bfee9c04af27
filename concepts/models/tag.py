"""Tags: taggit's, with a vocabulary that is planned."""

import unicodedata

from django.db import models
from django.db.models import Q
from django.urls import reverse
from taggit.models import ItemBase, TagBase

from concepts.markup import hyphenated


def tag_slug(name):
    """The URL of a tag, made from its name alone: so that a page can link its tags without
    asking the database. It has a rule of its own, which stays as it is, or addresses would move.
    """
    return hyphenated(unicodedata.normalize("NFKC", name)) or "-".join(
        f"{ord(sign):x}" for sign in name
    )


class Tag(TagBase):
    """A tag. `planned` ones are the vocabulary; others are shown to editors as a question."""

    about = models.CharField(max_length=300, blank=True)
    planned = models.BooleanField(default=False)

    class Meta:
        ordering = ["name"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(name="") & ~Q(slug=""),
                name="tag_is_not_empty",
                violation_error_message="A tag can't be empty.",
            )
        ]

    def slugify(self, tag, i=None):
        return tag_slug(tag) if i is None else f"{tag_slug(tag)}-{i}"

    def get_absolute_url(self):
        return reverse("tag", args=[self.slug])


class EntryTag(ItemBase):
    content_object = models.ForeignKey("Entry", models.CASCADE, related_name="entry_tags")
    tag = models.ForeignKey(Tag, models.CASCADE, related_name="entry_tags")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["content_object", "tag"],
                name="entrytag_stands_once",
                violation_error_message="This page has the tag already.",
            )
        ]

    def __str__(self):
        return f"{self.content_object}: {self.tag}"
