"""What a question is about."""

from django.db import models
from django.db.models import F, Q


class About(models.Model):
    question = models.ForeignKey("Entry", models.CASCADE, related_name="about")
    concept = models.ForeignKey("Entry", models.CASCADE, related_name="questions")
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        verbose_name_plural = "about"
        ordering = ["question", "position"]
        constraints = [
            models.UniqueConstraint(
                fields=["question", "concept"],
                name="about_stands_once",
                violation_error_message="The question is about this concept already; keep one.",
            ),
            models.CheckConstraint(
                condition=~Q(question=F("concept")),
                name="about_is_not_itself",
                violation_error_message="A question can't be about itself.",
            ),
        ]

    def __str__(self):
        return f"{self.question} is about {self.concept}"
