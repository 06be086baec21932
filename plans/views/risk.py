"""The page of a risk: how it stands, its reviews, controls and acceptances."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.db.models import prefetch_related_objects
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone

from accounts.access import SignedInRequest
from accounts.capabilities import Capability
from core.conflicts import row_to_edit
from plans.access import may_follow_risk, may_review, plan_page
from plans.forms.risk_review import AcceptanceForm, ControlForm, ReviewForm
from plans.models import Plan, Risk, RiskAcceptance, RiskAssessment, RiskControl
from plans.risks import acts
from plans.risks.standing import RiskStanding
from plans.suggestions import people_suggested, suggestions
from plans.views.plan import plan_context

Kind = RiskAssessment.Kind
TITLES = {
    Kind.INHERENT: "Inherent score",
    Kind.CURRENT: "Review the risk",
    Kind.TARGET: "Target score",
}
HINTS = {
    Kind.INHERENT: "What the risk would be without any control.",
    Kind.CURRENT: "What the risk is today, with the controls in place.",
    Kind.TARGET: "What is left of the risk when all mitigations are done.",
}


def _risk(plan: Plan, risk_pk: int) -> Risk:
    risks = plan.risks.prefetch_related(
        "people",
        "assessments__impact",
        "assessments__probability",
        "controls",
        "acceptances",
        "objective_risks__objective",
    )
    risk = get_object_or_404(risks, pk=risk_pk)
    prefetch_related_objects([plan.risk_scale], "steps", "bands")
    risk.plan = plan
    return risk


def _risk_to_review(request: SignedInRequest, plan: Plan, risk_pk: int) -> Risk:
    risk = _risk(plan, risk_pk)
    if not may_review(request.user, risk, plan):
        raise PermissionDenied
    return risk


@plan_page()
def risk(request: SignedInRequest, plan: Plan, risk_pk: int) -> HttpResponse:
    """How a risk stands today, and all that was thought and done of it."""
    risk = _risk(plan, risk_pk)
    if not may_follow_risk(request.user, risk, plan):
        raise PermissionDenied
    standing = RiskStanding(risk, timezone.localdate())
    may_accept = plan.allows(request.user, Capability.ACCEPT_RISKS)
    context = plan_context(
        request,
        plan,
        risk=risk,
        standing=standing,
        may_review=may_review(request.user, risk, plan),
        reads_all=plan.allows(request.user, Capability.READ_PLANS),
        may_accept=may_accept and risk.is_above_appetite,
    )
    return render(request, "plans/risks/risk.html", context)


@plan_page()
def score(request: SignedInRequest, plan: Plan, risk_pk: int, kind: str) -> HttpResponse:
    """A review (the current score anew, or as it was), or the inherent or target score."""
    if kind not in Kind:
        raise Http404
    risk = _risk_to_review(request, plan, risk_pk)
    form = ReviewForm(request.POST or None, risk=risk, kind=kind)
    if form.is_valid():
        try:
            made = acts.review(risk, form.review, plan=plan, actor=request.user)
        except ValidationError as error:
            form.add_error(None, error)
        else:
            messages.success(request, f"{Kind(kind).label} score is kept: {made.score}")
            return _to(plan, risk, f"assessment-{made.pk}")
    title = TITLES[Kind(kind)]
    return _form_page(request, plan, risk, form, title, hint=HINTS[Kind(kind)])


@plan_page()
def add_control(request: SignedInRequest, plan: Plan, risk_pk: int) -> HttpResponse:
    """One more control or mitigation."""
    risk = _risk_to_review(request, plan, risk_pk)
    form = ControlForm(request.POST or None, instance=RiskControl(risk=risk))
    if form.is_valid():
        return _control_saved(request, plan, risk, form)
    return _form_page(request, plan, risk, form, "Add a control or mitigation")


@plan_page()
def change_control(
    request: SignedInRequest, plan: Plan, risk_pk: int, control_pk: int
) -> HttpResponse:
    """Change a control or mitigation, or say that it is done."""
    risk = _risk_to_review(request, plan, risk_pk)
    with row_to_edit(request, RiskControl.objects.filter(risk=risk), pk=control_pk) as control:
        control.risk = risk
        form = ControlForm(request.POST or None, instance=control)
        if form.is_valid():
            return _control_saved(request, plan, risk, form)
    return _form_page(request, plan, risk, form, "Change a control or mitigation")


def _control_saved(
    request: SignedInRequest, plan: Plan, risk: Risk, form: ControlForm
) -> HttpResponse:
    control = acts.save_control(form, plan=plan, actor=request.user)
    messages.success(request, f"{control.get_kind_display()} is saved")
    return _to(plan, risk, f"control-{control.pk}")


@plan_page(Capability.ACCEPT_RISKS)
def accept_risk(request: SignedInRequest, plan: Plan, risk_pk: int) -> HttpResponse:
    """Record who accepts a risk above the appetite, why and until when."""
    risk = _risk(plan, risk_pk)
    if not risk.is_above_appetite:
        messages.info(request, "This risk is not above the council’s appetite")
        return _to(plan, risk, "scores")
    form = AcceptanceForm(request.POST or None, instance=RiskAcceptance(risk=risk))
    if form.is_valid():
        try:
            made = acts.accept(form.save(False), risk=risk, plan=plan, actor=request.user)
        except ValidationError as error:
            form.add_error(None, error)
        else:
            messages.success(request, f"The risk is accepted by {made.accepted_by_name}")
            return _to(plan, risk, "acceptances")
    hint = (
        f"The score is {risk.score}, and the council’s appetite {plan.risk_scale.appetite}. If "
        "the score rises, the risk has to be accepted again."
    )
    return _form_page(request, plan, risk, form, "Accept the risk", hint=hint)


def _to(plan: Plan, risk: Risk, anchor: str) -> HttpResponse:
    return redirect(f"{reverse('plans:risk', args=[plan.pk, risk.pk])}#{anchor}")


def _form_page(
    request: SignedInRequest, plan: Plan, risk: Risk, form: Any, title: str, hint: str = ""
) -> HttpResponse:
    offered = suggestions(plan) if isinstance(form, ControlForm) else people_suggested(plan)
    context = plan_context(
        request,
        plan,
        risk=risk,
        form=form,
        title=title,
        hint=hint,
        suggestions={name: offered[name] for name in ("parties", "people") if name in offered},
        cancel_url=reverse("plans:risk", args=[plan.pk, risk.pk]),
    )
    return render(request, "plans/risks/form.html", context)
