"""Where a page is edited: the URLs of the admin of its type."""

from django.urls import reverse


def admin_url(entry, name="change", *args):
    """The URL of one of the admin's views of a page: change, history, publish ..."""
    return reverse(f"admin:concepts_{entry.type}_{name}", args=[entry.pk, *args])


def type_url(type, name):
    """The URL of one of the admin's views that need no page: add, preview, frame ..."""
    return reverse(f"admin:concepts_{type}_{name}")
