"""Publishing profiles: what would leave the council, what is hidden and why, what has left."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db.models.fields.json import KT
from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render

from accounts.access import SignedInRequest, requires, signed_in
from accounts.capabilities import Capability
from core import exports
from core.disclosure import Contradiction, NotSafe
from core.lists import list_page
from workforce.models import PublishedProfile, Snapshot
from workforce.publishing.acts import publish_profile
from workforce.publishing.open_data import file_name, open_data_of
from workforce.publishing.preview import Preview
from workforce.tables.published import PublishedTable

STAFF = Snapshot.objects.filter(base=Snapshot.Base.STAFF).select_related("directorate")


@requires(Capability.PUBLISH_WORKFORCE)
def publish(request: SignedInRequest, pk: int) -> HttpResponse:
    """What would be published of a snapshot of staff: every cell, and why it is hidden."""
    snapshot = get_object_or_404(STAFF.all(), pk=pk)
    asked = request.POST if request.method == "POST" else request.GET
    keep = asked.getlist("keep")
    if request.method == "POST":
        try:
            seen = request.POST.get("seen", "none")
            published = publish_profile(snapshot, keep, actor=request.user, seen=seen)
        except ValidationError as error:
            messages.error(request, " ".join(error.messages))
            return redirect("workforce:publish", pk)
        messages.success(request, f"{published} is published")
        return redirect(published)
    preview = Preview(snapshot, keep)
    fault = ""
    try:
        tables = preview.tables if preview.profile.mine.groups else []
    except (NotSafe, Contradiction) as unsafe:
        tables, fault = [], str(unsafe)
    context = {
        "snapshot": snapshot,
        "preview": preview,
        "tables": tables,
        "fault": fault,
        "title": f"Publish: {snapshot}",
    }
    return render(request, "workforce/publish.html", context)


@signed_in
def published_list(request: SignedInRequest) -> HttpResponseBase:
    """Every profile that has been published: who publishes also sees what could be."""
    publishes = request.user.can(Capability.PUBLISH_WORKFORCE)
    latest = STAFF.order_by("directorate__name", "directorate_id", "-day").distinct(
        "directorate__name", "directorate_id"
    )
    return list_page(
        request,
        queryset=PublishedProfile.objects.defer("record").annotate(
            organisation=KT("record__organisation")
        ),
        table_class=PublishedTable,
        template_name="workforce/published_list.html",
        context={
            "title": "Published workforce profiles",
            "snapshots": latest if publishes else [],
        },
    )


@signed_in
def published(request: SignedInRequest, pk: int) -> HttpResponse:
    """What was published, as it was, with its documents and files."""
    row = get_object_or_404(PublishedProfile, pk=pk)
    context = {
        "published": row,
        "record": row.record,
        "title": row.title,
        "sees_true": request.user.can(Capability.KEEP_WORKFORCE),
        "files": [(kind, kind.upper()) for kind in exports.KINDS],
    }
    return render(request, "workforce/published.html", context)


@signed_in
def published_file(request: SignedInRequest, pk: int) -> HttpResponse:
    """The published tables as open data (CSV or XLSX), in the layout of UK statistics."""
    row = get_object_or_404(PublishedProfile, pk=pk)
    kind = request.GET.get(exports.FIELD, "")
    if kind not in exports.KINDS:
        raise Http404
    return HttpResponse(
        open_data_of(row, kind),
        content_type=exports.KINDS[kind][1],
        headers={"Content-Disposition": f'attachment; filename="{file_name(row, kind)}"'},
    )
