"""What of a plan can be amended: every committed part in its order, with what can be proposed."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from django.urls import reverse

from plans.amending.cells import AMENDED_KINDS
from plans.comparing.outline import Part, outline_of
from plans.models import Plan
from plans.parts import KINDS, PartKind
from plans.reading import PlanReading


@dataclass(frozen=True)
class Choice:
    """A part that an amendment may change, remove, or add something under."""

    title: str
    has_more: bool
    """Whether other parts can stand under it."""
    change_url: str
    remove_url: str
    additions: list[tuple[str, str]]
    """What may be added under it, in words, and the address of its form."""
    children: list[Choice] = field(default_factory=list)


def choices_of(plan: Plan) -> list[Choice]:
    """The parts of a plan, those under others with them."""
    return _choices(plan, outline_of(PlanReading(plan)).parts)


def additions_to(plan: Plan, parent_key: str, parent_pk: int) -> list[tuple[str, str]]:
    """What may be added under a part of a kind, or ("plan") to the plan itself."""
    return [
        (
            f"Add {with_article(kind)}",
            reverse("plans:amendment_add", args=[plan.pk, kind.key, parent_pk]),
        )
        for kind in AMENDED_KINDS.values()
        if kind.parent_key == parent_key
    ]


def with_article(kind: PartKind) -> str:
    """ "an action", "a KPI"."""
    return f"{'an' if kind.name[0] in 'aeiou' else 'a'} {kind.name}"


def _choices(plan: Plan, parts: Iterable[Part]) -> list[Choice]:
    return [
        Choice(
            title=_title(part),
            has_more=part.kind in {kind.parent_key for kind in AMENDED_KINDS.values()},
            change_url=reverse("plans:amendment_change", args=[plan.pk, part.kind, part.key]),
            remove_url=reverse("plans:amendment_remove", args=[plan.pk, part.kind, part.key]),
            additions=additions_to(plan, part.kind, part.key),
            children=_choices(plan, part.children),
        )
        for part in parts
        if part.kind in AMENDED_KINDS
    ]


def _title(part: Part) -> str:
    name = KINDS[part.kind].name
    words = " ".join(f"{part.ref} {part.text}".split()) or "without text"
    if part.text.startswith(part.ref):
        words = " ".join(part.text.split()) or words
    return f"{name[:1].upper()}{name[1:]} {words}"
