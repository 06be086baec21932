"""A plan as it was approved beside the plan as it is now, with the amendments in between."""

from __future__ import annotations

from dataclasses import replace
from functools import cached_property

from django.urls import reverse

from core.dates import in_words
from plans.comparing.compare import compare
from plans.comparing.differences import Differences
from plans.comparing.outline import Outline, Part
from plans.comparing.sides import Side
from plans.facts import is_progress
from plans.models import Amendment, Plan, RouteStep


class NotApproved(LookupError):
    """The plan is not approved, so that there is nothing to set beside it."""


class AsApproved:
    """What was committed to, then and now. Progress and scores of risks are no part of it."""

    def __init__(self, plan: Plan) -> None:
        """Raises NotApproved."""
        approval = approval_of(plan)
        if approval is None:
            raise NotApproved
        self.plan = plan
        self.approval = approval

    def __str__(self) -> str:
        return f"As approved and now: {self.plan}"

    def get_absolute_url(self) -> str:
        return reverse("plans:as_approved", args=[self.plan.pk])

    @cached_property
    def amendments(self) -> list[Amendment]:
        """Those agreed since the approval, in the order in which they were agreed."""
        return list(self.plan.amendments.agreed_since(self.approval.version))

    @property
    def summary(self) -> str:
        """ "Version 1, approved on 18 March 2025, with 2 amendments"."""
        number = len(self.amendments)
        amended = f"{number or 'no'} amendment{'' if number == 1 else 's'}"
        day = in_words(self.approval.decided_on)
        return f"Version {self.approval.version}, approved on {day}, with {amended}"

    @cached_property
    def differences(self) -> Differences:
        """What differs between the two, of that which changes by amendment."""
        when = f"as approved on {in_words(self.approval.decided_on)}"
        then = Side(self.plan, self.approval.recorded_at, when, self.approval.to_status)
        return compare(_committed(then.outline), _committed(Side(self.plan).outline))

    def file_name(self, suffix: str) -> str:
        return f"as-approved-{self.plan.file_name(suffix)}"


def approval_of(plan: Plan) -> RouteStep | None:
    """The step by which the plan as it stands was approved; None where it is not."""
    if not plan.is_approved:
        return None
    return plan.route_steps.filter(to_status=Plan.Status.APPROVED).last()


def _committed(outline: Outline) -> Outline:
    return replace(outline, details=[], parts=tuple(map(_committed_part, outline.parts)))


def _committed_part(part: Part) -> Part:
    cells = [(label, text) for label, text in part.cells if not is_progress(part.kind, label)]
    children = tuple(_committed_part(child) for child in part.children if child.kind != "risk")
    return replace(part, cells=cells, children=children)
