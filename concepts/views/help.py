from itertools import groupby

from django.shortcuts import render
from django.views.decorators.http import require_safe

from concepts.models import GROUPS, HelpService


@require_safe
def show(request):
    """Where people find help, in the order of need: emergency first."""
    services = list(HelpService.objects.published())
    groups = []
    for name, title in GROUPS.items():
        members = [service for service in services if service.group == name]
        countries = [
            (country, list(group)) for country, group in groupby(members, key=lambda each: each.country)
        ]
        if members:
            groups.append({"name": name, "title": title, "countries": countries})
    return render(request, "help.html", {"groups": groups})
