"""A plan as a committee-ready PDF."""

from __future__ import annotations

from django.utils import timezone

from accounts.models import User
from core.dates import in_words
from plans.amending.as_approved import AsApproved, approval_of
from plans.models import Plan
from plans.models.plan import PlanQuerySet
from plans.reading import PlanReading
from reports.documents.kind import Kind
from reports.documents.writing import Written


def subjects() -> PlanQuerySet:
    """Every plan, with what its document asks of it."""
    return Plan.objects.select_related("directorate__committee", "risk_scale", "rag_definition")


def readable_by(user: User) -> PlanQuerySet:
    """The plans whose document a person may have."""
    return subjects().readable_by(user)


def file_name(plan: Plan) -> str:
    return plan.file_name("pdf")


def written(plan: Plan, _audience: str) -> Written:
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
        # The day of the approval, or that of the making while the plan still changes.
        "date": in_words(approval.decided_on) if approval else "",
        "made_on": in_words(timezone.localdate()),
        "draft": not plan.is_approved,
        "beside": AsApproved(plan) if approval else None,
    }
    return Written("pdf/plan.html", context, title=plan.title, council_name=plan.council_name)


KIND = Kind(
    key="plan",
    name="Plan",
    subjects=subjects,
    readable_by=readable_by,
    write=written,
    file_name=file_name,
)
