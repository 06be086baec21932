"""What the documents of a profile print, in plain words and lists."""

from __future__ import annotations

from typing import Any

from django.utils import timezone

from core.dates import in_words
from council.models import Council
from workforce.analysis.about import about_figures
from workforce.analysis.layout import PrintedTable
from workforce.analysis.whole import WholeProfile


def as_told(whole: WholeProfile) -> dict[str, Any]:
    """A profile as its teller tells it today, with the council's name and look."""
    council, snapshot = Council.current(), whole.profile.snapshot
    return {
        "council": council.name,
        "look": {
            "accent": council.accent_colour,
            "telephone": council.telephone,
            "email": council.email,
        },
        "organisation": snapshot.organisation,
        "about": snapshot.about,
        "day": in_words(snapshot.day),
        "about_figures": about_figures(whole.profile, whole.teller),
        "tables": [_kept(table) for table in whole.tables],
        "charts": [chart.in_numbers for chart in whole.charts],
        "on": in_words(timezone.localdate()),
    }


def _kept(table: PrintedTable) -> dict[str, Any]:
    """A table without what officers can ask for, which is over once it is published."""
    record = table.as_record
    for line in (line for group in record["line_groups"] for line in group["lines"]):
        line["cells"] = [
            {name: cell[name] for name in ("text", "true", "reason")} for cell in line["cells"]
        ]
    return record
