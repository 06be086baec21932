"""How actions went since their plan's last closed period, and who has not reported in the open
one: figures, each with the list of exactly these actions."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from functools import cached_property

from django.db.models import prefetch_related_objects

from plans.dashboard.counts import Count, list_url
from plans.filters.parts import NOBODY
from plans.models import CriticalAction, Plan
from plans.reporting.course import Change, PlanCourse, Turn

_COLOURS = {Turn.WORSE: "red", Turn.BETTER: "green", Turn.NEW: "blue", Turn.OTHER: "grey"}


class Since:
    """Plans that one follows, together. `query` are the filters by which lists show them."""

    def __init__(self, courses: Sequence[PlanCourse], query: dict[str, str]) -> None:
        self.courses = courses
        self.query = query

    @cached_property
    def turns(self) -> list[Count]:
        """How many actions went which way, also those that are 0."""
        numbers = Counter(change.turn for course in self.courses for change in course.changes)
        return [
            Count(
                turn.label,
                _COLOURS[turn],
                numbers[turn],
                list_url("actions", self.query, changed=turn.value),
            )
            for turn in Turn
        ]

    @property
    def turned(self) -> list[Count]:
        """How many actions went which way, without those that are 0."""
        return [count for count in self.turns if count.number]

    @cached_property
    def missing(self) -> Count:
        return Count("not reported", "amber", len(self._missing), self._missing_url())

    @cached_property
    def people(self) -> list[Count]:
        """Who is named for actions that are not reported, and for how many, the most first.

        An action that names two people is counted with each.
        """
        prefetch_related_objects(self._missing, "people")
        names: dict[str, str] = {}
        numbers: Counter[str] = Counter()
        for action in self._missing:
            named = {str(person.pk): person.name for person in action.people.all()}
            names |= named or {NOBODY: "Nobody named"}
            numbers.update(list(named) or [NOBODY])
        most_first = sorted(numbers, key=lambda key: (-numbers[key], names[key]))
        return [
            Count(names[key], "amber", numbers[key], self._missing_url(lead=key))
            for key in most_first
        ]

    @property
    def _missing(self) -> list[CriticalAction]:
        return [action for course in self.courses for action in course.missing]

    def _missing_url(self, **more: str) -> str:
        return list_url("actions", self.query, reporting="missing", **more)


class SinceOfPlan(Since):
    """One plan."""

    def __init__(self, plan: Plan, course: PlanCourse, query: dict[str, str]) -> None:
        super().__init__([course], query)
        self.plan = plan
        self.course = course

    @property
    def changes(self) -> list[Change]:
        return self.course.changes
