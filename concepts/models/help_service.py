"""Where people find help."""

from django.db import models
from django.db.models import Q

GROUPS = {
    "emergency": "Emergency numbers",
    "listening": "Crisis and listening services",
    "after-harm": "Support after harm by a therapist",
    "complaints": "Where to complain",
}


class HelpServiceQuerySet(models.QuerySet):
    def published(self):
        return self.filter(published=True)


class HelpService(models.Model):
    """A service, number or complaint route. It is shown only with its country: the same number is
    two services in two countries.
    """

    key = models.CharField(max_length=80, unique=True)
    group = models.CharField(max_length=10, choices=list(GROUPS.items()))
    country = models.CharField(max_length=80)
    name = models.CharField(max_length=200)
    purpose = models.CharField(max_length=500)
    phone = models.CharField(max_length=300, blank=True)
    text = models.CharField(
        max_length=300, blank=True, help_text="How to reach it by text message."
    )
    web = models.URLField(blank=True)
    details = models.TextField(
        blank=True, help_text="Hours, cost, email and notes, one a line, as `hours: 24 hours`."
    )
    position = models.PositiveSmallIntegerField(help_text="Its place in its group.")
    read_on = models.DateField(help_text="The day somebody read it on a page.")
    read_where = models.CharField(
        max_length=200,
        blank=True,
        help_text="The service's own page, an official one or another's.",
    )
    tried_on = models.DateField(
        null=True,
        blank=True,
        help_text="The day a person dialled or opened it; empty if nobody has.",
    )
    published = models.BooleanField(default=True)

    objects = HelpServiceQuerySet.as_manager()

    class Meta:
        ordering = ["group", "position"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(country="") & ~Q(name="") & ~Q(purpose=""),
                name="helpservice_has_country",
                violation_error_message="A service needs its country, its name and what it is for.",
            ),
            models.CheckConstraint(
                condition=Q(group__in=GROUPS.keys()),
                name="helpservice_group_is_known",
                violation_error_message=f"A service stands in one of: {', '.join(GROUPS)}.",
            ),
            models.UniqueConstraint(
                fields=["group", "position"],
                name="helpservice_position_is_unique",
                violation_error_message="Two services can't stand at one position of a group.",
            ),
        ]

    def __str__(self):
        return f"{self.name} ({self.country})"

    @property
    def facts(self):
        """The details as (name, value) pairs."""
        pairs = (line.partition(": ") for line in self.details.splitlines() if line.strip())
        return [(name, value) if value else ("", name) for name, _, value in pairs]

    @property
    def hours(self):
        return next((value for name, value in self.facts if name.casefold() == "hours"), "")

    @property
    def email(self):
        return next((value for name, value in self.facts if name.casefold() == "email"), "")

    @property
    def more_facts(self):
        """The details that nobody needs before they call or write."""
        return [
            (name, value) for name, value in self.facts if value not in (self.hours, self.email)
        ]
