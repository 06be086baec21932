"""Amendments to an approved plan: reading, proposing and deciding on them."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from accounts.access import SignedInRequest
from accounts.capabilities import Capability
from plans.access import plan_page
from plans.amending import acts
from plans.amending.as_approved import AsApproved, NotApproved, approval_of
from plans.amending.cells import AMENDED_KINDS, form_to_amend, named, under
from plans.amending.choosing import additions_to, choices_of, with_article
from plans.forms.amendment import (
    AmendmentDecisionForm,
    ReasonForAmendmentForm,
    amendment_form,
    changes_something,
)
from plans.models import Amendment, Plan
from plans.parts import PartKind
from plans.suggestions import suggestions
from plans.views.plan import plan_context
from plans.views.removed import show_removed


@plan_page()
def as_approved(request: SignedInRequest, plan: Plan) -> HttpResponse:
    """The plan as approved beside the plan now, and every amendment in between."""
    try:
        beside = AsApproved(plan)
    except NotApproved:
        raise Http404 from None
    context = plan_context(request, plan, beside=beside, differences=beside.differences)
    return render(request, "plans/amending/as_approved.html", context)


@plan_page(Capability.READ_PLANS)
def amendments(request: SignedInRequest, plan: Plan) -> HttpResponse:
    """The amendments that wait, then those that were settled, the newest first."""
    every = list(plan.amendments.all())
    context = plan_context(
        request,
        plan,
        waiting=[amendment for amendment in every if amendment.is_proposed],
        settled=[amendment for amendment in every if not amendment.is_proposed],
    )
    return render(request, "plans/amending/list.html", context)


@plan_page(Capability.READ_PLANS)
def amendment(request: SignedInRequest, plan: Plan, amendment_pk: int) -> HttpResponse:
    """One amendment; who agrees amendments decides on it here."""
    found = _amendment_or_404(plan, amendment_pk)
    approval = approval_of(plan)
    decides = plan.allows(request.user, Capability.AGREE_AMENDMENTS)
    own = found.proposed_by_id == request.user.pk
    form = None
    if found.is_proposed and decides and not own and approval is not None:
        form = AmendmentDecisionForm(request.POST or None, approved_on=approval.decided_on)
    elif request.method == "POST":
        raise PermissionDenied(_why_not_decided(found, own))
    if form is not None and request.method == "POST" and form.is_valid():
        decide = acts.agree if form.agrees else acts.decline
        decision = acts.Decision(
            decided_by=form.cleaned_data["decided_by"],
            decided_on=form.cleaned_data["decided_on"],
            meeting=form.cleaned_data["meeting"],
            reason=form.cleaned_data["reason"],
        )
        try:
            settled = decide(found, decision, actor=request.user)
        except ValidationError as error:
            form.add_error(None, error)
        else:
            messages.success(request, f"{settled.get_state_display()}: {settled}"[:200])
            return redirect("plans:amendments", plan.pk)
    context = plan_context(request, plan, amendment=found, form=form, own=own, decides=decides)
    return render(request, "plans/amending/amendment.html", context)


def _why_not_decided(amendment: Amendment, own: bool) -> str:
    if not amendment.is_proposed:
        return f"This amendment is {amendment.get_state_display().lower()} already."
    return "Nobody decides on an amendment of their own." if own else ""


@plan_page(Capability.EDIT_PLANS)
def withdraw(request: SignedInRequest, plan: Plan, amendment_pk: int) -> HttpResponse:
    """Take back an amendment that one proposed oneself."""
    found = _amendment_or_404(plan, amendment_pk)
    if request.method == "POST":
        try:
            acts.withdraw(found, actor=request.user)
        except ValidationError as error:
            messages.error(request, " ".join(error.messages))
        else:
            messages.success(request, f"Withdrawn: {found}"[:200])
    return redirect(found)


@plan_page(Capability.EDIT_PLANS)
def choose(request: SignedInRequest, plan: Plan) -> HttpResponse:
    """Choose the part that is to be changed or removed, or under which one is to be added."""
    _refuse_unapproved(plan)
    context = plan_context(
        request, plan, choices=choices_of(plan), additions=additions_to(plan, "plan", plan.pk)
    )
    return render(request, "plans/amending/choose.html", context)


@plan_page(Capability.EDIT_PLANS)
def change(request: SignedInRequest, plan: Plan, kind_key: str, part_pk: int) -> HttpResponse:
    """Propose other words for the cells of a part, in the part's own form."""
    kind, part = _kind(plan, kind_key), None
    part = kind.parts_of(plan).filter(pk=part_pk).first()
    if part is None:
        return show_removed(request, plan, kind, part_pk)
    heading = f"Amend {named(kind, part)}"
    unsent = form_to_amend(kind, plan, None, part=kind.parts_of(plan).get(pk=part_pk))
    form = amendment_form(kind, plan, request.POST or None, part=part)
    if request.method == "POST" and form.is_valid() and changes_something(form, unsent):
        made = acts.propose_change(
            kind, form, unsent, plan=plan, why=form.cleaned_data["why"], actor=request.user
        )
        return _proposed(request, made)
    return _show(request, plan, form, heading)


