"""The page of services that help, and what of them other pages show first."""

from django.shortcuts import render
from django.urls import reverse

from concepts import reading, search
from concepts.decorators import public
from concepts.models import GROUPS, HelpService
from concepts.telephone import call_url, message_url

# What stands first, after the numbers, for what words of distress are about.
FITTING = {search.CONDUCT: ("after-harm", "complaints"), search.VIOLENCE: ("after-harm",)}


@public
def show(request):
    """Where people find help, in the order of need: what is needed at once first."""
    groups = {
        name: {"name": name, "title": title, "countries": {}} for name, title in GROUPS.items()
    }
    for service in HelpService.objects.published():
        groups[service.group]["countries"].setdefault(reading.country_of(service), []).append(
            service
        )
    emergency = groups.pop("emergency")["countries"]
    context = {
        "countries": [{"name": name, "emergency": some} for name, some in emergency.items()],
        "groups": [group for group in groups.values() if group["countries"]],
    }
    return render(request, "concepts/help.html", context)


def first_help(distress):
    """What a page shows first to somebody who typed these words of distress."""
    groups = FITTING.get(distress.about, ())
    return {"about": distress.about, **reading.first_services(groups)}


def first_help_for(*texts):
    """What a page shows first if one of the texts that it repeats touches words of distress."""
    known = reading.help_words() if texts else []
    found = (search.read(text, known).distress for text in texts)
    distress = next((each for each in found if each), None)
    return first_help(distress) if distress else None


def suggest_help(distress):
    """The numbers at hand while somebody types: one of each country, and where to complain."""
    need = first_help(distress)
    found = [
        {
            "name": f"{country['name']}: {one.name}",
            "words": one.phone or one.text,
            "address": call_url(one.phone) or message_url(one.text),
        }
        for country in need["countries"]
        if (one := next(iter(country["lines"] or country["emergency"]), None))
    ]
    fitting = [
        {"name": group["title"], "words": "", "address": f"{reverse('help')}#{group['name']}"}
        for group in need["fitting"]
    ]
    return [*fitting, *(line for line in found if line["address"])]
