from __future__ import annotations

from collections.abc import Collection
from datetime import date, timedelta
from typing import Any

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import RangeBoundary, RangeOperators
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.text import slugify

from accounts.capabilities import Capability
from accounts.models import User
from core.dates import in_words, month_in_words, months_later, year_label
from core.models import Revised
from core.ranges import DateRange
from core.text import LINE, TEXT
from council.models import Directorate
from plans.models.commitment import commitment_lifted
from plans.models.parts import Carried
from plans.models.rag_definition import RagDefinition
from plans.models.risk_scale import RiskScale


class PlanQuerySet(models.QuerySet["Plan"]):
    """Plans, and who may see which."""

    def readable_by(self, user: User) -> PlanQuerySet:
        """The plans that a user may read.

        Every state of those of one's own directorates; what has been submitted to one's
        own committees; what names oneself; and what is published.
        """
        rule = Q(status=Plan.Status.PUBLISHED)
        reach = user.reach(Capability.READ_PLANS)
        if reach.everywhere:
            return self
        if reach.directorates:
            rule |= Q(directorate__in=reach.directorates)
        committees = user.reach(Capability.READ_SUBMITTED_PLANS).committees
        if committees:
            rule |= Q(directorate__committee__in=committees, status__in=Plan.SUBMITTED_STATES)
        if user.stands_for:
            rule |= Q(pk__in=self.model.objects.naming(user.stands_for).values("pk"))
        return self.filter(rule)

    def followed_by(self, user: User) -> PlanQuerySet:
        """The plans whose course a user may read: what is reported and reviewed in between."""
        reach = user.reach(Capability.READ_PLANS)
        return self if reach.everywhere else self.filter(directorate__in=reach.directorates)

    def in_force(self, today: date) -> PlanQuerySet:
        """The approved plans that run on a day."""
        return self.filter(status__in=Plan.APPROVED_STATES, start__lte=today, finish__gte=today)

    def mine(self, user: User) -> PlanQuerySet:
        """The plans a user works on: those of directorates one may edit, and those naming one."""
        reach = user.reach(Capability.EDIT_PLANS)
        if reach.everywhere:
            return self
        rule = Q(directorate__in=reach.directorates)
        if user.stands_for:
            rule |= Q(pk__in=self.model.objects.naming(user.stands_for).values("pk"))
        return self.filter(rule)

    def delete(self) -> tuple[int, dict[str, int]]:
        """Remove whole plans, in whatever state."""
        with commitment_lifted():
            return super().delete()

    def naming(self, people: Collection[int]) -> PlanQuerySet:
        """The plans in which one of these people is named as lead or responsible."""
        from plans.models import (
            CriticalAction,
            Indicator,
            Objective,
            OutcomeBlock,
            Risk,
            RiskControl,
        )

        block = "appendix__plan"
        objective = f"block__{block}"
        paths: list[tuple[Any, str]] = [
            (OutcomeBlock, block),
            (Objective, objective),
            (CriticalAction, f"objective__{objective}"),
            (Indicator, f"objective__{objective}"),
            (Risk, "plan"),
            (RiskControl, "risk__plan"),
        ]
        rule = Q(pk__in=[])
        for model, path in paths:
            rule |= Q(pk__in=model.objects.filter(people__in=people).values(path))
        return self.filter(rule)


