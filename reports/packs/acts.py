"""What people do to a pack as a whole while it is written: begin, change, remove."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.db.models import Q

from accounts.capabilities import Capability
from accounts.models import User
from core.audit import act
from core.models import AuditAct
from council.models import Directorate
from reports.models import CoverReport, Pack, PackStep
from reports.packs.audit_actions import PACK_BEGUN, PACK_CHANGED, PACK_DELETED, STEPS

BEGUN_ALREADY = "There is a pack with this title for this meeting already"


def why_not_written(pack: Pack) -> str:
    """Why a pack may not be changed, for whoever tries; empty where it may."""
    if pack.is_draft:
        return ""
    return f"This pack is “{pack.get_state_display()}”. Only a draft can be changed."


@contextmanager
def writing(pack: Pack, action: str, *, actor: User, note: str = "") -> Iterator[Pack]:
    """An act on a pack that may be written: the pack as it is now, locked.

    Raises PermissionDenied for who may not, and once the pack is a draft no more.
    """
    if not pack.allows(actor, Capability.WRITE_PAPERS):
        raise PermissionDenied
    with act(action, actor=actor, target=pack, note=note[:300]):
        current = Pack.objects.select_for_update(of=("self",)).get(pk=pack.pk)
        if why_not := why_not_written(current):
            raise PermissionDenied(why_not)
        yield current


def begin_pack(pack: Pack, *, actor: User) -> Pack:
    """Store a new pack. A form that is sent twice begins one pack, which comes back.

    Raises ValidationError where another pack has its title and meeting.
    """
    if not pack.allows(actor, Capability.WRITE_PAPERS):
        raise PermissionDenied
    with transaction.atomic():
        # Two forms at once take turns.
        Directorate.objects.select_for_update().get(pk=pack.directorate_id)
        same = Pack.objects.filter(
            title=pack.title, directorate=pack.directorate_id, meeting=pack.meeting_id
        ).first()
        if same is not None:
            if not same.is_draft or same.parts.exists():
                raise ValidationError({"title": BEGUN_ALREADY})
            return same
        with act(PACK_BEGUN, actor=actor) as entry:
            pack.save()
            entry.about(pack)
    return pack


def change_pack(pack: Pack, *, actor: User) -> None:
    """Store the changed details of a pack."""
    with writing(pack, PACK_CHANGED, actor=actor):
        pack.save()


def may_be_removed(pack: Pack) -> bool:
    """Whether a pack can still go without a trace in the papers: it never left its draft."""
    return pack.is_draft and not pack.steps.exists()


def remove_pack(pack: Pack, *, actor: User) -> None:
    """Remove a draft that was never submitted, with its parts. Raises ValidationError else."""
    with writing(pack, PACK_DELETED, actor=actor) as current:
        if PackStep.objects.filter(pack=current).exists():
            raise ValidationError("This pack was submitted once. It stays, with its steps")
        current.delete()


def writer_of(pack: Pack) -> str:
    """Who wrote a pack: who changed it, its answers or its cover reports last, or who began it."""
    of_pack = Q(
        target_model=pack._meta.label_lower, target_id=pack.pk, action__startswith="pack"
    ) & ~Q(action__in=STEPS)
    of_cover_reports = Q(
        target_model=CoverReport._meta.label_lower,
        target_id__in=list(pack.cover_reports.values_list("pk", flat=True)),
    )
    last = AuditAct.objects.filter(of_pack | of_cover_reports).first()
    return last.actor_name if last else ""
