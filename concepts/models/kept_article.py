"""What readers see of the text of a live edition, kept so that no page is made of its text anew.
Derived.
"""

from django.db import models


class KeptArticle(models.Model):
    """`parts` are the HTML and what else `articles` makes of a text, as JSON; `made_of` is a hash
    of all that it was made of. Where that has changed, it is not shown: `articles` makes it anew.
    """

    entry = models.OneToOneField(
        "Entry", models.CASCADE, primary_key=True, related_name="kept_article"
    )
    made_of = models.CharField(max_length=64)
    parts = models.TextField()

    class Meta:
        default_permissions = ()

    def __str__(self):
        return f"The article of {self.entry}"
