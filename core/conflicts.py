"""Two people editing the same row: the second to save sees both versions and chooses.

The view locks the row, fills the form with what was typed, and the form notices that the
revision it was opened with is not the row's any more. Nothing typed is lost: the form
comes back with it, the saved values beside it, and saving once more keeps what is typed.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django import forms
from django.db import models

from core.models import AuditAct


@dataclass(frozen=True)
class Difference:
    """A field that is saved otherwise than it was typed."""

    label: str
    typed: str
    saved: str


class RevisedModelForm(forms.ModelForm):
    """A form of a row with a revision."""

    revision = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.differences: list[Difference] = []
        self.initial["revision"] = self.instance.revision

    def clean(self) -> dict[str, Any] | None:
        cleaned = super().clean() or self.cleaned_data
        opened_with = cleaned.get("revision")
        if self.instance.pk and opened_with and opened_with != self.instance.revision:
            self.differences = [
                Difference(str(field.label or name), _shown(field, cleaned[name]), _shown(field, saved))
                for name, field in self.fields.items()
                if name != "revision"
                and name in cleaned
                and _shown(field, cleaned[name])
                != _shown(field, saved := self.initial.get(name))
            ]
            # The next save is made knowing what stands there now.
            self.data = self.data.copy()
            self.data[self.add_prefix("revision")] = str(self.instance.revision)
            if self.differences:
                self.add_error(None, f"{_last_editor(self.instance)} saved this while you had it "
                    "open. Compare the two versions below, change what you typed where it is "
                    "needed, and save again.")
        return cleaned


def _shown(field: forms.Field, value: Any) -> str:
    """A value as a person reads it."""
    if isinstance(field, forms.ModelChoiceField):
        if value is None or value == "":
            return ""
        if not isinstance(value, models.Model):
            value = field.queryset.model._default_manager.filter(pk=value).first()
        return str(value or "")
    if isinstance(field, forms.ChoiceField):
        return str(dict(field.choices).get(value, value or ""))
    if isinstance(value, bool):
        return "Yes" if value else "No"
    if value is None:
        return ""
    return field.widget.format_value(value) if isinstance(value, int) else str(value)


def _last_editor(instance: models.Model) -> str:
    last = AuditAct.objects.filter(
        target_model=instance._meta.label_lower, target_id=instance.pk
    ).first()
    return last.actor_name if last and last.actor_name else "Somebody"
