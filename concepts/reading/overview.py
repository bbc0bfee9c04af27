"""What the home page and the page about the site say of all of it."""

from django.db.models import Count, F, Q

from concepts.models import Concept, Edition, Entry, Finding, Passage, Reference, Relation, Review

from .entry import LISTED, listed


def counts():
    """How much there is: six queries."""
    entries = Entry.objects.published().aggregate(
        **{
            f"{type}s": Count("pk", filter=Q(type=type))
            for type in ("concept", "framework", "question")
        }
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
    concepts = Concept.objects.published().order_by("pk")
    number = concepts.count()
    return concepts.only(*LISTED)[day.toordinal() % number] if number else None


def latest_editions(number=5):
    """The editions that readers saw last, the newest first."""
    return list(
        Edition.objects.filter(live_of__isnull=False, entry__withdrawn_at__isnull=True)
        .select_related("entry")
        .only("number", "published_at", "change_note", *listed("entry__"))
        .order_by("-published_at", "-id")[:number]
    )


def ties_between(framework_ids, number=8):
    """Ties that members of these frameworks state, for a first look at how ideas connect."""
    return list(
        Relation.objects.published()
        .filter(entry__memberships__framework__in=framework_ids, type__in=("builds", "protects"))
        .select_related("entry", "target")
        .only("type", *listed("entry__"), *listed("target__"))
        .annotate(place=F("entry__sort_key"))
        .order_by("place", "position")
        .distinct()[:number]
    )
