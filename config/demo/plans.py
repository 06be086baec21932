"""The demonstration plans, imported by their officers and taken along the route to approval."""

from __future__ import annotations

from datetime import date

from accounts.models import User
from config.demo.amendments import amend
from config.demo.council import FOLDER
from plans.exchange.files import read_plan_file
from plans.exchange.importing import import_plan
from plans.models import CriticalAction, Plan, ReportingPeriod
from plans.parts import KINDS
from plans.reporting.acts_on_periods import lay_out, open_period
from plans.reporting.acts_on_updates import Report, confirm, report_progress
from plans.reporting.calendar import suggested_periods
from plans.route import STEPS, record_step
from plans.route_mails import nobody_told

Status = CriticalAction.Status

ROUTES: dict[str, list[tuple[str, str, date]]] = {
    "childrens-services-2025-26": [
        ("consider", "Directorate strategic leadership team", date(2025, 2, 11)),
        ("submit", "Deborah Ashworth, Director of Children's Services", date(2025, 2, 24)),
        ("approve", "Cabinet Member for Children and Young People", date(2025, 3, 18)),
        ("publish", "Deborah Ashworth, Director of Children's Services", date(2025, 3, 25)),
    ],
    "childrens-services-2026-27": [],
    "adult-social-care-2026-27": [
        ("consider", "Directorate leadership team", date(2026, 2, 10)),
        ("submit", "Alistair Brough, Director of Adult Social Care", date(2026, 2, 23)),
    ],
}
"""What was decided of each plan, by whom and when. The draft is there to be worked on."""

MEETINGS: dict[tuple[str, str], str] = {
    ("childrens-services-2025-26", "submit"): (
        "Children's Services Scrutiny Committee, 4 March 2025"
    ),
    ("adult-social-care-2026-27", "submit"): (
        "Health and Adult Social Care Scrutiny Committee, 10 March 2026"
    ),
}
"""Where it was decided, where that is on record."""


SAID: dict[str, str] = {
    "Complete": Status.COMPLETE,
    "Partly complete": Status.SLIPPING,
    "Not started": Status.NOT_STARTED,
}
"""How year-end progress begins, and the status that it means."""
NEXT = "What is left is carried forward into next year's plan."


def load_plans() -> list[Plan]:
    """Import each plan and record its route; returns the plans."""
    with nobody_told():
        return [_load_plan(name, steps) for name, steps in ROUTES.items()]


def _load_plan(name: str, steps: list[tuple[str, str, date]]) -> Plan:
    file = FOLDER / f"{name}.json"
    document = read_plan_file(file.name, file.read_bytes())
    plan = import_plan(document, actor=_holder("officer", document.directorate)).plan
    for key, decided_by, decided_on in steps:
        record_step(
            plan,
            STEPS[key],
            decided_by=decided_by,
            decided_on=decided_on,
            meeting=MEETINGS.get((name, key), ""),
            note="",
            actor=_holder("plan_lead", document.directorate),
        )
    officer = _holder("officer", document.directorate)
    lead = _holder("plan_lead", document.directorate, other_than=officer)
    if plan.status == Plan.Status.PUBLISHED:
        amend(plan, officer=officer, lead=lead)
    _report(plan, officer, lead)
    return plan


def _report(plan: Plan, officer: User, lead: User) -> None:
    """The year end of a plan that has one: reported by its officer, confirmed by its lead."""
    actions = list(KINDS["action"].parts_of(plan).prefetch_related("updates__period"))
    told = {action: said for action in actions if (said := action.year_end_progress)}
    if not told:
        return
    lay_out(plan, suggested_periods(plan), actor=lead)
    period = plan.reporting_periods.get(kind=ReportingPeriod.Kind.YEAR_END)
    open_period(period, actor=lead)
    updates = []
    for action, said in told.items():
        status = next(s for words, s in SAID.items() if said.startswith(words))
        report = Report(status, said, NEXT if status == Status.SLIPPING else "")
        updates.append(report_progress(action, report, plan=plan, period=period, actor=officer))
    confirm(period, [update.pk for update in updates], actor=lead)


def _holder(role: str, directorate: str, other_than: User | None = None) -> User:
    """Who holds a role for a directorate."""
    holders = User.objects.filter(
        role_assignments__role=role, role_assignments__directorate__name=directorate
    )
    return holders.exclude(pk=other_than.pk if other_than else 0).earliest("pk")
