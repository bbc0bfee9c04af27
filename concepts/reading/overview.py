"""What the home page and the page about the site say of all of it."""

from collections import Counter

from django.db.models import Count, Q

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


def ties_between(framework_ids, number=8, most=100):
    """Ties that members of these frameworks state, for a first look at how ideas connect: as many
    different pages and types as there are."""
    ties = list(
        Relation.objects.published()
        .filter(entry__memberships__framework__in=framework_ids)
        .select_related("entry", "target")
        .only("type", *listed("entry__"), *listed("target__"))
        .order_by("entry__sort_key", "position", "pk")
        .distinct()[:most]
    )
    chosen, seen = [], Counter()
    while ties and len(chosen) < number:
        tie = min(ties, key=lambda each: (seen[each.entry_id], seen[each.type]))
        seen.update([tie.entry_id, tie.target_id, tie.type])
        ties.remove(tie)
        chosen.append(tie)
    return sorted(chosen, key=lambda each: (each.entry.sort_key, each.target.sort_key))
