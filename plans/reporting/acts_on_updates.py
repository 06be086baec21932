"""What people report in the course of a year, and what the plan lead says of it.

Progress is no amendment: it is reported of approved plans too, by those who write the plan
and by those who are named.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from django.core.exceptions import PermissionDenied, ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.utils import timezone

from accounts.capabilities import Capability
from accounts.models import User
from core.audit import act
from plans.access import may_report
from plans.audit_actions import PROGRESS_CONFIRMED, PROGRESS_REPORTED, PROGRESS_SENT_BACK
from plans.models import (
    CriticalAction,
    Evidence,
    Plan,
    ProgressUpdate,
    ReportingPeriod,
    UpdateDraft,
    UpdateReview,
)
from plans.reporting.standing import ActionReport, PeriodReports


@dataclass(frozen=True)
class Report:
    """What somebody reports of an action."""

    status: str
    commentary: str
    corrective_action: str = ""
    links: tuple[str, ...] = ()
    files: tuple[UploadedFile, ...] = ()
    author: User | None = None
    """Whose words they are, where somebody else sends them."""


def asks_for_corrective_action(action: CriticalAction, status: str) -> bool:
    """Whether a report of this status must say what is done about it: red or overdue."""
    if status in CriticalAction.FINISHED:
        return False
    late = action.finish_on is not None and action.finish_on < timezone.localdate()
    return late or status == CriticalAction.Status.OFF_TRACK


def report_progress(
    action: CriticalAction,
    report: Report,
    *,
    plan: Plan,
    period: ReportingPeriod | None,
    actor: User,
) -> ProgressUpdate:
    """Add an update; what was reported before for the period stays and is replaced in print.

    Of two who report at the same moment both updates are kept, one after the other. Raises
    PermissionDenied, and ValidationError where the period was closed meanwhile.
    """
    if not may_report(actor, action, plan):
        raise PermissionDenied
    author = report.author or actor
    words = CriticalAction.Status(report.status).label
    note = f"action {action}: {words}"
    with act(PROGRESS_REPORTED, actor=actor, target=plan, note=note[:300]):
        locked = CriticalAction.objects.select_for_update().get(pk=action.pk)
        if period is not None:
            period = ReportingPeriod.objects.select_for_update().get(pk=period.pk)
            if not period.is_open:
                raise ValidationError(
                    f"{period.name} is closed. Ask the plan lead to reopen it, with the reason"
                )
        earlier = locked.updates.standing().filter(period=period).last() if period else None
        update = ProgressUpdate.objects.create(
            action=locked,
            period=period,
            status=report.status,
            commentary=report.commentary,
            corrective_action=report.corrective_action,
            replaces=earlier,
            author=author,
            author_name=str(author),
            submitted_by=actor,
            submitted_by_name=str(actor),
        )
        for link in report.links:
            Evidence.objects.create(update=update, link=link)
        for file in report.files:
            Evidence.objects.create(
                update=update, file=file, file_name=file.name or "", size=file.size
            )
        _take_status(locked)
        UpdateDraft.objects.filter(user=actor, action=locked).delete()
    return update


def _take_status(action: CriticalAction) -> None:
    """An action stands as its last update says, save a late one for an earlier period."""
    stands: ProgressUpdate | None = None
    for update in action.updates.standing().exclude(status="").select_related("period"):
        if stands is None or not _is_of_earlier_period(update, stands):
            stands = update
    if stands is not None and stands.status != action.status:
        action.status = stands.status
        action.save()


def _is_of_earlier_period(update: ProgressUpdate, other: ProgressUpdate) -> bool:
    if update.period is None or other.period is None:
        return False
    return update.period.finish < other.period.finish


@dataclass
class Confirmed:
    """What became of confirming several updates at once."""

    confirmed: list[ActionReport] = field(default_factory=list)
    skipped: list[tuple[ActionReport, str]] = field(default_factory=list)
    """What was left out, each with the reason in words."""


def confirm(period: ReportingPeriod, update_pks: Iterable[int], *, actor: User) -> Confirmed:
    """Confirm updates of a period; those that cannot be are skipped, and it is told why.

    An update that was replaced or reviewed since the page was opened is skipped too.
    """
    plan = period.plan
    if not plan.allows(actor, Capability.LEAD_REPORTING):
        raise PermissionDenied
    wanted = set(update_pks)
    result = Confirmed()
    with act(PROGRESS_CONFIRMED, actor=actor, target=plan, note=period.name):
        _lock_updates(wanted)
        for report in PeriodReports(period).rows:
            if report.update is None or report.update.pk not in wanted:
                continue
            wanted.discard(report.update.pk)
            if reason := _why_not(report, actor):
                result.skipped.append((report, reason))
                continue
            _review(report.update, UpdateReview.Outcome.CONFIRMED, actor)
            result.confirmed.append(report)
        for report in _replaced(wanted, period):
            result.skipped.append((report, "it was replaced by a later update"))
        if not result.confirmed:
            raise NothingConfirmed(result)
    return result


class NothingConfirmed(Exception):
    """None of the updates could be confirmed, so that there is no act to remember."""

    def __init__(self, result: Confirmed) -> None:
        super().__init__()
        self.result = result


def send_back(report: ActionReport, *, plan: Plan, reason: str, actor: User) -> None:
    """Send an update back to its officer with a reason that stays."""
    if not plan.allows(actor, Capability.LEAD_REPORTING):
        raise PermissionDenied
    if not reason.strip():
        raise ValidationError({"reason": "Enter why the update is sent back"})
    update = report.update
    if update is None:
        raise ValidationError("There is no update to send back")
    note = f"action {report.action}: {reason.strip()}"
    with act(PROGRESS_SENT_BACK, actor=actor, target=plan, note=note[:300]):
        _lock_updates({update.pk})
        if ProgressUpdate.objects.filter(replaces=update).exists():
            raise ValidationError("A later update has replaced this one")
        if why := _why_not(report, actor):
            raise ValidationError(f"This update cannot be sent back: {why}")
        _review(update, UpdateReview.Outcome.SENT_BACK, actor, reason.strip())


def _lock_updates(numbers: set[int]) -> None:
    """Let nobody else review these updates at the same moment."""
    list(ProgressUpdate.objects.select_for_update().filter(pk__in=numbers).order_by("pk"))


def _why_not(report: ActionReport, actor: User) -> str:
    """Why an update cannot be reviewed by somebody; empty where it can."""
    update = report.update
    if update is None or update.carried:
        return "nobody reported it"
    if actor.pk in (update.author_id, update.submitted_by_id):
        return "nobody confirms their own update"
    if report.is_confirmed:
        return "it was confirmed already"
    if report.is_sent_back:
        return "it was sent back and waits for a new update"
    return ""


def _review(update: ProgressUpdate, outcome: str, reviewer: User, reason: str = "") -> None:
    UpdateReview.objects.create(
        update=update,
        outcome=outcome,
        reason=reason,
        reviewer=reviewer,
        reviewer_name=str(reviewer),
    )


def _replaced(numbers: set[int], period: ReportingPeriod) -> list[ActionReport]:
    updates = ProgressUpdate.objects.filter(pk__in=numbers, period=period)
    return [ActionReport(u.action, u, None) for u in updates.select_related("action__objective")]
