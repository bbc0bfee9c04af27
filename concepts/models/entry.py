"""A page: concept, framework or question, three types of one table."""

import unicodedata
from functools import reduce
from operator import or_

from django.db import models
from django.db.models import F, Q
from taggit.managers import TaggableManager

from concepts.contentfile import CATEGORIES, KINDS, TYPES
from concepts.markup import fold

from .tag import EntryTag

FOLDERS = {"concept": "concepts", "framework": "frameworks", "question": "questions"}


def entry_url(type, slug):
    """The URL of a page, without the site. It is not asked of Django's `reverse`, which takes
    60 µs for each of a page's hundred links; `urls.py` makes its paths of FOLDERS too.
    """
    return f"/{FOLDERS[type]}/{slug}/"


def sort_key(title):
    """How a title is filed in an alphabet: folded, without accents and opening signs."""
    plain = unicodedata.normalize("NFKD", fold(title))
    plain = "".join(sign for sign in plain if not unicodedata.combining(sign))
    return plain.lstrip("'\"“”‘’([{¿¡ ")[:400]


def published(prefix=""):
    """The condition that readers see a page: it was published and is not withdrawn. `prefix` is the
    way to the page from another table: `published("entry__")`.
    """
    return Q(**{f"{prefix}live__isnull": False, f"{prefix}withdrawn_at__isnull": True})


_STATES = {
    "draft": Q(live__isnull=True),
    "published": published() & Q(head=F("live__revision")),
    "newer": published() & ~Q(head=F("live__revision")),
    "withdrawn": Q(withdrawn_at__isnull=False),
}


def in_state(*names):
    """The condition that a page is in one of these states: a draft that never was published,
    published, published with a newer draft (`newer`), or withdrawn. Each page is in one of the
    four.
    """
    return reduce(or_, (_STATES[name] for name in names))


class EntryQuerySet(models.QuerySet):
    def published(self):
        """Pages that readers see."""
        return self.filter(published())

    def in_alphabet(self):
        return self.order_by("sort_key", "slug")


class TypeManager(models.Manager.from_queryset(EntryQuerySet)):
    """The entries of one type; new ones are given it."""

    def __init__(self, type=""):
        super().__init__()
        self.type = type

    def get_queryset(self):
        return super().get_queryset().filter(type=self.type)

    def create(self, **values):
        return super().create(type=self.type, **values)


class Entry(models.Model):
    """A page. Its live columns are projected from the text of its live edition; nobody writes them
    by hand.

    Only a withdrawn page has a successor, and readers see every successor, so one step leads there:
    the write door takes no other, and gives the predecessors of a page that is withdrawn the
    successor that it gets, or none. Triggers hold it.
    """

    type = models.CharField(max_length=10, choices=[(name, name) for name in TYPES])
    slug = models.CharField(max_length=200, unique=True)
    head = models.OneToOneField(
        "Revision", models.PROTECT, null=True, blank=True, related_name="head_of"
    )
    live = models.OneToOneField(
        "Edition", models.PROTECT, null=True, blank=True, related_name="live_of"
    )
    title = models.CharField(max_length=200, blank=True)
    sort_key = models.CharField(max_length=400, blank=True, db_index=True)
    summary = models.CharField(max_length=500, blank=True)
    body = models.TextField(blank=True)
    kind = models.CharField(max_length=12, blank=True, choices=[(name, name) for name in KINDS])
    category = models.CharField(
        max_length=30, blank=True, choices=[(name, name) for name in CATEGORIES]
    )
    ordered = models.BooleanField(default=False)
    steps = models.BooleanField(default=False)
    source = models.ForeignKey(
        "Source", models.PROTECT, null=True, blank=True, related_name="frameworks"
    )
    first_findings = models.JSONField(default=list, blank=True)
    former_anchors = models.JSONField(default=dict, blank=True, editable=False)
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    withdrawn_reason = models.CharField(max_length=500, blank=True)
    successor = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="predecessors"
    )
    created_at = models.DateTimeField(auto_now_add=True)

    objects = models.Manager.from_queryset(EntryQuerySet)()
    tags = TaggableManager(through=EntryTag, blank=True)

    class Meta:
        verbose_name_plural = "entries"
        ordering = ["sort_key", "slug"]
        permissions = [("publish_entry", "Can publish, withdraw, rename and merge pages")]
        constraints = [
            models.CheckConstraint(
                condition=Q(type__in=TYPES),
                name="entry_type_is_known",
                violation_error_message="A page is a concept, a framework or a question.",
            ),
            models.CheckConstraint(
                condition=Q(slug__regex=r"^[a-z0-9]+(-[a-z0-9]+)*\Z"),
                name="entry_slug_is_plain",
                violation_error_message="A slug has lower-case letters a to z and digits, in "
                "words joined by single hyphens.",
            ),
            models.CheckConstraint(
                condition=Q(live__isnull=True) | ~Q(title=""),
                name="entry_published_has_title",
                violation_error_message="A published page needs a title.",
            ),
            models.CheckConstraint(
                condition=Q(kind="") | Q(type="concept", kind__in=tuple(KINDS)),
                name="entry_kind_is_a_concepts",
                violation_error_message=f"Only a concept has a kind, one of: {', '.join(KINDS)}.",
            ),
            models.CheckConstraint(
                condition=Q(live__isnull=True) | ~Q(type="concept") | ~Q(kind=""),
                name="entry_concept_has_kind",
                violation_error_message="A published concept needs a kind.",
            ),
            models.CheckConstraint(
                condition=Q(category="") | Q(type="question", category__in=CATEGORIES),
                name="entry_category_is_a_questions",
                violation_error_message="Only a question has a category, one of: "
                f"{', '.join(CATEGORIES)}.",
            ),
            models.CheckConstraint(
                condition=Q(live__isnull=True) | ~Q(type="question") | ~Q(category=""),
                name="entry_question_has_category",
                violation_error_message="A published question needs a category.",
            ),
            models.CheckConstraint(
                condition=Q(ordered=False, steps=False) | Q(type="framework", ordered=True),
                name="entry_steps_are_ordered",
                violation_error_message="Only a framework is ordered, and steps are always "
                "ordered.",
            ),
            models.CheckConstraint(
                condition=Q(source__isnull=True) | Q(type="framework"),
                name="entry_source_is_a_frameworks",
                violation_error_message="Only a framework is taken from a source document as a "
                "whole.",
            ),
            models.CheckConstraint(
                condition=Q(withdrawn_at__isnull=True, withdrawn_reason="", successor__isnull=True)
                | (Q(withdrawn_at__isnull=False) & ~Q(withdrawn_reason="")),
                name="entry_withdrawal_has_reason",
                violation_error_message="A withdrawn page needs a reason; only a withdrawn page "
                "has a reason or a successor.",
            ),
            models.CheckConstraint(
                condition=Q(successor__isnull=True) | ~Q(successor=F("id")),
                name="entry_is_not_its_own_successor",
                violation_error_message="A page can't be its own successor; choose another page.",
            ),
        ]

    def __str__(self):
        return self.title or self.slug

    def get_absolute_url(self):
        return entry_url(self.type, self.slug)

    @property
    def is_published(self):
        return self.live_id is not None and self.withdrawn_at is None


class Concept(Entry):
    objects = TypeManager("concept")

    class Meta:
        proxy = True


class Framework(Entry):
    objects = TypeManager("framework")

    class Meta:
        proxy = True


class Question(Entry):
    objects = TypeManager("question")

    class Meta:
        proxy = True
