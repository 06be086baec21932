"""Giving a part another place: among its siblings, or elsewhere in its plan."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse, JsonResponse
from django.shortcuts import redirect, render

from accounts.access import SignedInRequest
from plans.access import writing_page
from plans.acts_on_parts import Order, label, move, move_before, relocate
from plans.cards import address_of, card
from plans.forms.relocation import RelocationForm
from plans.models import Plan
from plans.views.part_forms import kind_or_404
from plans.views.plan import plan_context
from plans.views.removed import show_removed


@writing_page
def move_part(request: SignedInRequest, plan: Plan, kind_key: str, part_pk: int) -> HttpResponse:
    """Move a part up or down by one place, or before another one; a script is told the order."""
    kind = kind_or_404(kind_key)
    wants_order = request.headers.get("Accept") == "application/json"
    part = kind.parts_of(plan).filter(pk=part_pk).first()
    if part is None:
        if wants_order:
            return JsonResponse({"words": "Somebody removed this. Reload the page."}, status=410)
        return show_removed(request, plan, kind, part_pk)
    if request.method != "POST":
        return redirect(address_of(plan, part))
    try:
        if "before" in request.POST:
            before = _number(request.POST["before"])
            order = move_before(kind, part, before, plan=plan, actor=request.user)
        else:
            order = move(kind, part, up="up" in request.POST, plan=plan, actor=request.user)
    except ValidationError as error:
        if wants_order:
            return JsonResponse({"words": error.messages[0]}, status=409)
        messages.info(request, error.messages[0])
    else:
        if wants_order:
            return JsonResponse({"words": order.words, "order": _anchors(plan, order)})
        messages.success(request, order.words)
    return redirect(address_of(plan, part))


def _number(text: str) -> int | None:
    if not text:
        return None
    if not text.isdecimal():
        raise Http404
    return int(text)


def _anchors(plan: Plan, order: Order) -> list[str]:
    return [card(plan, part).anchor for part in order.parts]


@writing_page
def relocate_part(
    request: SignedInRequest, plan: Plan, kind_key: str, part_pk: int
) -> HttpResponse:
    """Move a part to another place of its plan."""
    kind = kind_or_404(kind_key)
    if kind.parent_kind is None:
        raise Http404
    part = kind.parts_of(plan).filter(pk=part_pk).first()
    if part is None:
        return show_removed(request, plan, kind, part_pk)
    form = RelocationForm(request.POST or None, kind=kind, part=part, plan=plan)
    if request.method == "POST" and form.is_valid():
        place = form.cleaned_data["place"]
        try:
            relocate(kind, part, place, plan=plan, actor=request.user)
        except ValidationError as error:
            form.add_error("place", error)
        else:
            messages.success(request, f"Moved: {label(kind, part)}"[:200])
            return redirect(address_of(plan, part))
    context = plan_context(
        request,
        plan,
        form=form,
        kind=kind,
        card=card(plan, part),
        cancel_url=address_of(plan, part),
    )
    return render(request, "plans/write/relocate.html", context)
