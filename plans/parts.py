"""The kinds of part that a plan is written of, and where each belongs.

One table for the pages that add, change, order, move, remove and put back: what a part is
called, under what it stands, and which form it is written in.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.db.models import IntegerField, Max, QuerySet
from django.db.models.fields.json import KT
from django.db.models.functions import Cast

from core.models import AuditAct, AuditChange
from plans.models import (
    Appendix,
    CriticalAction,
    Indicator,
    Objective,
    ObjectiveRisk,
    OutcomeBlock,
    Paragraph,
    Plan,
    Section,
)


@dataclass(frozen=True)
class PartKind:
    """A kind of part: its name in words and its place in the plan."""

    key: str
    name: str
    model: type[Any]
    parent_key: str
    """The kind of part it stands under; "plan" for the plan itself."""
    parent_field: str
    plan_path: str
    """From the part to its plan, as a look-up."""

    def parts_of(self, plan: Plan) -> QuerySet[Any]:
        """All parts of this kind in a plan."""
        return self.model._default_manager.filter(**{self.plan_path: plan})

    def siblings(self, part: Any) -> QuerySet[Any]:
        """The parts that stand under the same parent, in order, itself among them."""
        return self.model._default_manager.filter(
            **{f"{self.parent_field}_id": getattr(part, f"{self.parent_field}_id")}
        ).order_by("position")

    @property
    def parent_kind(self) -> PartKind | None:
        """The kind of part it stands under; None for what stands under the plan itself."""
        return KINDS.get(self.parent_key)

    def elsewhere(self, plan: Plan, part: Any) -> QuerySet[Any]:
        """Where else in its plan a part could stand, in the order of the plan."""
        kind = self.parent_kind
        if kind is None:
            return self.model._default_manager.none()
        places = kind.parts_of(plan).exclude(pk=getattr(part, f"{self.parent_field}_id"))
        if isinstance(part, ObjectiveRisk):
            # A risk threatens an objective once.
            places = places.exclude(objective_risks__risk=part.risk_id)
        return places.order_by(*_ORDER[kind.key])

    def removal(self, plan: Plan, pk: int) -> AuditAct | None:
        """The act by which a part of a plan was removed; None if there never was such a part."""
        removed = AuditChange.objects.filter(
            table_name=self.model._meta.db_table,
            row_id=str(pk),
            operation=AuditChange.Operation.DELETE,
            act__target_model="plans.plan",
            act__target_id=plan.pk,
        )
        last = removed.select_related("act").first()
        return last.act if last else None

    def next_position(self, parent_id: int) -> int:
        """The place after all siblings, and after those removed, which may be put back."""
        table = self.model._meta.db_table
        present = self.model._default_manager.filter(**{f"{self.parent_field}_id": parent_id})
        removed = AuditChange.objects.filter(
            table_name=table,
            operation=AuditChange.Operation.DELETE,
            **{f"before__{self.parent_field}_id": parent_id},
        ).annotate(place=Cast(KT("before__position"), IntegerField()))
        last = [
            present.aggregate(last=Max("position"))["last"],
            removed.aggregate(last=Max("place"))["last"],
        ]
        return max((place for place in last if place is not None), default=-1) + 1


_ORDER = {
    "section": ["position"],
    "appendix": ["position"],
    "outcome": ["appendix__position", "position"],
    "objective": ["block__appendix__position", "block__position", "position"],
}
"""By the kinds that something stands under: their order through the whole plan."""

_BLOCK = "appendix__plan"
_OBJECTIVE = f"block__{_BLOCK}"
_UNDER_OBJECTIVE = f"objective__{_OBJECTIVE}"

KINDS: dict[str, PartKind] = {
    kind.key: kind
    for kind in (
        PartKind("section", "section", Section, "plan", "plan", "plan"),
        PartKind("paragraph", "paragraph", Paragraph, "section", "section", "section__plan"),
        PartKind("appendix", "appendix", Appendix, "plan", "plan", "plan"),
        PartKind("outcome", "outcome", OutcomeBlock, "appendix", "appendix", _BLOCK),
        PartKind("objective", "objective", Objective, "outcome", "block", _OBJECTIVE),
        PartKind("action", "action", CriticalAction, "objective", "objective", _UNDER_OBJECTIVE),
        PartKind("kpi", "KPI", Indicator, "objective", "objective", _UNDER_OBJECTIVE),
        PartKind("risk", "risk", ObjectiveRisk, "objective", "objective", _UNDER_OBJECTIVE),
    )
}
