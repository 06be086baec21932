"""Taking a pack a step further, or back."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render

from accounts.access import SignedInRequest
from accounts.capabilities import Capability
from reports.access import pack_page
from reports.models import Pack
from reports.packs.asking import ask_to_freeze
from reports.packs.forms import StepForm
from reports.packs.obstacles import findings_of
from reports.packs.steps import STEPS, Step, digests_of, mark_of, record_step

NOTHING_READ = "-"


@pack_page(Capability.WRITE_PAPERS, Capability.APPROVE_PAPERS, Capability.FREEZE_PAPERS)
def step(request: SignedInRequest, pack: Pack, key: str) -> HttpResponse:
    """What a step means, and the button by which it is taken."""
    chosen = STEPS.get(key)
    if chosen is None:
        raise Http404
    if not pack.allows(request.user, chosen.capability):
        raise PermissionDenied
    if pack.state not in chosen.sources:
        messages.info(request, f"This pack is now “{pack.get_state_display()}”")
        return redirect(pack)
    form = StepForm(request.POST if request.method == "POST" else None, step=chosen)
    if form.is_valid():
        try:
            return _taken(request, pack, chosen, form)
        except ValidationError as error:
            form.add_error(None, error)
    context = {
        "form": form,
        "pack": pack,
        "step": chosen,
        "title": chosen.button,
        "findings": findings_of(pack),
        "read": _read(pack, chosen),
        "cancel_url": pack.get_absolute_url(),
    }
    return render(request, "papers/packs/step.html", context)


def _taken(request: SignedInRequest, pack: Pack, chosen: Step, form: StepForm) -> HttpResponse:
    if chosen.key == "freeze":
        document = ask_to_freeze(pack, actor=request.user)
        if document.requested_by_id == request.user.pk:
            return redirect("reports:document", document.pk)
        messages.info(request, f"{document.requested_by} has asked for this already")
        return redirect(pack)
    note = form.cleaned_data.get("note", "")
    read = request.POST.get("read") or NOTHING_READ
    record_step(pack, chosen, note=note, read=read, actor=request.user)
    messages.success(request, f"Recorded: {chosen.label.lower()}")
    return redirect(pack)


def _read(pack: Pack, chosen: Step) -> str:
    """The mark of what is on the page, where it is approved; empty where it cannot be told."""
    if chosen.key != "approve":
        return ""
    try:
        return mark_of(digests_of(pack))
    except ValidationError:
        return ""
