"""The filters of the list of actions."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import django_filters
from django.utils import timezone

from accounts.capabilities import Capability
from core.dates import Span, month_in_words, month_of, quarter_of
from core.filters import WordsFilter
from plans.filters.levels import level_filter, offer_levels
from plans.filters.parts import Choices, PartFilter, span_in_words
from plans.models import CriticalAction, Plan
from plans.models.action import CriticalActionQuerySet
from plans.reporting.course import TO_PLAN, Course, Turn, course_of


def _due_choices() -> Choices:
    today = timezone.localdate()
    return [
        ("overdue", "Overdue"),
        ("month", f"This month: {month_in_words(today)}"),
        ("quarter", f"This quarter: {span_in_words(quarter_of(today))}"),
        ("next_quarter", f"Next quarter: {span_in_words(_next_quarter(today))}"),
        ("none", "No date"),
    ]


def _next_quarter(day: date) -> Span:
    return quarter_of(quarter_of(day).last + timedelta(days=1))


class ActionFilter(PartFilter):
    """Actions, also by how they stand, when they are due and how their reporting goes.

    The last is worked out for what the other filters leave, and told of plans that one
    follows only.
    """

    words = WordsFilter(within=("ref", "text", "equality_action", "responsible", "planned_outcome"))

    status = django_filters.ChoiceFilter(
        label="Status",
        choices=[
            ("unfinished", "Unfinished"),
            ("overdue", "Overdue"),
            ("stale", "Without an update for 120 days"),
            *CriticalAction.Status.choices,
        ],
        method="filter_status",
        empty_label="Any status",
    )
    due = django_filters.ChoiceFilter(
        label="Due",
        help_text="Of unfinished actions",
        choices=_due_choices,
        method="filter_due",
        empty_label="At any time",
    )
    since = django_filters.DateFilter(
        label="Finish from", field_name="finish_on", lookup_expr="gte"
    )
    until = django_filters.DateFilter(label="Finish to", field_name="finish_on", lookup_expr="lte")

    level = level_filter()
    reporting = django_filters.ChoiceFilter(
        label="Reporting",
        choices=[("missing", "Not reported in the open period")],
        method="filter_reporting",
        empty_label="Reported or not",
    )
    changed = django_filters.ChoiceFilter(
        label="Since the last closed period",
        choices=[("any", "Any change"), *Turn.choices],
        method="filter_changed",
        empty_label="Changed or not",
    )

    class Meta:
        model = CriticalAction
        fields = (
            "words",
            "directorate",
            "year",
            "plan",
            "plans",
            "outcome",
            "lead",
            "division",
            "status",
            "due",
            "since",
            "until",
            "level",
            "reporting",
            "changed",
        )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        held = CriticalAction.objects.filter(pk__in=self.queryset.order_by().values("pk"))
        offer_levels(self, held.values_list("level", flat=True).order_by().distinct())
        if not self.request.user.can(Capability.READ_PLANS):
            del self.filters["reporting"], self.filters["changed"]

    def filter_status(
        self, actions: CriticalActionQuerySet, _name: str, value: str
    ) -> CriticalActionQuerySet:
        today = timezone.localdate()
        if value == "unfinished":
            return actions.unfinished()
        if value == "stale":
            return actions.stale(today)
        return actions.overdue(today) if value == "overdue" else actions.standing(value, today)

    def filter_due(
        self, actions: CriticalActionQuerySet, _name: str, value: str
    ) -> CriticalActionQuerySet:
        today = timezone.localdate()
        if value == "overdue":
            return actions.overdue(today)
        if value == "none":
            return actions.unfinished().filter(finish_on=None)
        spans = {"month": month_of(today), "quarter": quarter_of(today)}
        span = spans.get(value) or _next_quarter(today)
        return actions.unfinished().filter(finish_on__range=(span.first, span.last))

    def filter_reporting(
        self, actions: CriticalActionQuerySet, _name: str, _value: str
    ) -> CriticalActionQuerySet:
        return actions.filter(pk__in=self._course(actions).missing)

    def filter_changed(
        self, actions: CriticalActionQuerySet, _name: str, value: str
    ) -> CriticalActionQuerySet:
        turn = "" if value == "any" else value
        return actions.filter(pk__in=self._course(actions).changed(turn))

    def _course(self, actions: CriticalActionQuerySet) -> Course:
        followed = Plan.objects.followed_by(self.request.user).values("pk")
        return course_of(actions.filter(**{f"{TO_PLAN}__in": followed}), timezone.localdate())
