"""What the home page and the page about the site say of all of it."""

from django.db.models import Count, Q

from concepts.contentfile import KINDS, TYPES
from concepts.models import (
    Concept,
    Edition,
    Entry,
    Finding,
    Passage,
    Reference,
    Review,
    published,
)

from .entry import LISTED, listed


def counts():
    """How much there is: six queries."""
    entries = Entry.objects.published().aggregate(
        **{f"{type}s": Count("pk", filter=Q(type=type)) for type in TYPES}
    )
    rest = {
        "references": Reference.objects.count(),
        "passages": Passage.objects.count(),
        "findings": Finding.objects.count(),
        "findings_read_whole": Finding.objects.filter(read="full").count(),
        "reviews": Review.objects.filter(edition__live_of__isnull=False).count(),
    }
    return entries | rest


def concept_of_the_day(day):
    """One concept a day, in turn, the same one for every reader; None where there is none."""
    greeting = [kind.name for kind in KINDS.values() if kind.greets]
    concepts = Concept.objects.published().filter(kind__in=greeting).order_by("pk")
    number = concepts.count()
    return concepts.only(*LISTED)[day.toordinal() % number] if number else None


def latest_news(number=5):
    """The newest editions that readers see of pages that had one before, the latest first: a page
    that was only imported is no news."""
    return list(
        Edition.objects.filter(published("live_of__"), number__gt=1)
        .select_related("entry")
        .only("number", "published_at", *listed("entry__"))
        .order_by("-published_at", "-id")[:number]
    )
