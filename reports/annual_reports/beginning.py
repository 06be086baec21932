"""Which plans an annual report can be begun on, and what it begins with."""

from __future__ import annotations

from django.db.models import Exists, OuterRef, QuerySet

from accounts.capabilities import Capability
from accounts.models import User
from core.text import LINE
from incidents.models import IncidentType, PublishedReturns
from plans.models import Plan, ReportingPeriod
from reports.models import AnnualReport
from workforce.models import PublishedProfile, Snapshot


def plans_to_report_on(user: User) -> QuerySet[Plan]:
    """The plans with a year end whose directorates' papers one writes, and that have no annual
    report yet."""
    reach = user.reach(Capability.WRITE_PAPERS)
    plans = Plan.objects.exclude(status=Plan.Status.WITHDRAWN).filter(
        Exists(
            ReportingPeriod.objects.filter(plan=OuterRef("pk"), kind=ReportingPeriod.Kind.YEAR_END)
        ),
        annual_report=None,
    )
    if not reach.everywhere:
        plans = plans.filter(directorate__in=reach.directorates)
    return plans.select_related("directorate").order_by("-start", "title")


def new_report(plan: Plan) -> AnnualReport:
    """An annual report with the choices that fit its year, not saved yet."""
    return AnnualReport(
        plan=plan,
        title=f"Annual report on {plan.title}"[:LINE],
        workforce=_snapshot_for(plan),
        returns=PublishedReturns.objects.filter(type__key=IncidentType.RACIST)
        .defer("record")
        .order_by("-pk")
        .first(),
    )


def _snapshot_for(plan: Plan) -> Snapshot | None:
    """The directorate's staff on the latest day of the year that was published, or on the first
    one published after it."""
    days = list(
        PublishedProfile.objects.filter(directorate=plan.directorate, day__gte=plan.start)
        .order_by("day")
        .values_list("day", flat=True)
    )
    if not days:
        return None
    within = [day for day in days if day <= plan.finish]
    return Snapshot.objects.filter(
        base=Snapshot.Base.STAFF,
        directorate=plan.directorate,
        day=within[-1] if within else days[0],
    ).first()
