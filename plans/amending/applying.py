"""Making an agreed amendment: the change that was proposed, where what it changes still stands."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from django.utils import timezone

from core.dates import in_words
from plans.acts_on_parts import drop_part, store_part
from plans.amending.cells import (
    AMENDED_KINDS,
    UNDER,
    Typed,
    filled_with,
    form_to_amend,
    under,
    words_there,
)
from plans.models import Amendment, Plan
from plans.parts import PartKind

Operation = Amendment.Operation


def apply_amendment(amendment: Amendment, plan: Plan) -> Any:
    """Make the change in the plan; returns the part.

    Raises ValidationError where what stands is not what the proposal was made of.
    """
    kind = AMENDED_KINDS[amendment.kind]
    if amendment.operation == Operation.ADD:
        part = kind.model(**{kind.parent_field: _parent(kind, amendment, plan)})
        return _store(kind, part, amendment.data, plan)
    part = kind.parts_of(plan).select_for_update(of=("self",)).filter(pk=amendment.part_pk).first()
    if part is None:
        raise ValidationError("What it amends has been removed from the plan meanwhile")
    _refuse_stale(kind, part, amendment, plan)
    if amendment.operation == Operation.CHANGE:
        return _store(kind, part, amendment.data, plan)
    drop_part(part, plan=plan)
    return part


def _parent(kind: PartKind, amendment: Amendment, plan: Plan) -> Any:
    if kind.parent_kind is None:
        return plan
    parent = kind.parent_kind.parts_of(plan).filter(pk=amendment.parent_pk).first()
    if parent is None:
        raise ValidationError("What it was to stand under has been removed from the plan meanwhile")
    return parent


def _refuse_stale(kind: PartKind, part: Any, amendment: Amendment, plan: Plan) -> None:
    """What is amended must still stand as it stood. Who is responsible may have changed hands."""
    now = words_there(form_to_amend(kind, plan, None, part=part))
    now[UNDER[0]] = under(part)
    removing = amendment.operation == Operation.REMOVE
    for cell in amendment.cells:
        if removing and cell["name"] == "responsible":
            continue
        if now.get(cell["name"], "") != cell["old"]:
            stands = now.get(cell["name"], "") or "empty"
            raise ValidationError(
                f"“{cell['label']}” is not what it was when this was proposed on "
                f"{in_words(timezone.localdate(amendment.proposed_at))}: it now says “{stands}”. "
                "Decline this amendment, and propose it anew"
            )


def _store(kind: PartKind, part: Any, typed: Typed, plan: Plan) -> Any:
    unsent = form_to_amend(kind, plan, None, part=part)
    form = form_to_amend(kind, plan, filled_with(unsent, typed), part=part)
    if not form.is_valid():
        faults = [fault for faults in form.errors.values() for fault in faults]
        raise ValidationError(f"It cannot be made any more: {'. '.join(faults)}")
    return store_part(kind, form, plan=plan)
