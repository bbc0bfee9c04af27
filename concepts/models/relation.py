"""Typed ties between concepts."""

from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Greatest, Least
from django.urls import reverse

from concepts.contentfile import (
    BASES,
    DIRECTIONS,
    RELATION_TYPES,
    SYMMETRIC_TYPES,
    TELLING_APART,
)

from .entry import published

DIRECTED = tuple(name for name, type in RELATION_TYPES.items() if type.has_direction)


def comparison_url(*slugs):
    """The address at which two concepts stand side by side, in the order of their slugs."""
    return reverse("compare", args=sorted(slugs))


class RelationQuerySet(models.QuerySet):
    def published(self):
        """Ties whose two ends readers can see."""
        return self.filter(published("entry__"), published("target__"))

    def telling_apart(self):
        """Ties that say how their two ends differ."""
        return self.filter(type__in=TELLING_APART)

    def written_out(self):
        """Those of them that say it point by point."""
        return self.telling_apart().exclude(contrast=[])


class Relation(models.Model):
    """A tie that `entry` states: entry, type, target, with a one-sentence reason and what it rests
    on.
    """

    entry = models.ForeignKey("Entry", models.CASCADE, related_name="relations")
    target = models.ForeignKey("Entry", models.CASCADE, related_name="relations_in")
    type = models.CharField(
        max_length=17, choices=[(name, type.words) for name, type in RELATION_TYPES.items()]
    )
    reason = models.CharField(max_length=600)
    basis = models.CharField(
        max_length=11, choices=[(name, basis.words) for name, basis in BASES.items()]
    )
    direction = models.CharField(
        max_length=4,
        blank=True,
        choices=[(name, direction.words) for name, direction in DIRECTIONS.items()],
    )
    # Of two pages that are told apart: what is compared, and what is so on either side.
    contrast = models.JSONField(default=list, blank=True)
    example = models.JSONField(null=True, blank=True)
    position = models.PositiveSmallIntegerField(default=0)

    objects = RelationQuerySet.as_manager()

    class Meta:
        ordering = ["entry", "position"]
        constraints = [
            models.UniqueConstraint(
                fields=["entry", "target", "type"],
                name="relation_stands_once",
                violation_error_message="This relation stands already; keep one.",
            ),
            models.UniqueConstraint(
                Least("entry", "target"),
                Greatest("entry", "target"),
                "type",
                condition=Q(type__in=SYMMETRIC_TYPES),
                name="relation_symmetric_stands_once",
                violation_error_message="The other page states this relation already, and it "
                "reads the same both ways; keep one.",
            ),
            models.CheckConstraint(
                condition=~Q(entry=F("target")),
                name="relation_is_not_to_itself",
                violation_error_message="A page can't be related to itself.",
            ),
            models.CheckConstraint(
                condition=Q(type__in=RELATION_TYPES.keys()),
                name="relation_type_is_known",
                violation_error_message="A relation's type is one of: "
                f"{', '.join(RELATION_TYPES)}.",
            ),
            models.CheckConstraint(
                condition=Q(basis__in=tuple(BASES)),
                name="relation_basis_is_known",
                violation_error_message=f"A relation rests on one of: {', '.join(BASES)}.",
            ),
            models.CheckConstraint(
                condition=Q(direction="") | Q(type__in=DIRECTED, direction__in=tuple(DIRECTIONS)),
                name="relation_direction_is_a_correlations",
                violation_error_message="Only what goes together has a direction, one of: "
                f"{', '.join(DIRECTIONS)}.",
            ),
            models.CheckConstraint(
                condition=~Q(reason=""),
                name="relation_has_reason",
                violation_error_message="Say in a sentence why the two are related.",
            ),
        ]

    def __str__(self):
        return f"{self.entry} {RELATION_TYPES[self.type].words} {self.target}"

    def words_from(self, entry):
        """The words that lead from `entry` to the other end."""
        type = RELATION_TYPES[self.type]
        if self.direction:
            return f"{type.words} {self.direction}"
        return type.words if self.entry_id == entry.pk else type.inverse
