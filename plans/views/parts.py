"""Adding, changing, removing and putting back a part of a plan.

Each page works as a page of its own; where scripts run, the form opens in place of the
card of the part and the card comes back when it is saved.
"""

from __future__ import annotations

from typing import Any
from uuid import UUID, uuid4

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from accounts.access import SignedInRequest
from core.models import AuditAct
from core.undo import CannotUndo
from plans.access import writing_page
from plans.acts_on_parts import (
    AddedAlready,
    label,
    link_risk,
    lock,
    refuse_twice,
    remove,
    save_part,
    save_risk,
    undo_removal,
)
from plans.audit_actions import PART_REMOVED
from plans.cards import address_of, card, place_of
from plans.forms.of_part import form_of
from plans.forms.risk import LinkRiskForm, RiskForm
from plans.models import Objective, Plan, Presence, Risk, SentForm
from plans.parts import KINDS, PartKind
from plans.presence import close_forms
from plans.suggestions import suggestions
from plans.views.part_forms import kind_or_404
from plans.views.plan import plan_context
from plans.views.presence import presence_context
from plans.views.removed import show_removed


def _in_place(request: SignedInRequest) -> bool:
    """Whether a script asks for the form or card alone."""
    return request.headers.get("HX-Request") == "true"


def _show_form(
    request: SignedInRequest,
    plan: Plan,
    kind: PartKind,
    form: Any,
    part: Any,
    cancel_url: str,
    **more: Any,
) -> HttpResponse:
    context = plan_context(
        request,
        plan,
        form=form,
        kind=kind,
        part=part,
        cancel_url=cancel_url,
        suggestions=suggestions(plan),
        in_place=_in_place(request),
        **more,
    )
    folder = "plans/write"
    template = "form_in_place.html" if _in_place(request) else "form_page.html"
    return render(request, f"{folder}/{template}", context)


@writing_page
def edit(request: SignedInRequest, plan: Plan, kind_key: str, part_pk: int) -> HttpResponse:
    """Change a part."""
    kind = kind_or_404(kind_key)
    with transaction.atomic():
        rows = kind.parts_of(plan)
        if request.method == "POST":
            lock(plan)
            rows = rows.select_for_update(of=("self",))
        part = rows.filter(pk=part_pk).first()
        if part is None:
            return show_removed(request, plan, kind, part_pk, typed_for=kind)
        form = form_of(kind, plan, request.POST or None, part=part)
        saved = None
        if request.method == "POST" and form.is_valid():
            saved = _save(kind, form, plan, request)
    if saved is None:
        presence = presence_context(request, plan, kind.key, part_pk, Presence.Page.FORM)
        address = address_of(plan, part)
        anchor = card(plan, part).anchor
        return _show_form(request, plan, kind, form, part, address, anchor=anchor, **presence)
    if _in_place(request):
        close_forms(plan, request.user)
        fresh = card(plan, kind.parts_of(plan).get(pk=part_pk))
        context = plan_context(request, plan, card=fresh, just_saved=True)
        return render(request, "plans/write/card.html", context)
    messages.success(request, f"Saved: {label(kind, saved)}"[:200])
    return redirect(address_of(plan, saved))


@writing_page
def add(request: SignedInRequest, plan: Plan, kind_key: str, parent_pk: int) -> HttpResponse:
    """Add a part at the end of what it stands under; the same form twice adds it once."""
    kind = kind_or_404(kind_key)
    parent: Any = plan
    if kind.parent_kind is not None:
        parent = kind.parent_kind.parts_of(plan).filter(pk=parent_pk).first()
        if parent is None:
            return show_removed(request, plan, kind.parent_kind, parent_pk, typed_for=kind)
    elif parent_pk != plan.pk:
        raise Http404
    part = kind.model(**{kind.parent_field: parent})
    form = form_of(kind, plan, request.POST or None, part=part)
    token = _token(request)
    if request.method == "POST":
        try:
            refuse_twice(plan, token)
            saved = _save(kind, form, plan, request, token=token) if form.is_valid() else None
        except AddedAlready as before:
            return _added_already(request, plan, before.sent)
        if saved is not None:
            messages.success(request, f"Added: {label(kind, saved)}"[:200])
            return redirect(address_of(plan, saved))
    cancel = place_of(plan, parent) if parent is not plan else place_of(plan, None)
    return _show_form(request, plan, kind, form, part, cancel, token=token)


def _token(request: SignedInRequest) -> UUID:
    """What tells this form to add a part from every other one."""
    try:
        return UUID(request.POST.get("token", ""))
    except ValueError:
        return uuid4()


def _added_already(request: SignedInRequest, plan: Plan, sent: SentForm) -> HttpResponse:
    kind = KINDS[sent.kind]
    part = kind.parts_of(plan).filter(pk=sent.part_pk).first()
    if part is None:
        return show_removed(request, plan, kind, sent.part_pk, typed_for=kind)
    messages.info(request, f"Added already, and only once: {label(kind, part)}"[:200])
    return redirect(address_of(plan, part))


def _save(
    kind: PartKind, form: Any, plan: Plan, request: SignedInRequest, token: UUID | None = None
) -> Any | None:
    save = save_risk if isinstance(form, RiskForm) else save_part
    return form.save_or_explain(
        lambda: save(form=form, plan=plan, actor=request.user, kind=kind, token=token)
    )


@writing_page
def remove_part(request: SignedInRequest, plan: Plan, kind_key: str, part_pk: int) -> HttpResponse:
    """Ask whether a part shall be removed, and remove it; it can be put back."""
    kind = kind_or_404(kind_key)
    part = kind.parts_of(plan).filter(pk=part_pk).first()
    if part is None:
        return show_removed(request, plan, kind, part_pk)
    back = address_of(plan, part)
    if request.method == "POST":
        parent = getattr(part, kind.parent_field)
        entry = remove(kind, part, plan=plan, actor=request.user)
        request.session["removal"] = entry.pk
        messages.success(request, f"Removed: {entry.note}"[:200])
        return redirect(place_of(plan, parent))
    context = plan_context(request, plan, kind=kind, card=card(plan, part), cancel_url=back)
    return render(request, "plans/write/remove.html", context)


@writing_page
def undo(request: SignedInRequest, plan: Plan, act_pk: int) -> HttpResponse:
    """Put back what was removed."""
    entry = get_object_or_404(
        AuditAct, pk=act_pk, action=PART_REMOVED, target_model="plans.plan", target_id=plan.pk
    )
    if request.method == "POST":
        try:
            undo_removal(entry, plan=plan, actor=request.user)
        except CannotUndo as error:
            messages.error(request, str(error))
        else:
            messages.success(request, f"Put back: {entry.note}"[:200])
        request.session.pop("removal", None)
    return redirect("plans:write", plan.pk)


@writing_page
def link_existing_risk(request: SignedInRequest, plan: Plan, part_pk: int) -> HttpResponse:
    """Link a risk of the plan to one more objective."""
    objective: Objective = get_object_or_404(KINDS["objective"].parts_of(plan), pk=part_pk)
    form = LinkRiskForm(request.POST or None, objective=objective)
    if request.method == "POST" and form.is_valid():
        risk: Risk = form.cleaned_data["risk"]
        try:
            link = link_risk(risk, objective, plan=plan, actor=request.user)
        except ValidationError as error:
            form.add_error("risk", error)
        else:
            messages.success(request, f"Linked: {risk}"[:200])
            return redirect(address_of(plan, link))
    context = plan_context(
        request, plan, form=form, objective=objective, cancel_url=place_of(plan, objective)
    )
    return render(request, "plans/write/link_risk.html", context)
