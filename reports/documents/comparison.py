"""What changed between two plans, or two states of one, as a PDF."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.template.loader import render_to_string
from django.utils import timezone

from core.dates import in_words
from council.models import Council
from plans.comparing.sides import PARAMETERS, Comparison, comparison_of

if TYPE_CHECKING:
    from reports.rendering import Pdf

__all__ = ["PARAMETERS", "comparison_of", "compose", "file_name"]


def file_name(comparison: Comparison) -> str:
    return comparison.file_name("pdf")


def compose(comparison: Comparison, _audience: str) -> Pdf:
    """The comparison as PDF: the summary, then what changed part by part."""
    # The engine takes a second to load, and only a worker ever needs it.
    from reports.rendering import render_pdf

    council = Council.current()
    council_name = comparison.after.plan.council_name or council.name
    files = {}
    if council.logo:
        with council.logo.open("rb") as logo:
            files["logo.png"] = logo.read()
    html = render_to_string(
        "pdf/comparison.html",
        {
            "comparison": comparison,
            "differences": comparison.differences,
            "title": comparison.heading,
            "council_name": council_name,
            "directorate": comparison.directorate_name,
            "date": in_words(timezone.localdate()),
            "draft": not comparison.after.is_approved,
            "accent": council.accent_colour,
            "logo": "logo.png" if files else "",
        },
    )
    return render_pdf(html, title=comparison.heading, author=council_name, files=files)
