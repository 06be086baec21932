"""With which version another is compared."""

from __future__ import annotations

from typing import Any

from django import forms

from core.forms import GovukForm, Look
from thresholds.models import Framework


class CompareForm(GovukForm):
    """Another version than the one that is open."""

    looks = {"with": Look(called="a version")}

    def __init__(self, *args: Any, framework: Framework, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["with"] = forms.ModelChoiceField(
            queryset=Framework.objects.exclude(pk=framework.pk),
            label="With the version before",
            empty_label="Choose one",
        )
        self.prepare_field("with")