class Plan(Revised, Carried):
    """A directorate's equality and diversity action plan for one period."""

    class Status(models.TextChoices):
        DRAFT = "draft", "Draft"
        CONSIDERED = "considered", "Considered by leadership team"
        SUBMITTED = "submitted", "With scrutiny committee"
        APPROVED = "approved", "Approved"
        PUBLISHED = "published", "Published"
        WITHDRAWN = "withdrawn", "Withdrawn"

    WRITTEN_STATES = (Status.DRAFT, Status.CONSIDERED)
    """While it may be written. What a committee reads is one text, and what was approved is a
    commitment; the database refuses to change either."""
    SUBMITTED_STATES = (Status.SUBMITTED, Status.APPROVED, Status.PUBLISHED)
    APPROVED_STATES = (Status.APPROVED, Status.PUBLISHED)

    class Numbering(models.TextChoices):
        TYPED = "typed", "As typed"
        AUTOMATIC = "automatic", "Automatic"

    directorate = models.ForeignKey(Directorate, on_delete=models.PROTECT, related_name="plans")
    title = models.CharField(max_length=LINE)
    start = models.DateField()
    finish = models.DateField()
    status = models.CharField(max_length=10, choices=Status.choices, default=Status.DRAFT)
    numbering = models.CharField(
        "paragraph numbers", max_length=9, choices=Numbering.choices, default=Numbering.TYPED
    )
    contact_name = models.CharField("name", max_length=LINE, blank=True)
    contact_post = models.CharField("post", max_length=LINE, blank=True)
    contact_address = models.CharField("address", max_length=TEXT, blank=True)
    contact_telephone = models.CharField("telephone", max_length=LINE, blank=True)
    contact_email = models.CharField("email", max_length=LINE, blank=True)
    council_name = models.CharField(max_length=LINE, blank=True)
    risk_scale = models.ForeignKey(RiskScale, on_delete=models.PROTECT, related_name="plans")
    rag_definition = models.ForeignKey(
        RagDefinition, on_delete=models.PROTECT, related_name="plans"
    )
    author_name = models.CharField(max_length=200, blank=True, editable=False)
    created_at = models.DateTimeField(auto_now_add=True)
    changed_at = models.DateTimeField(auto_now=True)

    objects = PlanQuerySet.as_manager()

    class Meta:
        ordering = ["-start", "directorate__name"]
        constraints = [
            models.CheckConstraint(
                condition=Q(finish__gte=F("start")),
                name="plan_finish_not_before_start",
                violation_error_message="The finish is before the start.",
            ),
            models.CheckConstraint(
                condition=Q(
                    status__in=[
                        "draft",
                        "considered",
                        "submitted",
                        "approved",
                        "published",
                        "withdrawn",
                    ]
                ),
                name="plan_status_known",
            ),
            ExclusionConstraint(
                name="plan_once_for_directorate_and_period",
                expressions=[
                    ("directorate", RangeOperators.EQUAL),
                    (
                        DateRange("start", "finish", RangeBoundary(inclusive_upper=True)),
                        RangeOperators.OVERLAPS,
                    ),
                ],
                condition=~Q(status="withdrawn"),
                violation_error_message=("This directorate already has a plan for this period."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.directorate.name}, {self.year}"

    def get_absolute_url(self) -> str:
        return reverse("plans:plan", args=[self.pk])

    @property
    def year(self) -> str:
        """The plan's year as printed: "2026/27"."""
        return year_label(self.start, self.finish)

    @property
    def is_of_one_year(self) -> bool:
        """Whether its year is one of its KPIs' years: a plan shorter than two years that ends
        in the year in which it begins, or in the next."""
        two_years = months_later(self.start, 24)
        return (
            self.finish.year - self.start.year <= 1 and self.finish + timedelta(days=1) < two_years
        )

    @property
    def period(self) -> str:
        """The plan's period as printed: "April 2026 to March 2027"."""
        whole_months = self.start.day == 1 and (self.finish + timedelta(days=1)).day == 1
        words = month_in_words if whole_months else in_words
        return f"{words(self.start)} to {words(self.finish)}"

    @property
    def is_approved(self) -> bool:
        """Whether it has been approved; until then every printed page says DRAFT."""
        return self.status in self.APPROVED_STATES

    @property
    def is_written(self) -> bool:
        """Whether it may be written: from the committee on it changes by the route only."""
        return self.status in self.WRITTEN_STATES

    @property
    def why_not_written(self) -> str:
        """Why it may not be written, for whoever tries; empty where it may."""
        if self.is_written:
            return ""
        if self.is_approved:
            return "What was approved changes only by an amendment."
        if self.status == self.Status.WITHDRAWN:
            return "This plan is withdrawn. Take it up again to change it."
        return "This plan is with the scrutiny committee. Send it back to draft to change it."

    @property
    def contact_lines(self) -> list[str]:
        """Post and address of the contact, a line each."""
        return [line for line in (self.contact_post, *self.contact_address.split("\n")) if line]

    def file_name(self, suffix: str) -> str:
        """A file name that says what is in it: childrens-services-2026-27.json."""
        return f"{slugify(f'{self.directorate.name} {self.year}'.replace('/', '-'))}.{suffix}"

    def covers(self, day: date) -> bool:
        return self.start <= day <= self.finish

    def overlapping(self) -> PlanQuerySet:
        """Other plans of the directorate for this period or a part of it; none withdrawn."""
        return (
            Plan.objects.filter(
                directorate=self.directorate_id, start__lte=self.finish, finish__gte=self.start
            )
            .exclude(pk=self.pk)
            .exclude(status=Plan.Status.WITHDRAWN)
        )

    def delete(self, *args: Any, **kwargs: Any) -> tuple[int, dict[str, int]]:
        """Remove the whole plan, in whatever state: nothing is left of it to keep a promise."""
        with commitment_lifted():
            return super().delete(*args, **kwargs)

    def allows(self, user: User, capability: Capability) -> bool:
        """Whether a user has a capability for this plan."""
        return user.reach(capability).covers_directorate(self.directorate_id)
