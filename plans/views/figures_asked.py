"""Which quarter and which KPIs a page of figures is about."""

from __future__ import annotations

from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.urls import reverse
from django.utils import timezone

from accounts.access import SignedInRequest
from accounts.capabilities import Capability
from plans.access import may_report
from plans.kpis.matching import kpis_of
from plans.kpis.quarters import Quarter, quarter_to_report, read_quarter
from plans.models import Indicator, Plan


def kpis_to_report(request: SignedInRequest, plan: Plan) -> list[Indicator]:
    """The KPIs whose figures a person may report; raises PermissionDenied where there are none."""
    kpis = [one for one in kpis_of(plan) if may_report(request.user, one, plan)]
    if not kpis and not plan.allows(request.user, Capability.EDIT_PLANS):
        raise PermissionDenied
    return kpis


def quarter_asked(request: SignedInRequest, plan: Plan) -> Quarter:
    """The quarter or year that the address names, else the one that is reported next."""
    key = request.GET.get("quarter")
    if key is None:
        return quarter_to_report(plan, timezone.localdate())
    quarter = read_quarter(plan, key)
    if quarter is None:
        raise Http404
    return quarter


def figures_url(plan: Plan, quarter: Quarter) -> str:
    """The page of all figures of a quarter."""
    return f"{reverse('plans:kpi_figures', args=[plan.pk])}?quarter={quarter.key}"


def kpi_url(plan: Plan, indicator: Indicator, quarter: Quarter) -> str:
    """The page of a KPI with the box for a quarter."""
    return f"{reverse('plans:kpi', args=[plan.pk, indicator.pk])}?quarter={quarter.key}"
