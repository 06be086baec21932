"""Comments among those who work on a demonstration plan, and an officer who leaves."""

from __future__ import annotations

from datetime import date
from typing import Any

from accounts.models import User
from config.demo.people import named
from config.demo.reporting import actions_of
from council.models import Person
from plans.comments import Subject, add_comment, resolve
from plans.handover import hand_over, open_parts_of, plans_to_hand_over
from plans.kpis.matching import KpiNames, kpis_of
from plans.models import Comment, Plan


def subject_of(plan: Plan, row: dict[str, Any]) -> Subject:
    """The part that a thread is about."""
    kind, name = row["kind"], row["part"]
    if kind == "action":
        return Subject(plan, kind, actions_of(plan)[name])
    if kind == "kpi":
        return Subject(plan, kind, KpiNames(kpis_of(plan)).find(name))
    return Subject(plan, kind, plan.risks.get(ref=name))


def begin(plan: Plan, row: dict[str, Any]) -> None:
    """Begin a thread."""
    add_comment(subject_of(plan, row), row["text"], actor=named(row["by"]))


def thread_of(plan: Plan, row: dict[str, Any]) -> Comment:
    """The thread that a row began."""
    return plan.comments.get(thread=None, text=row["text"])


def reply(plan: Plan, row: dict[str, Any], by: str, text: str) -> None:
    """Answer in a thread."""
    add_comment(subject_of(plan, row), text, actor=named(by), thread=thread_of(plan, row))


def settle(plan: Plan, row: dict[str, Any], by: str) -> None:
    """Say that a thread is resolved."""
    resolve(thread_of(plan, row), subject_of(plan, row), actor=named(by))


def leave(row: dict[str, Any], *, lead: User) -> None:
    """An officer leaves, and what is open passes to a successor."""
    leaver = Person.objects.get(name=row["name"])
    successor = Person.objects.get(name=row["successor"])
    parts = [
        part
        for part in open_parts_of(leaver, plans_to_hand_over(lead), lock=True)
        if not part.by_hand(leaver)
    ]
    last_day = date.fromisoformat(row["left_on"])
    hand_over(leaver, successor, parts, left_on=last_day, actor=lead)
