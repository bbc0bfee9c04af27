from django.shortcuts import render

from concepts.cross_origin import public
from concepts.models import GROUPS, HelpService


@public
def show(request):
    """Where people find help, in the order of need: what is needed at once first."""
    groups = {
        name: {"name": name, "title": title, "countries": {}} for name, title in GROUPS.items()
    }
    for service in HelpService.objects.published():
        country = service.country.partition(" (")[0]
        groups[service.group]["countries"].setdefault(country, []).append(service)
    emergency = groups.pop("emergency")
    context = {
        "emergency": emergency,
        "groups": [group for group in groups.values() if group["countries"]],
    }
    return render(request, "help.html", context)
