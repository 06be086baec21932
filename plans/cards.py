"""How a part shows on the writing pages: a heading, its filled cells, and what can be done."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.urls import reverse

from plans.facts import FACTS, Facts
from plans.models import (
    Appendix,
    Comment,
    CriticalAction,
    Indicator,
    Objective,
    ObjectiveRisk,
    Paragraph,
    Plan,
    Presence,
    Section,
)
from plans.parts import KINDS, PartKind
from plans.presence import ByPart


@dataclass(frozen=True)
class Card:
    """A part as it is shown where it is written."""

    plan: Plan
    kind: PartKind
    part: Any
    others: Sequence[Presence] = ()
    """Who else has it open."""

    @property
    def anchor(self) -> str:
        return f"{self.kind.key}-{self.part.pk}"

    @property
    def heading(self) -> str:
        if isinstance(self.part, Appendix):
            return self.part.heading
        text = getattr(self.part, "text", "") or getattr(self.part, "heading", "") or ""
        return str(self.part) if not text else _headed(self.part, text)

    @property
    def facts(self) -> Facts:
        """The filled cells besides the heading, each with its name."""
        return [(name, value) for name, value in FACTS[self.kind.key](self.part) if value]

    @property
    def points(self) -> list[str]:
        """The list under a paragraph."""
        if not isinstance(self.part, Paragraph):
            return []
        return [bullet.text for bullet in self.part.bullets.all()]

    def _url(self, name: str) -> str:
        return reverse(f"plans:{name}", args=[self.plan.pk, self.kind.key, self.part.pk])

    @property
    def edit_url(self) -> str:
        return self._url("part_edit")

    @property
    def move_url(self) -> str:
        return self._url("part_move")

    @property
    def remove_url(self) -> str:
        return self._url("part_remove")

    @property
    def history_url(self) -> str:
        """The history of this part; that of a risk is the same wherever it stands."""
        number = self.part.risk_id if isinstance(self.part, ObjectiveRisk) else self.part.pk
        return reverse("plans:part_history", args=[self.plan.pk, self.kind.key, number])

    @property
    def open_url(self) -> str:
        """The page on which all under this part is written, where there is one."""
        if self.kind.key in ("section", "objective"):
            return reverse(f"plans:write_{self.kind.key}", args=[self.plan.pk, self.part.pk])
        return ""

    @property
    def progress_url(self) -> str:
        """Where is reported what becomes of an action or KPI."""
        pages = {"action": "plans:action_progress", "kpi": "plans:kpi"}
        if page := pages.get(self.kind.key):
            return reverse(page, args=[self.plan.pk, self.part.pk])
        return ""

    @property
    def progress_label(self) -> str:
        return "Figures" if self.kind.key == "kpi" else "Progress"

    @property
    def comments_url(self) -> str:
        """The comments on an action, KPI or risk; a risk's are the same wherever it stands."""
        if self.kind.key not in Comment.KINDS:
            return ""
        number = self.part.risk_id if isinstance(self.part, ObjectiveRisk) else self.part.pk
        return reverse("plans:part_comments", args=[self.plan.pk, self.kind.key, number])

    @property
    def relocate_url(self) -> str:
        return self._url("part_relocate") if self.kind.parent_kind else ""


def _headed(part: Any, text: str) -> str:
    number = getattr(part, "number", "") or getattr(part, "ref", "")
    return f"{number} {text}".strip()


def card(plan: Plan, part: Any, others: ByPart | None = None) -> Card:
    """The card of any part of a plan, with those who have it open."""
    kind = next(kind for kind in KINDS.values() if isinstance(part, kind.model))
    return Card(plan, kind, part, (others or {}).get((kind.key, part.pk), ()))


def address_of(plan: Plan, part: Any) -> str:
    """The address of a part on its writing page."""
    return f"{place_of(plan, part)}#{card(plan, part).anchor}"


def place_of(plan: Plan, part: Any) -> str:
    """The address of the writing page on which a part stands."""
    if isinstance(part, Section):
        return reverse("plans:write_section", args=[plan.pk, part.pk])
    if isinstance(part, Paragraph):
        return reverse("plans:write_section", args=[plan.pk, part.section_id])
    if isinstance(part, Objective):
        return reverse("plans:write_objective", args=[plan.pk, part.pk])
    if isinstance(part, CriticalAction | Indicator | ObjectiveRisk):
        return reverse("plans:write_objective", args=[plan.pk, part.objective_id])
    return reverse("plans:write", args=[plan.pk])
