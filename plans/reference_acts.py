"""What people do to frameworks, risk scales and RAG definitions: changes and log together."""

from __future__ import annotations

from accounts.models import User
from core.audit import act
from plans.audit_actions import (
    FRAMEWORK_ADDED,
    FRAMEWORK_CHANGED,
    RAG_DEFINITION_ADDED,
    RISK_SCALE_ADDED,
)
from plans.forms.framework import FrameworkForm
from plans.forms.rag_definition import RagDefinitionForm
from plans.forms.risk_scale import RiskScaleForms
from plans.models import OutcomeFramework, RagDefinition, RiskBand, RiskScale, RiskScaleStep
from plans.outline import save_outline


def add_framework(form: FrameworkForm, *, actor: User) -> OutcomeFramework | None:
    """A new framework with its outcomes; None with a message on the form."""
    return _save_framework(form, FRAMEWORK_ADDED, actor)


def change_framework(form: FrameworkForm, *, actor: User) -> OutcomeFramework | None:
    """The changed framework; None with a message on the form. Sent back as it was: no act."""
    if not form.has_changed():
        return form.instance
    return _save_framework(form, FRAMEWORK_CHANGED, actor)


def _save_framework(form: FrameworkForm, action: str, actor: User) -> OutcomeFramework | None:
    matching = form.matching
    assert matching is not None  # noqa: S101  (a valid form has one)

    def save() -> OutcomeFramework:
        with act(action, actor=actor) as entry:
            framework: OutcomeFramework = form.save()
            save_outline(framework, matching)
            entry.about(framework)
        return framework

    return form.save_or_explain(save)


def add_risk_scale(forms: RiskScaleForms, *, actor: User) -> RiskScale:
    """A new version of the risk scale, with its steps and bands."""
    steps, bands = forms.rows()
    with act(RISK_SCALE_ADDED, actor=actor) as entry:
        scale: RiskScale = forms.scale.save(commit=False)
        scale.version = forms.scale.next_version()
        scale.save()
        for step in steps:
            step.scale = scale
        for band in bands:
            band.scale = scale
        RiskScaleStep.objects.bulk_create(steps)
        RiskBand.objects.bulk_create(bands)
        entry.about(scale)
    return scale


def add_rag_definition(form: RagDefinitionForm, *, actor: User) -> RagDefinition:
    """A new version of the RAG definition."""
    with act(RAG_DEFINITION_ADDED, actor=actor) as entry:
        definition: RagDefinition = form.save(commit=False)
        definition.version = form.next_version()
        definition.save()
        entry.about(definition)
    return definition
