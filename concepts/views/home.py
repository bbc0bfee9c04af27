from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from concepts import reading


@require_safe
def show(request):
    frameworks = reading.frameworks()
    first = reading.first_frameworks(frameworks)
    context = {
        "today": reading.concept_of_the_day(timezone.now().date()),
        "frameworks": first,
        "other_frameworks": [framework for framework in frameworks if framework not in first],
        "ties": reading.ties_between([framework.pk for framework in first]),
        "questions": reading.question_titles(),
        "editions": reading.latest_editions(),
        "canonical": "/",
    }
    return render(request, "home.html", context)
