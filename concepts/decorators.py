"""What a view says of itself."""

from django.views.decorators.http import require_safe


def public(view):
    """Marks a view as reading: every reader gets the same from it, and it changes nothing. That it
    answers GET and HEAD alone keeps the second true.

    `middleware.CrossOriginMiddleware` opens what is marked to the pages of other sites.
    """
    safe = require_safe(view)
    safe.is_public = True
    return safe


def is_public(view):
    return getattr(view, "is_public", False)
