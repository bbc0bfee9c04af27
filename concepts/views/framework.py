from django.shortcuts import render

from concepts import reading
from concepts.decorators import public

from .article import article, page
from .redirects import of_entry


@of_entry("page")
def show(request, entry):
    return page(request, "concepts/framework.html", entry, context_of)


def context_of(entry):
    members = reading.members_of(entry)
    context = article(entry, entry.live, inline=[member.note for member in members])
    for member in members:
        member.html = context["inline"][member.note]
    questions, mentions = reading.mentions_of(entry)
    return context | {
        "members": members,
        "questions": questions,
        "mentions": mentions,
        "onward": reading.onward_from_framework(members, questions),
    }


@public
def index(request):
    return render(request, "concepts/frameworks.html", {"frameworks": reading.frameworks()})
