from __future__ import annotations

from typing import Any

from django import forms

from core.conflicts import RevisedModelForm
from core.levels_of_need import levels


class ServesLevelForm(RevisedModelForm):
    """What a form needs that asks which level of need a part serves.

    A level is selected by its words: they are what is kept, printed and amended. An amendment
    agreed after the framework has renamed the level is then refused, not made in other words.
    """

    level_words = forms.ChoiceField(label="Level of need it serves", required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._offer_levels()

    def _offer_levels(self) -> None:
        """The levels in force. What the part says already stays, also where it is gone."""
        self._numbers = {words: number for number, words in levels()}
        field: Any = self.fields["level_words"]
        held = self.instance.level_words
        if held and held not in self._numbers:
            self._numbers[held] = self.instance.level
            field.help_text = f"“{held}” is not a name in the framework in force"
        if not self._numbers:
            del self.fields["level_words"]
            return
        offered = sorted(self._numbers, key=self._numbers.__getitem__)
        field.choices = [("", "Not said"), *((words, words) for words in offered)]

    def save(self, commit: bool = True) -> Any:
        if "level_words" in self.cleaned_data:
            self.instance.level = self._numbers.get(self.cleaned_data["level_words"])
        return super().save(commit)
