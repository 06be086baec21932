from __future__ import annotations

from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString

from accounts.models import User
from core.tables import Column, Table
from core.templatetags.components import chip
from plans.access import follows_some, may_follow
from plans.kpis.quarters import year_counted
from plans.kpis.travel import direction
from plans.kpis.year_end import year_end
from plans.models import Indicator, Objective
from plans.ratings import by_rating, rating_of
from plans.tables.parts import TextColumn, described, place_on_page, plan_columns


def _place(record: Indicator) -> str:
    return place_on_page(record.objective.block.appendix.plan, f"kpi-{record.pk}")


class KpiTable(Table):
    """KPIs of all plans that one may read, each rated for the year of its plan.

    The direction of travel rests on single quarters, so only who follows a KPI reads it.
    """

    caption = "KPIs"
    one, many = "KPI", "KPIs"
    row_header = "measure"
    usual = ("refs", "measure", "directorate", "year", "target", "actual", "status", "travel")
    wide = True

    refs = Column("Ref.")
    measure = TextColumn("Measure", linkify=_place, empty_values=())
    directorate, year = plan_columns()
    outcome = TextColumn("Outcome", accessor="objective__block__outcome_text")
    objective = TextColumn("Objective", order_by=("objective__ref", "objective__text"))
    unit = Column("Unit")
    polarity = Column("What is better")
    baseline = Column("Baseline", accessor="baseline_text", orderable=False)
    target = Column("Target", empty_values=(), orderable=False)
    actual = Column("Latest actual", empty_values=(), orderable=False)
    status = Column("Status", empty_values=())
    year_end = Column("Year end", empty_values=(), orderable=False)
    travel = Column("Direction of travel", empty_values=(), orderable=False)
    responsible = Column("Responsible")

    class Meta(Table.Meta):
        model = Indicator
        fields = ()

    def before_render(self, request: HttpRequest) -> None:
        """Note whose list it is, and leave out what is told only to those who follow some KPI."""
        assert isinstance(request.user, User)  # noqa: S101 - the view's rule lets in no other
        self.user = request.user
        if not follows_some(request.user):
            self.exclude = ("travel",)

    def render_refs(self, value: list[str]) -> str:
        return ", ".join(value) or "—"

    def value_refs(self, value: list[str]) -> str:
        return ", ".join(value)

    def render_measure(self, value: str) -> str:
        return self.columns["measure"].column.render(value) or "Measure without text"

    def value_measure(self, value: str) -> str:
        return value

    def render_objective(self, value: Objective, column: TextColumn) -> str:
        return column.render(described(value))

    def value_objective(self, value: Objective) -> str:
        return described(value)

    def render_target(self, record: Indicator) -> str:
        return self.value_target(record) or "—"

    def value_target(self, record: Indicator) -> str:
        """The target of the plan's year, as printed."""
        target = record.target_for(year_counted(record.objective.block.appendix.plan))
        return target.text if target else ""

    def render_actual(self, record: Indicator) -> str:
        return self.value_actual(record) or "—"

    def value_actual(self, record: Indicator) -> str:
        """The latest actual, as printed, with its year where that is not the plan's."""
        actual = record.latest_actual
        if actual is None:
            return ""
        of_plan = year_counted(record.objective.block.appendix.plan) == actual.year
        return actual.printed if of_plan else f"{actual.printed} ({actual.year})"

    def render_status(self, record: Indicator) -> SafeString:
        rating = rating_of(record)
        shown = chip(rating.word, rating.rag)
        if rating.reason:
            shown = format_html('{} <span class="app-table__below">{}</span>', shown, rating.reason)
        plan = record.objective.block.appendix.plan
        if not may_follow(self.user, record, plan):
            return shown
        return format_html(
            '{} <a class="govuk-link app-table__below" href="{}">Figures'
            '<span class="govuk-visually-hidden"> of the KPI {}</span></a>',
            shown,
            reverse("plans:kpi", args=[plan.pk, record.pk]),
            str(record),
        )

    def value_status(self, record: Indicator) -> str:
        rating = rating_of(record)
        return f"{rating.word}: {rating.reason}" if rating.reason else rating.word

    def render_year_end(self, record: Indicator) -> str:
        return self.value_year_end(record)

    def value_year_end(self, record: Indicator) -> str:
        """What the plan's year came to, or is expected to, and what that rests on."""
        return year_end(record, year_counted(record.objective.block.appendix.plan)).words

    def render_travel(self, record: Indicator) -> str:
        return self.value_travel(record) or "—"

    def value_travel(self, record: Indicator) -> str:
        """Which way the KPI goes, and between which two figures."""
        if not may_follow(self.user, record, record.objective.block.appendix.plan):
            return ""
        return direction(record).words

    def order_status(
        self, kpis: QuerySet[Indicator], is_descending: bool
    ) -> tuple[QuerySet[Any], bool]:
        return by_rating(kpis, descending=is_descending), True
