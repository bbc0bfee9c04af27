"""The services that are shown to somebody who typed words of distress."""

from concepts.models import GROUPS, HelpService, HelpWord
from concepts.telephone import call_url, message_url


def help_words():
    """The phrases that are met with help, as the search takes them."""
    return list(HelpWord.objects.values_list("words", flat=True))


def country_of(service):
    """UK, for what is there for England alone too."""
    return service.country.partition(" (")[0]


def first_services(groups=()):
    """What a page shows first to somebody who typed words of distress: the first numbers of each
    country, and the services of those `groups` that fit the words."""
    countries, elsewhere = {}, []
    fitting = {name: [] for name in groups}
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
        country["lines"] = first_to_contact(country["lines"])
    # Of places to complain, the first of each country: the others stand on the help page.
    if "complaints" in fitting:
        first = {country_of(service): service for service in reversed(fitting["complaints"])}
        fitting["complaints"] = [one for one in fitting["complaints"] if one in first.values()]
    return {
        "countries": list(countries.values()),
        "elsewhere": elsewhere,
        "fitting": [
            {"name": name, "title": GROUPS[name], "services": some}
            for name, some in fitting.items()
            if some
        ],
    }


def first_to_contact(services):
    """The first service of a country that can be called, and the first that can be written to."""
    called = next((one for one in services if call_url(one.phone)), None)
    written = next((one for one in services if message_url(one.text)), None)
    return list(dict.fromkeys(one for one in services if one in (called, written)))
