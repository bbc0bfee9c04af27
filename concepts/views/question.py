from collections import Counter

from django.shortcuts import render
from django.views.generic import RedirectView

from concepts import reading
from concepts.contentfile import CATEGORIES
from concepts.converters import LONGEST_TAG
from concepts.decorators import public
from concepts.models import tag_slug

from .article import article, page
from .help_service import first_help_for
from .redirects import of_entry


@of_entry("page")
def show(request, entry):
    return page(request, "concepts/question.html", entry, context_of)


def context_of(entry):
    concepts = reading.about_of(entry)
    questions, mentions = reading.mentions_of(entry)
    return article(entry, entry.live) | {
        "concepts": concepts,
        "questions": questions,
        "mentions": mentions,
        "onward": reading.onward_from_question(concepts, mentions),
    }


# Fewer questions need no filter, and a tag of fewer is no way to narrow them.
MOST_UNFILTERED, LEAST_TAGGED = 5, 3
MOST_TAGS = 16


@public
def index(request):
    """All questions by category with their short answers, or those with one tag."""
    asked = request.GET.get("tag", "").strip()
    slug = tag_slug(asked[:LONGEST_TAG]) if asked else ""
    groups = reading.questions()
    everything = [question for group in groups.values() for question in group]
    tags = {row.tag.slug: row.tag for question in everything for row in question.tagged}
    if slug:
        groups = {
            category: [
                question for question in group if slug in {row.tag.slug for row in question.tagged}
            ]
            for category, group in groups.items()
        }
    context = {
        "groups": [(category, group) for category, group in groups.items() if group],
        "number": sum(map(len, groups.values())),
        "total": len(everything),
        "tags": tags_offered(everything),
        "tag": tags.get(slug),
        "asked": asked[:LONGEST_TAG],
        "need": first_help_for(asked) if asked and slug not in tags else None,
    }
    return render(request, "concepts/questions.html", context)


faq = public(RedirectView.as_view(pattern_name="questions", permanent=True, query_string=True))


def tags_offered(questions):
    """The tags that narrow these questions, the commonest, in alphabetical order. What is a
    category too is found there."""
    if len(questions) <= MOST_UNFILTERED:
        return []
    numbers = Counter(row.tag for question in questions for row in question.tagged)
    common = [tag for tag, number in numbers.most_common() if number >= LEAST_TAGGED]
    common = [tag for tag in common if tag.name.casefold() not in CATEGORIES]
    return sorted(common[:MOST_TAGS], key=lambda tag: tag.name)
