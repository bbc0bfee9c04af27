"""What is remembered of sign-ins, so that nobody can try passwords at leisure."""

from django.db import models


class SignInCount(models.Model):
    """How often a sign-in failed, to an account or from an address; or succeeded, to one from one.

    Both stand here only as keyed hashes, and only until what is counted is forgotten.
    """

    key = models.CharField(primary_key=True, max_length=64)
    account = models.CharField(max_length=64, blank=True, db_index=True)
    count = models.PositiveIntegerField(default=0)
    until = models.DateTimeField(db_index=True)

    class Meta:
        default_permissions = ()

    def __str__(self):
        return self.key
