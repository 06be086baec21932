"""The pages on which a plan is written: its outline, a section, an objective with all of it."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render

from accounts.access import SignedInRequest
from plans.access import writing_page
from plans.cards import card
from plans.models import Objective, Plan, Presence
from plans.views.plan import plan_context
from plans.views.presence import others_on_writing_page, presence_context


@writing_page
def write(request: SignedInRequest, plan: Plan) -> HttpResponse:
    """The outline: sections, appendices, outcomes and objectives in their order."""
    others = others_on_writing_page(request, plan)
    appendices = plan.appendices.prefetch_related("blocks__objectives")
    outline = [
        (
            card(plan, appendix, others),
            [
                (
                    card(plan, block, others),
                    [card(plan, part, others) for part in block.objectives.all()],
                )
                for block in appendix.blocks.all()
            ],
        )
        for appendix in appendices
    ]
    sections = [card(plan, part, others) for part in plan.sections.all()]
    context = plan_context(request, plan, sections=sections, outline=outline)
    return render(request, "plans/write/outline.html", context)


@writing_page
def write_section(request: SignedInRequest, plan: Plan, part_pk: int) -> HttpResponse:
    """A section with its paragraphs."""
    section = get_object_or_404(plan.sections, pk=part_pk)
    paragraphs = section.paragraphs.prefetch_related("bullets")
    others = others_on_writing_page(request, plan)
    presence = presence_context(request, plan, "section", part_pk, Presence.Page.WRITING, others)
    context = plan_context(
        request,
        plan,
        section=card(plan, section),
        paragraphs=[card(plan, part, others) for part in paragraphs],
        **presence,
    )
    return render(request, "plans/write/section.html", context)


@writing_page
def write_objective(request: SignedInRequest, plan: Plan, part_pk: int) -> HttpResponse:
    """Everything of one objective on one page."""
    objectives = Objective.objects.filter(block__appendix__plan=plan).select_related(
        "block__appendix"
    )
    objective = get_object_or_404(objectives, pk=part_pk)
    risks = objective.objective_risks.select_related("risk__plan__risk_scale").prefetch_related(
        "risk__assessments__impact",
        "risk__assessments__probability",
        "risk__objective_risks__objective",
        "risk__plan__risk_scale__bands",
    )
    groups = [
        ("action", "Critical actions", "Add an action", objective.actions.all()),
        (
            "kpi",
            "KPIs",
            "Add a KPI",
            objective.indicators.prefetch_related("targets", "actuals"),
        ),
        ("risk", "Risks", "Add a risk", risks),
    ]
    others = others_on_writing_page(request, plan)
    presence = presence_context(request, plan, "objective", part_pk, Presence.Page.WRITING, others)
    context = plan_context(
        request,
        plan,
        objective=card(plan, objective),
        groups=[
            {
                "key": key,
                "title": title,
                "add": add,
                "cards": [card(plan, part, others) for part in parts],
            }
            for key, title, add, parts in groups
        ],
        **presence,
    )
    return render(request, "plans/write/objective.html", context)
