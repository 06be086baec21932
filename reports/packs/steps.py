"""The steps of a pack, readable in one place.

draft → submitted for approval → approved → frozen; back to draft, with a reason, until it is
frozen; and a frozen one is taken up again to correct it, with what was wrong.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass

from django.core.exceptions import PermissionDenied, ValidationError
from django.utils import timezone

from accounts.capabilities import Capability
from accounts.models import User
from core.audit import act
from reports.models import Audience, Pack, PackStep
from reports.packs.audit_actions import PACK_MOVED
from reports.packs.composing import EXEMPT, OPEN, NotComposed, approved_of, compose
from reports.packs.mails import tell_of_step
from reports.packs.obstacles import obstacles_of
from reports.papers.naming import refusal

State = Pack.State
WRITERS = ("officer", "plan_lead")
CHANGED = (
    "The pack, or something it prints, was changed since you opened this page. Read it again "
    "before you approve it"
)


@dataclass(frozen=True)
class Step:
    """A step: from where, to where, who may take it and who is told."""

    key: str
    label: str
    button: str
    explained: str
    sources: tuple[str, ...]
    target: str
    capability: Capability
    tells: tuple[str, ...]
    """The roles of those whom it concerns, for the pack's directorate or its committee."""
    reason: str = ""
    """What a reason is asked for, as the label of its box; empty where none is."""
    is_warned: bool = False
    """Whether its button warns: it takes something back."""

    @property
    def reason_missing(self) -> str:
        return "Enter what was wrong" if self.key == "correct" else "Enter the reason"


STEPS: dict[str, Step] = {
    step.key: step
    for step in (
        Step(
            "submit",
            "Submitted for approval",
            "Submit for approval",
            "Nothing in the pack can be changed while somebody reads it to approve it.",
            (State.DRAFT,),
            State.SUBMITTED,
            Capability.WRITE_PAPERS,
            ("plan_lead", "leadership_team"),
        ),
        Step(
            "approve",
            "Approved",
            "Approve",
            "You approve what each part says now. The pack is frozen only as it was approved.",
            (State.SUBMITTED,),
            State.APPROVED,
            Capability.APPROVE_PAPERS,
            WRITERS,
        ),
        Step(
            "freeze",
            "Frozen",
            "Freeze",
            "The PDF is made as it was approved and kept for ever. Nobody can change it "
            "afterwards: a correction is a new version. A long pack takes a few minutes.",
            (State.APPROVED,),
            State.FROZEN,
            Capability.FREEZE_PAPERS,
            ("officer", "plan_lead", "committee_clerk"),
        ),
        Step(
            "send_back",
            "Sent back to draft",
            "Send back to draft",
            "Its authors can change it again, and it must be submitted once more.",
            (State.SUBMITTED, State.APPROVED),
            State.DRAFT,
            Capability.APPROVE_PAPERS,
            WRITERS,
            reason="Why do you send it back?",
            is_warned=True,
        ),
        Step(
            "correct",
            "Taken up again to correct it",
            "Correct",
            "The pack becomes a draft again. The frozen version stays as it is and can be read; "
            "the corrected one will name it and print what was wrong.",
            (State.FROZEN,),
            State.DRAFT,
            Capability.FREEZE_PAPERS,
            ("officer", "plan_lead", "committee_clerk"),
            reason="What was wrong?",
            is_warned=True,
        ),
    )
}


def next_steps(pack: Pack, user: User) -> list[Step]:
    """The steps that somebody may take from where the pack stands."""
    return [
        step
        for step in STEPS.values()
        if pack.state in step.sources and pack.allows(user, step.capability)
    ]


def record_step(pack: Pack, step: Step, *, actor: User, note: str = "", read: str = "") -> PackStep:
    """Take a step, keep who took it, and tell whom it concerns. Freezing is `freezing.py`.

    `read` is the mark of what was read (`mark_of`), where it is to be approved as it was read.
    Raises PermissionDenied without the right to, and ValidationError where the pack has moved
    on, something stops it, a reason is missing, or something else is to be read now.
    """
    if not pack.allows(actor, step.capability):
        raise PermissionDenied
    if step.reason and not note.strip():
        raise ValidationError({"note": step.reason_missing})
    if step.key == "correct" and (named := refusal(note)):
        raise ValidationError({"note": named})
    with act(PACK_MOVED, actor=actor, target=pack, note=step.label):
        current = locked(pack)
        if current.state not in step.sources:
            raise ValidationError(
                f"This pack is now “{current.get_state_display()}”, so this step no longer fits"
            )
        if step.target in (State.SUBMITTED, State.APPROVED):
            refuse_obstacles(current)
        digests: dict[str, str] = {}
        if step.target == State.APPROVED:
            digests = digests_of(current)
            if read and read != mark_of(digests):
                raise ValidationError(CHANGED)
        taken = PackStep.objects.create(
            pack=current,
            from_state=current.state,
            to_state=step.target,
            note=note,
            digests=digests,
            recorded_by=actor,
            recorded_by_name=str(actor),
            recorded_at=timezone.now(),
        )
        tell_of_step(taken, step.label, step.tells, actor)
    pack.refresh_from_db(fields=["state", "revision"])
    return taken


def locked(pack: Pack) -> Pack:
    """The pack as it is now, locked."""
    packs = Pack.objects.select_related("committee", "directorate", "meeting")
    return packs.select_for_update(of=("self",)).get(pk=pack.pk)


def refuse_obstacles(pack: Pack) -> None:
    """Raises ValidationError with everything that stops a pack."""
    if found := obstacles_of(pack):
        raise ValidationError(found)


def digests_of(pack: Pack) -> dict[str, str]:
    """What an approval covers, as the committee reads it: `approved_of`.

    Raises ValidationError where a part cannot be told.
    """
    sides = [OPEN, *([EXEMPT] if pack.parts.filter(is_exempt=True).exists() else [])]
    try:
        return approved_of(pack, {side: compose(pack, side, Audience.COMMITTEE) for side in sides})
    except NotComposed as problem:
        raise ValidationError(str(problem)) from None


def mark_of(digests: dict[str, str]) -> str:
    """One mark of all digests, for the form of an approval."""
    return hashlib.sha256(repr(sorted(digests.items())).encode()).hexdigest()[:32]


def approval_of(pack: Pack) -> PackStep | None:
    """The approval that holds, of an approved or frozen pack."""
    if pack.state not in (State.APPROVED, State.FROZEN):
        return None
    return pack.steps.filter(to_state=State.APPROVED).last()


def correction_of(pack: Pack) -> str:
    """What was wrong with the last paper of a pack; empty before the first."""
    step = pack.steps.filter(from_state=State.FROZEN).last()
    return step.note if step else ""
