"""What people do to plans: each act checks, changes and logs in one transaction."""

from __future__ import annotations

from django.db import IntegrityError, transaction

from accounts.models import User
from core.audit import act
from plans.audit_actions import (
    IMPORT_DISCARDED,
    IMPORT_UPLOADED,
    PLAN_CREATED,
    PLAN_EDITED,
)
from plans.exchange.document import PlanDocument
from plans.exchange.importing import ImportResult, import_plan
from plans.forms.plan_details import PlanDetailsForm
from plans.models import Plan, PlanImport, RagDefinition, RiskScale


def begin_plan(form: PlanDetailsForm, *, actor: User) -> Plan | None:
    """A new draft plan from a valid form; None with a message on the form where another
    plan took the period in the meantime."""
    plan = form.save(commit=False)
    plan.risk_scale = RiskScale.in_force()
    plan.rag_definition = RagDefinition.in_force()
    plan.author_name = str(actor)
    return _save(form, plan, PLAN_CREATED, actor)


def change_details(form: PlanDetailsForm, *, actor: User) -> Plan | None:
    """The changed details of a plan; None with a message on the form as in `begin_plan`."""
    return _save(form, form.save(commit=False), PLAN_EDITED, actor)


def _save(form: PlanDetailsForm, plan: Plan, action: str, actor: User) -> Plan | None:
    try:
        with act(action, actor=actor) as entry:
            plan.save()
            entry.about(plan)
    except IntegrityError as error:
        if "plan_once_for_directorate_and_period" not in str(error):
            raise
        form.add_error("start", "This directorate already has a plan for this period")
        return None
    return plan


def keep_for_preview(
    document: PlanDocument, *, file_name: str, replace_draft: bool, actor: User
) -> PlanImport:
    """Keep a read file until its person confirms the preview."""
    with act(IMPORT_UPLOADED, actor=actor) as entry:
        kept = PlanImport.objects.create(
            uploaded_by=actor,
            file_name=file_name[-255:],
            document=document.model_dump(mode="json"),
            replace_draft=replace_draft,
        )
        entry.about(kept)
    return kept


def confirm_import(kept: PlanImport, *, actor: User) -> ImportResult:
    """Import a previewed file. Raises FaultyFile where it no longer fits."""
    document = PlanDocument.model_validate(kept.document)
    with transaction.atomic():
        result = import_plan(document, actor=actor, replace_draft=kept.replace_draft)
        kept.delete()
    return result


def discard_import(kept: PlanImport, *, actor: User) -> None:
    """Drop a previewed file without importing it."""
    with act(IMPORT_DISCARDED, actor=actor, target=kept):
        kept.delete()
