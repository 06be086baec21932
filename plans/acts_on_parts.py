"""What people do to the parts of a plan: add, change, order, move, remove, put back.

Each act locks the plan, checks that it may still be written, changes, and logs one entry
about the plan with the part named in its note.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError

from accounts.capabilities import Capability
from accounts.models import User
from core.audit import act
from core.models import AuditAct
from core.undo import put_back
from council.naming import Names
from plans.audit_actions import (
    ACTIONS_PASTED,
    PART_ADDED,
    PART_CHANGED,
    PART_MOVED,
    PART_PUT_BACK,
    PART_REMOVED,
)
from plans.models import CriticalAction, Objective, ObjectiveRisk, Plan, Risk
from plans.models.parts import Linked, Responsible, link_names
from plans.parts import KINDS, PartKind


@contextmanager
def writing(plan: Plan, action: str, *, actor: User, note: str) -> Iterator[AuditAct]:
    """An act on a part of a plan that may be written. Raises PermissionDenied otherwise."""
    if not plan.allows(actor, Capability.EDIT_PLANS):
        raise PermissionDenied
    with act(action, actor=actor, target=plan, note=note[:300]) as entry:
        locked = Plan.objects.select_for_update().get(pk=plan.pk)
        if locked.is_approved:
            raise PermissionDenied("What was approved changes only by an amendment.")
        yield entry


def label(kind: PartKind, part: Any) -> str:
    """A part in the words of a history: "action 1.5 Train all managers"."""
    return f"{kind.name} {part}".strip()


def save_part(kind: PartKind, form: Any, *, plan: Plan, actor: User) -> Any:
    """Save a valid form of a part, new or changed, with the names its cells mean."""
    adding = form.instance.pk is None
    part = form.instance
    with writing(plan, PART_ADDED if adding else PART_CHANGED, actor=actor, note=label(kind, part)):
        if adding:
            part.position = kind.next_position(getattr(part, f"{kind.parent_field}_id"))
        form.save()
        named = part.risk if isinstance(part, ObjectiveRisk) else part
        if isinstance(named, Responsible | Linked):
            link_names(named, Names(plan.directorate))
    return part


def paste_actions(
    forms: Sequence[Any], objective: Objective, *, plan: Plan, actor: User
) -> list[CriticalAction]:
    """Add the actions of valid forms at the end of an objective: all of them, in one act.

    Raises Objective.DoesNotExist where somebody removed the objective meanwhile.
    """
    counted = f"{len(forms)} action{'' if len(forms) == 1 else 's'}"
    note = f"{counted} to {objective.ref or objective.text}"
    with writing(plan, ACTIONS_PASTED, actor=actor, note=note):
        objective.refresh_from_db(fields=["ref"])
        names = Names(plan.directorate)
        added = []
        for place, form in enumerate(forms, start=KINDS["action"].next_position(objective.pk)):
            form.instance.objective, form.instance.position = objective, place
            action = form.save()
            link_names(action, names)
            added.append(action)
    return added


def move(kind: PartKind, part: Any, *, up: bool, plan: Plan, actor: User) -> None:
    """Change places with the neighbour above or below. Raises ValidationError at the end."""
    with writing(plan, PART_MOVED, actor=actor, note=label(kind, part)):
        siblings = list(kind.siblings(part).select_for_update())
        here = next(i for i, sibling in enumerate(siblings) if sibling.pk == part.pk)
        there = here - 1 if up else here + 1
        if not 0 <= there < len(siblings):
            raise ValidationError(f"This is the {'first' if up else 'last'} one already")
        one, other = siblings[here], siblings[there]
        one.position, other.position = other.position, one.position
        for sibling in (one, other):
            sibling.save(update_fields=["position"])


def relocate(action: CriticalAction, objective: Objective, kind: PartKind, *, actor: User) -> None:
    """Move an action to the end of another objective of the same plan.

    Raises ValidationError for an objective of another plan.
    """
    plan = action.objective.block.appendix.plan
    if objective.block.appendix.plan_id != plan.pk:
        raise ValidationError("This objective belongs to another plan")
    with writing(plan, PART_MOVED, actor=actor, note=f"{label(kind, action)} to {objective.ref}"):
        action.position = kind.next_position(objective.pk)
        action.objective = objective
        action.save()


def remove(kind: PartKind, part: Any, *, plan: Plan, actor: User) -> AuditAct:
    """Remove a part with all under it; the act that comes back can be undone.

    A risk is removed from this objective, and from the plan where it stands nowhere else.
    """
    with writing(plan, PART_REMOVED, actor=actor, note=label(kind, part)) as entry:
        risk = part.risk if isinstance(part, ObjectiveRisk) else None
        part.delete()
        if risk is not None and not risk.objective_risks.exists():
            risk.delete()
        elif risk is None:
            # Risks that stood only under what was removed.
            plan.risks.filter(objective_risks__isnull=True).delete()
    return entry


def undo_removal(entry: AuditAct, *, plan: Plan, actor: User) -> None:
    """Put back what an act removed from this plan. Raises CannotUndo."""
    with writing(plan, PART_PUT_BACK, actor=actor, note=entry.note):
        put_back(entry)


def save_risk(form: Any, *, plan: Plan, actor: User, kind: PartKind) -> ObjectiveRisk:
    """Save a risk under an objective, with a new assessment where its score changed."""
    link: ObjectiveRisk = form.link
    adding = link.pk is None
    note = label(kind, form.instance)
    with writing(plan, PART_ADDED if adding else PART_CHANGED, actor=actor, note=note):
        if adding:
            link.position = kind.next_position(link.objective_id)
        form.save_link(actor)
        link_names(link.risk, Names(plan.directorate))
    return link


def link_risk(risk: Risk, objective: Objective, *, plan: Plan, actor: User) -> ObjectiveRisk:
    """Let a risk of the plan stand under one more objective."""
    kind = KINDS["risk"]
    with writing(plan, PART_ADDED, actor=actor, note=f"{label(kind, risk)} to {objective.ref}"):
        return ObjectiveRisk.objects.create(
            risk=risk,
            objective=objective,
            position=kind.next_position(objective.pk),
            responsible=risk.responsible,
        )
