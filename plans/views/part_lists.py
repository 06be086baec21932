"""Actions, KPIs and risks across all plans that one may read."""

from __future__ import annotations

from typing import Any

from django.db.models import Prefetch, QuerySet
from django.http import HttpResponseBase
from django.utils import timezone

from accounts.access import SignedInRequest, signed_in
from accounts.columns import OwnColumns
from core.filters import FilterSet
from core.lists import list_page
from core.tables import Table
from plans.filters.actions import ActionFilter
from plans.filters.kpis import KpiFilter
from plans.filters.risks import RiskFilter
from plans.kpis.lineage import LINEAGE
from plans.models import CriticalAction, Indicator, ObjectiveRisk, Plan, Risk, RiskAssessment
from plans.tables.actions import ActionTable
from plans.tables.kpis import KpiTable
from plans.tables.parts import TO_PLAN
from plans.tables.risks import RiskTable


@signed_in
def actions(request: SignedInRequest) -> HttpResponseBase:
    """Actions, those that finish first at the top, those without a date at the end."""
    rows = (
        CriticalAction.objects.filter(objective__block__appendix__plan__in=_plans(request))
        .with_urgency(timezone.localdate())
        .select_related(f"{TO_PLAN}__directorate")
        .prefetch_related("people")
        .order_by("finish_on")
    )
    return _page(request, "Actions", rows, ActionTable, ActionFilter)


@signed_in
def kpis(request: SignedInRequest) -> HttpResponseBase:
    """KPIs by plan, the latest first, in the order in which they are printed."""
    rows = (
        Indicator.objects.filter(objective__block__appendix__plan__in=_plans(request))
        .select_related(f"{TO_PLAN}__directorate", f"{TO_PLAN}__rag_definition")
        .prefetch_related("targets", "actuals", "quarters", "people", *LINEAGE)
        .order_by(
            f"-{TO_PLAN}__start",
            f"{TO_PLAN}__directorate__name",
            "objective__block__appendix__position",
            "objective__block__position",
            "objective__position",
            "position",
        )
    )
    return _page(request, "KPIs", rows, KpiTable, KpiFilter)


@signed_in
def risks(request: SignedInRequest) -> HttpResponseBase:
    """Risks, the highest score first, those not scored at the end."""
    assessments = RiskAssessment.objects.select_related("impact", "probability")
    rows = (
        Risk.objects.filter(plan__in=_plans(request))
        .told_to(request.user)
        .select_related("plan__directorate")
        .prefetch_related(
            "plan__risk_scale__bands",
            "people",
            Prefetch("assessments", assessments),
            Prefetch("objective_risks", ObjectiveRisk.objects.select_related("objective")),
        )
        .order_by("-score_now")
    )
    return _page(request, "Risks", rows, RiskTable, RiskFilter)


def _plans(request: SignedInRequest) -> QuerySet[Plan]:
    return Plan.objects.readable_by(request.user)


def _page(
    request: SignedInRequest,
    title: str,
    rows: QuerySet[Any],
    table: type[Table],
    filters: type[FilterSet],
) -> HttpResponseBase:
    return list_page(
        request,
        queryset=rows,
        table_class=table,
        filterset_class=filters,
        template_name="plans/part_list.html",
        context={"title": title},
        columns_for=OwnColumns(request.user, f"plans.{title.lower()}"),
        export_name=title,
    )
