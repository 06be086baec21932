"""One objective of a plan, with its actions, measures and risks, as a PDF to hand round."""

from __future__ import annotations

from dataclasses import replace

from django.db.models import QuerySet
from django.utils import timezone
from django.utils.text import slugify

from accounts.models import User
from core.dates import in_words
from plans.models import Objective, Plan
from plans.reading import AppendixReading, BlockReading, PlanReading
from reports.documents.kind import Kind
from reports.documents.writing import Written


def subjects() -> QuerySet[Objective]:
    """Every objective, with what its document asks of its plan."""
    plan = "block__appendix__plan"
    return Objective.objects.select_related(
        f"{plan}__directorate", f"{plan}__risk_scale", f"{plan}__rag_definition"
    )


def readable_by(user: User) -> QuerySet[Objective]:
    """The objectives of the plans that a person may read."""
    return subjects().filter(block__appendix__plan__in=Plan.objects.readable_by(user))


def file_name(objective: Objective) -> str:
    plan = objective.block.appendix.plan
    named = slugify(objective.ref) or f"objective-{objective.pk}"
    return plan.file_name("pdf").replace(".pdf", f"-{named}.pdf")


def written(objective: Objective, _audience: str) -> Written:
    """The objective in the detailed layout, whatever the layout of its appendix is."""
    plan = objective.block.appendix.plan
    reading = PlanReading(plan)
    context = {
        "reading": reading,
        "plan": plan,
        "appendix": _alone(reading, objective),
        "directorate": plan.directorate.name,
        "period": plan.period,
        "status": plan.get_status_display(),
        "date": in_words(timezone.localdate()),
        "draft": not plan.is_approved,
    }
    title = f"{plan.title}: {objective.ref or 'objective'}"
    return Written("pdf/objective.html", context, title=title, council_name=plan.council_name)


def _alone(reading: PlanReading, objective: Objective) -> AppendixReading:
    """The appendix as if this were its only objective."""
    for appendix in reading.appendix_readings:
        for block in appendix.blocks:
            for part in block.objectives:
                if part.objective.pk == objective.pk:
                    return replace(appendix, blocks=[BlockReading(block.block, [part])])
    raise LookupError("The objective is not in its plan any more.")


KIND = Kind(
    key="objective",
    name="Objective",
    subjects=subjects,
    readable_by=readable_by,
    write=written,
    file_name=file_name,
)
