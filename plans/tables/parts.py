"""The lists of actions, KPIs and risks across plans: what the three have in common."""

from __future__ import annotations

from typing import Any

from django.utils.text import Truncator

from core.tables import Column
from plans.models import Objective, Plan

TO_PLAN = "objective__block__appendix__plan"
_SHOWN = 300
"""A cell of the page shows the beginning of a long text; files have all of it."""


class TextColumn(Column):
    """A text as it was written."""

    def render(self, value: str) -> str:
        return Truncator(value).chars(_SHOWN)

    def value(self, value: str) -> str:
        return value


def described(objective: Objective) -> str:
    """An objective by ref and text."""
    return f"{objective.ref} {objective.text}".strip()


def place_on_page(plan: Plan, anchor: str) -> str:
    """The address of a part on the page of its plan."""
    return f"{plan.get_absolute_url()}#{anchor}"


def plan_columns(to_plan: str = TO_PLAN) -> tuple[Any, Any]:
    """The directorate and the year of a row's plan."""
    return (
        Column("Directorate", accessor=f"{to_plan}__directorate__name"),
        Column("Year", accessor=f"{to_plan}__year", order_by=f"{to_plan}__start"),
    )
