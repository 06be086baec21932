"""Entering percentages as they were published."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render

from accounts.access import SignedInRequest, requires
from accounts.capabilities import Capability
from core.conflicts import row_to_edit
from workforce.acts_on_snapshots import save_percentages
from workforce.figures import Reference, figures_of
from workforce.forms.percentages import PercentagesForm
from workforce.models import Snapshot


@requires(Capability.KEEP_WORKFORCE)
def percentages(request: SignedInRequest, pk: int) -> HttpResponse:
    """All groups of a table on one page."""
    printed = Snapshot.objects.filter(way=Snapshot.Way.PERCENTAGES).select_related("directorate")
    with row_to_edit(request, printed, pk=pk) as snapshot:
        reference = Reference()
        form = PercentagesForm(
            request.POST or None,
            instance=snapshot,
            groups=reference.groups,
            held=figures_of([snapshot], reference)[snapshot.pk],
        )
        if form.is_valid():
            save_percentages(snapshot, form.rows, actor=request.user)
            messages.success(request, "The percentages are saved")
            return redirect(snapshot)
    context = {"form": form, "snapshot": snapshot, "title": "Enter percentages"}
    return render(request, "workforce/percentages.html", context)
