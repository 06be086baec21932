"""What people do about amendments: propose, agree, decline, withdraw.

Each act locks the plan first, then the amendment, checks, changes, logs one entry and tells
whom it concerns. Agreeing applies the change in the same transaction.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.db.models import Max
from django.utils import timezone

from accounts.capabilities import Capability
from accounts.models import User
from accounts.telling import tell
from core.audit import act
from core.dates import in_words
from core.text import LINE
from plans.acts_on_parts import lock
from plans.amending.applying import apply_amendment
from plans.amending.as_approved import approval_of
from plans.amending.cells import (
    UNDER,
    Words,
    form_to_amend,
    label_of,
    named,
    typed_in,
    under,
    words_there,
    words_typed,
)
from plans.audit_actions import (
    AMENDMENT_AGREED,
    AMENDMENT_DECLINED,
    AMENDMENT_PROPOSED,
    AMENDMENT_WITHDRAWN,
)
from plans.models import Amendment, Plan
from plans.models.commitment import commitment_lifted
from plans.parts import PartKind
from plans.route import WRITERS
from plans.route_mails import holders

Operation, State = Amendment.Operation, Amendment.State


@dataclass(frozen=True)
class Decision:
    """What was decided on an amendment, by whom, when, where, and why where it was declined."""

    decided_by: str
    decided_on: date
    meeting: str = ""
    reason: str = ""


def propose_change(
    kind: PartKind, form: Any, unsent: Any, *, plan: Plan, why: str, actor: User
) -> Amendment:
    """Propose what a valid form says of a part; `unsent` is the form as the part stands."""
    there, typed = words_there(unsent), words_typed(form)
    names = [name for name in typed if typed[name] != there[name]]
    if not names:
        raise ValidationError("Nothing is changed yet. Change at least one cell")
    return _propose(
        plan,
        actor,
        operation=Operation.CHANGE,
        kind=kind.key,
        part_pk=unsent.instance.pk,
        what=named(kind, unsent.instance),
        cells=[_cell(form, name, there[name], typed[name]) for name in names],
        data=typed_in(form, names),
        why=why,
    )


def propose_addition(
    kind: PartKind, form: Any, *, parent: Any, plan: Plan, why: str, actor: User
) -> Amendment:
    """Propose a new part at the end of what it stands under."""
    typed = words_typed(form)
    return _propose(
        plan,
        actor,
        operation=Operation.ADD,
        kind=kind.key,
        parent_pk=parent.pk,
        what=_where(kind, form.instance, parent),
        cells=[_cell(form, name, "", text) for name, text in typed.items() if text],
        data=typed_in(form, typed),
        why=why,
    )


def propose_removal(kind: PartKind, part: Any, *, plan: Plan, why: str, actor: User) -> Amendment:
    """Propose that a part goes, with all under it."""
    form = form_to_amend(kind, plan, None, part=part)
    cells = [_cell(form, name, text, "") for name, text in words_there(form).items() if text]
    if gone := under(part):
        cells.append({"name": UNDER[0], "label": UNDER[1], "old": gone, "new": ""})
    return _propose(
        plan,
        actor,
        operation=Operation.REMOVE,
        kind=kind.key,
        part_pk=part.pk,
        what=named(kind, part),
        cells=cells,
        data={},
        why=why,
    )


def _where(kind: PartKind, part: Any, parent: Any) -> str:
    if kind.parent_kind is None:
        return named(kind, part)
    return f"{named(kind, part)} under {named(kind.parent_kind, parent)}"


def _cell(form: Any, name: str, old: str, new: str) -> Words:
    return {"name": name, "label": label_of(form, name), "old": old, "new": new}


def _propose(plan: Plan, actor: User, *, what: str, **values: Any) -> Amendment:
    if not plan.allows(actor, Capability.EDIT_PLANS):
        raise PermissionDenied
    if not values["why"].strip():
        raise ValidationError({"why": "Enter why the plan is to be amended"})
    with transaction.atomic():
        approval = approval_of(lock(plan))
        if approval is None or approval.version is None:
            raise PermissionDenied("Only an approved plan is amended.")
        last = plan.amendments.aggregate(last=Max("number"))["last"] or 0
        amendment = Amendment(
            plan=plan,
            number=last + 1,
            version=approval.version,
            what=what[:LINE],
            proposed_by=actor,
            proposed_by_name=str(actor),
            **values,
        )
        with act(AMENDMENT_PROPOSED, actor=actor, target=plan, note=str(amendment)[:300]):
            amendment.save()
        tell(
            holders(plan, ("plan_lead",)),
            f"Amendment proposed: {plan}",
            "plans/amending/mail.txt",
            {"amendment": amendment, "plan": plan},
            besides=actor,
        )
    return amendment


def agree(amendment: Amendment, decision: Decision, *, actor: User) -> Amendment:
    """Record that an amendment was agreed, and make it.

    Raises PermissionDenied for one's own, and ValidationError where the part is not what it
    was when the amendment was proposed.
    """
    plan = amendment.plan
    if not plan.allows(actor, Capability.AGREE_AMENDMENTS):
        raise PermissionDenied
    with _settling(amendment, decision, AMENDMENT_AGREED, actor) as locked:
        with commitment_lifted():
            part = apply_amendment(locked, plan)
        if locked.operation == Operation.ADD:
            locked.part_pk = part.pk
        _settle(locked, State.AGREED, decision, actor)
    return locked


def decline(amendment: Amendment, decision: Decision, *, actor: User) -> Amendment:
    """Record that an amendment was declined, with the reason; the plan stays as it is."""
    if not amendment.plan.allows(actor, Capability.AGREE_AMENDMENTS):
        raise PermissionDenied
    if not decision.reason.strip():
        raise ValidationError({"reason": "Enter the reason for declining the amendment"})
    with _settling(amendment, decision, AMENDMENT_DECLINED, actor) as locked:
        _settle(locked, State.DECLINED, decision, actor)
    return locked


def withdraw(amendment: Amendment, *, actor: User) -> Amendment:
    """Take back an amendment that one proposed oneself."""
    if actor.pk != amendment.proposed_by_id:
        raise PermissionDenied
    with act(AMENDMENT_WITHDRAWN, actor=actor, target=amendment.plan, note=str(amendment)[:300]):
        lock(amendment.plan)
        locked = _lock(amendment)
        locked.state = State.WITHDRAWN
        _sign(locked, actor)
    return locked


@contextmanager
def _settling(
    amendment: Amendment, decision: Decision, action: str, actor: User
) -> Iterator[Amendment]:
    """An act of deciding on an amendment that waits; nobody decides on their own."""
    if actor.pk == amendment.proposed_by_id:
        raise PermissionDenied("Nobody decides on an amendment of their own.")
    with act(action, actor=actor, target=amendment.plan, note=str(amendment)[:300]):
        approval = approval_of(lock(amendment.plan))
        locked = _lock(amendment)
        if approval is None or approval.version != locked.version:
            raise ValidationError("The plan is not the approved one any more that it amends")
        if fault := why_not_on(decision.decided_on, approval.decided_on):
            raise ValidationError({"decided_on": fault})
        yield locked


def why_not_on(day: date, approved_on: date) -> str:
    """Why an amendment cannot have been decided on a day; empty where it can."""
    if day > timezone.localdate():
        return "The day must be today or in the past"
    if day < approved_on:
        return f"The day must not be before the plan’s approval on {in_words(approved_on)}"
    return ""


def _lock(amendment: Amendment) -> Amendment:
    locked = Amendment.objects.select_for_update().get(pk=amendment.pk)
    locked.plan = amendment.plan
    if not locked.is_proposed:
        raise ValidationError(f"This amendment is {locked.get_state_display().lower()} already")
    return locked


def _settle(amendment: Amendment, state: str, decision: Decision, actor: User) -> None:
    amendment.state = state
    amendment.decided_by = decision.decided_by
    amendment.decided_on = decision.decided_on
    amendment.meeting = decision.meeting
    amendment.reason = decision.reason
    _sign(amendment, actor)
    users = {user.pk: user for user in holders(amendment.plan, WRITERS)}
    if amendment.proposed_by.is_active:
        users[amendment.proposed_by_id] = amendment.proposed_by
    tell(
        list(users.values()),
        f"Amendment {amendment.get_state_display().lower()}: {amendment.plan}",
        "plans/amending/mail.txt",
        {"amendment": amendment, "plan": amendment.plan},
        besides=actor,
    )


def _sign(amendment: Amendment, actor: User) -> None:
    amendment.settled_by = actor
    amendment.settled_by_name = str(actor)
    amendment.settled_at = timezone.now()
    amendment.save()
