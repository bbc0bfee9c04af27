from django.shortcuts import render

from concepts import reading
from concepts.decorators import public

from .article import article, differences_shown, page
from .redirects import of_entry

# A section of this name says that steps overlap, and they are drawn so; of more than these the
# words would have no room.
OVERLAP = "How the stages overlap"
MOST_DRAWN = 6


@of_entry("page")
def show(request, entry):
    return page(request, "concepts/framework.html", entry, context_of)


def context_of(entry):
    members = reading.members_of(entry)
    context = article(entry, entry.live, inline=[member.note for member in members])
    for member in members:
        member.html = context["inline"][member.note]
    questions, mentions = reading.mentions_of(entry)
    overlap = next((each.anchor for each in context["headings"] if each.text == OVERLAP), "")
    return context | {
        "members": members,
        "differs": differences_shown(context),
        "overlap": overlap if entry.steps and 1 < len(members) <= MOST_DRAWN else "",
        "timelines": reading.timelines() if entry.steps else [],
        "questions": questions,
        "mentions": mentions,
        "onward": reading.onward_from_framework(members, questions, mentions),
    }


@public
def index(request):
    """All frameworks as courses take them, and which of them name which concept."""
    frameworks = reading.frameworks()
    columns, rows = reading.matrix(frameworks)
    context = {"frameworks": frameworks, "columns": columns, "rows": rows}
    return render(request, "concepts/frameworks.html", context)
