from typing import Any

from django import forms

from core.forms import GovukForm
from plans.models import Objective, OutcomeBlock, Plan
from plans.parts import PartKind

_ABOVE = {
    "section": "plan",
    "appendix": "plan",
    "outcome": "appendix",
    "objective": "block__appendix",
}


class PlaceChoice(forms.ModelChoiceField):
    """Places in a plan, each with the appendix it stands in."""

    def label_from_instance(self, obj: Any) -> str:
        if isinstance(obj, Objective):
            return f"{obj.block.appendix.heading} – {obj}"
        if isinstance(obj, OutcomeBlock):
            return f"{obj.appendix.heading} – {obj}"
        return str(obj)


class RelocationForm(GovukForm):
    """Choosing where in its plan a part shall stand."""

    def __init__(self, *args: Any, kind: PartKind, part: Any, plan: Plan, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        assert kind.parent_kind is not None  # noqa: S101
        name = kind.parent_kind.name
        self.fields["place"] = PlaceChoice(
            label=f"Move it to the {name}",
            queryset=kind.elsewhere(plan, part).select_related(_ABOVE[kind.parent_key]),
            empty_label=f"Choose an {name}" if name[0] in "aeiou" else f"Choose a {name}",
        )
        self.prepare_field("place")

    @property
    def has_places(self) -> bool:
        """Whether there is anywhere to move it to."""
        place = self.fields["place"]
        assert isinstance(place, forms.ModelChoiceField)  # noqa: S101
        return place.queryset is not None and place.queryset.exists()
