"""From an address to an entry, and from an edition to its parts."""

from django.db.models import Count, F, Max

from concepts import contentfile
from concepts.contentfile import Content, Faulty
from concepts.models import Edition, Entry, Review, Revision
from concepts.prepared import prepared

# What a list needs of an entry: a join must not fetch the body of every page that it names.
LISTED = ("type", "slug", "title", "summary", "kind", "sort_key", "live", "withdrawn_at")


def listed(prefix=""):
    """The names for `only()` of an entry's listed columns, reached through `prefix`."""
    return [f"{prefix}{name}" for name in LISTED]


REVIEW = ("reviewer", "role", "checked", "reviewed_on", "next_due")


def find_entry(slug):
    """The entry that bears or bore `slug` and was published at least once, or None.

    With it come its live edition and text, its successor, its source document, and as `reviews`
    those of the live edition: the join gives a row for each review.
    """
    rows = _entries_with_reviews(slug.lower())
    if not rows:
        return None
    entry = rows[0]
    entry.reviews = [
        Review(**{name: getattr(row, f"review_{name}") for name in REVIEW})
        for row in rows
        if row.review_reviewer
    ]
    return entry


@prepared
def _entries_with_reviews(slug):
    return (
        Entry.objects.filter(slugs__slug=slug, live__isnull=False)
        .select_related("live__revision", "successor", "source", "kept_article")
        .annotate(**{f"review_{name}": F(f"live__reviews__{name}") for name in REVIEW})
        .order_by("-live__reviews__reviewed_on", "live__reviews__id")
    )


def content_of(text, entry):
    """The parts of a published text.

    An edition is shown for ever: where a rule has become stricter since and refuses its text, the
    text itself is the page.
    """
    try:
        return contentfile.parse(text, entry.type)
    except Faulty:
        return Content(type=entry.type, title=str(entry), body=f"~~~~~~\n{text}\n~~~~~~\n")


def edition_of(entry, number):
    """Edition `number` with its text, or None; the live one came with the entry."""
    if entry.live.number == number:
        return entry.live
    return Edition.objects.filter(entry=entry, number=number).select_related("revision").first()


def changes_of_meaning(entry, edition):
    """How many of the newer editions changed what the page means, and when the last of them did."""
    newer = Edition.objects.filter(entry=entry, number__gt=edition.number, change_kind="meaning")
    return newer.aggregate(number=Count("pk"), last=Max("published_at"))


def reviews_of(edition):
    """The reviews of one edition, the latest first."""
    return list(Review.objects.filter(edition=edition))


def editions_of(entry):
    """All editions without their texts, the newest first."""
    return list(Edition.objects.filter(entry=entry).order_by("-number"))


def texts_of(editions):
    """Edition number to text."""
    texts = dict(
        Revision.objects.filter(pk__in={edition.revision_id for edition in editions}).values_list(
            "pk", "text"
        )
    )
    return {edition.number: texts[edition.revision_id] for edition in editions}
