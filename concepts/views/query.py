"""URLs with a query, as readers pass them on."""

from urllib.parse import urlencode

from django.urls import reverse


def url_with(view, parameters, fragment=""):
    """The URL of a view with the parameters that say something: not what is empty, nor that the
    page is the first. Commas stand as they are, since people copy lists of pages.
    """
    said = {
        name: value
        for name, value in parameters.items()
        if value not in ("", None) and (name, value) != ("page", 1)
    }
    query = f"?{urlencode(said, safe=',')}" if said else ""
    return reverse(view) + query + (f"#{fragment}" if fragment else "")
