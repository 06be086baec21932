"""Entering counts: the groups of a snapshot, and the form of one."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from accounts.access import SignedInRequest, requires
from accounts.capabilities import Capability
from core.conflicts import row_to_edit
from workforce.acts_on_snapshots import save_counts
from workforce.figures import Reference, figures_of
from workforce.forms.counts import GroupCountForm
from workforce.models import GroupCount, Snapshot, StaffGroup

COUNTED = Snapshot.objects.exclude(way=Snapshot.Way.PERCENTAGES).select_related("directorate")


@requires(Capability.KEEP_WORKFORCE)
def counts(request: SignedInRequest, pk: int) -> HttpResponse:
    """The groups of which counts are entered, with what is held of them."""
    snapshot = get_object_or_404(COUNTED.all(), pk=pk)
    reference = Reference()
    figures = figures_of([snapshot], reference)[snapshot.pk]
    groups = [(each, figures.of(each)) for each in reference.entered_on(snapshot)]
    context = {
        "snapshot": snapshot,
        "groups": [(group, f"{held.headcount:,}" if held else "") for group, held in groups],
        "title": "Enter counts",
    }
    return render(request, "workforce/counts.html", context)


@requires(Capability.KEEP_WORKFORCE)
def group_counts(request: SignedInRequest, pk: int, group: int) -> HttpResponse:
    """Enter the counts of one group."""
    # The snapshot is locked, so that of two who enter a group at once the second is told.
    with row_to_edit(request, COUNTED.all(), pk=pk) as snapshot:
        reference = Reference()
        groups = reference.entered_on(snapshot)
        staff_group = _one_of(groups, group)
        form = _form(request.POST or None, snapshot, staff_group, reference)
        if form.is_valid():
            save_counts(snapshot, staff_group, form.entry, actor=request.user)
            messages.success(request, f"{staff_group} is saved")
            following = _following(groups, staff_group)
            if "next" in request.POST and following is not None:
                return redirect("workforce:group_counts", snapshot.pk, following.pk)
            return redirect("workforce:counts", snapshot.pk)
    context = {
        "form": form,
        "snapshot": snapshot,
        "group": staff_group,
        "following": _following(groups, staff_group),
        "title": staff_group.name,
    }
    return render(request, "workforce/group_counts.html", context)


@requires(Capability.KEEP_WORKFORCE)
@require_POST
def group_sums(request: SignedInRequest, pk: int, group: int) -> HttpResponse:
    """What is being typed, added up; asked by the page itself."""
    snapshot = get_object_or_404(COUNTED.all(), pk=pk)
    reference = Reference()
    staff_group = _one_of(reference.entered_on(snapshot), group)
    form = _form(request.POST, snapshot, staff_group, reference)
    return render(request, "workforce/sums.html", {"form": form})


def _one_of(groups: list[StaffGroup], pk: int) -> StaffGroup:
    return get_object_or_404(StaffGroup.objects.filter(pk__in=[each.pk for each in groups]), pk=pk)


def _following(groups: list[StaffGroup], group: StaffGroup) -> StaffGroup | None:
    place = groups.index(group) + 1
    return groups[place] if place < len(groups) else None


def _form(data: Any, snapshot: Snapshot, group: StaffGroup, reference: Reference) -> GroupCountForm:
    row = GroupCount.objects.filter(snapshot=snapshot, group=group).first()
    figures = figures_of([snapshot], reference)[snapshot.pk]
    held = figures.of(group)
    return GroupCountForm(
        data,
        instance=row or GroupCount(snapshot=snapshot, group=group, revision=0),
        lists=figures.lists,
        held=held.counted if held else {},
    )
