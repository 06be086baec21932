"""A reporting period of a demonstration plan: what its officers report, and the lead's word."""

from __future__ import annotations

from datetime import date
from typing import Any

from accounts.models import User
from config.demo.people import Officers
from plans.kpis.acts import Entry, report_figures
from plans.kpis.entry import read_typed
from plans.kpis.matching import KpiNames, kpis_of
from plans.kpis.quarters import quarter_of
from plans.models import CriticalAction, Plan, ReportedFigure, ReportingPeriod
from plans.parts import KINDS
from plans.reporting.acts_on_updates import Report, confirm, report_progress, send_back
from plans.reporting.standing import PeriodReports

Row = dict[str, Any]


def period_of(plan: Plan, row: Row) -> ReportingPeriod:
    """The period that a row of the story is about."""
    period = plan.reporting_periods.get(name=row["name"])
    period.plan = plan
    return period


def actions_of(plan: Plan) -> dict[str, CriticalAction]:
    """The actions of a plan by the refs of objective and action: "Ob 1 / 1.1"."""
    actions = KINDS["action"].parts_of(plan).select_related("objective")
    return {
        f"{action.objective.ref} / {action.ref}": action
        for action in actions.prefetch_related("people", "divisions")
    }


def report_on(day: date, officers: Officers, row: Row, updates: dict[str, list[str]]) -> None:
    """The updates that officers send on one of the days of a period."""
    plan, days = officers.plan, row["reported"]
    period = period_of(plan, row)
    today = [
        user
        for place, user in enumerate(officers.users)
        if days[place % len(days)] == day.isoformat()
    ]
    for name, action in actions_of(plan).items():
        if name in updates and (user := officers.of(action)) in today:
            status, words, *corrective = updates[name]
            report = Report(status, words, "".join(corrective))
            report_progress(action, report, plan=plan, period=period, actor=user)


def report_figures_of(officers: Officers, row: Row, outturns: dict[str, str]) -> None:
    """The figures of a period, in one go by the first officer."""
    plan = officers.plan
    quarter = quarter_of(plan, period_of(plan, row))
    kpis = kpis_of(plan)
    names = KpiNames(kpis)
    told = {names.find(ref).pk: typed for ref, typed in row["figures"].items()}
    entries = []
    for kpi in kpis:
        typed = told.get(kpi.pk, {})
        text = typed.get("text", outturns.get(kpi.measure, ""))
        if not typed and not text:
            continue
        counts = typed.get("numerator", ""), typed.get("denominator", "")
        entries.append(
            Entry(
                kpi,
                quarter,
                read_typed(kpi, text, *counts),
                state=typed.get("state", ReportedFigure.State.FINAL),
                note=typed.get("note", ""),
                source=typed.get("source", ""),
            )
        )
    report_figures(entries, plan=plan, actor=officers.users[0])


def confirm_all(plan: Plan, row: Row, *, lead: User) -> None:
    """The lead confirms what others reported."""
    period = period_of(plan, row)
    waiting = [
        report.update.pk
        for report in PeriodReports(period).awaiting_confirmation
        if report.update is not None and report.update.author_id != lead.pk
    ]
    confirm(period, waiting, actor=lead)


def send_one_back(plan: Plan, row: Row, *, lead: User) -> None:
    """The lead sends one update back with a reason."""
    back, action = row["sent_back"], actions_of(plan)[row["sent_back"]["part"]]
    reports = PeriodReports(period_of(plan, row)).rows
    report = next(report for report in reports if report.action.pk == action.pk)
    send_back(report, plan=plan, reason=back["reason"], actor=lead)


def report_again(officers: Officers, row: Row) -> None:
    """Its officer answers."""
    plan = officers.plan
    action = actions_of(plan)[row["sent_back"]["part"]]
    report = Report(*row["sent_back"]["again"][1:])
    actor = officers.of(action)
    report_progress(action, report, plan=plan, period=period_of(plan, row), actor=actor)
