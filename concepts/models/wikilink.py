"""Links between pages. Derived from the text of the live edition."""

from django.db import models
from django.db.models import Exists, OuterRef, Q

from .entry import published
from .name import Name


class WikiLinkQuerySet(models.QuerySet):
    def broken(self):
        """Links to a name that no published page has: plain text to readers, a problem to
        editors.
        """
        named = Name.objects.filter(published("entry__"), key=OuterRef("key"))
        return self.filter(~Exists(named))


class WikiLink(models.Model):
    """A link from `entry` to whatever page bears the name `key`; kept by name, so that a new page
    mends old links.
    """

    entry = models.ForeignKey("Entry", models.CASCADE, related_name="wikilinks")
    key = models.CharField(max_length=300, db_index=True)
    text = models.CharField(max_length=300)
    line = models.PositiveIntegerField()

    objects = WikiLinkQuerySet.as_manager()

    class Meta:
        ordering = ["entry", "line", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["entry", "key"],
                name="wikilink_stands_once",
                violation_error_message="The page links to that name already.",
            ),
            models.CheckConstraint(
                condition=~Q(key=""),
                name="wikilink_has_name",
                violation_error_message="A link needs a name.",
            ),
        ]

    def __str__(self):
        return f"{self.entry}: [[{self.text}]]"
