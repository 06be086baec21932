"""Freezing an approved pack: its documents are made once, and kept for ever.

First everything is read, in one snapshot of the database, so that all of it is of one moment;
then it is laid out, which takes minutes and asks nothing; then it is stored. A worker that is
killed leaves nothing behind, and one that begins again after another has finished finds the
paper. A pack that moved on meanwhile is not frozen.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.core.exceptions import PermissionDenied
from django.utils import timezone

from accounts.capabilities import Capability
from accounts.models import User
from core.dates import in_words
from reports.models import Pack, Paper
from reports.packs.composing import Composition
from reports.packs.moment import NotFrozen, one_moment, read_approved
from reports.packs.steps import correction_of
from reports.packs.storing import Finished, MovedOn, store

if TYPE_CHECKING:
    from reports.binding import Bound


def freeze(pack: Pack, approval_pk: int, *, actor: User) -> Paper:
    """Freeze a pack as one approval of it says; the paper that it has already comes back.

    Raises PermissionDenied, and NotFrozen with the reason.
    """
    if not pack.allows(actor, Capability.FREEZE_PAPERS):
        raise PermissionDenied
    if paper := paper_of(pack, approval_pk):
        return paper
    with one_moment():
        read = read_approved(pack.pk, approval_pk)
        version = read.pack.papers.count() + 1
        correction = correction_of(read.pack)
    status = f"Version {version}, frozen on {in_words(timezone.localdate())}"
    bound = _bound(read.files, {"status": status, "correction": correction})
    try:
        return store(Finished(read, bound, version, correction), actor=actor)
    except MovedOn as moved:
        # Another worker may have been quicker.
        if paper := paper_of(pack, approval_pk):
            return paper
        raise NotFrozen(str(moved)) from None


def _bound(
    files: dict[tuple[str, str], Composition],
    stating: dict[str, str],
) -> dict[tuple[str, str], Bound]:
    """Every document laid out; what says the same to two audiences is laid out once."""
    bound: dict[tuple[str, str], Bound] = {}
    for key, composition in files.items():
        same = next((each for each in bound if files[each].says_the_same_as(composition)), None)
        bound[key] = bound[same] if same else composition.stating(**stating).bind(draft=False)
    return bound


def paper_of(pack: Pack, approval_pk: int) -> Paper | None:
    """The paper that was frozen of an approval, if there is one."""
    approved, frozen = Pack.State.APPROVED, Pack.State.FROZEN
    steps = list(pack.steps.filter(to_state__in=[approved, frozen]).order_by("pk"))
    version = 0
    for step, after in zip(steps, [*steps[1:], None], strict=True):
        version += step.to_state == frozen
        if step.pk == approval_pk and after is not None and after.to_state == frozen:
            return pack.papers.get(version=version + 1)
    return None
