"""Where each part of a plan came from, and what replaced it: visible from both sides."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from accounts.models import User
from plans.models import (
    Appendix,
    CriticalAction,
    Indicator,
    Objective,
    ObjectiveRisk,
    OutcomeBlock,
    Paragraph,
    Plan,
    Risk,
    Section,
)

_PLACES: dict[type[Any], tuple[str, str]] = {
    Section: ("section", "plan"),
    Paragraph: ("paragraph", "section__plan"),
    Appendix: ("appendix", "plan"),
    OutcomeBlock: ("outcome", "appendix__plan"),
    Objective: ("objective", "block__appendix__plan"),
    CriticalAction: ("action", "objective__block__appendix__plan"),
    Indicator: ("kpi", "objective__block__appendix__plan"),
}
"""By kind of part: what its anchor on the plan's page begins with, and the way to its plan."""


@dataclass(frozen=True)
class Trace:
    """A link to the same part in another plan, in words: "Carried from 2025/26"."""

    words: str
    url: str


class Provenance:
    """The traces between a plan, the one it was rolled forward from, and those made of it.

    Plans that the user may not read leave no trace. A constant number of queries, and none
    for the parts of a plan that was never rolled forward.
    """

    def __init__(self, plan: Plan, user: User) -> None:
        self.plan = plan
        self._readable = Plan.objects.readable_by(user).select_related("directorate")
        self._known_sources: dict[type[Any], dict[int, str]] = {}
        self._known_successors: dict[type[Any], dict[int, list[tuple[Plan, str]]]] = {}

    @cached_property
    def source(self) -> Plan | None:
        """The plan that this one was rolled forward from."""
        if self.plan.carried_from_id is None:
            return None
        return self._readable.filter(pk=self.plan.carried_from_id).first()

    @cached_property
    def successors(self) -> list[Plan]:
        """The plans that were made of this one."""
        return list(self._readable.filter(carried_from=self.plan).order_by("start"))

    @property
    def of_plan(self) -> list[Trace]:
        """The traces of the plan as a whole."""
        source = [self.source] if self.source else []
        return [
            *(Trace(f"Rolled forward from {p.title}", p.get_absolute_url()) for p in source),
            *(
                Trace(f"Rolled forward into {p.title}", p.get_absolute_url())
                for p in self.successors
            ),
        ]

    def of(self, part: Any) -> list[Trace]:
        """The traces of one part; a risk is known by its place under an objective."""
        row = part.risk if isinstance(part, ObjectiveRisk) else part
        traces = []
        if self.source and row.carried_from_id in self._sources(type(row)):
            anchor = self._sources(type(row))[row.carried_from_id]
            traces.append(_trace("Carried from", self.source, anchor))
        if self.successors:
            traces += [
                _trace("Carried into", plan, anchor)
                for plan, anchor in self._successors(type(row)).get(row.pk, [])
            ]
        return traces

    def _sources(self, model: type[Any]) -> dict[int, str]:
        """By number of a row of the earlier plan, its anchor there."""
        if model not in self._known_sources:
            plans = [self.source] if self.source else []
            self._known_sources[model] = dict(_anchors(model, plans))
        return self._known_sources[model]

    def _successors(self, model: type[Any]) -> dict[int, list[tuple[Plan, str]]]:
        """By number of a row of this plan, where it stands in later ones."""
        if model not in self._known_successors:
            plans = {plan.pk: plan for plan in self.successors}
            anchors = dict(_anchors(model, self.successors))
            found: dict[int, list[tuple[Plan, str]]] = defaultdict(list)
            path = "plan" if model is Risk else _PLACES[model][1]
            rows = model._default_manager.filter(
                **{f"{path}__in": self.successors}, carried_from__isnull=False
            ).values_list("carried_from", "pk", path)
            for carried_from, pk, plan in rows:
                if pk in anchors:
                    found[carried_from].append((plans[plan], anchors[pk]))
            self._known_successors[model] = found
        return self._known_successors[model]


def _anchors(model: type[Any], plans: list[Plan]) -> list[tuple[int, str]]:
    """Each row of these plans with its anchor; a risk stands where it stands first."""
    if model is Risk:
        links = ObjectiveRisk.objects.filter(risk__plan__in=plans).order_by("-pk")
        return [(risk, f"risk-{link}") for risk, link in links.values_list("risk", "pk")]
    word, path = _PLACES[model]
    rows = model._default_manager.filter(**{f"{path}__in": plans})
    return [(pk, f"{word}-{pk}") for pk in rows.values_list("pk", flat=True)]


def _trace(words: str, plan: Plan, anchor: str) -> Trace:
    return Trace(f"{words} {plan.year}", f"{plan.get_absolute_url()}#{anchor}")
