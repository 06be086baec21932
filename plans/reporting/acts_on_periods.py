"""Laying out, opening, closing and reopening reporting periods."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from django.core.exceptions import PermissionDenied, ValidationError
from django.utils import timezone

from accounts.capabilities import Capability
from accounts.models import User
from core.audit import act
from plans.acts_on_parts import lock
from plans.audit_actions import (
    PERIOD_ADDED,
    PERIOD_CHANGED,
    PERIOD_CLOSED,
    PERIOD_OPENED,
    PERIOD_REMOVED,
    PERIOD_REOPENED,
    PERIODS_LAID_OUT,
)
from plans.models import PeriodEvent, Plan, ProgressUpdate, ReportingPeriod
from plans.reporting.frozen import frozen
from plans.reporting.standing import PeriodReports


def lay_out(plan: Plan, periods: Sequence[ReportingPeriod], *, actor: User) -> None:
    """Give a plan its reporting periods. Raises ValidationError where it has some already."""
    with _leading(plan, PERIODS_LAID_OUT, actor=actor):
        if plan.reporting_periods.exists():
            raise ValidationError("This plan has its reporting periods already")
        for period in periods:
            period.save()


def add_period(period: ReportingPeriod, *, actor: User) -> ReportingPeriod:
    """One more period of a plan."""
    with _leading(period.plan, PERIOD_ADDED, actor=actor, note=period.name):
        period.save()
    return period


def change_period(period: ReportingPeriod, *, actor: User) -> ReportingPeriod:
    """Save a period as changed: its name, its days, or when updates are due."""
    with _leading(period.plan, PERIOD_CHANGED, actor=actor, note=period.name):
        period.save()
    return period


def remove_period(period: ReportingPeriod, *, actor: User) -> None:
    """Remove a period. Raises ValidationError once it was opened: then it has a history."""
    with _leading(period.plan, PERIOD_REMOVED, actor=actor, note=period.name):
        _locked(period)
        if period.opened_at is not None:
            raise ValidationError(f"{period.name} was opened, so it stays")
        period.delete()


def open_period(period: ReportingPeriod, *, actor: User) -> None:
    """Let officers report for a period. Raises ValidationError before the plan is approved."""
    with _leading(period.plan, PERIOD_OPENED, actor=actor, note=period.name) as plan:
        if not plan.is_approved:
            raise ValidationError("Progress is reported on an approved plan")
        _locked(period)
        if period.opened_at is not None:
            raise ValidationError(f"{period.name} was opened already")
        period.opened_at = timezone.now()
        period.save()
        _record(period, PeriodEvent.Kind.OPENED, actor)


def close_period(period: ReportingPeriod, *, actor: User) -> int:
    """Close a period for good; returns how many actions were carried unreported.

    Each of them gets an update that says so, with the status that the action had. What the
    period's report shows is kept as it is now.
    """
    with _leading(period.plan, PERIOD_CLOSED, actor=actor, note=period.name):
        _locked(period)
        if not period.is_open:
            raise ValidationError(f"{period.name} is not open")
        missing = PeriodReports(period).missing
        for report in missing:
            ProgressUpdate.objects.create(
                action=report.action,
                period=period,
                status=report.action.status,
                replaces=report.update,
                carried=True,
            )
        shown = frozen(period)
        period.closed_at = timezone.now()
        period.save()
        _record(period, PeriodEvent.Kind.CLOSED, actor, shown=shown)
    return len(missing)


def reopen_period(period: ReportingPeriod, *, reason: str, actor: User) -> None:
    """Let officers report again for a closed period, for a reason that stays."""
    if not reason.strip():
        raise ValidationError({"reason": "Enter why the period is reopened"})
    with _leading(period.plan, PERIOD_REOPENED, actor=actor, note=f"{period.name}: {reason}"):
        _locked(period)
        if not period.is_closed:
            raise ValidationError(f"{period.name} is not closed")
        period.closed_at = None
        period.save()
        _record(period, PeriodEvent.Kind.REOPENED, actor, reason=reason.strip())


@contextmanager
def _leading(plan: Plan, action: str, *, actor: User, note: str = "") -> Iterator[Plan]:
    """An act of who leads a plan's reporting; the plan as it is now, locked."""
    if not plan.allows(actor, Capability.LEAD_REPORTING):
        raise PermissionDenied
    with act(action, actor=actor, target=plan, note=note[:300]):
        yield lock(plan)


def _locked(period: ReportingPeriod) -> None:
    """Wait for others who change the period, and see it as they left it."""
    ReportingPeriod.objects.select_for_update().get(pk=period.pk)
    period.refresh_from_db()


def _record(
    period: ReportingPeriod,
    kind: str,
    actor: User,
    *,
    reason: str = "",
    shown: dict[str, object] | None = None,
) -> None:
    PeriodEvent.objects.create(
        period=period,
        kind=kind,
        reason=reason,
        frozen=shown,
        recorded_by=actor,
        recorded_by_name=str(actor),
    )
