from django.shortcuts import render
from django.views.decorators.cache import cache_control

from concepts import reading, rendering

from .redirects import of_entry

MOST_OTHERS = 2


@cache_control(private=True, max_age=60)
@of_entry("card")
def show(request, entry):
    """What `card.js` shows beside a link to a page: its name, kind, definition and one relation,
    as a piece of HTML. Beside the page that it is tied to, `beside`, the reason of the tie stands
    in the place of the relation."""
    beside, ties = request.GET.get("beside", ""), reading.ties_of(entry)
    between = [tie for tie in ties if tie.other.slug == beside]
    context = {"entry": entry, "tie": first_tie(ties)}
    if between:
        reason = rendering.render_by_name([], [between[0].reason])[1][between[0].reason]
        context |= {"tie": None, "reason": reason, "is_said": between[0].is_said}
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
