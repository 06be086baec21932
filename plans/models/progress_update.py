from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q

from core.text import LINE, TEXT
from plans.models.action import CriticalAction
from plans.models.reporting_period import ReportingPeriod


class ProgressUpdateQuerySet(models.QuerySet["ProgressUpdate"]):
    """Progress updates by what stands."""

    def standing(self) -> ProgressUpdateQuerySet:
        """Those that no correction has replaced: what is printed."""
        return self.filter(replaced_by__isnull=True)

    def told_for(self, period: ReportingPeriod) -> ProgressUpdateQuerySet:
        """Those that tell of a period, as `ProgressUpdate.tells_of` has it."""
        rule = Q(period=period)
        if period.kind == ReportingPeriod.Kind.YEAR_END:
            rule |= Q(period=None, status="")
        return self.filter(rule)


class ProgressUpdate(models.Model):
    """How an action stood in a reporting period, in the words of who reported it.

    Append-only: a correction is a new update that replaces the earlier one in print, and
    both stay. Whose words they are and who sent them are two facts. An update without a
    period was made while none was open; without a status too, it is what an imported plan
    tells of its year end.

    Where a period closed without a report, an update says so: it is `carried`, has no
    author, and is printed as `NOT_CONFIRMED`.
    """

    NOT_CONFIRMED = "Not confirmed by the officer"

    action = models.ForeignKey(CriticalAction, on_delete=models.CASCADE, related_name="updates")
    period = models.ForeignKey(
        ReportingPeriod, null=True, on_delete=models.RESTRICT, related_name="updates"
    )
    status = models.CharField(max_length=11, choices=CriticalAction.Status.choices, blank=True)
    commentary = models.CharField(max_length=TEXT, blank=True)
    corrective_action = models.CharField("corrective action", max_length=TEXT, blank=True)
    replaces = models.OneToOneField(
        "self", null=True, on_delete=models.CASCADE, related_name="replaced_by"
    )
    carried = models.BooleanField(default=False)
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    author_name = models.CharField(max_length=LINE, blank=True)
    submitted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    submitted_by_name = models.CharField(max_length=LINE, blank=True)
    made_at = models.DateTimeField(auto_now_add=True)

    objects = ProgressUpdateQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(
                    status__in=[
                        "",
                        "not_started",
                        "on_track",
                        "slipping",
                        "off_track",
                        "complete",
                        "cancelled",
                    ]
                ),
                name="update_status_known",
            ),
            models.CheckConstraint(
                condition=~Q(status="") | ~Q(commentary=""), name="update_says_something"
            ),
            models.CheckConstraint(
                condition=Q(carried=False)
                | Q(author__isnull=True, author_name="", commentary="", period__isnull=False),
                name="carried_is_nobody_s_report",
            ),
        ]

    def __str__(self) -> str:
        return self.words[:80] or self.get_status_display()

    @property
    def words(self) -> str:
        """What is printed: the commentary, or that the officer did not confirm it."""
        return self.NOT_CONFIRMED if self.carried else self.commentary

    @property
    def is_of_year_end(self) -> bool:
        """Whether it tells of the whole year, as the annual report prints it."""
        if self.period is not None:
            return self.period.kind == ReportingPeriod.Kind.YEAR_END
        return not self.status

    def tells_of(self, period: ReportingPeriod) -> bool:
        """Whether it is a report for a period. What an imported plan tells of its year is one
        for the year end, whenever that is opened."""
        if self.period_id is not None:
            return self.period_id == period.pk
        return period.kind == ReportingPeriod.Kind.YEAR_END and not self.status

    @property
    def is_imported(self) -> bool:
        """Whether they are words of a plan's file, of which nobody says who wrote them."""
        return self.period_id is None and not self.status

    @property
    def by_whom(self) -> str:
        """Whose words they are; of imported ones who imported them, as far as that is known."""
        if self.is_imported:
            return f"Imported by {self.author_name}" if self.author_name else "Imported"
        return self.author_name

    @property
    def told_on_behalf(self) -> bool:
        """Whether somebody else sent the author's words."""
        return self.submitted_by_id is not None and self.submitted_by_id != self.author_id


class UpdateReview(models.Model):
    """What the plan lead said of an update: confirmed, or sent back with a reason that stays.

    Nobody confirms their own: the database refuses a review by who wrote or sent the update.
    """

    class Outcome(models.TextChoices):
        CONFIRMED = "confirmed", "Confirmed"
        SENT_BACK = "sent_back", "Sent back"

    update = models.ForeignKey(ProgressUpdate, on_delete=models.CASCADE, related_name="reviews")
    outcome = models.CharField(max_length=9, choices=Outcome.choices)
    reason = models.CharField(max_length=TEXT, blank=True)
    reviewer = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    reviewer_name = models.CharField(max_length=LINE)
    made_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(outcome__in=["confirmed", "sent_back"]), name="review_outcome_known"
            ),
            models.CheckConstraint(
                condition=~Q(outcome="sent_back") | ~Q(reason=""),
                name="sending_back_an_update_needs_a_reason",
            ),
        ]

    def __str__(self) -> str:
        return self.get_outcome_display()
