from django.shortcuts import render
from django.views.generic import RedirectView

from concepts import reading
from concepts.cross_origin import public
from concepts.models import tag_slug

from . import help
from .addresses import LONGEST_TAG, of_entry
from .article import article, page


@of_entry("page")
def show(request, entry):
    return page(request, "concepts/question.html", entry, context_of)


def context_of(entry):
    questions, mentions = reading.mentions_of(entry)
    return article(entry, entry.live) | {
        "concepts": reading.about_of(entry),
        "questions": questions,
        "mentions": mentions,
    }


@public
def index(request):
    """All questions by category, or those with one tag."""
    asked = request.GET.get("tag", "").strip()
    slug = tag_slug(asked[:LONGEST_TAG]) if asked else ""
    groups = reading.questions()
    everything = [question for group in groups.values() for question in group]
    tags = {tag.slug: tag for question in everything for tag in question.tag_list}
    if slug:
        groups = {
            category: [
                question for question in group if slug in {tag.slug for tag in question.tag_list}
            ]
            for category, group in groups.items()
        }
    context = {
        "groups": [(category, group) for category, group in groups.items() if group],
        "number": sum(map(len, groups.values())),
        "total": len(everything),
        "tags": sorted(tags.values(), key=lambda tag: tag.name),
        "tag": tags.get(slug),
        "asked": asked[:LONGEST_TAG],
        "need": help.need(asked) if asked and slug not in tags else None,
    }
    return render(request, "concepts/questions.html", context)


faq = public(RedirectView.as_view(pattern_name="questions", permanent=True, query_string=True))
