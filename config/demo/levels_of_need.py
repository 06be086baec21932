"""Objectives of the demonstration's draft plan that name the level of need they serve."""

from __future__ import annotations

from datetime import date

from config.demo.people import holder
from core.levels_of_need import levels
from plans.acts_on_parts import save_part
from plans.amending.cells import filled_with
from plans.forms.of_part import form_of
from plans.models import Plan
from plans.parts import KINDS

SERVED = {"Ob 1": 1, "Ob 2": 2, "Ob 3": 4, "Ob 5": 2, "Ob 7": 3, "Ob 9": 3}


def name_levels() -> None:
    """Say of objectives of the children's plan, while it is a draft, whom they are for."""
    plan = Plan.objects.get(
        directorate__name="Children's Services", start=date(2026, 4, 1), status=Plan.Status.DRAFT
    )
    officer, kind = holder("officer", plan.directorate.name), KINDS["objective"]
    words = dict(levels())
    for objective in kind.parts_of(plan).filter(ref__in=SERVED):
        unsent = form_of(kind, plan, None, part=objective)
        told = {"level_words": [words[SERVED[objective.ref]]]}
        form = form_of(kind, plan, filled_with(unsent, told), part=objective)
        form.full_clean()
        save_part(kind, form, plan=plan, actor=officer)
