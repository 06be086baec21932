from typing import Any

from django import forms

from core.forms import GovukForm
from plans.models import CriticalAction, Objective, Plan


class ObjectiveChoice(forms.ModelChoiceField):
    """Objectives by their outcome, ref and text."""

    def label_from_instance(self, obj: Any) -> str:
        return f"{obj.block.appendix.heading} – {obj}"


class RelocationForm(GovukForm):
    """Choosing the objective to which an action moves: one of the same plan."""

    objective = ObjectiveChoice(
        label="Move it to the objective",
        queryset=Objective.objects.none(),
        empty_label="Choose an objective",
    )

    def __init__(self, *args: Any, action: CriticalAction, plan: Plan, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["objective"]
        assert isinstance(field, forms.ModelChoiceField)  # noqa: S101
        field.queryset = (
            Objective.objects.filter(block__appendix__plan=plan)
            .exclude(pk=action.objective_id)
            .select_related("block__appendix")
            .order_by("block__appendix__position", "block__position", "position")
        )
