from django.shortcuts import render
from django.views.decorators.cache import cache_control

from concepts import reading

from .redirects import of_entry

MOST_OTHERS = 2


@cache_control(private=True, max_age=60)
@of_entry("card")
def show(request, entry):
    """What `card.js` shows beside a link to a page: its name, kind, definition and one relation,
    as a piece of HTML."""
    context = {"entry": entry, "tie": first_tie(reading.ties_of(entry))}
    response = render(request, "components/card.html", context)
    response["X-Robots-Tag"] = "noindex"
    return response


def first_tie(ties):
    """The first of these ties together with those that read alike, or None."""
    if not ties:
        return None
    others = [tie.other for tie in ties if tie.words == ties[0].words]
    return {
        "type": ties[0].type,
        "is_inverse": ties[0].is_inverse,
        "words": ties[0].words,
        "others": others[:MOST_OTHERS],
        "more": len(others[MOST_OTHERS:]),
    }
