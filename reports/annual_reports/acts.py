"""What people do with an annual report: begin, write, submit, take back.

Each act locks the report and refuses where it was submitted; the database refuses it too.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from django.core.exceptions import PermissionDenied, ValidationError

from accounts.capabilities import Capability
from accounts.models import User
from core.audit import act
from core.positions import move, next_position
from core.text import counted
from plans.acts_on_parts import lock as lock_plan
from plans.models import Plan
from reports.annual_reports.audit_actions import (
    ANNUAL_REPORT_BEGUN,
    ANNUAL_REPORT_CHANGED,
    ANNUAL_REPORT_SUBMITTED,
    ANNUAL_REPORT_TAKEN_BACK,
    ASSESSMENT_ADDED,
    ASSESSMENT_CHANGED,
    ASSESSMENT_MOVED,
    ASSESSMENT_REMOVED,
)
from reports.annual_reports.beginning import new_report, plans_to_report_on
from reports.annual_reports.completeness import Completeness
from reports.annual_reports.reading import AnnualReading
from reports.models import AnnualReport, AnnualReportStep, Pack, PackPart, ReportedAssessment


def begin(plan: Plan, *, actor: User) -> AnnualReport:
    """Begin the annual report on a plan. Raises ValidationError where there is one already."""
    if not plan.allows(actor, Capability.WRITE_PAPERS):
        raise PermissionDenied
    with act(ANNUAL_REPORT_BEGUN, actor=actor) as entry:
        lock_plan(plan)
        if not plans_to_report_on(actor).filter(pk=plan.pk).exists():
            raise ValidationError("An annual report on this plan cannot be begun, or has been")
        report = new_report(plan)
        report.save()
        entry.about(report)
    return report


def change(report: AnnualReport, *, actor: User, note: str = "") -> AnnualReport:
    """Save what was written or selected."""
    with _writing(report, ANNUAL_REPORT_CHANGED, actor=actor, note=note):
        report.save()
    return report


def add_assessment(assessment: ReportedAssessment, *, actor: User) -> ReportedAssessment:
    """List one more equality impact assessment, after the others."""
    report = assessment.report
    with _writing(report, ASSESSMENT_ADDED, actor=actor, note=assessment.title):
        assessment.position = next_position(report.assessments.all(), first=1)
        assessment.save()
    return assessment


def change_assessment(assessment: ReportedAssessment, *, actor: User) -> ReportedAssessment:
    """Save an equality impact assessment as changed."""
    with _writing(assessment.report, ASSESSMENT_CHANGED, actor=actor, note=assessment.title):
        assessment.save()
    return assessment


def move_assessment(assessment: ReportedAssessment, *, up: bool, actor: User) -> None:
    """Change places with the one above or below. Raises ValidationError at the end."""
    report = assessment.report
    with _writing(report, ASSESSMENT_MOVED, actor=actor, note=assessment.title):
        move(report.assessments.all(), assessment, up=up)


def remove_assessment(assessment: ReportedAssessment, *, actor: User) -> None:
    """Take an equality impact assessment off the list."""
    with _writing(assessment.report, ASSESSMENT_REMOVED, actor=actor, note=assessment.title):
        assessment.delete()


def submit(report: AnnualReport, *, seen: int, actor: User) -> None:
    """Say that the report is ready for a committee.

    Raises ValidationError while something is missing, or while the number of actions that were
    not confirmed is another one than the author says to have `seen`.
    """
    _require_writer(report, actor)
    with act(ANNUAL_REPORT_SUBMITTED, actor=actor, target=report):
        # Nobody closes or reopens the year end meanwhile.
        lock_plan(report.plan)
        _lock_draft(report)
        completeness = Completeness(AnnualReading(_as_it_is(report)))
        if completeness.blocking:
            raise ValidationError([missing.what for missing in completeness.blocking])
        untold = len(completeness.not_confirmed)
        if seen != untold:
            raise ValidationError(_to_be_seen(untold))
        _step(
            report,
            AnnualReport.State.SUBMITTED,
            completeness.seen_in_words if untold else "",
            actor,
        )


def take_back(report: AnnualReport, *, reason: str, actor: User) -> None:
    """Make a submitted report a draft again, for a reason that stays.

    Raises ValidationError while a pack that is more than a draft holds it.
    """
    if not reason.strip():
        raise ValidationError({"reason": "Enter why the report is taken back"})
    _require_writer(report, actor)
    with act(ANNUAL_REPORT_TAKEN_BACK, actor=actor, target=report, note=reason[:300]):
        if holding := pack_holding(report, lock=True):
            raise ValidationError(
                f"The report is part of “{holding}”, which is "
                f"{holding.get_state_display().lower()}: it has to be sent back to draft first"
            )
        stands = AnnualReport.objects.select_for_update().get(pk=report.pk)
        if stands.is_draft:
            raise ValidationError("The report is a draft already")
        _step(report, AnnualReport.State.DRAFT, reason.strip(), actor)


def pack_holding(report: AnnualReport, *, lock: bool = False) -> Pack | None:
    """The pack that is submitted, approved or frozen with the report in it, if there is one."""
    parts = PackPart.objects.filter(kind=PackPart.Kind.ANNUAL_REPORT, target_id=report.pk)
    packs = Pack.objects.filter(pk__in=parts.values("pack")).order_by("pk")
    held = packs.select_for_update() if lock else packs
    return next((pack for pack in held if not pack.is_draft), None)


def _to_be_seen(untold: int) -> str:
    if not untold:
        return "Every action is confirmed now: look at the report again"
    return (
        f"{counted(untold, 'action')} {'was' if untold == 1 else 'were'} not confirmed: say that "
        "you have seen it"
    )


def _step(report: AnnualReport, state: str, note: str, actor: User) -> None:
    AnnualReportStep.objects.create(
        report=report,
        to_state=state,
        note=note,
        recorded_by=actor,
        recorded_by_name=str(actor),
    )
    report.refresh_from_db(fields=["state", "revision"])


def _as_it_is(report: AnnualReport) -> AnnualReport:
    return AnnualReport.objects.select_related(
        "plan__directorate", "plan__risk_scale", "plan__rag_definition", "workforce", "returns"
    ).get(pk=report.pk)


def _require_writer(report: AnnualReport, actor: User) -> None:
    if not report.allows(actor, Capability.WRITE_PAPERS):
        raise PermissionDenied


def _lock_draft(report: AnnualReport) -> None:
    """Wait for others who write the report. Raises ValidationError once it was submitted."""
    if not AnnualReport.objects.select_for_update().get(pk=report.pk).is_draft:
        raise ValidationError("The report was submitted. It can be changed once it is taken back.")


@contextmanager
def _writing(report: AnnualReport, action: str, *, actor: User, note: str) -> Iterator[None]:
    _require_writer(report, actor)
    with act(action, actor=actor, target=report, note=note[:300]):
        _lock_draft(report)
        yield
