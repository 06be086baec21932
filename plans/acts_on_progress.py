"""What people report in the course of a year. Progress is no amendment: it is reported of
approved plans too, by those who write the plan and by those who are named."""

from __future__ import annotations

from accounts.capabilities import Capability
from accounts.models import User
from core.audit import act
from plans.audit_actions import STATUS_REPORTED
from plans.forms.progress import StatusForm
from plans.models import CriticalAction, Plan


def may_report(user: User, action: CriticalAction, plan: Plan) -> bool:
    """Whether a user may say how an action stands: being named for it is enough."""
    if plan.allows(user, Capability.EDIT_PLANS):
        return True
    return user.person_id is not None and any(
        person.pk == user.person_id for person in action.people.all()
    )


def report_status(form: StatusForm, *, plan: Plan, actor: User) -> CriticalAction:
    """The status of an action as reported. A form sent back as it was is no act."""
    action: CriticalAction = form.instance
    if form.has_changed():
        note = f"action {action}: {action.get_status_display()}"
        with act(STATUS_REPORTED, actor=actor, target=plan, note=note[:300]):
            form.save()
    return action
