"""Amendments to the demonstration council's published plan: one agreed, one that waits."""

from __future__ import annotations

from datetime import date
from typing import Any

from accounts.models import User
from plans.amending.acts import Decision, agree, propose_change
from plans.amending.cells import filled_with, form_to_amend
from plans.models import Amendment, Plan
from plans.parts import KINDS

AGREED = Decision(
    decided_by="Cabinet Member for Children and Young People",
    decided_on=date(2025, 9, 16),
    meeting="Cabinet member’s decision meeting, 16 September 2025",
)


def amend(plan: Plan, *, officer: User, lead: User) -> None:
    """Propose two amendments as the officer, and agree the first of them as the lead."""
    later = _propose(
        plan,
        "action",
        {"ref": "7.1"},
        {"finish_text": "Dec 2025"},
        why="Two of the four posts had to be advertised twice.",
        officer=officer,
    )
    agree(later, AGREED, actor=lead)
    _propose(
        plan,
        "kpi",
        {"refs": ["CH 11"]},
        {"target_2026_27": "9"},
        why="One of the three teams has had no manager since December 2025.",
        officer=officer,
    )


def _propose(
    plan: Plan,
    key: str,
    which: dict[str, Any],
    typed: dict[str, str],
    *,
    why: str,
    officer: User,
) -> Amendment:
    kind = KINDS[key]
    unsent = form_to_amend(kind, plan, None, part=kind.parts_of(plan).get(**which))
    data = filled_with(unsent, {name: [text] for name, text in typed.items()})
    form = form_to_amend(kind, plan, data, part=kind.parts_of(plan).get(**which))
    form.full_clean()
    return propose_change(kind, form, unsent, plan=plan, why=why, actor=officer)
