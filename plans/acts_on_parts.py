"""What people do to the parts of a plan: add, change, order, move, remove, put back.

Each act locks the plan, checks that it may still be written, changes, and logs one entry
about the plan with the part named in its note.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from textwrap import shorten
from typing import Any
from uuid import UUID

from django.core.exceptions import PermissionDenied, ValidationError
from django.utils import timezone

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
from plans.models import (
    CriticalAction,
    Objective,
    ObjectiveRisk,
    OutcomeBlock,
    Plan,
    Risk,
    SentForm,
)
from plans.models.parts import Linked, Responsible, link_names
from plans.parts import KINDS, PartKind


@contextmanager
def writing(plan: Plan, action: str, *, actor: User, note: str) -> Iterator[AuditAct]:
    """An act on a part of a plan that may be written. Raises PermissionDenied otherwise."""
    if not plan.allows(actor, Capability.EDIT_PLANS):
        raise PermissionDenied
    with act(action, actor=actor, target=plan, note=note[:300]) as entry:
        if why_not := lock(plan).why_not_written:
            raise PermissionDenied(why_not)
        yield entry


def lock(plan: Plan) -> Plan:
    """The plan as it is now, locked before any of its parts, so that nobody waits in a circle."""
    return Plan.objects.select_for_update().get(pk=plan.pk)


class AddedAlready(Exception):
    """The form was sent before, and what it adds was added then."""

    def __init__(self, sent: SentForm) -> None:
        super().__init__()
        self.sent = sent


def refuse_twice(plan: Plan, token: UUID | None) -> None:
    """Raises AddedAlready for a form to add a part that was sent before."""
    sent = plan.sent_forms.filter(token=token).first() if token else None
    if sent is not None:
        raise AddedAlready(sent)


def _remember(kind: PartKind, part: Any, *, plan: Plan, token: UUID | None) -> None:
    if token is not None:
        plan.sent_forms.filter(sent_at__lt=timezone.now() - SentForm.KEPT).delete()
        plan.sent_forms.create(token=token, kind=kind.key, part_pk=part.pk)


def label(kind: PartKind, part: Any) -> str:
    """A part in the words of a history: "action 1.5 Train all managers"."""
    return f"{kind.name} {part}".strip()


def save_part(
    kind: PartKind, form: Any, *, plan: Plan, actor: User, token: UUID | None = None
) -> Any:
    """Save a valid form of a part, new or changed, with the names its cells mean.

    Raises AddedAlready where the same form, known by its token, added it before.
    """
    adding = form.instance.pk is None
    part = form.instance
    with writing(plan, PART_ADDED if adding else PART_CHANGED, actor=actor, note=label(kind, part)):
        if adding:
            refuse_twice(plan, token)
        store_part(kind, form, plan=plan)
        if adding:
            _remember(kind, part, plan=plan, token=token)
    return part


def store_part(kind: PartKind, form: Any, *, plan: Plan) -> Any:
    """Store a valid form of a part, a new one at the end of its place. Call it within an act."""
    part = form.instance
    if part.pk is None:
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


@dataclass(frozen=True)
class Order:
    """The parts under one parent in their order, and which of them was moved."""

    kind: PartKind
    parts: list[Any]
    moved: Any

    @property
    def words(self) -> str:
        """What a screen reader is told: "Action 1.5 is now 2 of 6"."""
        place = next(i for i, part in enumerate(self.parts, 1) if part.pk == self.moved.pk)
        return f"{called(self.kind, self.moved)} is now {place} of {len(self.parts)}"


def called(kind: PartKind, part: Any) -> str:
    """A part by its ref or number, else by the beginning of its text: "Action 1.5"."""
    named = part.risk if isinstance(part, ObjectiveRisk) else part
    refs = getattr(named, "refs", None) or [""]
    name = getattr(named, "ref", "") or getattr(named, "number", "") or refs[0]
    text = shorten(str(named), 50, placeholder="…")
    return f"{kind.name[0].upper()}{kind.name[1:]} {name or (f'“{text}”' if text else '')}".strip()


def move(kind: PartKind, part: Any, *, up: bool, plan: Plan, actor: User) -> Order:
    """Change places with the neighbour above or below. Raises ValidationError at the end."""

    def beside(parts: list[Any], here: int) -> int:
        there = here - 1 if up else here + 1
        if not 0 <= there < len(parts):
            raise ValidationError(f"This is the {'first' if up else 'last'} one already")
        return there

    return _reorder(kind, part, beside, plan=plan, actor=actor)


def move_before(
    kind: PartKind, part: Any, other_pk: int | None, *, plan: Plan, actor: User
) -> Order:
    """Put a part before another one under the same parent, or at the end.

    Raises ValidationError if that one is not there any more.
    """

    def before(parts: list[Any], here: int) -> int:
        if other_pk is None:
            return len(parts) - 1
        there = next((i for i, other in enumerate(parts) if other.pk == other_pk), None)
        if there is None:
            raise ValidationError("It was put before something that is not there any more")
        return there - 1 if here < there else there

    return _reorder(kind, part, before, plan=plan, actor=actor)


def _reorder(
    kind: PartKind,
    part: Any,
    place: Callable[[list[Any], int], int],
    *,
    plan: Plan,
    actor: User,
) -> Order:
    with writing(plan, PART_MOVED, actor=actor, note=label(kind, part)):
        parts = list(kind.siblings(part).select_for_update())
        here = next((i for i, sibling in enumerate(parts) if sibling.pk == part.pk), None)
        if here is None:
            raise ValidationError("It does not stand here any more")
        there = place(parts, here)
        # Only these positions are dealt anew: others may wait for what was removed.
        positions = [sibling.position for sibling in parts]
        parts.insert(there, parts.pop(here))
        for sibling, position in zip(parts, positions, strict=True):
            if sibling.position != position:
                sibling.position = position
                sibling.save(update_fields=["position"])
    return Order(kind, parts, part)


def relocate(kind: PartKind, part: Any, parent: Any, *, plan: Plan, actor: User) -> None:
    """Move a part, with all under it, to the end of another place of the same plan.

    Raises ValidationError for a place in another plan, or one where it cannot stand.
    """
    with writing(plan, PART_MOVED, actor=actor, note=f"{label(kind, part)} to {parent}"):
        if not kind.parts_of(plan).filter(pk=part.pk).exists():
            raise ValidationError("It does not stand in this plan any more")
        if not kind.elsewhere(plan, part).filter(pk=parent.pk).exists():
            raise ValidationError("It cannot be moved there")
        part.position = kind.next_position(parent.pk)
        setattr(part, kind.parent_field, parent)
        columns = ["position", kind.parent_field]
        if isinstance(part, OutcomeBlock):
            part.read_framework()
            columns += ["outcome", "aim"]
        part.save(update_fields=columns)


def remove(kind: PartKind, part: Any, *, plan: Plan, actor: User) -> AuditAct:
    """Remove a part with all under it; the act that comes back can be undone.

    A risk is removed from this objective, and from the plan where it stands nowhere else.
    """
    with writing(plan, PART_REMOVED, actor=actor, note=label(kind, part)) as entry:
        drop_part(part, plan=plan)
    return entry


def drop_part(part: Any, *, plan: Plan) -> None:
    """Take a part out of its plan with all under it. Call it within an act."""
    risk = part.risk if isinstance(part, ObjectiveRisk) else None
    part.delete()
    if risk is not None and not risk.objective_risks.exists():
        risk.delete()
    elif risk is None:
        # Risks that stood only under what was removed.
        plan.risks.filter(objective_risks__isnull=True).delete()


def undo_removal(entry: AuditAct, *, plan: Plan, actor: User) -> None:
    """Put back what an act removed from this plan. Raises CannotUndo."""
    with writing(plan, PART_PUT_BACK, actor=actor, note=entry.note):
        put_back(entry)


def save_risk(
    form: Any, *, plan: Plan, actor: User, kind: PartKind, token: UUID | None = None
) -> ObjectiveRisk:
    """Save a risk under an objective, with a new assessment where its score changed.

    Raises AddedAlready where the same form, known by its token, added it before.
    """
    link: ObjectiveRisk = form.link
    adding = link.pk is None
    note = label(kind, form.instance)
    with writing(plan, PART_ADDED if adding else PART_CHANGED, actor=actor, note=note):
        if adding:
            refuse_twice(plan, token)
            link.position = kind.next_position(link.objective_id)
        form.save_link(actor)
        if adding:
            _remember(kind, link, plan=plan, token=token)
        link_names(link.risk, Names(plan.directorate))
    return link


def link_risk(risk: Risk, objective: Objective, *, plan: Plan, actor: User) -> ObjectiveRisk:
    """Let a risk of the plan stand under one more objective.

    Raises ValidationError where it stands there already.
    """
    kind = KINDS["risk"]
    with writing(plan, PART_ADDED, actor=actor, note=f"{label(kind, risk)} to {objective.ref}"):
        if objective.objective_risks.filter(risk=risk).exists():
            raise ValidationError("This risk stands under the objective already")
        return ObjectiveRisk.objects.create(
            risk=risk,
            objective=objective,
            position=kind.next_position(objective.pk),
            responsible=risk.responsible,
        )
