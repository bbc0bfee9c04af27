"""The files of an imported folder that are not pages, as they stood there."""

from django.db import models


class ImportedFile(models.Model):
    """The text of a file such as `references.json` at its last import.

    Export gives it back byte for byte as long as it still says what the database says; and what the
    database says now is compared with it to see whether somebody has edited since.
    """

    path = models.CharField(primary_key=True, max_length=200)
    text = models.TextField()
    folder = models.CharField(
        max_length=36,
        blank=True,
        help_text="The id in the manifest of the exported folder that it came from.",
    )

    def __str__(self):
        return self.path
