"""Publishing figures: what would leave the council, what is hidden and why, and what has left."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render

from accounts.access import SignedInRequest, requires, signed_in
from accounts.capabilities import Capability
from core import exports
from core.disclosure import Contradiction, NotSafe
from core.lists import list_page
from council.models import DisclosureProfile
from incidents.models import IncidentType, PublishedReturns
from incidents.publishing.acts import publish_returns
from incidents.publishing.preview import Preview
from incidents.tables.published import PublishedRows, PublishedTable, headings_of


@signed_in
def published_list(request: SignedInRequest) -> HttpResponseBase:
    """Everything that has been published: who publishes also sees what could be."""
    publishes = request.user.can(Capability.PUBLISH_RETURNS)
    kinds = IncidentType.objects.all() if publishes else ()
    return list_page(
        request,
        queryset=PublishedReturns.objects.select_related("type").defer("record"),
        table_class=PublishedTable,
        template_name="incidents/published_list.html",
        context={"title": "Published figures", "kinds": kinds},
    )


@requires(Capability.PUBLISH_RETURNS)
def preview(request: SignedInRequest, key: str) -> HttpResponse:
    """What would be published of a kind of incident: every cell, and why it is hidden."""
    kind = get_object_or_404(IncidentType, key=key)
    asked = request.POST if request.method == "POST" else request.GET
    keep = asked.getlist("keep")
    if request.method == "POST":
        try:
            seen = request.POST.get("seen", "none")
            published = publish_returns(kind, keep, actor=request.user, seen=seen)
        except ValidationError as error:
            messages.error(request, " ".join(error.messages))
            return redirect("incidents:publish", key)
        messages.success(request, f"{published} is published")
        return redirect(published)
    shown = Preview(kind, keep)
    fault = ""
    try:
        tables = shown.rows() if shown.years else []
    except (NotSafe, Contradiction) as unsafe:
        tables, fault = [], str(unsafe)
    context = {
        "kind": kind,
        "preview": shown,
        "tables": tables,
        "fault": fault,
        "profile": DisclosureProfile.of(DisclosureProfile.UsedFor.INCIDENTS),
        "title": f"Publish: {kind}",
    }
    return render(request, "incidents/publish.html", context)


@signed_in
def published_file(request: SignedInRequest, pk: int) -> HttpResponseBase:
    """The published tables as CSV or XLSX, as they were printed."""
    row = get_object_or_404(PublishedReturns.objects.select_related("type"), pk=pk)
    kind = request.GET.get(exports.FIELD, "")
    if kind not in exports.KINDS:
        raise Http404
    about = exports.About(
        name=row.title,
        filters=[],
        order="as printed",
        made_by=str(request.user),
        address=request.build_absolute_uri(row.get_absolute_url()),
    )
    return exports.file_of(PublishedRows.of(row.record), kind, about)


@signed_in
def published(request: SignedInRequest, pk: int) -> HttpResponse:
    """What was published, as it was, with its documents."""
    row = get_object_or_404(PublishedReturns.objects.select_related("type"), pk=pk)
    context = {"published": row, "record": row.record, "title": row.title}
    context["sees_true"] = request.user.can(Capability.COLLECT_RETURNS)
    context["files"] = [(each, each.upper()) for each in exports.KINDS]
    context["years"] = headings_of(row.record)
    return render(request, "incidents/published.html", context)
