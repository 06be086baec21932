"""Amendments to the demonstration council's published plans: some agreed, some that wait."""

from __future__ import annotations

from datetime import date
from typing import Any

from accounts.models import User
from plans.amending.acts import Decision, agree, propose_change
from plans.amending.cells import filled_with, form_to_amend
from plans.models import Amendment, Plan
from plans.parts import KINDS


def propose(plan: Plan, row: dict[str, Any], *, actor: User) -> Amendment:
    """Propose what a row of the story says of a part."""
    kind = KINDS[row["kind"]]
    unsent = form_to_amend(kind, plan, None, part=kind.parts_of(plan).get(**row["which"]))
    data = filled_with(unsent, {name: [text] for name, text in row["typed"].items()})
    form = form_to_amend(kind, plan, data, part=kind.parts_of(plan).get(**row["which"]))
    form.full_clean()
    return propose_change(kind, form, unsent, plan=plan, why=row["why"], actor=actor)


def decide(amendment: Amendment, row: dict[str, Any], *, actor: User) -> None:
    """Agree an amendment as a row of the story says."""
    decision = Decision(
        decided_by=row["decided_by"],
        decided_on=date.fromisoformat(row["agreed"]),
        meeting=row["meeting"],
    )
    agree(amendment, decision, actor=actor)
