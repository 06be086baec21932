"""The two sides of a comparison, and what a choice in an address means.

    plan:12                     another plan, as it is now
    state:2026-05-04            the plan itself, as it was at the end of that day
    state:2026-05-04T09:30:00Z  the plan itself, as it was at that moment

The earlier side is the one before: of two plans the one that starts first, of two states
the older one.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from functools import cached_property

from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.utils.text import slugify

from accounts.audit_reading import moment_in_words
from accounts.capabilities import Capability
from accounts.models import User
from core.dates import in_words
from plans.comparing.compare import compare
from plans.comparing.differences import Differences
from plans.comparing.outline import Outline, outline_of
from plans.comparing.past import plan_as_it_was
from plans.models import Plan
from plans.reading import PlanReading

PARAMETERS = ("with", "of")
"""What identifies a comparison of a plan: with what, and which state of the plan (now if empty)."""


class NotYetBegun(LookupError):
    """There was no such plan yet at the moment."""


@dataclass(frozen=True)
class Side:
    """A plan as it is now, or as it was at a moment."""

    plan: Plan
    moment: datetime | None = None
    when: str = "as it is now"
    reached: str = ""
    """Of a step of the route: the status it led to, which is written a moment after it."""

    def __str__(self) -> str:
        return f"{self.plan}, {self.when}"

    @property
    def is_approved(self) -> bool:
        return self._reading.plan.is_approved

    @property
    def status(self) -> str:
        """The plan's status on this side."""
        return self._reading.plan.get_status_display()

    @cached_property
    def outline(self) -> Outline:
        """What is compared. Raises NotYetBegun."""
        return outline_of(self._reading)

    @cached_property
    def _reading(self) -> PlanReading:
        if self.moment is None:
            return PlanReading(self.plan)
        reading = plan_as_it_was(self.plan, self.moment)
        if reading is None:
            raise NotYetBegun(f"{self.plan} had not been begun by {moment_in_words(self.moment)}")
        reading.plan.status = self.reached or reading.plan.status
        return reading


@dataclass(frozen=True)
class Comparison:
    """A plan beside another plan or another state of itself."""

    plan: Plan
    """The plan on whose pages the comparison stands."""
    before: Side
    after: Side
    parameters: Mapping[str, str]
    """Its choice as it stands in the address."""

    def __str__(self) -> str:
        if self.before.plan.pk == self.after.plan.pk:
            return f"Changes to {self.plan}: {self.before.when}, {self.after.when}"
        return f"Changes from {self.before.plan} to {self.after.plan}"

    @property
    def heading(self) -> str:
        """What is compared in the words of a heading; the sides say the rest."""
        before, after = self.before.plan, self.after.plan
        if before.pk == after.pk:
            return f"Changes to the plan for {after.year}"
        if before.directorate_id == after.directorate_id:
            return f"Changes from {before.year} to {after.year}"
        return f"{before} and {after} compared"

    @property
    def directorate_name(self) -> str:
        """The directorate of both sides; empty where there are two."""
        before, after = self.before.plan.directorate, self.after.plan.directorate
        return after.name if before == after else ""

    def get_absolute_url(self) -> str:
        return f"{reverse('plans:compare', args=[self.plan.pk])}?{urlencode(self.parameters)}"

    @cached_property
    def differences(self) -> Differences:
        """What was added, changed and removed. Raises NotYetBegun."""
        return compare(self.before.outline, self.after.outline)

    def file_name(self, suffix: str) -> str:
        """A file name that says what is compared."""
        plans = list(dict.fromkeys([self.before.plan, self.after.plan]))
        days = [
            timezone.localtime(side.moment).date().isoformat()
            for side in (self.before, self.after)
            if side.moment is not None
        ]
        names = [plan.file_name("").rstrip(".") for plan in plans]
        return f"{slugify(' '.join(['changes', *names, *days]))}.{suffix}"


def comparison_of(
    plan: Plan, parameters: Mapping[str, str], user: User | None
) -> Comparison | None:
    """The comparison that an address asks for; None where it means nothing this user may read.

    `user` is None for the command line, which may read everything.
    """
    other = _side(plan, parameters.get("with", ""), user)
    this = _side(plan, of, user) if (of := parameters.get("of", "")) else Side(plan)
    if other is None or this is None or this.plan.pk != plan.pk:
        return None
    before, after = sorted([other, this], key=_age)
    kept = {name: parameters[name] for name in PARAMETERS if parameters.get(name)}
    return Comparison(plan, before, after, kept)


def may_see_states(plan: Plan, user: User | None) -> bool:
    """Whether a user may read what the plan was before it was handed on, as in its history."""
    return user is None or plan.allows(user, Capability.READ_PLANS)


def _age(side: Side) -> tuple[date, datetime]:
    return side.plan.start, side.moment or datetime.max.replace(tzinfo=UTC)


def _side(plan: Plan, choice: str, user: User | None) -> Side | None:
    kind, _, value = choice.partition(":")
    if kind == "plan" and value.isascii() and value.isdigit():
        return _other(plan, int(value), user)
    if kind == "state" and may_see_states(plan, user):
        return _state(plan, value)
    return None


def _other(plan: Plan, number: int, user: User | None) -> Side | None:
    plans = Plan.objects.select_related("directorate", "risk_scale", "rag_definition")
    if user is not None:
        plans = plans.readable_by(user)
    found = plans.exclude(pk=plan.pk).filter(pk=number).first() if number < 2**63 else None
    return Side(found) if found else None


def _state(plan: Plan, value: str) -> Side | None:
    moment = _moment(value)
    if moment is None or moment > timezone.now():
        return None
    step = next((step for step in plan.route_steps.all() if step.recorded_at == moment), None)
    if step is not None:
        return Side(plan, moment, f"as it was at the step “{step}”", step.to_status)
    if "T" not in value:
        return Side(plan, moment, f"as it was at the end of {in_words(date.fromisoformat(value))}")
    return Side(plan, moment, f"as it was on {moment_in_words(moment)}")


def _moment(value: str) -> datetime | None:
    """The moment that an address names: one with its time zone, or the end of a day."""
    try:
        if "T" in value:
            moment = datetime.fromisoformat(value)
            return moment.astimezone(UTC) if moment.tzinfo else None
        return timezone.make_aware(datetime.combine(date.fromisoformat(value), time.max))
    except (ValueError, OverflowError):
        return None


def state_of(moment: datetime) -> str:
    """How an address names a moment."""
    return f"state:{moment.astimezone(UTC).isoformat().replace('+00:00', 'Z')}"
