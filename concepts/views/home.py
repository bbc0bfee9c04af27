from django.shortcuts import render
from django.utils import timezone

from concepts import reading, relation_map
from concepts.decorators import public


@public
def show(request):
    frameworks = reading.frameworks()
    first = reading.first_frameworks(frameworks)
    context = {
        "today": reading.concept_of_the_day(timezone.now().date()),
        "frameworks": first,
        "other_frameworks": [framework for framework in frameworks if framework not in first],
        "map": relation_map.compact(concepts_of(first)),
        "questions": reading.question_titles(),
        "editions": reading.latest_editions(),
        "canonical": "/",
    }
    return render(request, "concepts/home.html", context)


def concepts_of(frameworks):
    """The published concepts that these frameworks list, each once."""
    pages = [member.entry for framework in frameworks for member in framework.listing]
    return list(
        dict.fromkeys(
            page for page in pages if page and page.is_published and page.type == "concept"
        )
    )