@plan_page(Capability.EDIT_PLANS)
def add(request: SignedInRequest, plan: Plan, kind_key: str, parent_pk: int) -> HttpResponse:
    """Propose a new part at the end of what it stands under."""
    kind = _kind(plan, kind_key)
    parent: Any = plan
    if kind.parent_kind is not None:
        parent = kind.parent_kind.parts_of(plan).filter(pk=parent_pk).first()
        if parent is None:
            return show_removed(request, plan, kind.parent_kind, parent_pk)
    elif parent_pk != plan.pk:
        raise Http404
    part = kind.model(**{kind.parent_field: parent})
    form = amendment_form(kind, plan, request.POST or None, part=part)
    unsent = form_to_amend(kind, plan, None, part=kind.model(**{kind.parent_field: parent}))
    if request.method == "POST" and form.is_valid() and changes_something(form, unsent):
        made = acts.propose_addition(
            kind, form, parent=parent, plan=plan, why=form.cleaned_data["why"], actor=request.user
        )
        return _proposed(request, made)
    under_what = f" under {named(kind.parent_kind, parent)}" if kind.parent_kind else ""
    return _show(request, plan, form, f"Add {with_article(kind)}{under_what}")


@plan_page(Capability.EDIT_PLANS)
def remove(request: SignedInRequest, plan: Plan, kind_key: str, part_pk: int) -> HttpResponse:
    """Propose that a part goes, with all under it."""
    kind = _kind(plan, kind_key)
    part = kind.parts_of(plan).filter(pk=part_pk).first()
    if part is None:
        return show_removed(request, plan, kind, part_pk)
    form = ReasonForAmendmentForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        made = acts.propose_removal(
            kind, part, plan=plan, why=form.cleaned_data["why"], actor=request.user
        )
        return _proposed(request, made)
    gone = under(part).split("\n") if under(part) else []
    heading = f"Remove {named(kind, part)}"
    return _show(request, plan, form, heading, gone=gone)


def _kind(plan: Plan, key: str) -> PartKind:
    """The kind that an address names, of a plan that may be amended."""
    if key not in AMENDED_KINDS:
        raise Http404
    _refuse_unapproved(plan)
    return AMENDED_KINDS[key]


def _refuse_unapproved(plan: Plan) -> None:
    if not plan.is_approved:
        raise PermissionDenied("Only an approved plan is amended.")


def _amendment_or_404(plan: Plan, pk: int) -> Amendment:
    found = get_object_or_404(plan.amendments.select_related("proposed_by"), pk=pk)
    found.plan = plan
    return found


def _proposed(request: SignedInRequest, made: Amendment) -> HttpResponse:
    messages.success(request, f"Proposed: {made}"[:200])
    return redirect("plans:amendments", made.plan_id)


def _show(
    request: SignedInRequest, plan: Plan, form: Any, heading: str, **more: Any
) -> HttpResponse:
    context = plan_context(
        request, plan, form=form, heading=heading, suggestions=suggestions(plan), **more
    )
    return render(request, "plans/amending/propose.html", context)
