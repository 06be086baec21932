"""What became of a paper: who did what to it and when, in which versions it exists."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.utils import timezone
from django.utils.formats import date_format

from core.models import AuditChange
from reports.models import Pack, PackStep, Paper


@dataclass(frozen=True)
class Deed:
    """What somebody did to a paper: different facts, often of different people."""

    words: str
    name: str
    is_span: bool
    at: datetime | None

    @property
    def when(self) -> str:
        """Of a text, when it was begun: it was written until it was submitted."""
        if self.at is None:
            return "Not noted"
        told = date_format(timezone.localtime(self.at), "DATETIME_FORMAT")
        return f"From {told}" if self.is_span else told


def deeds(paper: Paper) -> list[Deed]:
    """Who wrote, submitted, approved and froze this version, and when each did."""
    steps = _steps_to(paper)
    found = {step.to_state: step.recorded_at for step in steps}
    begun = steps[0].recorded_at if steps and steps[0].from_state == Pack.State.FROZEN else None
    return [
        Deed("Written by", paper.written_by_name, True, begun or _first_noted(paper)),
        Deed("Submitted by", paper.submitted_by_name, False, found.get(Pack.State.SUBMITTED)),
        Deed("Approved by", paper.approved_by_name, False, found.get(Pack.State.APPROVED)),
        Deed("Frozen by", paper.frozen_by_name, False, paper.frozen_at),
    ]


def _steps_to(paper: Paper) -> list[PackStep]:
    """The steps that led to this version: those after the freezing of the one before."""
    version, steps = 1, []
    for step in PackStep.objects.filter(pack=paper.pack_id):
        if version == paper.version:
            steps.append(step)
        if step.to_state == Pack.State.FROZEN:
            version += 1
    return steps


def _first_noted(paper: Paper) -> datetime | None:
    """When the pack was begun, as the audit trail tells."""
    rows = AuditChange.objects.filter(
        table_name=Pack._meta.db_table, row_id=str(paper.pack_id), operation="I"
    )
    return rows.values_list("at", flat=True).order_by("pk").first()
