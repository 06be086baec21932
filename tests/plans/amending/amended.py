"""What the tests of amendments start from: an approved plan, who proposes, who agrees."""

from datetime import date

from django.http import QueryDict

from accounts.models import User
from plans.amending.acts import Decision, agree, propose_addition, propose_change, propose_removal
from plans.amending.cells import filled_with, form_to_amend
from plans.models import Amendment, CriticalAction, Plan
from plans.parts import KINDS
from tests.factories import PlanFactory, RoleAssignmentFactory, take_steps

DECISION = Decision("Cabinet member", date(2026, 3, 17), "Cabinet, 17 March 2026")


def approved_plan(**values) -> Plan:
    """A plan with a part of every kind that was written first and then approved."""
    plan = PlanFactory(full=True, **values)
    take_steps(plan, "considered", "submitted", "approved")
    return plan


def officer_of(plan: Plan) -> User:
    return RoleAssignmentFactory(role="officer", directorate=plan.directorate).user


def lead_of(plan: Plan) -> User:
    return RoleAssignmentFactory(role="plan_lead", directorate=plan.directorate).user


def action_of(plan: Plan) -> CriticalAction:
    return CriticalAction.objects.get(objective__block__appendix__plan=plan)


def sent(form, **typed) -> QueryDict:
    """What a browser sends of a form in which some boxes were typed into."""
    return filled_with(form, {name: [text] for name, text in typed.items()})


def change(plan: Plan, part, *, actor=None, why="The school asked for it", **typed) -> Amendment:
    """Propose other words for cells of a part."""
    kind = next(kind for kind in KINDS.values() if isinstance(part, kind.model))
    unsent = form_to_amend(kind, plan, None, part=kind.model.objects.get(pk=part.pk))
    form = form_to_amend(kind, plan, sent(unsent, **typed), part=kind.model.objects.get(pk=part.pk))
    assert form.is_valid(), form.errors
    return propose_change(kind, form, unsent, plan=plan, why=why, actor=actor or officer_of(plan))


def add(plan: Plan, key: str, parent, *, actor=None, **typed) -> Amendment:
    """Propose a new part."""
    kind = KINDS[key]
    unsent = form_to_amend(kind, plan, None, part=kind.model(**{kind.parent_field: parent}))
    form = form_to_amend(
        kind, plan, sent(unsent, **typed), part=kind.model(**{kind.parent_field: parent})
    )
    assert form.is_valid(), form.errors
    return propose_addition(
        kind, form, parent=parent, plan=plan, why="It is needed", actor=actor or officer_of(plan)
    )


def remove(plan: Plan, part, *, actor=None) -> Amendment:
    """Propose that a part goes."""
    kind = next(kind for kind in KINDS.values() if isinstance(part, kind.model))
    return propose_removal(kind, part, plan=plan, why="It is done", actor=actor or officer_of(plan))


def agreed(amendment: Amendment, *, actor=None) -> Amendment:
    return agree(amendment, DECISION, actor=actor or lead_of(amendment.plan))
