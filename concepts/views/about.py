from django.conf import settings
from django.shortcuts import render
from django.views.decorators.http import require_safe

from concepts import reading


@require_safe
def show(request):
    context = {"counts": reading.counts(), "contact": getattr(settings, "CONTACT", "")}
    return render(request, "about.html", context)
