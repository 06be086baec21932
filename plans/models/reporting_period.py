from __future__ import annotations

from datetime import date

from django.conf import settings
from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import RangeBoundary, RangeOperators
from django.db import models
from django.db.models import F, Q

from accounts.capabilities import Capability
from accounts.models import User
from core.models import Revised
from core.opening import OpenedAndClosed
from core.ranges import DateRange
from core.text import LINE, TEXT
from plans.models.plan import Plan


class ReportingPeriodQuerySet(models.QuerySet["ReportingPeriod"]):
    """Reporting periods by how they stand."""

    def open(self) -> ReportingPeriodQuerySet:
        """Those in which officers report now; nobody reports on a withdrawn plan."""
        return self.filter(opened_at__isnull=False, closed_at__isnull=True).exclude(
            plan__status=Plan.Status.WITHDRAWN
        )

    def reports_readable_by(self, user: User) -> ReportingPeriodQuerySet:
        """Those whose report a user may read: who follows the plan, and once it is closed the
        committee before which the plan comes."""
        found = self.filter(opened_at__isnull=False, plan__in=Plan.objects.readable_by(user))
        follows = user.reach(Capability.READ_PLANS)
        if follows.everywhere:
            return found
        committees = user.reach(Capability.READ_SUBMITTED_PLANS).committees
        before_it = Q(closed_at__isnull=False, plan__directorate__committee__in=committees)
        return found.filter(Q(plan__directorate__in=follows.directorates) | before_it)


class ReportingPeriod(OpenedAndClosed, Revised):
    """A quarter of a plan, or its year end, for which its officers report progress.

    The plan lead opens and closes it. A closed period changes only by being reopened: the
    database refuses anything else, and refuses an update that is made for it.
    """

    class Kind(models.TextChoices):
        QUARTER = "quarter", "Quarter"
        YEAR_END = "year_end", "Year end"

    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="reporting_periods")
    name = models.CharField(max_length=60)
    kind = models.CharField(max_length=8, choices=Kind.choices, default=Kind.QUARTER)
    due_on = models.DateField("updates due")

    objects = ReportingPeriodQuerySet.as_manager()

    class Meta:
        ordering = ["finish", "kind"]
        constraints = [
            models.CheckConstraint(
                condition=Q(kind__in=["quarter", "year_end"]), name="period_kind_known"
            ),
            models.CheckConstraint(
                condition=Q(finish__gte=F("start")),
                name="period_finish_not_before_start",
                violation_error_message="The last day is before the first.",
            ),
            models.CheckConstraint(
                condition=Q(due_on__gte=F("start")),
                name="period_due_not_before_start",
                violation_error_message="Updates are due before the period begins.",
            ),
            models.CheckConstraint(
                condition=Q(closed_at__isnull=True) | Q(opened_at__isnull=False),
                name="period_opened_before_closed",
            ),
            models.UniqueConstraint(
                fields=["plan", "name"],
                name="period_name_once",
                violation_error_message="This plan has a period of that name already.",
            ),
            models.UniqueConstraint(
                fields=["plan"], condition=Q(kind="year_end"), name="period_year_end_once"
            ),
            ExclusionConstraint(
                name="period_quarters_apart",
                expressions=[
                    ("plan", RangeOperators.EQUAL),
                    (
                        DateRange("start", "finish", RangeBoundary(inclusive_upper=True)),
                        RangeOperators.OVERLAPS,
                    ),
                ],
                condition=Q(kind="quarter"),
                violation_error_message="This quarter overlaps another one.",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def is_late(self, today: date) -> bool:
        """Whether updates that are still missing are late."""
        return self.is_open and self.due_on < today


class PeriodEvent(models.Model):
    """The opening, closing or reopening of a period: when, by whom, and why.

    A closing keeps what the period's report showed in the words, scores, bands, colours and
    names of that day (`plans.reporting.frozen`); nothing that changes later alters it.
    """

    class Kind(models.TextChoices):
        OPENED = "opened", "Opened"
        CLOSED = "closed", "Closed"
        REOPENED = "reopened", "Reopened"

    period = models.ForeignKey(ReportingPeriod, on_delete=models.CASCADE, related_name="events")
    kind = models.CharField(max_length=8, choices=Kind.choices)
    reason = models.CharField(max_length=TEXT, blank=True)
    frozen = models.JSONField(null=True)
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    recorded_by_name = models.CharField(max_length=LINE)
    recorded_at = models.DateTimeField(auto_now_add=True)

    # Kept here for good; a second copy in the trail would say no more.
    audit_omits = ("frozen",)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(kind__in=["opened", "closed", "reopened"]),
                name="period_event_kind_known",
            ),
            models.CheckConstraint(
                condition=~Q(kind="reopened") | ~Q(reason=""), name="reopening_needs_a_reason"
            ),
            models.CheckConstraint(
                condition=Q(kind="closed", frozen__isnull=False)
                | (~Q(kind="closed") & Q(frozen__isnull=True)),
                name="closing_keeps_what_was_shown",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.period}: {self.get_kind_display()}"
