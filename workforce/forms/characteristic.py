"""What the page of a characteristic shows: of which group, and of whom percentages are."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms

from core.forms import GovukForm, Look
from workforce.characteristics import Denominator
from workforce.models import StaffGroup


class ShownForm(GovukForm):
    """The choices of the page, sent in the address."""

    mark_optional = False
    default_look = Look(size="s", small=True)

    group = forms.ChoiceField(label="Group of staff")
    of = forms.ChoiceField(
        label="Percentages are of", choices=Denominator.choices, widget=forms.RadioSelect
    )

    def __init__(
        self, asked: Any, groups: Sequence[StaffGroup], usual: StaffGroup, among: Denominator
    ) -> None:
        self._groups = {str(each.pk): each for each in groups}
        shown = {"group": asked.get("group", str(usual.pk)), "of": asked.get("of", among)}
        super().__init__(shown, auto_id="shown-%s")
        choice: Any = self.fields["group"]
        choice.choices = [(pk, str(each)) for pk, each in self._groups.items()]

    @property
    def group_shown(self) -> StaffGroup | None:
        """None for one that is not told of."""
        return self._groups.get(self.data["group"])

    @property
    def among(self) -> Denominator | None:
        """None for what is no choice."""
        asked = self.data["of"]
        return Denominator(asked) if asked in Denominator.values else None
