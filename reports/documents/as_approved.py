"""A plan as approved beside the plan now, with its amendments, as a PDF."""

from __future__ import annotations

from collections.abc import Mapping

from django.utils import timezone

from accounts.models import User
from core.dates import in_words
from plans.amending.as_approved import AsApproved, NotApproved
from plans.models import Plan
from plans.models.plan import PlanQuerySet
from reports.documents import plan
from reports.documents.kind import Kind
from reports.documents.writing import Written


def subjects() -> PlanQuerySet:
    """Every approved plan."""
    return plan.subjects().filter(status__in=Plan.APPROVED_STATES)


def readable_by(user: User) -> PlanQuerySet:
    """The approved plans that a person may read."""
    return subjects().readable_by(user)


def beside(subject: Plan, _parameters: Mapping[str, str], _user: User | None) -> AsApproved | None:
    """The plan as approved and now; None once it is approved no more."""
    try:
        return AsApproved(subject)
    except NotApproved:
        return None


def file_name(subject: AsApproved) -> str:
    return subject.file_name("pdf")


def written(subject: AsApproved, _audience: str) -> Written:
    """The amendments, then what differs, as PDF."""
    context = {
        "beside": subject,
        "differences": subject.differences,
        "directorate": subject.plan.directorate.name,
        "date": in_words(timezone.localdate()),
    }
    return Written(
        "pdf/as_approved.html",
        context,
        title=f"{subject.plan.title}: as approved and now",
        council_name=subject.plan.council_name,
    )


KIND = Kind(
    key="as-approved",
    name="As approved and now",
    subjects=subjects,
    readable_by=readable_by,
    write=written,
    file_name=file_name,
    made_of=beside,
)
