"""Handing over what a leaver still has to do: the open parts that name them, and the act.

The printed cell of each part gets the successor's name in place of the leaver's, and the
links follow. History keeps the name: the audit trail holds the cell as it was. Who is
responsible is an assignment and no part of the commitment, so that approved plans are
handed over too.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils import timezone
from django.utils.text import Truncator

from accounts.capabilities import Capability
from accounts.models import User
from core.audit import act
from core.audit_triggers import row_key
from core.models import AuditChange
from core.text import LINE
from council.models import Person
from council.reference import KINDS as REFERENCE_KINDS
from council.succession import NameStaysError, holds, replace_name
from plans.audit_actions import NAME_CORRECTED, PERSON_HANDED_OVER
from plans.models import (
    CriticalAction,
    Indicator,
    Objective,
    ObjectiveRisk,
    OutcomeBlock,
    Plan,
    Risk,
    RiskControl,
)
from plans.models.plan import PlanQuerySet

_BLOCK = "appendix"
_OBJECTIVE = f"block__{_BLOCK}"
_UNDER_OBJECTIVE = f"objective__{_OBJECTIVE}"

NAMING: tuple[tuple[type[Any], str, str, str], ...] = (
    # The parts that name people: what each is called, and the way to its appendix.
    (OutcomeBlock, "outcome", "outcome", _BLOCK),
    (Objective, "objective", "objective", _OBJECTIVE),
    (CriticalAction, "action", "action", _UNDER_OBJECTIVE),
    (Indicator, "kpi", "KPI", _UNDER_OBJECTIVE),
    (Risk, "risk", "risk", ""),
    (RiskControl, "control", "control or mitigation", "risk"),
)

_PLURALS = {"control or mitigation": "controls and mitigations"}


@dataclass
class OpenPart:
    """A part of a plan in which somebody is named and has something to do still."""

    plan: Plan
    key: str
    """Its kind and number: "action-12"."""
    noun: str
    part: Any

    def __str__(self) -> str:
        part = self.part
        if isinstance(part, OutcomeBlock):
            numbers, text = [part.number], part.outcome_text
        elif isinstance(part, Indicator):
            numbers, text = part.refs, part.measure
        else:
            # A control has no ref of its own.
            numbers, text = [getattr(part, "ref", "")], part.text
        words = " ".join(filter(None, [self.noun, *numbers, Truncator(text).chars(120)]))
        return words[:1].upper() + words[1:]

    @property
    def places(self) -> list[Any]:
        """The rows whose printed cell names people: of a risk, each of its places too."""
        if isinstance(self.part, Risk):
            return [self.part, *self.part.objective_risks.all()]
        return [self.part]

    @property
    def responsible(self) -> str:
        """The cell as printed; of a risk, every different one."""
        return "\n".join(dict.fromkeys(row.responsible for row in self.places if row.responsible))

    def new_cells(self, leaver: Person, successor: Person) -> list[str]:
        """The cells of its places with the successor's name.

        Raises NameStaysError where one of them has to be written by a person.
        """
        if not any(holds(row.responsible, leaver.name) for row in self.places):
            raise NameStaysError
        cells = [replace_name(row.responsible, leaver.name, successor.name) for row in self.places]
        if any(len(cell) > LINE for cell in cells):
            raise NameStaysError
        return cells

    def by_hand(self, leaver: Person) -> bool:
        """Whether a person must write its cell, whoever is the successor."""
        try:
            self.new_cells(leaver, Person(name="X"))
        except NameStaysError:
            return True
        return False


def may_hand_over(user: User) -> bool:
    """Whether a user hands over anything: administrators, and whoever may edit a plan."""
    return _hands_over_everything(user) or user.can(Capability.EDIT_PLANS)


def _hands_over_everything(user: User) -> bool:
    return user.can(Capability.MANAGE_REFERENCE) or user.can(Capability.MANAGE_USERS)


def plans_to_hand_over(user: User) -> PlanQuerySet:
    """The plans not closed yet in which a user may put one name in place of another."""
    plans = Plan.objects.filter(finish__gte=timezone.localdate()).select_related("directorate")
    if _hands_over_everything(user):
        return plans
    reach = user.reach(Capability.EDIT_PLANS)
    return plans if reach.everywhere else plans.filter(directorate__in=reach.directorates)


def open_parts_of(person: Person, plans: PlanQuerySet, *, lock: bool = False) -> list[OpenPart]:
    """What a person is named in and is not over, in the order of these plans.

    Complete and cancelled actions, and mitigations that are done, stay under the name of who
    did them.

    With `lock` nobody else changes these parts until the transaction ends.
    """
    known = {plan.pk: plan for plan in plans}
    if lock:  # the places of risks before the risks, as where a risk is written
        risks = ObjectiveRisk.objects.filter(risk__people=person, risk__plan__in=known)
        list(risks.select_for_update(of=("self",)).order_by("pk"))
    found = []
    for model, kind, noun, way in NAMING:
        path = f"{way}__plan" if way else "plan"
        parts = model.objects.filter(people=person, **{f"{path}__in": known})
        if model is CriticalAction:
            parts = parts.exclude(status__in=CriticalAction.FINISHED)
        if model is Risk:
            parts = parts.prefetch_related("objective_risks")
        elif model is RiskControl:
            parts = parts.filter(done_on=None).select_related("risk").order_by("risk", "pk")
        else:
            steps = way.split("__")
            ways = ["__".join(steps[:count]) for count in range(1, len(steps) + 1)]
            parts = parts.select_related(way).order_by(
                *(f"{way}__position" for way in reversed(ways)), "position"
            )
        if lock:
            parts = parts.select_for_update(of=("self",))
        for part in parts:
            plan = known[_plan_pk(part, way)]
            found.append(OpenPart(plan, f"{kind}-{part.pk}", noun, part))
    order = {pk: number for number, pk in enumerate(known)}
    return sorted(found, key=lambda part: order[part.plan.pk])  # stable within a plan


def _plan_pk(part: Any, way: str) -> int:
    for step in filter(None, way.split("__")):
        part = getattr(part, step)
    key: int = part.plan_id
    return key


def successors_of(person: Person) -> list[Person]:
    """Those who can take over: who has not left, those of the same place first."""
    here = Person.objects.here(timezone.localdate())
    people = here.exclude(pk=person.pk).select_related("directorate")
    return sorted(
        people,
        key=lambda other: (
            other.division_id != person.division_id,
            other.directorate_id != person.directorate_id,
            other.name,
        ),
    )


def hand_over(
    leaver: Person,
    successor: Person,
    parts: Iterable[OpenPart],
    *,
    left_on: date | None,
    actor: User,
) -> None:
    """Put the successor in the leaver's place in each of these parts, all or nothing.

    One entry in the trail for each plan, and one for the leaver where a day is given.
    Call it in a transaction in which the parts were locked and found to be replaceable.
    """
    of_plan: dict[Plan, list[OpenPart]] = {}
    for part in parts:
        of_plan.setdefault(part.plan, []).append(part)
    for plan, its_parts in of_plan.items():
        note = f"{leaver} to {successor}: {counted(its_parts)}"
        with act(PERSON_HANDED_OVER, actor=actor, target=plan, note=note):
            for part in its_parts:
                _pass_on(part, leaver, successor)
    if left_on is not None and left_on != leaver.left_on:
        with act(REFERENCE_KINDS["people"].changed, actor=actor, target=leaver):
            leaver.left_on = left_on
            leaver.save()


def _pass_on(part: OpenPart, leaver: Person, successor: Person) -> None:
    for row, cell in zip(part.places, part.new_cells(leaver, successor), strict=True):
        if row is part.part or row.responsible != cell:
            row.responsible = cell
            row.save()  # its revision tells whoever has its form open
    # The other links stay as they are: a cell read anew could find namesakes.
    part.part.people.remove(leaver)
    part.part.people.add(successor)


def parts_printing(
    person: Person, was: str, plans: PlanQuerySet, *, lock: bool = False
) -> list[OpenPart]:
    """The open parts that name a person under another name: as it was, or misspelt."""
    return [
        part
        for part in open_parts_of(person, plans, lock=lock)
        if any(holds(row.responsible, was) for row in part.places)
    ]


def correct_name(person: Person, was: str, parts: Iterable[OpenPart], *, actor: User) -> None:
    """Print a person's name as it is now wherever these parts print it as it was.

    Who is meant stays the same. One entry in the trail for each plan. Call it in a transaction
    in which the parts were locked. Raises NameStaysError, and changes nothing, where a cell has
    to be written by a person.
    """
    of_plan: dict[Plan, list[OpenPart]] = {}
    for part in parts:
        of_plan.setdefault(part.plan, []).append(part)
    for plan, its_parts in of_plan.items():
        note = f"{was} to {person}: {counted(its_parts)}"
        with act(NAME_CORRECTED, actor=actor, target=plan, note=note[:300]):
            for row in (row for part in its_parts for row in part.places):
                cell = replace_name(row.responsible, was, person.name)
                if cell != row.responsible:
                    row.responsible = cell
                    row.save()


def former_name(person: Person) -> str:
    """What a person was called before their name last changed; empty where it never did."""
    table, number = row_key(person)
    changes = AuditChange.objects.filter(
        table_name=table, row_id=number, operation="U", before__has_key="name"
    )
    last = changes.order_by("-pk").values_list("before", flat=True).first()
    return str(last["name"]) if last else ""


def counted(parts: Iterable[OpenPart]) -> str:
    """ "3 actions, 1 risk"."""
    counts = Counter(part.noun for part in parts)
    return ", ".join(
        f"{n} {noun if n == 1 else _PLURALS.get(noun, f'{noun}s')}" for noun, n in counts.items()
    )
