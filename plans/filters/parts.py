"""What the lists of actions, KPIs and risks across plans are all filtered by."""

from __future__ import annotations

from typing import Any, ClassVar

import django_filters
from django.db.models import Model, QuerySet
from django.utils import timezone
from django.utils.text import Truncator

from core.dates import Span, month_in_words, read_year
from core.filters import FilterSet
from council.models import Directorate, Division, Person
from plans.filters.plan import year_choices
from plans.models import OutcomeBlock, Plan
from plans.outcomes import outcome_key

Choices = list[tuple[str, str]]
ME, NOBODY = "me", "nobody"


class OutcomeField(django_filters.fields.ChoiceField):
    """An outcome in any of its spellings."""

    def to_python(self, value: Any) -> str:
        return outcome_key(super().to_python(value))

    def prepare_value(self, value: Any) -> Any:
        return outcome_key(value) if value else value


class OutcomeFilter(django_filters.ChoiceFilter):
    """The outcomes that plans print."""

    field_class = OutcomeField


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
    plan = django_filters.ChoiceFilter(
        label="Plan", choices=[], method="filter_plan", empty_label="Any plan"
    )
    plans = django_filters.ChoiceFilter(
        label="Plans in force",
        choices=[("current", "Approved and running today")],
        method="filter_plans",
        empty_label="All plans",
    )
    outcome = OutcomeFilter(
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
            "plan": _plan_choices(plans),
            "outcome": [
                (key, Truncator(" ".join(texts[0].split())).chars(80))
                for key, texts in self._outcomes.items()
            ],
            "lead": self._person_choices(),
            "division": [(str(one.pk), str(one)) for one in self._named(Division, "divisions")],
        }
        for name, choices in given.items():
            self.filters[name].extra["choices"] = choices

    def _person_choices(self) -> Choices:
        people = [(str(one.pk), one.name) for one in self._named(Person, "people")]
        me = [(ME, "Me")] if self.request.user.person_id else []
        return [*me, (NOBODY, "Nobody named"), *people]

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

    def filter_plan(self, rows: QuerySet[Any], _name: str, value: str) -> QuerySet[Any]:
        return rows.filter(**{self.to_plan: value})

    def filter_plans(self, rows: QuerySet[Any], _name: str, _value: str) -> QuerySet[Any]:
        current = Plan.objects.in_force(timezone.localdate())
        return rows.filter(**{f"{self.to_plan}__in": current.values("pk")})

    def filter_outcome(self, rows: QuerySet[Any], _name: str, value: str) -> QuerySet[Any]:
        blocks = OutcomeBlock.objects.filter(outcome_text__in=self._outcomes[value])
        return rows.filter(**{f"{self.to_block}__in": blocks.values("pk")})

    def filter_lead(self, rows: QuerySet[Any], _name: str, value: str) -> QuerySet[Any]:
        if value == NOBODY:
            return rows.filter(people=None)
        return rows.filter(people=self.request.user.person_id if value == ME else value)


def _plan_choices(plans: QuerySet[Plan]) -> Choices:
    """The plans, the latest first, each by its directorate and period: a directorate may have
    two in a year, of which one is withdrawn or both are short."""
    found = plans.select_related("directorate").order_by("-start", "directorate__name", "pk")
    return [
        (
            str(plan.pk),
            f"{plan.directorate.name}, {plan.period}"
            + (", withdrawn" if plan.status == Plan.Status.WITHDRAWN else ""),
        )
        for plan in found
    ]


def _outcomes_of(plans: QuerySet[Plan]) -> dict[str, list[str]]:
    """The spellings of each outcome that plans print, by what stands for it in an address."""
    blocks = OutcomeBlock.objects.filter(appendix__plan__in=plans).exclude(outcome_text="")
    texts = blocks.order_by("outcome_text").values_list("outcome_text", flat=True).distinct()
    found: dict[str, list[str]] = {}
    for text in texts:
        if key := outcome_key(text):
            found.setdefault(key, []).append(text)
    return found


def span_in_words(span: Span) -> str:
    """ "October 2026 to December 2026"."""
    return f"{month_in_words(span.first)} to {month_in_words(span.last)}"
