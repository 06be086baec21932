"""The list of snapshots; beginning, changing and removing one."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db.models import Count
from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse

from accounts.access import SignedInRequest, requires
from accounts.capabilities import Capability
from core.conflicts import row_to_edit
from core.lists import list_page
from workforce.acts_on_snapshots import begin_snapshot, change_snapshot, remove_snapshot
from workforce.filters.snapshot import SnapshotFilter
from workforce.forms.snapshot import AboutSnapshotForm, SnapshotForm
from workforce.models import Snapshot
from workforce.tables.snapshot import SnapshotTable

ADDING = {
    Snapshot.Way.COUNTS.value: "Enter counts",
    Snapshot.Way.PERCENTAGES.value: "Enter percentages",
}


@requires(Capability.KEEP_WORKFORCE)
def snapshots(request: SignedInRequest) -> HttpResponseBase:
    """All snapshots, of every organisation."""
    rows = Snapshot.objects.select_related("directorate")
    return list_page(
        request,
        queryset=rows.annotate(groups_held=Count("groups")),
        table_class=SnapshotTable,
        filterset_class=SnapshotFilter,
        template_name="workforce/snapshots.html",
        context={"title": "Workforce"},
        export_name="workforce-figures",
    )


@requires(Capability.KEEP_WORKFORCE)
def add(request: SignedInRequest, way: str) -> HttpResponse:
    """Say of whom and of which day figures will be entered."""
    if way not in ADDING:
        raise Http404
    form = SnapshotForm(request.POST or None, instance=Snapshot(way=way))
    if form.is_valid():
        begun = form.save_or_explain(
            lambda: begin_snapshot(form.save(commit=False), actor=request.user)
        )
        if begun is not None:
            return redirect(f"workforce:{way}", begun.pk)
    context = {
        "form": form,
        "title": ADDING[way],
        "submit_label": "Continue",
        "cancel_url": reverse("workforce:snapshots"),
    }
    return render(request, "workforce/form.html", context)


@requires(Capability.KEEP_WORKFORCE)
def edit(request: SignedInRequest, pk: int) -> HttpResponse:
    """Change where the figures are from and what is noted of them."""
    rows = Snapshot.objects.select_related("directorate")
    with row_to_edit(request, rows, pk=pk) as snapshot:
        form = AboutSnapshotForm(request.POST or None, instance=snapshot)
        if form.is_valid():
            change_snapshot(form.save(commit=False), actor=request.user)
            messages.success(request, f"{snapshot} is saved")
            return redirect(snapshot)
    context = {
        "form": form,
        "title": "Change what is said of the figures",
        "snapshot": snapshot,
        "cancel_url": snapshot.get_absolute_url(),
    }
    return render(request, "workforce/form.html", context)


@requires(Capability.KEEP_WORKFORCE)
def remove(request: SignedInRequest, pk: int) -> HttpResponse:
    """Remove a snapshot, having been shown what goes with it."""
    rows = Snapshot.objects.select_related("directorate")
    snapshot = get_object_or_404(rows.annotate(groups_held=Count("groups")), pk=pk)
    if request.method == "POST":
        try:
            remove_snapshot(snapshot, actor=request.user)
        except ValidationError as error:
            messages.error(request, error.messages[0])
            return redirect(snapshot)
        messages.success(request, f"{snapshot} is removed")
        return redirect("workforce:snapshots")
    context = {
        "snapshot": snapshot,
        "answers_held": snapshot.answers.count(),
        "title": "Remove these figures",
        "cancel_url": snapshot.get_absolute_url(),
    }
    return render(request, "workforce/remove.html", context)
