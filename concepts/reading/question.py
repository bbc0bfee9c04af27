"""Questions, grouped as the FAQ shows them."""

from concepts.contentfile import CATEGORIES
from concepts.models import About, EntryTag, Question, published

from .entry import LISTED, listed


def questions():
    """All published questions by category, each with its `concepts` and its `tag_list`: three
    queries."""
    found = list(Question.objects.published().only(*LISTED, "category").in_alphabet())
    by_id = {question.pk: question for question in found}
    for question in found:
        question.concepts, question.tag_list = [], []
    about = (
        About.objects.filter(published("concept__"), question__in=by_id)
        .select_related("concept")
        .only("question_id", *listed("concept__"))
    )
    for row in about:
        by_id[row.question_id].concepts.append(row.concept)
    tagged = EntryTag.objects.filter(content_object__in=by_id).select_related("tag")
    for row in tagged.order_by("tag__name"):
        by_id[row.content_object_id].tag_list.append(row.tag)
    return {
        category: [question for question in found if question.category == category]
        for category in CATEGORIES
    }


def about_of(question):
    """The published concepts that a question is about, in its own order."""
    rows = About.objects.filter(published("concept__"), question=question)
    rows = rows.select_related("concept")
    return [row.concept for row in rows.only("position", *listed("concept__"))]


def question_titles():
    """All published questions, their titles alone, in the order of the categories."""
    order = {category: number for number, category in enumerate(CATEGORIES)}
    found = Question.objects.published().only(*LISTED, "category").in_alphabet()
    return sorted(found, key=lambda question: order[question.category])
