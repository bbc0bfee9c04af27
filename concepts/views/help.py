from django.shortcuts import render
from django.urls import reverse

from concepts import search
from concepts.cross_origin import public
from concepts.models import GROUPS, HelpService, HelpWord
from concepts.telephone import message, telephone

# What stands first, after the numbers, for what words of distress are about.
FITTING = {search.CONDUCT: ("after-harm", "complaints"), search.VIOLENCE: ("after-harm",)}


@public
def show(request):
    """Where people find help, in the order of need: what is needed at once first."""
    groups = {
        name: {"name": name, "title": title, "countries": {}} for name, title in GROUPS.items()
    }
    for service in HelpService.objects.published():
        groups[service.group]["countries"].setdefault(country_of(service), []).append(service)
    emergency = groups.pop("emergency")["countries"]
    context = {
        "countries": [{"name": name, "emergency": some} for name, some in emergency.items()],
        "groups": [group for group in groups.values() if group["countries"]],
    }
    return render(request, "concepts/help.html", context)


def country_of(service):
    """UK, for what is there for England alone too."""
    return service.country.partition(" (")[0]


def words():
    """The phrases that are met with help, as the search takes them."""
    return list(HelpWord.objects.values_list("words", flat=True))


def numbers(distress):
    """What a page shows first to somebody who typed words of distress: the first numbers of each
    country, and the groups of services that fit the words."""
    countries, elsewhere = {}, []
    fitting = {name: [] for name in FITTING.get(distress.about, ())}
    for service in HelpService.objects.published():
        if service.group in fitting:
            fitting[service.group].append(service)
        if service.group not in ("emergency", "listening"):
            continue
        if service.group == "listening" and not (service.phone or service.text):
            elsewhere.append(service)
            continue
        name = country_of(service)
        country = countries.setdefault(name, {"name": name, "emergency": [], "lines": []})
        country["emergency" if service.group == "emergency" else "lines"].append(service)
    for country in countries.values():
        country["lines"] = first_lines(country["lines"])
    # Of places to complain, the first of each country: the others stand on the help page.
    if "complaints" in fitting:
        first = {country_of(service): service for service in reversed(fitting["complaints"])}
        fitting["complaints"] = [one for one in fitting["complaints"] if one in first.values()]
    return {
        "about": distress.about,
        "countries": list(countries.values()),
        "elsewhere": elsewhere,
        "fitting": [
            {"name": name, "title": GROUPS[name], "services": some}
            for name, some in fitting.items()
            if some
        ],
    }


def need(*texts):
    """What a page shows first if one of the texts that it repeats touches words of distress."""
    known = words() if texts else []
    found = (search.read(text, known).distress for text in texts)
    distress = next((each for each in found if each), None)
    return numbers(distress) if distress else None


def first_lines(services):
    """The first service of a country that can be called, and the first that can be written to."""
    called = next((one for one in services if telephone(one.phone)), None)
    written = next((one for one in services if message(one.text)), None)
    return list(dict.fromkeys(one for one in services if one in (called, written)))


def lines(distress):
    """The numbers at hand while somebody types: one of each country, and where to complain."""
    need = numbers(distress)
    found = [
        {
            "name": f"{country['name']}: {one.name}",
            "words": one.phone or one.text,
            "address": telephone(one.phone) or message(one.text),
        }
        for country in need["countries"]
        if (one := next(iter(country["lines"] or country["emergency"]), None))
    ]
    fitting = [
        {"name": group["title"], "words": "", "address": f"{reverse('help')}#{group['name']}"}
        for group in need["fitting"]
    ]
    return [*fitting, *(line for line in found if line["address"])]
