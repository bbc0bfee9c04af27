"""Questions, grouped as the FAQ shows them."""

from django.db.models import Prefetch

from concepts.contentfile import CATEGORIES
from concepts.models import About, EntryTag, Question, published
from concepts.prepared import prepared

from .entry import LISTED, listed


def questions():
    """All published questions by category: three queries. Each has as `answers_about` the Abouts of
    published concepts, and as `tagged` its EntryTags."""
    about = _about().only("question_id", "position", *listed("concept__"))
    tags = EntryTag.objects.select_related("tag").order_by("tag__name")
    found = list(
        Question.objects.published()
        .only(*LISTED, "category")
        .prefetch_related(
            Prefetch("about", about, to_attr="answers_about"),
            Prefetch("entry_tags", tags, to_attr="tagged"),
        )
        .in_alphabet()
    )
    return {
        category: [question for question in found if question.category == category]
        for category in CATEGORIES
    }


def _about():
    return About.objects.filter(published("concept__")).select_related("concept")


def about_of(question):
    """The published concepts that a question is about, in its own order."""
    return [row.concept for row in _about_of(question.pk)]


@prepared
def _about_of(question):
    return _about().filter(question=question).only("position", *listed("concept__"))


def question_titles():
    """All published questions, their titles alone, in the order of the categories."""
    order = {category: number for number, category in enumerate(CATEGORIES)}
    found = Question.objects.published().only(*LISTED, "category").in_alphabet()
    return sorted(found, key=lambda question: order[question.category])
