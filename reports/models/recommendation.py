from __future__ import annotations

from datetime import date

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone

from core.models import Revised
from core.text import LINE, TEXT
from council.models import Committee, Directorate, Person
from reports.models.meeting import Meeting
from reports.models.pack import Pack


class Resolution(Revised):
    """What a committee resolved on the papers of an item at a meeting."""

    class Outcome(models.TextChoices):
        AGREED = "agreed", "Agreed"
        AMENDED = "amended", "Agreed with changes"
        NOTED = "noted", "Noted"
        DEFERRED = "deferred", "Deferred"
        REFUSED = "refused", "Not agreed"

    meeting = models.ForeignKey(Meeting, on_delete=models.PROTECT, related_name="resolutions")
    pack = models.ForeignKey(Pack, on_delete=models.PROTECT, related_name="resolutions")
    outcome = models.CharField(max_length=8, choices=Outcome.choices)
    text = models.TextField("resolution", max_length=TEXT)

    class Meta:
        ordering = ["meeting", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["meeting", "pack"],
                name="resolved_once_at_a_meeting",
                violation_error_message="The resolution of this meeting is recorded already.",
            ),
            models.CheckConstraint(
                condition=Q(outcome__in=["agreed", "amended", "noted", "deferred", "refused"]),
                name="resolution_outcome_known",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_outcome_display()}: {self.pack}"


class RecommendationQuerySet(models.QuerySet["Recommendation"]):
    """Recommendations by how they stand."""

    def unfinished(self) -> RecommendationQuerySet:
        """Those that the committee has not closed."""
        return self.exclude(state=Recommendation.State.DONE)

    def overdue(self, today: date) -> RecommendationQuerySet:
        """Those unfinished after their day; a rejected or paused one waits for the committee."""
        waiting = (Recommendation.State.OPEN, Recommendation.State.ACCEPTED)
        return self.filter(due__lt=today, state__in=waiting)


class Recommendation(Revised):
    """What a committee asked for: who owns it, by when, and what became of it.

    Its state moves by a response only (database trigger), and the committee alone closes it.
    Its due date does not move when it is late.
    """

    class State(models.TextChoices):
        OPEN = "open", "Open"
        ACCEPTED = "accepted", "Accepted"
        REJECTED = "rejected", "Rejected"
        PAUSED = "paused", "Paused"
        DONE = "done", "Done"

    committee = models.ForeignKey(
        Committee, on_delete=models.PROTECT, related_name="recommendations"
    )
    meeting = models.ForeignKey(Meeting, on_delete=models.PROTECT, related_name="recommendations")
    pack = models.ForeignKey(
        Pack, null=True, blank=True, on_delete=models.PROTECT, related_name="recommendations"
    )
    """The papers on which it was made."""
    directorate = models.ForeignKey(
        Directorate, on_delete=models.PROTECT, related_name="recommendations"
    )
    year = models.PositiveIntegerField(editable=False)
    """The calendar year in which the meeting's municipal year begins."""
    number = models.PositiveIntegerField(editable=False)
    text = models.TextField("recommendation", max_length=TEXT)
    owner = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="recommendations")
    owner_name = models.CharField(max_length=LINE, editable=False)
    """As the owner was called when it was made or handed over."""
    due = models.DateField("due")
    state = models.CharField(
        max_length=8, choices=State.choices, default=State.OPEN, editable=False
    )

    objects = RecommendationQuerySet.as_manager()

    class Meta:
        ordering = ["-year", "-number"]
        constraints = [
            models.UniqueConstraint(fields=["year", "number"], name="recommendation_once"),
            models.CheckConstraint(
                condition=Q(state__in=["open", "accepted", "rejected", "paused", "done"]),
                name="recommendation_state_known",
            ),
        ]

    def __str__(self) -> str:
        return self.reference

    def get_absolute_url(self) -> str:
        return reverse("papers:recommendation", args=[self.pk])

    @property
    def reference(self) -> str:
        """ "SR (25/26) 01": the municipal year, and the number in it."""
        return f"SR ({self.year % 100:02}/{(self.year + 1) % 100:02}) {self.number:02}"

    @property
    def is_done(self) -> bool:
        return self.state == self.State.DONE

    @property
    def is_overdue(self) -> bool:
        return self.due < timezone.localdate() and self.state in (
            self.State.OPEN,
            self.State.ACCEPTED,
        )


class RecommendationResponse(models.Model):
    """What was answered to a recommendation, and the state it moved it to: it stays."""

    recommendation = models.ForeignKey(
        Recommendation, on_delete=models.CASCADE, related_name="responses"
    )
    text = models.CharField("response", max_length=TEXT)
    from_state = models.CharField(max_length=8, choices=Recommendation.State.choices)
    to_state = models.CharField(max_length=8, choices=Recommendation.State.choices)
    meeting = models.ForeignKey(
        Meeting, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    """Of a closing: the meeting that closed it, if it was one."""
    given_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    given_by_name = models.CharField(max_length=LINE)
    given_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(condition=~Q(text=""), name="response_says_something"),
        ]

    def __str__(self) -> str:
        return f"{self.recommendation}: {self.get_to_state_display()}"
