"""Which tables hold a plan, what belongs to what, and which of them are parts.

Read from the models: whatever is removed with a plan belongs to it, so that a new kind of
row is part of the history from the moment it exists.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from graphlib import TopologicalSorter
from typing import Any

from django.db import models

from plans.models import ObjectiveRisk, Plan, Risk
from plans.parts import KINDS, PartKind

Key = tuple[str, str]
"""A row as the trail knows it: its table and its number."""

PLAN_TABLE = Plan._meta.db_table
RISK_TABLE = Risk._meta.db_table
LINK_TABLE = ObjectiveRisk._meta.db_table
PLAN_KIND = "plan"


@dataclass(frozen=True)
class Edge:
    """A row of the child's table belongs to the row of the parent's that its column names."""

    child: str
    column: str
    parent: str


@cache
def edges() -> tuple[Edge, ...]:
    """What belongs to what, within a plan."""
    found: dict[Edge, None] = {}
    waiting: list[type[models.Model]] = [Plan]
    seen: set[type[models.Model]] = {Plan}
    while waiting:
        model = waiting.pop(0)
        for relation in model._meta.related_objects:
            child: Any = relation.related_model
            if not _belongs(relation) or child is model:
                continue
            column = relation.field.column
            found[Edge(child._meta.db_table, str(column), model._meta.db_table)] = None
            if child not in seen:
                seen.add(child)
                waiting.append(child)
    return tuple(found)


def _belongs(relation: Any) -> bool:
    return (
        not relation.many_to_many
        and relation.on_delete is models.CASCADE
        and relation.related_model._meta.app_label == Plan._meta.app_label
    )


@cache
def tables() -> tuple[str, ...]:
    """Every table of a plan, each after all it can belong to."""
    sorter: TopologicalSorter[str] = TopologicalSorter({PLAN_TABLE: ()})
    for edge in edges():
        sorter.add(edge.child, edge.parent)
    return tuple(sorter.static_order())


@cache
def model_of(table: str) -> type[models.Model] | None:
    """The model of a table of the council or of plans; None for any other."""
    from django.apps import apps

    for label in ("plans", "council"):
        for model in apps.get_app_config(label).get_models():
            if model._meta.db_table == table:
                return model
    return None


@cache
def part_tables() -> dict[str, PartKind]:
    """The tables of parts that have a history of their own.

    A risk's is that of the risk itself, wherever in the plan it stands.
    """
    return {
        RISK_TABLE if kind.key == "risk" else kind.model._meta.db_table: kind
        for kind in KINDS.values()
    }


def table_of(kind: PartKind) -> str:
    """The table in which a kind of part has its history."""
    return next(table for table, each in part_tables().items() if each is kind)


@cache
def owner_edge(table: str) -> Edge | None:
    """By which column a row that is no part itself belongs to a part, or to the plan."""
    if table == PLAN_TABLE or table in part_tables():
        return None
    own = [edge for edge in edges() if edge.child == table]
    if table == LINK_TABLE:
        return next(edge for edge in own if edge.parent == RISK_TABLE)
    parts = [edge for edge in own if edge.parent != PLAN_TABLE]
    return next(iter([*parts, *own]), None)


@cache
def parent_edge(table: str) -> Edge | None:
    """Under what a part stands: an action under its objective."""
    kind = part_tables().get(table)
    if kind is None or table == RISK_TABLE:
        return None
    column = f"{kind.parent_field}_id"
    return next((e for e in edges() if e.child == table and e.column == column), None)


@cache
def kind_of(table: str) -> str:
    """The key of the kind of part to which a table's rows count; "plan" for the plan's own."""
    while (edge := owner_edge(table)) is not None:
        table = edge.parent
    kind = part_tables().get(table)
    return kind.key if kind else PLAN_KIND
