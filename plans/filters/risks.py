"""The filters of the list of risks."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import django_filters
from django.db.models import QuerySet
from django.utils import timezone

from core.dates import quarter_of
from core.filters import WordsFilter
from plans.access import follows_some
from plans.filters.parts import Choices, PartFilter, span_in_words
from plans.models import Plan, Risk, RiskBand
from plans.models.risk import RiskQuerySet


def _review_choices() -> Choices:
    return [
        ("overdue", "Overdue"),
        ("quarter", f"Due this quarter: {span_in_words(quarter_of(timezone.localdate()))}"),
    ]


class RiskFilter(PartFilter):
    """Risks, also by band and score, by their next review, and whether they are accepted.

    The last two are told of risks that one follows only.
    """

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
            "plan",
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
        if not follows_some(self.request.user):
            del self.filters["review"], self.filters["appetite"]
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
        risks = risks.followed_by(self.request.user)
        if value == "overdue":
            return risks.review_due(None, today - timedelta(days=1), today)
        quarter = quarter_of(today)
        return risks.review_due(quarter.first, quarter.last, today)

    def filter_appetite(self, risks: RiskQuerySet, _name: str, _value: str) -> RiskQuerySet:
        return risks.followed_by(self.request.user).not_accepted(timezone.localdate())
