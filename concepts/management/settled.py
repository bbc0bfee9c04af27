"""What a process that answers for long does once, before its first answer."""

import gc

from django.template.loader import get_template
from django.urls import get_resolver

# Between them they extend and include nearly all that readers are shown.
TEMPLATES = ("concepts/concept.html", "concepts/search.html", "components/suggestions.html")


def settle():
    """Load what most answers need, and keep the garbage collector from going through it for ever.

    Each of its full rounds looks at all that Python holds, some 40 ms in which a reader waits. What
    is loaded here stays until the process ends: frozen, it is passed over.
    """
    get_resolver().url_patterns  # noqa: B018 (imports the views, and all that they use)
    for name in TEMPLATES:
        get_template(name)
    gc.collect()
    gc.freeze()
