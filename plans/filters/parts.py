"""The filters of the lists of actions, KPIs and risks across plans."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any, ClassVar

import django_filters
from django.db.models import Model, QuerySet
from django.utils import timezone
from django.utils.text import Truncator

from core.dates import Span, month_in_words, month_of, quarter_of, read_year
from core.filters import FilterSet, WordsFilter
from council.models import Directorate, Division, Person
from plans.filters.plan import year_choices
from plans.models import CriticalAction, Indicator, OutcomeBlock, Plan, Risk, RiskBand
from plans.models.action import CriticalActionQuerySet
from plans.models.risk import RiskQuerySet
from plans.ratings import CHOICES as RATINGS
from plans.ratings import rated_as

Choices = list[tuple[str, str]]
ME = "me"
_OUTCOME_KEY = 100
"""So many characters of an outcome stand for it in an address."""


class PartFilter(FilterSet):
    """What all three lists are filtered by. The choices name only what one may read."""

    to_plan: ClassVar[str] = "objective__block__appendix__plan"
    to_block: ClassVar[str] = "objective__block"
    directorate = django_filters.ModelChoiceFilter(
        queryset=Directorate.objects.all(),
        label="Directorate",
        empty_label="All directorates",
        method="filter_directorate",
    )
    year = django_filters.ChoiceFilter(
        label="Year", choices=[], method="filter_year", empty_label="All years"
    )
    plans = django_filters.ChoiceFilter(
        label="Plans",
        choices=[("current", "Approved and running today")],
        method="filter_plans",
        empty_label="All plans",
    )
    outcome = django_filters.ChoiceFilter(
        label="Outcome", choices=[], method="filter_outcome", empty_label="All outcomes"
    )
    lead = django_filters.ChoiceFilter(
        label="Person", choices=[], method="filter_lead", empty_label="Anybody"
    )
    division = django_filters.ChoiceFilter(
        label="Division",
        choices=[],
        field_name="divisions",
        empty_label="All divisions",
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        plans = Plan.objects.readable_by(self.request.user)
        self._outcomes = _outcomes_of(plans)
        given = {
            "year": year_choices(plans),
            "outcome": [(key, Truncator(key).chars(80)) for key in self._outcomes],
            "lead": self._person_choices(),
            "division": [(str(one.pk), str(one)) for one in self._named(Division, "divisions")],
        }
        for name, choices in given.items():
            self.filters[name].extra["choices"] = choices

    def _person_choices(self) -> Choices:
        people = [(str(one.pk), one.name) for one in self._named(Person, "people")]
        own = self.request.user.person_id
        return [(ME, "Me"), *people] if own else people

    def _named(self, model: type[Model], field: str) -> QuerySet[Any]:
        """The people or divisions that any of the rows names."""
        through = getattr(self.queryset.model, field).through
        row = self.queryset.model._meta.model_name
        rows = self.queryset.order_by().values("pk")
        named = through.objects.filter(**{f"{row}__in": rows}).values(model._meta.model_name)
        return model._default_manager.filter(pk__in=named)

    def filter_directorate(
        self, rows: QuerySet[Any], _name: str, value: Directorate
    ) -> QuerySet[Any]:
        return rows.filter(**{f"{self.to_plan}__directorate": value})

    def filter_year(self, rows: QuerySet[Any], _name: str, value: str) -> QuerySet[Any]:
        return rows.filter(**{f"{self.to_plan}__start__year": read_year(value)})

    def filter_plans(self, rows: QuerySet[Any], _name: str, _value: str) -> QuerySet[Any]:
        current = Plan.objects.in_force(timezone.localdate())
        return rows.filter(**{f"{self.to_plan}__in": current.values("pk")})

    def filter_outcome(self, rows: QuerySet[Any], _name: str, value: str) -> QuerySet[Any]:
        blocks = OutcomeBlock.objects.filter(outcome_text__in=self._outcomes[value])
        return rows.filter(**{f"{self.to_block}__in": blocks.values("pk")})

    def filter_lead(self, rows: QuerySet[Any], _name: str, value: str) -> QuerySet[Any]:
        return rows.filter(people=self.request.user.person_id if value == ME else value)


def _outcomes_of(plans: QuerySet[Plan]) -> dict[str, list[str]]:
    """The outcomes that plans print, by what stands for them in an address.

    Two spellings that differ in capitals or spaces are one outcome.
    """
    blocks = OutcomeBlock.objects.filter(appendix__plan__in=plans).exclude(outcome_text="")
    texts = blocks.order_by("outcome_text").values_list("outcome_text", flat=True).distinct()
    keys: dict[str, str] = {}
    found: dict[str, list[str]] = {}
    for text in texts:
        key = " ".join(text.split())[:_OUTCOME_KEY]
        found.setdefault(keys.setdefault(key.casefold(), key), []).append(text)
    return found


def _due_choices() -> Choices:
    today = timezone.localdate()
    return [
        ("overdue", "Overdue"),
        ("month", f"This month: {month_in_words(today)}"),
        ("quarter", f"This quarter: {_in_words(quarter_of(today))}"),
        ("next_quarter", f"Next quarter: {_in_words(_next_quarter(today))}"),
        ("none", "No date"),
    ]


def _next_quarter(day: date) -> Span:
    return quarter_of(quarter_of(day).last + timedelta(days=1))


def _in_words(span: Span) -> str:
    return f"{month_in_words(span.first)} to {month_in_words(span.last)}"


class ActionFilter(PartFilter):
    """Actions, also by how they stand and when they are due."""

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

    class Meta:
        model = CriticalAction
        fields = (
            "words",
            "directorate",
            "year",
            "plans",
            "outcome",
            "lead",
            "division",
            "status",
            "due",
            "since",
            "until",
        )

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


class KpiFilter(PartFilter):
    """KPIs, also by their rating, which comes last: it is worked out for what the others leave."""

    words = WordsFilter(within=("refs", "measure", "responsible"))

    status = django_filters.ChoiceFilter(
        label="Status",
        choices=RATINGS,
        method="filter_status",
        empty_label="Any status",
    )

    class Meta:
        model = Indicator
        fields = ("words", "directorate", "year", "plans", "outcome", "lead", "division", "status")

    def filter_status(
        self, kpis: QuerySet[Indicator], _name: str, value: str
    ) -> QuerySet[Indicator]:
        return rated_as(kpis, value)


def _review_choices() -> Choices:
    return [
        ("overdue", "Overdue"),
        ("quarter", f"Due this quarter: {_in_words(quarter_of(timezone.localdate()))}"),
    ]


class RiskFilter(PartFilter):
    """Risks, also by band and score, by their next review, and whether they are accepted."""

    NOT_SCORED = "not-scored"

    to_plan, to_block = "plan", "objectives__block"
    words = WordsFilter(within=("ref", "text", "responsible"))

    band = django_filters.ChoiceFilter(
        label="Band", choices=[], method="filter_band", empty_label="Any band"
    )
    score = django_filters.NumberFilter(
        label="Score at least", field_name="score_now", lookup_expr="gte"
    )

    review = django_filters.ChoiceFilter(
        label="Review",
        help_text="Of plans that run today",
        choices=_review_choices,
        method="filter_review",
        empty_label="At any time",
    )
    appetite = django_filters.ChoiceFilter(
        label="Appetite",
        choices=[("not-accepted", "Above it and not accepted")],
        method="filter_appetite",
        empty_label="Any score",
    )

    class Meta:
        model = Risk
        fields = (
            "words",
            "directorate",
            "year",
            "plans",
            "outcome",
            "lead",
            "division",
            "band",
            "score",
            "review",
            "appetite",
        )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        bands = RiskBand.objects.filter(scale__in=Plan.objects.values("risk_scale"))
        names = dict.fromkeys(bands.order_by("-lowest").values_list("name", flat=True))
        choices = [*((name, name) for name in names), (self.NOT_SCORED, "Not scored")]
        self.filters["band"].extra["choices"] = choices

    def filter_outcome(self, rows: QuerySet[Any], _name: str, value: str) -> QuerySet[Any]:
        """By the outcomes of the objectives that a risk threatens, each risk once."""
        threatening = super().filter_outcome(Risk.objects.all(), _name, value)
        return rows.filter(pk__in=threatening.values("pk"))

    def filter_band(self, risks: RiskQuerySet, _name: str, value: str) -> RiskQuerySet:
        return risks.not_scored() if value == self.NOT_SCORED else risks.in_band(value)

    def filter_review(self, risks: RiskQuerySet, _name: str, value: str) -> RiskQuerySet:
        today = timezone.localdate()
        if value == "overdue":
            return risks.review_due(None, today - timedelta(days=1), today)
        quarter = quarter_of(today)
        return risks.review_due(quarter.first, quarter.last, today)

    def filter_appetite(self, risks: RiskQuerySet, _name: str, _value: str) -> RiskQuerySet:
        return risks.not_accepted(timezone.localdate())
