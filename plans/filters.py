"""One filter set for each list of plans, for the search and for a plan's history."""

from typing import Any

import django_filters
from django.db.models import Q, QuerySet
from django.utils import timezone

from core.dates import read_year
from core.filters import FilterSet
from core.models import AuditAct
from council.models import Directorate
from plans.history.entries import Entry
from plans.history.tree import PLAN_KIND
from plans.models import Plan, SearchEntry
from plans.models.plan import PlanQuerySet
from plans.parts import KINDS

OUTSIDE, THE_SYSTEM = "outside", "system"


def years_of(plans: QuerySet[Plan]) -> list[tuple[str, str]]:
    """The years of these plans as choices, the latest first."""
    labels = dict.fromkeys(plan.year for plan in plans.order_by("-start").only("start", "finish"))
    return [(label, label) for label in labels]


def _years() -> list[tuple[str, str]]:
    return years_of(Plan.objects.all())


class PlanFilter(FilterSet):
    """Plans by words, directorate, year, status, and those that are one's own."""

    words = django_filters.CharFilter(label="Words in the title", method="filter_words")
    directorate = django_filters.ModelChoiceFilter(
        queryset=Directorate.objects.all(), label="Directorate", empty_label="All directorates"
    )
    year = django_filters.ChoiceFilter(
        label="Year", choices=_years, method="filter_year", empty_label="All years"
    )
    status = django_filters.ChoiceFilter(
        label="Status", choices=Plan.Status.choices, empty_label="Any status"
    )
    mine = django_filters.ChoiceFilter(
        label="Whose",
        choices=[("mine", "My plans")],
        method="filter_mine",
        empty_label="All that I may read",
    )

    class Meta:
        model = Plan
        fields = ("words", "directorate", "year", "status", "mine")

    def filter_words(self, plans: QuerySet[Plan], _name: str, value: str) -> QuerySet[Plan]:
        for word in value.split():
            plans = plans.filter(Q(title__icontains=word) | Q(directorate__name__icontains=word))
        return plans

    def filter_year(self, plans: QuerySet[Plan], _name: str, value: str) -> QuerySet[Plan]:
        return plans.filter(start__year=read_year(value))

    def filter_mine(self, plans: PlanQuerySet, _name: str, _value: str) -> PlanQuerySet:
        return plans.mine(self.request.user)


class HistoryFilter(FilterSet):
    """The entries of a plan's history by kind of part, person and day.

    They are no rows of one table (changes outside the product have no act), so they are
    narrowed as a list, which the page has in hand anyway.
    """

    kind = django_filters.ChoiceFilter(
        label="What was changed",
        choices=[
            (PLAN_KIND, "The plan’s details and route"),
            *((key, f"{kind.name[:1].upper()}{kind.name[1:]}") for key, kind in KINDS.items()),
        ],
        empty_label="Anything",
    )
    person = django_filters.ChoiceFilter(label="By whom", choices=[], empty_label="Anybody")
    since = django_filters.DateFilter(label="From")
    until = django_filters.DateFilter(label="To")

    class Meta:
        model = AuditAct
        fields = ("kind", "person", "since", "until")

    def __init__(self, *args: Any, entries: list[Entry], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.entries = entries
        people = {_person(entry): entry.who for entry in reversed(entries)}
        self.filters["person"].extra["choices"] = sorted(people.items(), key=lambda p: p[1])

    def narrowed(self) -> list[Entry]:
        """The entries that match what was chosen."""
        self.form.is_valid()
        chosen = self.form.cleaned_data
        kind, person = chosen.get("kind"), chosen.get("person")
        since, until = chosen.get("since"), chosen.get("until")
        return [
            entry
            for entry in self.entries
            if (not kind or kind in entry.kinds)
            and (not person or person == _person(entry))
            and (not since or timezone.localdate(entry.at) >= since)
            and (not until or timezone.localdate(entry.at) <= until)
        ]


def _person(entry: Entry) -> str:
    if entry.is_outside:
        return OUTSIDE
    return THE_SYSTEM if entry.actor_id is None else str(entry.actor_id)


class SearchFilter(FilterSet):
    """Results of a search by kind of part, and by directorate and year of the plan."""

    kind = django_filters.ChoiceFilter(
        label="Part of a plan", choices=SearchEntry.Kind.choices, empty_label="All parts"
    )
    directorate = django_filters.ModelChoiceFilter(
        field_name="plan__directorate",
        queryset=Directorate.objects.all(),
        label="Directorate",
        empty_label="All directorates",
    )
    year = django_filters.ChoiceFilter(label="Year", method="filter_year", empty_label="All years")

    class Meta:
        model = SearchEntry
        fields = ("kind", "directorate", "year")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.filters["year"].extra["choices"] = years_of(
            Plan.objects.readable_by(self.request.user)
        )

    def filter_year(
        self, entries: QuerySet[SearchEntry], _name: str, value: str
    ) -> QuerySet[SearchEntry]:
        return entries.filter(plan__start__year=read_year(value))
