"""What the parts of a pack are made of: what is offered of each kind, and what stands against it.

A part names its subject by number only, for the subjects are rows of many tables.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import Exists, Model, OuterRef, Q, QuerySet

from accounts.models import User
from incidents.models import PublishedReturns
from plans.models import Plan, ReportingPeriod
from reports.annual_reports.completeness import Completeness
from reports.annual_reports.reading import AnnualReading
from reports.cover_reports.obstacles import missing
from reports.models import AnnualReport, CoverReport, Pack, PackPart
from thresholds import access as thresholds_access
from thresholds.models import Framework
from workforce.models import PublishedProfile, Snapshot

Kind = PackPart.Kind


def _nothing(_subject: Any) -> list[str]:
    return []


@dataclass(frozen=True)
class Source:
    """A kind of part that is made of something else."""

    kind: Kind
    hint: str
    """What is offered, in a sentence."""
    rows: Callable[[], QuerySet[Any]]
    """Everything it can be made of."""
    offered: Callable[[Pack, User], QuerySet[Any]]
    """What somebody may put into a pack."""
    called: Callable[[Any], str] = str
    """A subject as it is offered and named."""
    against: Callable[[Any], list[str]] = _nothing
    """What must be done to a subject before its pack can go on, a sentence each."""


def _plans_of(pack: Pack, user: User) -> QuerySet[Plan]:
    return Plan.objects.readable_by(user).filter(directorate=pack.directorate_id)


def _published_snapshots() -> QuerySet[Snapshot]:
    """The snapshots of staff of which something was published."""
    of_day = PublishedProfile.objects.filter(day=OuterRef("day"))
    either = Exists(of_day.filter(directorate=OuterRef("directorate"))) | (
        Q(directorate=None) & Exists(of_day.filter(directorate=None))
    )
    staff = Snapshot.objects.filter(base=Snapshot.Base.STAFF)
    return staff.filter(either).select_related("directorate")


def _plan_against(plan: Plan) -> list[str]:
    if plan.status == Plan.Status.DRAFT:
        return ["It is still a draft. The leadership team must have considered it"]
    return ["It is withdrawn"] if plan.status == Plan.Status.WITHDRAWN else []


def _annual_report_against(report: AnnualReport) -> list[str]:
    if report.is_draft:
        return ["It is not submitted"]
    # Whoever opens the year end again takes away what it tells.
    return [each.what for each in Completeness(AnnualReading(report)).blocking]


def _period_against(period: ReportingPeriod) -> list[str]:
    return [] if period.is_closed else ["Its period is not closed"]


def _framework_against(framework: Framework) -> list[str]:
    return ["It is a draft. It must be in force"] if framework.is_draft else []


SOURCES: Mapping[str, Source] = {
    source.kind.value: source
    for source in (
        Source(
            Kind.COVER_REPORT,
            "What the paper is for and what is asked of the committee",
            lambda: CoverReport.objects.prefetch_related("sections", "options"),
            lambda pack, _user: CoverReport.objects.filter(pack=pack),
            against=missing,
        ),
        Source(
            Kind.PLAN,
            "A plan of the directorate",
            lambda: Plan.objects.select_related("directorate"),
            lambda pack, user: (
                _plans_of(pack, user)
                .exclude(status=Plan.Status.WITHDRAWN)
                .select_related("directorate")
            ),
            called=lambda plan: f"{plan.title} ({plan.period})",
            against=_plan_against,
        ),
        Source(
            Kind.ANNUAL_REPORT,
            "What was achieved in a year of a plan",
            AnnualReport.objects.all,
            lambda pack, user: AnnualReport.objects.filter(plan__in=_plans_of(pack, user)),
            against=_annual_report_against,
        ),
        Source(
            Kind.PROGRESS,
            "The report of a closed reporting period",
            lambda: ReportingPeriod.objects.select_related("plan__directorate"),
            lambda pack, user: (
                ReportingPeriod.objects.reports_readable_by(user)
                .filter(plan__directorate=pack.directorate_id, closed_at__isnull=False)
                .select_related("plan__directorate")
                .order_by("-finish", "kind")
            ),
            called=lambda period: f"{period.name} of {period.plan.year}",
            against=_period_against,
        ),
        Source(
            Kind.WORKFORCE,
            "A workforce profile that was published",
            lambda: Snapshot.objects.select_related("directorate"),
            lambda pack, _user: _published_snapshots().filter(
                Q(directorate=pack.directorate_id) | Q(directorate=None)
            ),
        ),
        Source(
            Kind.INCIDENTS,
            "Figures of incident returns that were published",
            lambda: PublishedReturns.objects.select_related("type").defer("record"),
            lambda _pack, _user: PublishedReturns.objects.select_related("type").defer("record"),
        ),
        Source(
            Kind.THRESHOLDS,
            "A version of the guidance on levels of need",
            Framework.objects.all,
            lambda _pack, user: thresholds_access.readable_by(user).exclude(
                state=Framework.State.REPLACED
            ),
            against=_framework_against,
        ),
    )
}


def subjects_of(parts: Iterable[PackPart]) -> dict[int, Model]:
    """What each part is made of, by the number of the part; one query for each kind."""
    by_kind: dict[str, list[PackPart]] = {}
    for part in parts:
        if part.kind in SOURCES:
            by_kind.setdefault(part.kind, []).append(part)
    found: dict[int, Model] = {}
    for kind, those in by_kind.items():
        rows = SOURCES[kind].rows().in_bulk([part.target_id for part in those])
        found |= {part.pk: rows[part.target_id] for part in those if part.target_id in rows}
    return found


def name_of(part: PackPart, subject: Any | None) -> str:
    """A part as the pack's page calls it."""
    if part.title:
        return part.title
    if part.annex is not None:
        return part.annex.file_name
    if subject is None:
        return part.get_kind_display()
    return SOURCES[part.kind].called(subject)
