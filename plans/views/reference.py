"""Outcome frameworks, risk scales and RAG definitions: who reads them, who makes new ones."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from django.contrib import messages
from django.db import transaction
from django.db.models import Count, QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseBase, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse

from accounts.access import SignedInRequest, requires, signed_in
from accounts.capabilities import Capability
from core.conflicts import row_to_edit
from core.dates import in_words
from core.lists import list_page
from plans import reference_acts as acts
from plans.forms.framework import FrameworkForm
from plans.forms.rag_definition import RAG_FIELDS, RagDefinitionForm
from plans.forms.risk_scale import RiskScaleForms
from plans.models import OutcomeFramework, RagDefinition, RiskScale
from plans.risk_grid import matrix_of
from plans.tables.reference import FrameworkTable, RagDefinitionTable, RiskScaleTable, VersionTable

manages_reference = requires(Capability.MANAGE_REFERENCE)


@signed_in
def frameworks(request: SignedInRequest) -> HttpResponseBase:
    """The frameworks under which objectives can be grouped."""
    return list_page(
        request,
        queryset=OutcomeFramework.objects.annotate(
            outcome_count=Count("outcomes", distinct=True),
            appendix_count=Count("appendix", distinct=True),
        ),
        table_class=FrameworkTable,
        template_name="plans/reference/frameworks.html",
        context={"title": "Outcome frameworks", "may_change": _may_change(request)},
    )


@signed_in
def framework(request: SignedInRequest, pk: int) -> HttpResponse:
    """One framework with its outcomes and aims."""
    framework = get_object_or_404(
        OutcomeFramework.objects.prefetch_related("outcomes__aims"), pk=pk
    )
    context = {"framework": framework, "may_change": _may_change(request)}
    return render(request, "plans/reference/framework.html", context)


@manages_reference
def framework_add(request: SignedInRequest) -> HttpResponse:
    """A new framework."""
    form = FrameworkForm(_typed(request))
    if form.is_valid() and (added := acts.add_framework(form, actor=request.user)):
        messages.success(request, f"Added: {added}")
        return redirect("plans_reference:framework", added.pk)
    context = {
        "form": form,
        "title": "Add an outcome framework",
        "cancel_url": reverse("plans_reference:frameworks"),
    }
    return render(request, "plans/reference/framework_form.html", context)


@manages_reference
def framework_edit(request: SignedInRequest, pk: int) -> HttpResponse:
    """Change a framework; what plans are linked to stays."""
    with row_to_edit(request, OutcomeFramework.objects.all(), pk=pk) as framework:
        name = framework.name
        form = FrameworkForm(_typed(request), instance=framework)
        saved = form.is_valid() and acts.change_framework(form, actor=request.user)
    if saved:
        messages.success(request, f"Saved: {saved}")
        return redirect("plans_reference:framework", pk)
    context = {
        "form": form,
        "title": name,
        "cancel_url": reverse("plans_reference:framework", args=[pk]),
    }
    return render(request, "plans/reference/framework_form.html", context)


@signed_in
def risk_scales(request: SignedInRequest) -> HttpResponseBase:
    """The versions of the council's risk scale."""
    return _versions(
        request,
        RiskScale.objects.all(),
        RiskScaleTable,
        title="Risk scales",
        add_url=reverse("plans_reference:risk_scale_add"),
    )


@signed_in
def risk_scale(request: SignedInRequest, pk: int) -> HttpResponse:
    """One version: its steps, its bands, and the matrix that they make."""
    scale = get_object_or_404(RiskScale.objects.prefetch_related("steps", "bands"), pk=pk)
    impact, probability = scale.steps_of("impact"), scale.steps_of("probability")
    matrix = matrix_of(impact, probability, list(scale.bands.all()))
    context = {
        "scale": scale,
        "impact": impact,
        "probability": probability,
        "matrix": matrix,
        "plan_count": scale.plans.count(),
    }
    return render(request, "plans/reference/risk_scale.html", context)


@manages_reference
def risk_scale_add(request: SignedInRequest) -> HttpResponse:
    """A new version of the risk scale, begun from the latest."""
    with transaction.atomic():
        latest = _latest(request, RiskScale.objects.all())
        forms = RiskScaleForms(_typed(request), latest=latest)
        if request.method == "POST" and forms.is_valid():
            scale = acts.add_risk_scale(forms, actor=request.user)
            messages.success(request, f"Made: {scale}")
            return redirect("plans_reference:risk_scale", scale.pk)
    return _risk_scale_form(request, forms, latest)


