"""A cover report as a PDF, in either of its two shapes."""

from __future__ import annotations

from django.db.models import QuerySet
from django.utils.text import slugify

from accounts.models import User
from reports.cover_reports.reading import CoverReading
from reports.documents.kind import Kind
from reports.documents.writing import Written
from reports.models import CoverReport, Pack
from reports.recommendations.open_ones import for_pack


def subjects() -> QuerySet[CoverReport]:
    """Every cover report, with what its document asks of it."""
    return CoverReport.objects.select_related(
        "pack__committee", "pack__directorate", "pack__meeting"
    ).prefetch_related("sections", "options")


def readable_by(user: User) -> QuerySet[CoverReport]:
    """The cover reports whose document a person may have: those of packs that one sees."""
    return subjects().filter(pack__in=Pack.objects.readable_by(user))


def file_name(report: CoverReport) -> str:
    return f"{slugify(f'cover report {report.title}')[:80].strip('-')}.pdf"


def written(report: CoverReport, _audience: str) -> Written:
    """The report as PDF. Its date is the meeting's; the text is the same for everybody."""
    context = {
        "report": report,
        "pack": report.pack,
        "reading": CoverReading(report),
        "draft": report.pack.state not in (Pack.State.APPROVED, Pack.State.FROZEN),
        "open_recommendations": for_pack(report.pack),
    }
    return Written("pdf/cover_report.html", context, title=report.title)


KIND = Kind(
    key="cover-report",
    name="Cover report",
    subjects=subjects,
    readable_by=readable_by,
    write=written,
    file_name=file_name,
)
