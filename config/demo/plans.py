"""The demonstration plans, imported by their officers and taken along the route to approval."""

from __future__ import annotations

from datetime import date

from accounts.models import User
from config.demo.council import FOLDER
from plans.acts_on_progress import report_status
from plans.exchange.files import read_plan_file
from plans.exchange.importing import import_plan
from plans.forms.progress import StatusForm
from plans.models import CriticalAction, Plan
from plans.parts import KINDS
from plans.route import STEPS, record_step

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


SAID: dict[str, str] = {
    "Complete": CriticalAction.Status.COMPLETE,
    "Partly complete": CriticalAction.Status.SLIPPING,
}
"""How year-end progress begins, and the status that it means."""


def load_plans() -> list[Plan]:
    """Import each plan and record its route; returns the plans."""
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
            note="",
            actor=_holder("plan_lead", document.directorate),
        )
    _report(plan, _holder("officer", document.directorate))
    return plan


def _report(plan: Plan, actor: User) -> None:
    """The status of each action whose year-end progress begins with it in words."""
    for action in KINDS["action"].parts_of(plan).prefetch_related("updates"):
        said = action.year_end_progress
        status = next((status for words, status in SAID.items() if said.startswith(words)), None)
        if status:
            form = StatusForm({"status": status}, instance=action)
            if form.is_valid():
                report_status(form, plan=plan, actor=actor)


def _holder(role: str, directorate: str) -> User:
    """Who holds a role for a directorate."""
    return User.objects.filter(
        role_assignments__role=role, role_assignments__directorate__name=directorate
    ).earliest("pk")
