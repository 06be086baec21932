from __future__ import annotations

from datetime import date

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from core.text import LINE, TEXT


class RiskAcceptance(models.Model):
    """A risk above the council's appetite, accepted by a named person for a time.

    Append-only. It covers the score that was accepted and any lower one: a score that rises
    afterwards has to be accepted anew.
    """

    risk = models.ForeignKey("plans.Risk", on_delete=models.CASCADE, related_name="acceptances")
    accepted_by_name = models.CharField(max_length=LINE)
    reason = models.CharField(max_length=TEXT)
    score = models.PositiveSmallIntegerField()
    starts_on = models.DateField("from")
    ends_on = models.DateField("until")
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    recorded_by_name = models.CharField(max_length=LINE)
    recorded_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["pk"]
        verbose_name = "acceptance"
        constraints = [
            models.CheckConstraint(
                condition=~Q(accepted_by_name=""), name="a_named_person_accepts"
            ),
            models.CheckConstraint(condition=~Q(reason=""), name="accepting_needs_a_reason"),
            models.CheckConstraint(
                condition=Q(ends_on__gt=F("starts_on")),
                name="acceptance_ends_after_it_begins",
                violation_error_message="The last day is not after the first.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.score}, accepted by {self.accepted_by_name}"

    def covers(self, score: int, day: date) -> bool:
        """Whether it holds on a day for a risk that scores so much."""
        return self.starts_on <= day <= self.ends_on and score <= self.score
