from typing import Any

import django_filters
from django.db.models import Q, QuerySet

from core.dates import read_year, year_label
from core.filters import FilterSet, WordsFilter
from council.models import Directorate
from plans.filters.levels import level_filter, offer_levels
from plans.models import CriticalAction, Objective, Plan
from plans.models.plan import PlanQuerySet


def year_choices(plans: QuerySet[Plan]) -> list[tuple[str, str]]:
    """The years of the plans, the latest first."""
    spans = plans.order_by("-start").values_list("start", "finish").distinct()
    labels = dict.fromkeys(year_label(start, finish) for start, finish in spans)
    return [(label, label) for label in labels]


class PlanFilter(FilterSet):
    """Plans by words, directorate, year, status, and those that are one's own."""

    words = WordsFilter(label="Words in the title", within=("title", "directorate__name"))
    directorate = django_filters.ModelChoiceFilter(
        queryset=Directorate.objects.all(), label="Directorate", empty_label="All directorates"
    )
    year = django_filters.ChoiceFilter(
        label="Year", choices=[], method="filter_year", empty_label="All years"
    )
    status = django_filters.ChoiceFilter(
        label="Status", choices=Plan.Status.choices, empty_label="Any status"
    )
    level = level_filter(method="filter_level")
    mine = django_filters.ChoiceFilter(
        label="Whose",
        choices=[("mine", "My plans")],
        method="filter_mine",
        empty_label="All that I may read",
    )

    class Meta:
        model = Plan
        fields = ("words", "directorate", "year", "status", "level", "mine")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        plans = Plan.objects.readable_by(self.request.user)
        self.filters["year"].extra["choices"] = year_choices(plans)
        objectives = Objective.objects.filter(block__appendix__plan__in=plans)
        actions = CriticalAction.objects.filter(objective__block__appendix__plan__in=plans)
        held = [rows.order_by().values_list("level", flat=True) for rows in (objectives, actions)]
        offer_levels(self, held[0].union(held[1]))

    def filter_year(self, plans: QuerySet[Plan], _name: str, value: str) -> QuerySet[Plan]:
        return plans.filter(start__year=read_year(value))

    def filter_level(self, plans: QuerySet[Plan], _name: str, value: str) -> QuerySet[Plan]:
        """The plans of which an objective or an action serves the level."""
        objectives = "appendices__blocks__objectives"
        serving = Q(**{f"{objectives}__level": value}) | Q(
            **{f"{objectives}__actions__level": value}
        )
        return plans.filter(pk__in=Plan.objects.filter(serving).values("pk"))

    def filter_mine(self, plans: PlanQuerySet, _name: str, _value: str) -> PlanQuerySet:
        return plans.mine(self.request.user)
