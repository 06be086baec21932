"""The annual report of a directorate on a year of its plan, as a PDF.

Figures about people are those that were published, for every audience; what tells the
audiences apart is whose names the public reads.
"""

from __future__ import annotations

from django.db.models import QuerySet
from django.utils import timezone
from django.utils.text import slugify

from accounts.models import User
from core.dates import in_words
from reports.annual_reports.reading import AnnualReading
from reports.documents.kind import Kind
from reports.documents.writing import Written
from reports.models import AnnualReport


def subjects() -> QuerySet[AnnualReport]:
    """Every annual report, with what its document asks of it."""
    return AnnualReport.objects.select_related(
        "plan__directorate",
        "plan__risk_scale",
        "plan__rag_definition",
        "workforce__directorate",
        "returns",
    )


def readable_by(user: User) -> QuerySet[AnnualReport]:
    """The annual reports whose document a person may have."""
    return subjects().filter(pk__in=AnnualReport.objects.readable_by(user))


def file_name(report: AnnualReport) -> str:
    """ "childrens-services-2025-26-annual-report.pdf"."""
    named = f"{report.plan.directorate} {report.plan.year} annual report"
    return f"{slugify(named.replace('/', '-'))}.pdf"


def written(report: AnnualReport, audience: str) -> Written:
    """The report as PDF."""
    reading = AnnualReading(report, audience)
    context = {
        "annual": report,
        "reading": reading,
        "report": reading.progress,
        "record": reading.progress.record if reading.progress else {},
        "plan": report.plan,
        "directorate": report.plan.directorate.name,
        "period": report.plan.period,
        "status": report.get_state_display(),
        "date": _submitted_on(report),
        "draft": report.is_draft,
        "true": False,
    }
    return Written(
        "pdf/annual_report.html",
        context,
        title=report.title,
        council_name=report.plan.council_name,
    )


def _submitted_on(report: AnnualReport) -> str:
    """The day on which what stands was submitted; a draft bears none."""
    step = report.steps.last()
    if report.is_draft or step is None:
        return ""
    return in_words(timezone.localdate(step.recorded_at))


KIND = Kind(
    key="annual-report",
    name="Annual report",
    subjects=subjects,
    readable_by=readable_by,
    write=written,
    file_name=file_name,
)
