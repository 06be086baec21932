"""The kinds of printed documents, one to a file, and where they are looked up by name."""

from __future__ import annotations

from reports.documents import (
    annual_report,
    as_approved,
    comparison,
    cover_report,
    incident_summary,
    incidents,
    objective,
    pack,
    plan,
    progress,
    thresholds,
    workforce,
)
from reports.documents.kind import Kind

__all__ = ["AUDIENCES", "KINDS", "Kind"]

AUDIENCES = ("officer", "committee", "public")
KINDS: dict[str, Kind] = {
    kind.key: kind
    for kind in (
        plan.KIND,
        objective.KIND,
        comparison.KIND,
        as_approved.KIND,
        progress.KIND,
        incidents.KIND,
        incident_summary.KIND,
        workforce.KIND,
        workforce.PUBLISHED,
        thresholds.KIND,
        cover_report.KIND,
        annual_report.KIND,
        pack.KIND,
        pack.FREEZING,
    )
}
