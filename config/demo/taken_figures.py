"""KPIs of the demonstration's plans that take their figures from the workforce profile."""

from __future__ import annotations

from config.demo.people import holder
from plans.acts_on_parts import save_part
from plans.amending.cells import filled_with
from plans.forms.of_part import form_of
from plans.kpis.matching import KpiNames, kpis_of
from plans.models import Plan
from plans.parts import KINDS
from workforce.models import StaffGroup
from workforce.supplying import key_of

TAKING = {
    "childrens-services-2025-26": {
        "WF 01": ("Scale point 34 and above", "bme"),
        "WF 02": ("Total directly employed", "known disability"),
    },
    "childrens-services-2026-27": {
        "WF 01": ("Scale point 34 and above", "bme"),
        "WF 02": ("Total directly employed", "known disability"),
    },
}
"""By plan and KPI: of which group of the directorate's staff which share."""


def let_kpis_take(name: str, plan: Plan) -> None:
    """Say of KPIs of a plan, while it is a draft, where their figures come from."""
    kind, names = KINDS["kpi"], KpiNames(kpis_of(plan))
    for ref, (group, share) in TAKING.get(name, {}).items():
        part = names.find(ref)
        key = key_of(plan.directorate_id, StaffGroup.objects.get(name=group), share)
        unsent = form_of(kind, plan, None, part=part)
        form = form_of(kind, plan, filled_with(unsent, {"takes_from": [key]}), part=part)
        form.full_clean()
        save_part(kind, form, plan=plan, actor=holder("officer", plan.directorate.name))
