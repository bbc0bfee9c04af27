from django.conf import settings
from django.shortcuts import render

from concepts import reading
from concepts.decorators import public


@public
def show(request):
    context = {"counts": reading.counts(), "contact": settings.CONTACT}
    return render(request, "concepts/about.html", context)
