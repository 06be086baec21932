"""The progress report of a period, quarterly by exception or of the whole year, as a PDF."""

from __future__ import annotations

from collections.abc import Mapping

from django.db.models import QuerySet

from accounts.models import User
from plans.models import ReportingPeriod
from plans.reporting.report import PeriodReport
from reports.documents.kind import Kind
from reports.documents.writing import Written, whom_to_ask


def subjects() -> QuerySet[ReportingPeriod]:
    """Every period for which reports were asked, with what its record is made of."""
    return ReportingPeriod.objects.filter(opened_at__isnull=False).select_related(
        "plan__directorate", "plan__risk_scale", "plan__rag_definition"
    )


def readable_by(user: User) -> QuerySet[ReportingPeriod]:
    """The periods whose report a person may read."""
    return subjects().filter(pk__in=ReportingPeriod.objects.reports_readable_by(user))


def report_of(
    period: ReportingPeriod, _parameters: Mapping[str, str], _user: User | None
) -> PeriodReport:
    """What its record tells."""
    return PeriodReport(period)


def file_name(report: PeriodReport) -> str:
    return report.file_name("pdf")


def written(report: PeriodReport, _audience: str) -> Written:
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
    return Written(
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
    write=written,
    file_name=file_name,
    made_of=report_of,
)
