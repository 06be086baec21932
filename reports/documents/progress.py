"""The progress report of a quarter, by exception, and the annual progress, as a PDF."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from django.db.models import QuerySet

from accounts.capabilities import Capability
from accounts.models import User
from plans.models import Plan, ReportingPeriod
from plans.reporting.report import PeriodReport
from reports.documents.composing import printed
from reports.documents.kind import Kind

if TYPE_CHECKING:
    from reports.rendering import Pdf


def subjects() -> QuerySet[ReportingPeriod]:
    """Every period for which reports were asked."""
    periods = ReportingPeriod.objects.filter(opened_at__isnull=False)
    return periods.select_related(
        "plan__directorate__committee", "plan__risk_scale", "plan__rag_definition"
    )


def readable_by(user: User) -> QuerySet[ReportingPeriod]:
    """The periods of the plans that a person may read."""
    return subjects().filter(plan__in=Plan.objects.readable_by(user))


def report_of(
    period: ReportingPeriod, _parameters: Mapping[str, str], user: User | None
) -> PeriodReport | None:
    """The report of a period for who follows the plan, and once the period is closed for the
    committee before which the plan comes."""
    committees = user.reach(Capability.READ_SUBMITTED_PLANS).committees if user else set()
    if (
        user is None
        or period.plan.allows(user, Capability.READ_PLANS)
        or (period.is_closed and period.plan.directorate.committee_id in committees)
    ):
        return PeriodReport(period)
    return None


def file_name(report: PeriodReport) -> str:
    return report.file_name("pdf")


def compose(report: PeriodReport, _audience: str) -> Pdf:
    """What is red or overdue first; at the year's end the progress of every action."""
    record = report.record
    context = {
        "report": report,
        "record": record,
        "directorate": record["directorate"],
        "period": f"{record['period']}, {record['days']}",
        "draft": not report.period.is_closed,
    }
    return printed(
        "pdf/progress.html",
        context,
        title=report.title,
        council_name=record.get("council", report.period.plan.council_name),
    )


KIND = Kind(
    key="progress",
    name="Progress report",
    subjects=subjects,
    readable_by=readable_by,
    compose=compose,
    file_name=file_name,
    made_of=report_of,
)
