"""The progress report of a period, quarterly by exception or of the whole year, as a PDF."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from django.db.models import Q, QuerySet

from accounts.capabilities import Capability
from accounts.models import User
from plans.models import Plan, ReportingPeriod
from plans.reporting.report import PeriodReport
from reports.documents.composing import printed, whom_to_ask
from reports.documents.kind import Kind

if TYPE_CHECKING:
    from reports.rendering import Pdf


def subjects() -> QuerySet[ReportingPeriod]:
    """Every reporting period, with what its record is made of."""
    plan = "plan__"
    return ReportingPeriod.objects.select_related(
        f"{plan}directorate", f"{plan}risk_scale", f"{plan}rag_definition"
    )


def readable_by(user: User) -> QuerySet[ReportingPeriod]:
    """Closed periods of the plans that a person may read, and what is not closed yet only for
    who follows the plan: a committee reads the reports that come before it."""
    found = subjects().filter(plan__in=Plan.objects.readable_by(user))
    reach = user.reach(Capability.READ_PLANS)
    if reach.everywhere:
        return found
    return found.filter(Q(closed_at__isnull=False) | Q(plan__directorate__in=reach.directorates))


def report_of(
    period: ReportingPeriod, _parameters: Mapping[str, str], _user: User | None
) -> PeriodReport:
    """What its record tells."""
    return PeriodReport(period)


def file_name(report: PeriodReport) -> str:
    return report.file_name("pdf")


def compose(report: PeriodReport, _audience: str) -> Pdf:
    """The report as PDF; everything in it comes from the record."""
    record = report.record
    look = record.get("look")
    context = {
        "report": report,
        "record": record,
        "directorate": record["directorate"],
        "period": record["days"],
    }
    if look:
        context["accent"] = look["accent"]
        context["formats_contact"] = whom_to_ask(look["telephone"], look["email"])
    return printed(
        "pdf/progress_annual.html" if report.is_annual else "pdf/progress.html",
        context,
        title=report.title,
        council_name=record.get("council", ""),
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
