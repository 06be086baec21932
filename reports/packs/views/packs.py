"""The list of packs; beginning one, its page, its details."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse

from accounts.access import SignedInRequest, access_rule, requires
from accounts.capabilities import Capability
from core.conflicts import row_to_edit
from core.lists import list_page
from reports.access import pack_page, pack_writing_page, sees_packs
from reports.models import Pack
from reports.packs.acts import begin_pack, change_pack, may_be_removed, remove_pack
from reports.packs.filters import PackFilter
from reports.packs.forms import BeginPackForm, ExemptionForm, PackForm
from reports.packs.page import PackPage
from reports.packs.tables import PackTable


@access_rule("writes, approves or publishes papers")
def pack_list(request: SignedInRequest) -> HttpResponseBase:
    """The packs that one may see while they are made."""
    if not sees_packs(request.user):
        raise PermissionDenied
    packs = Pack.objects.readable_by(request.user)
    return list_page(
        request,
        queryset=packs.select_related("directorate", "committee", "meeting"),
        table_class=PackTable,
        filterset_class=PackFilter,
        template_name="papers/packs/list.html",
        context={"title": "Packs", "may_begin": request.user.can(Capability.WRITE_PAPERS)},
        export_name="packs",
    )


@requires(Capability.WRITE_PAPERS)
def begin(request: SignedInRequest) -> HttpResponse:
    """Begin a pack."""
    form = BeginPackForm(request.POST or None, instance=Pack(), user=request.user)
    if form.is_valid():
        try:
            pack = begin_pack(form.save(commit=False), actor=request.user)
        except ValidationError as error:
            form.add_error(None, error)
        else:
            messages.success(request, "The pack is begun. Add its parts")
            return redirect(pack)
    context = {
        "form": form,
        "title": "Begin a pack",
        "submit_label": "Begin",
        "cancel_url": reverse("papers:packs"),
    }
    return render(request, "papers/packs/form.html", context)


@pack_page()
def pack(request: SignedInRequest, pack: Pack) -> HttpResponse:
    """A pack: its parts, what stops it, its steps and documents."""
    page = PackPage(pack, request.user)
    return render(request, "papers/packs/pack.html", {"page": page, "pack": pack})


@pack_writing_page
def edit(request: SignedInRequest, pack: Pack) -> HttpResponse:
    """Change what a pack is called and where it goes."""
    return _change(request, pack, PackForm, "Change the pack")


@pack_writing_page
def exempt(request: SignedInRequest, pack: Pack) -> HttpResponse:
    """State why part B is not published."""
    return _change(request, pack, ExemptionForm, "Why part B is not published")


def _change(
    request: SignedInRequest,
    pack: Pack,
    form_class: type[PackForm] | type[ExemptionForm],
    title: str,
) -> HttpResponse:
    packs = Pack.objects.select_related("committee", "directorate", "meeting")
    with row_to_edit(request, packs, pk=pack.pk) as row:
        form = form_class(request.POST or None, instance=row)
        if form.is_valid():
            change_pack(form.save(commit=False), actor=request.user)
            messages.success(request, "Saved")
            return redirect(row)
    context = {
        "form": form,
        "title": title,
        "pack": pack,
        "cancel_url": pack.get_absolute_url(),
    }
    return render(request, "papers/packs/form.html", context)


@pack_writing_page
def remove(request: SignedInRequest, pack: Pack) -> HttpResponse:
    """Remove a draft that was never submitted."""
    if not may_be_removed(pack):
        raise PermissionDenied("This pack was submitted once. It stays, with its steps.")
    if request.method == "POST":
        remove_pack(pack, actor=request.user)
        messages.success(request, f"{pack} is removed")
        return redirect("papers:packs")
    context = {
        "pack": pack,
        "title": "Remove this pack",
        "told": "Its cover reports, answers and annexes go with it. Plans, reports and published "
        "figures stay where they are.",
        "submit_label": "Remove the pack",
        "cancel_url": pack.get_absolute_url(),
    }
    return render(request, "papers/packs/remove.html", context)
