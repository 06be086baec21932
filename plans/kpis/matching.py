"""Which KPI of a plan a file or a pasted table means by a ref or a measure."""

from __future__ import annotations

from django.core.exceptions import ValidationError

from plans.models import Indicator, Plan
from plans.parts import KINDS


def kpis_of(plan: Plan) -> list[Indicator]:
    """The KPIs of a plan in print order, with what was reported of them."""
    return list(
        KINDS["kpi"]
        .parts_of(plan)
        .select_related("objective")
        .prefetch_related("targets", "actuals", "quarters", "people", "objective__people")
        .order_by(
            "objective__block__appendix__position",
            "objective__block__position",
            "objective__position",
            "position",
        )
    )


class KpiNames:
    """The KPIs of a plan by their refs and measures."""

    def __init__(self, kpis: list[Indicator]) -> None:
        self._by_ref: dict[str, list[Indicator]] = {}
        self._by_measure: dict[str, list[Indicator]] = {}
        for kpi in kpis:
            self._by_measure.setdefault(_key(kpi.measure), []).append(kpi)
            for ref in {_key(ref) for ref in kpi.refs}:
                self._by_ref.setdefault(ref, []).append(kpi)

    def find(self, ref: str, measure: str = "") -> Indicator:
        """The KPI of a ref, of a measure, or of both. Raises ValidationError naming what is
        not found or not clear.

        A measure may be shortened beside its ref, but not be that of another KPI: then the
        rows of one column were moved.
        """
        if not _key(ref) and not _key(measure):
            raise ValidationError("the row names no KPI")
        same = self._by_measure.get(_key(measure), []) if _key(measure) else []
        found = self._by_ref.get(_key(ref), []) if _key(ref) else same
        if len(found) > 1 and same:
            found = [kpi for kpi in found if kpi in same]
        if not found:
            raise ValidationError(f"there is no KPI “{(ref or measure)[:60]}” in this plan")
        if len(found) > 1:
            raise ValidationError(f"“{(ref or measure)[:60]}” stands for {len(found)} KPIs")
        if same and found[0] not in same:
            raise ValidationError(f"“{ref[:60]}” is not the ref of “{measure[:60]}”")
        return found[0]

    def knows_measure(self, text: str) -> bool:
        """Whether a KPI of the plan is measured in these words."""
        return bool(_key(text)) and _key(text) in self._by_measure

    def find_either(self, name: str) -> Indicator:
        """The KPI that a single cell names, by ref or by measure. Raises ValidationError."""
        return self.find(name) if _key(name) in self._by_ref else self.find("", name)


def _key(text: str) -> str:
    return " ".join(text.split()).casefold()
