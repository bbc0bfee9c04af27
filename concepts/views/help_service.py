"""The page of services that help, and what of them other pages show first."""

from django.shortcuts import render
from django.urls import reverse
from django.utils.cache import patch_vary_headers
from django.utils.translation.trans_real import parse_accept_lang_header

from concepts import reading, search
from concepts.decorators import public
from concepts.models import GROUPS, HelpService
from concepts.telephone import call_url, message_url

# What stands first, after the numbers, for what words of distress are about.
FITTING = {search.CONDUCT: ("after-harm", "complaints"), search.VIOLENCE: ("after-harm",)}
# What the country of a service is called that is there for people anywhere.
EVERYWHERE = ("international", "US and international")
# The countries that have services here, by the region that a browser's languages name.
REGIONS = {
    "au": "Australia",
    "ca": "Canada",
    "gb": "UK",
    "ie": "Ireland",
    "nz": "New Zealand",
    "us": "US",
}


@public
def show(request):
    """Where people find help, in the order of need: what is needed at once first, and in the
    reader's country before others."""
    groups = {
        name: {"name": name, "title": title, "countries": {}} for name, title in GROUPS.items()
    }
    for service in HelpService.objects.published():
        groups[service.group]["countries"].setdefault(reading.country_of(service), []).append(
            service
        )
    known = sorted(
        {name for group in groups.values() for name in group["countries"]} - set(EVERYWHERE)
    )
    here = country_meant(request, known)
    for group in groups.values():
        group["countries"] = nearest_first(group["countries"], here)
    emergency = groups.pop("emergency")["countries"]
    context = {
        "countries": [{"name": name, "emergency": some} for name, some in emergency],
        "groups": [group for group in groups.values() if group["countries"]],
        "known": known,
        "here": here,
        "everywhere": EVERYWHERE,
        "canonical": reverse("help"),
    }
    response = render(request, "concepts/help.html", context)
    patch_vary_headers(response, ["Accept-Language"])
    return response


def country_meant(request, known):
    """The one of these countries that the address names, or else the browser's languages; "" if
    neither does. Nothing is kept."""
    if "country" in request.GET:
        asked = request.GET["country"].strip().casefold()
        return next((name for name in known if name.casefold() == asked), "")
    languages = parse_accept_lang_header(request.headers.get("Accept-Language", ""))
    meant = (REGIONS.get(language.rpartition("-")[2]) for language, _ in languages)
    return next((name for name in meant if name in known), "")


def nearest_first(countries, here):
    """The (country, services) pairs: the reader's country, what is there for all, the others."""
    order = {name: place for place, name in enumerate((here, *EVERYWHERE))}
    return sorted(countries.items(), key=lambda pair: order.get(pair[0], len(order)))


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
