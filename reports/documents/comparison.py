"""What changed between two plans, or two states of one, as a PDF."""

from __future__ import annotations

from django.utils import timezone

from core.dates import in_words
from plans.comparing.sides import PARAMETERS, Comparison, comparison_of
from reports.documents import plan
from reports.documents.kind import Kind
from reports.documents.writing import Written


def file_name(comparison: Comparison) -> str:
    return comparison.file_name("pdf")


def written(comparison: Comparison, _audience: str) -> Written:
    """The comparison as PDF: the summary, then what changed part by part."""
    context = {
        "comparison": comparison,
        "differences": comparison.differences,
        "directorate": comparison.directorate_name,
        "date": in_words(timezone.localdate()),
        "draft": not comparison.after.is_approved,
    }
    return Written(
        "pdf/comparison.html",
        context,
        title=comparison.heading,
        council_name=comparison.after.plan.council_name,
    )


KIND = Kind(
    key="compare",
    name="Comparison",
    subjects=plan.subjects,
    readable_by=plan.readable_by,
    write=written,
    file_name=file_name,
    parameters=PARAMETERS,
    made_of=comparison_of,
)
