"""A plan as a committee-ready PDF."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils import timezone

from accounts.models import User
from core.dates import in_words
from plans.amending.as_approved import AsApproved, approval_of
from plans.models import Plan
from plans.models.plan import PlanQuerySet
from plans.reading import PlanReading
from reports.documents.composing import printed
from reports.documents.kind import Kind

if TYPE_CHECKING:
    from reports.rendering import Pdf


def subjects() -> PlanQuerySet:
    """Every plan, with what its document asks of it."""
    return Plan.objects.select_related("directorate__committee", "risk_scale", "rag_definition")


def readable_by(user: User) -> PlanQuerySet:
    """The plans whose document a person may have."""
    return subjects().readable_by(user)


def file_name(plan: Plan) -> str:
    return plan.file_name("pdf")


def compose(plan: Plan, _audience: str) -> Pdf:
    """The plan as PDF. It holds no counts about people, so it is the same for everybody."""
    reading = PlanReading(plan)
    approval = approval_of(plan)
    context = {
        "reading": reading,
        "plan": plan,
        "directorate": plan.directorate.name,
        "committee": plan.directorate.committee,
        "period": plan.period,
        "status": plan.get_status_display(),
        # The day of the approval, or today while the plan still changes.
        "date": in_words(approval.decided_on if approval else timezone.localdate()),
        "draft": not plan.is_approved,
        "beside": AsApproved(plan) if approval else None,
    }
    return printed("pdf/plan.html", context, title=plan.title, council_name=plan.council_name)


KIND = Kind(
    key="plan",
    name="Plan",
    subjects=subjects,
    readable_by=readable_by,
    compose=compose,
    file_name=file_name,
)
