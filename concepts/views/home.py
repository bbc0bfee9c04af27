from collections import Counter

from django.shortcuts import render
from django.utils import timezone

from concepts import reading, relation_map
from concepts.decorators import public

from .reading_list import url_of

QUESTIONS_OF_EACH = 2  # category


@public
def show(request):
    frameworks = reading.frameworks()
    questions = reading.question_titles()
    first = frameworks[: reading.FIRST]
    context = {
        "today": reading.concept_of_the_day(timezone.now().date()),
        "routes": [
            route | {"address": url_of([page.slug for page, _ in route["stops"]], route["title"])}
            for route in reading.routes()
        ],
        "frameworks": first,
        "other_frameworks": frameworks[reading.FIRST :],
        "map": relation_map.compact(),
        "questions": some_of_each(questions),
        "questions_number": len(questions),
        "news": reading.latest_news(),
        "canonical": "/",
    }
    return render(request, "concepts/home.html", context)


def some_of_each(questions):
    """The first questions of each category, in the order of the categories."""
    numbers, found = Counter(), []
    for question in questions:
        numbers[question.category] += 1
        if numbers[question.category] <= QUESTIONS_OF_EACH:
            found.append(question)
    return found
