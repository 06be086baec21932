"""Pasting a table or a list into an objective: the box, the preview, the actions."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render

from accounts.access import SignedInRequest
from plans.access import writing_page
from plans.acts_on_parts import paste_actions
from plans.cards import card, place_of
from plans.forms.paste_box import PasteForm
from plans.forms.pasted_actions import PastedActionsForm
from plans.models import Objective, Plan
from plans.parts import KINDS
from plans.pasting.cells import read_cells
from plans.views.plan import plan_context


@writing_page
def paste_into(request: SignedInRequest, plan: Plan, part_pk: int) -> HttpResponse:
    """Actions of a table or list: pasted, previewed, and added all at once.

    Nothing is kept between the steps; each is told by the button that was pressed.
    """
    objective: Objective | None = KINDS["objective"].parts_of(plan).filter(pk=part_pk).first()
    if objective is None:
        return _objective_gone(request, plan)
    step = request.POST.get("step", "")
    box = PasteForm(request.POST or None)
    if not box.is_valid() or step == "change":
        return _show(request, plan, "paste.html", objective=objective, form=box)
    grid = read_cells(text := box.cleaned_data["text"])
    if step == "preview":
        preview = PastedActionsForm.guessed(text, grid=grid, objective=objective)
    else:
        preview = PastedActionsForm(
            request.POST, grid=grid, objective=objective, adding=step == "add"
        )
    if step == "add" and not preview.faults:
        return _add(request, plan, objective, preview)
    return _show(request, plan, "paste_preview.html", objective=objective, preview=preview)


def _show(request: SignedInRequest, plan: Plan, template: str, **more: object) -> HttpResponse:
    return render(request, f"plans/write/{template}", plan_context(request, plan, **more))


def _add(
    request: SignedInRequest, plan: Plan, objective: Objective, preview: PastedActionsForm
) -> HttpResponse:
    try:
        added = paste_actions(preview.added, objective, plan=plan, actor=request.user)
    except Objective.DoesNotExist:
        return _objective_gone(request, plan)
    counted = "1 action" if len(added) == 1 else f"{len(added)} actions"
    messages.success(request, f"Added {counted}")
    return redirect(f"{place_of(plan, objective)}#{card(plan, added[0]).anchor}")


def _objective_gone(request: SignedInRequest, plan: Plan) -> HttpResponse:
    """The objective was removed while somebody pasted: what was pasted is shown to be kept."""
    if request.method != "POST":
        raise Http404
    response = _show(request, plan, "paste_lost.html", text=request.POST.get("text", ""))
    response.status_code = 410
    return response
