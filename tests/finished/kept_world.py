"""A small site with something at each kept route, and all of its addresses."""

from django.urls import NoReverseMatch, reverse

from concepts.middleware.finished import KEPT
from concepts.models import Entry, Finding, ReadingList, Reference, Source, Tag


def make(world):
    world.source()
    reference = world.reference()
    world.page("trust", tags=["alliance"], body="Trust, says [@rogers-1957].\n")
    world.page(
        "empathy",
        aliases=("empathic understanding",),
        tags=["alliance"],
        relations=(world.relation("trust"),),
        body="Builds [[Trust]], says [@rogers-1957].\n\n## Doing it\n\nListen.\n",
    )
    world.page("warmth", body="Like [[Empathy]].\n")
    world.framework("conditions", ["empathy", "trust"])
    world.question("what-is-empathy", concepts=("empathy",), body="It is [[Empathy]].\n")
    world.edit(Entry.objects.get(slug="empathy"), note="Said again", kind="meaning")
    finding = world.finding("empathy-outcome", ["empathy"], reference, [number()])
    finding.also.add(world.reference("elliott-2018"))
    world.review("empathy")
    world.service("samaritans")
    world.help_word("i want to die")
    world.planned("stages")
    made = ReadingList.objects.create(slug="week-one", title="Week one", is_published=True)
    made.items.create(entry=Entry.objects.get(slug="empathy"), position=1)


def number():
    return {"measure": "r", "value": "0.28", "year": 2018}


def addresses():
    """Each address that is kept, of all that there is."""
    found = []
    for name in sorted(KEPT):
        try:
            found.append(reverse(name))
        except NoReverseMatch:
            continue
    for entry in Entry.objects.filter(live__isnull=False).select_related("live"):
        place = [entry.type, entry.slug]
        found.append(entry.get_absolute_url())
        found += [reverse(name, args=place) for name in ("page_text", "changes", "embed")]
        if entry.type == "concept":
            found.append(reverse("connections", args=place))
        for edition in range(1, entry.live.number + 1):
            found += [
                reverse(name, args=[*place, edition]) for name in ("edition", "embed_edition")
            ]
    for model in (Finding, ReadingList, Reference, Source, Tag):
        found += [each.get_absolute_url() for each in model.objects.all()]
    return found
