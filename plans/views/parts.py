"""Adding, changing, ordering, moving, removing and putting back a part of a plan.

Each page works as a page of its own; where scripts run, the form opens in place of the
card of the part and the card comes back when it is saved.
"""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from accounts.access import SignedInRequest
from accounts.capabilities import Capability
from core.models import AuditAct
from core.undo import CannotUndo
from plans.access import plan_page
from plans.acts_on_parts import (
    label,
    link_risk,
    move,
    relocate,
    remove,
    save_part,
    save_risk,
    undo_removal,
)
from plans.audit_actions import PART_REMOVED
from plans.cards import card, place_of
from plans.forms.relocation import RelocationForm
from plans.forms.risk import LinkRiskForm, RiskForm
from plans.models import CriticalAction, Objective, ObjectiveRisk, Plan, Risk
from plans.parts import KINDS, PartKind
from plans.suggestions import suggestions
from plans.views.part_forms import form_of
from plans.views.plan import plan_context


def _kind(key: str) -> PartKind:
    if key not in KINDS:
        raise Http404
    return KINDS[key]


def _in_place(request: SignedInRequest) -> bool:
    """Whether a script asks for the form or card alone."""
    return request.headers.get("HX-Request") == "true"


def _show_form(
    request: SignedInRequest, plan: Plan, kind: PartKind, form: Any, part: Any, cancel_url: str
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
    )
    folder = "plans/write"
    template = "form_in_place.html" if _in_place(request) else "form_page.html"
    return render(request, f"{folder}/{template}", context)


@plan_page(Capability.EDIT_PLANS)
def edit(request: SignedInRequest, plan: Plan, kind_key: str, part_pk: int) -> HttpResponse:
    """Change a part."""
    kind = _kind(kind_key)
    with transaction.atomic():
        rows = kind.parts_of(plan)
        if request.method == "POST":
            rows = rows.select_for_update(of=("self",))
        part = get_object_or_404(rows, pk=part_pk)
        form = form_of(kind, plan, request.POST or None, part=part)
        saved = None
        if request.method == "POST" and form.is_valid():
            saved = _save(kind, form, plan, request)
    if saved is None:
        return _show_form(request, plan, kind, form, part, _place(plan, part))
    if _in_place(request):
        fresh = card(plan, kind.parts_of(plan).get(pk=part_pk))
        context = plan_context(request, plan, card=fresh, just_saved=True)
        return render(request, "plans/write/card.html", context)
    messages.success(request, f"Saved: {label(kind, saved)}"[:200])
    return redirect(_place(plan, saved))


@plan_page(Capability.EDIT_PLANS)
def add(request: SignedInRequest, plan: Plan, kind_key: str, parent_pk: int) -> HttpResponse:
    """Add a part at the end of what it stands under."""
    kind = _kind(kind_key)
    if kind.parent_key == "plan":
        parent: Any = plan
        if parent_pk != plan.pk:
            raise Http404
    else:
        parent = get_object_or_404(KINDS[kind.parent_key].parts_of(plan), pk=parent_pk)
    part = kind.model(**{kind.parent_field: parent})
    form = form_of(kind, plan, request.POST or None, part=part)
    if request.method == "POST" and form.is_valid():
        saved = _save(kind, form, plan, request)
        if saved is not None:
            messages.success(request, f"Added: {label(kind, saved)}"[:200])
            return redirect(_place(plan, saved))
    cancel = place_of(plan, parent) if parent is not plan else place_of(plan, None)
    return _show_form(request, plan, kind, form, part, cancel)


def _save(kind: PartKind, form: Any, plan: Plan, request: SignedInRequest) -> Any | None:
    if isinstance(form, RiskForm):
        return form.save_or_explain(
            lambda: save_risk(form, plan=plan, actor=request.user, kind=kind)
        )
    return form.save_or_explain(lambda: save_part(kind, form, plan=plan, actor=request.user))


def _place(plan: Plan, part: Any) -> str:
    return f"{place_of(plan, part)}#{card(plan, part).anchor}"


@plan_page(Capability.EDIT_PLANS)
def move_part(request: SignedInRequest, plan: Plan, kind_key: str, part_pk: int) -> HttpResponse:
    """Move a part up or down by one place."""
    kind = _kind(kind_key)
    part = get_object_or_404(kind.parts_of(plan), pk=part_pk)
    if request.method == "POST":
        try:
            move(kind, part, up="up" in request.POST, plan=plan, actor=request.user)
        except ValidationError as error:
            messages.info(request, error.messages[0])
    return redirect(_place(plan, part))


@plan_page(Capability.EDIT_PLANS)
def remove_part(request: SignedInRequest, plan: Plan, kind_key: str, part_pk: int) -> HttpResponse:
    """Ask whether a part shall be removed, and remove it; it can be put back."""
    kind = _kind(kind_key)
    part = get_object_or_404(kind.parts_of(plan), pk=part_pk)
    back = _place(plan, part)
    if request.method == "POST":
        parent = getattr(part, kind.parent_field)
        entry = remove(kind, part, plan=plan, actor=request.user)
        request.session["removal"] = entry.pk
        messages.success(request, f"Removed: {entry.note}"[:200])
        return redirect(place_of(plan, parent))
    context = plan_context(request, plan, kind=kind, card=card(plan, part), cancel_url=back)
    return render(request, "plans/write/remove.html", context)


@plan_page(Capability.EDIT_PLANS)
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


@plan_page(Capability.EDIT_PLANS)
def relocate_action(request: SignedInRequest, plan: Plan, part_pk: int) -> HttpResponse:
    """Move an action to another objective of the plan."""
    kind = KINDS["action"]
    actions = kind.parts_of(plan).select_related("objective__block__appendix__plan")
    action: CriticalAction = get_object_or_404(actions, pk=part_pk)
    form = RelocationForm(request.POST or None, action=action, plan=plan)
    if request.method == "POST" and form.is_valid():
        relocate(action, form.cleaned_data["objective"], kind, actor=request.user)
        messages.success(request, f"Moved: {label(kind, action)}"[:200])
        return redirect(_place(plan, action))
    context = plan_context(
        request, plan, form=form, card=card(plan, action), cancel_url=_place(plan, action)
    )
    return render(request, "plans/write/relocate.html", context)


@plan_page(Capability.EDIT_PLANS)
def link_existing_risk(request: SignedInRequest, plan: Plan, part_pk: int) -> HttpResponse:
    """Link a risk of the plan to one more objective."""
    objective: Objective = get_object_or_404(KINDS["objective"].parts_of(plan), pk=part_pk)
    form = LinkRiskForm(request.POST or None, objective=objective)
    if request.method == "POST" and form.is_valid():
        risk: Risk = form.cleaned_data["risk"]
        link: ObjectiveRisk = link_risk(risk, objective, plan=plan, actor=request.user)
        messages.success(request, f"Linked: {risk}"[:200])
        return redirect(_place(plan, link))
    context = plan_context(
        request, plan, form=form, objective=objective, cancel_url=place_of(plan, objective)
    )
    return render(request, "plans/write/link_risk.html", context)