@manages_reference
def risk_scale_preview(request: SignedInRequest) -> HttpResponse:
    """The matrix of what is typed with all faults, and nothing saved.

    The whole page where somebody pressed the button, the matrix alone for a script.
    """
    if request.method != "POST":
        return redirect("plans_reference:risk_scale_add")
    latest = RiskScale.objects.order_by("-version", "-pk").first()
    forms = RiskScaleForms(request.POST, latest=latest)
    forms.is_valid()
    if request.headers.get("HX-Request"):
        context = {"forms": forms, "swapped": True}
        return render(request, "plans/reference/risk_scale_preview.html", context)
    return _risk_scale_form(request, forms, latest)


def _risk_scale_form(
    request: SignedInRequest, forms: RiskScaleForms, latest: RiskScale | None
) -> HttpResponse:
    context = {"forms": forms, "form": forms.scale, "latest": latest}
    return render(request, "plans/reference/risk_scale_form.html", context)


@signed_in
def rag_definitions(request: SignedInRequest) -> HttpResponseBase:
    """The versions of what red, amber and green mean for KPIs."""
    return _versions(
        request,
        RagDefinition.objects.all(),
        RagDefinitionTable,
        title="RAG definitions",
        add_url=reverse("plans_reference:rag_definition_add"),
    )


@signed_in
def rag_definition(request: SignedInRequest, pk: int) -> HttpResponse:
    """One version of the definition."""
    definition = get_object_or_404(RagDefinition, pk=pk)
    points = definition.tolerance_points
    facts = [
        ("In force from", in_words(definition.in_force_from)),
        ("Tolerance", f"{_plain(definition.tolerance_percent)}% of the target"),
        (
            "Tolerance of percentages",
            "As above" if points is None else f"{_plain(points)} percentage points",
        ),
        ("Plans made with it", str(definition.plans.count())),
    ]
    context = {"definition": definition, "facts": facts}
    return render(request, "plans/reference/rag_definition.html", context)


@manages_reference
def rag_definition_add(request: SignedInRequest) -> HttpResponse:
    """A new version of the definition, begun from the latest."""
    with transaction.atomic():
        latest = _latest(request, RagDefinition.objects.all())
        begun = {name: _plain(getattr(latest, name)) for name in RAG_FIELDS} if latest else {}
        form = RagDefinitionForm(_typed(request), latest=latest, initial=begun)
        if form.is_valid():
            definition = acts.add_rag_definition(form, actor=request.user)
            messages.success(request, f"Made: {definition}")
            return redirect("plans_reference:rag_definition", definition.pk)
    context = {
        "form": form,
        "latest": latest,
        "title": "New version of the RAG definition",
        "cancel_url": reverse("plans_reference:rag_definitions"),
    }
    return render(request, "plans/reference/rag_definition_form.html", context)


def _versions(
    request: SignedInRequest, versions: QuerySet[Any], table: type[VersionTable], **context: Any
) -> HttpResponseBase:
    in_force = versions.model.in_force() if versions.exists() else None
    marked = type(table.__name__, (table,), {"in_force_pk": in_force and in_force.pk})
    return list_page(
        request,
        queryset=versions.annotate(plan_count=Count("plans")),
        table_class=marked,
        template_name="plans/reference/versions.html",
        context={"may_change": _may_change(request), **context},
    )


def _latest(request: HttpRequest, versions: QuerySet[Any]) -> Any:
    """The version with the highest number, locked while another is made of it."""
    if request.method == "POST":
        versions = versions.select_for_update()
    return versions.order_by("-version", "-pk").first()


def _may_change(request: SignedInRequest) -> bool:
    return request.user.can(Capability.MANAGE_REFERENCE)


def _typed(request: HttpRequest) -> QueryDict | None:
    return request.POST if request.method == "POST" else None


def _plain(value: Any) -> Any:
    """5.00 as "5", 2.50 as "2.5"; what is no decimal stays as it is."""
    return f"{value.normalize():f}" if isinstance(value, Decimal) else value
