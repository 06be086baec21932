"""Which template a cover report begins from, and which plan fills it."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from accounts.models import User
from core.forms import GovukForm, Look
from plans.models import Plan
from reports.models import CoverTemplate, Pack, PackPart


class TemplateField(forms.ModelChoiceField):
    """Templates, each with its shape."""

    def label_from_instance(self, obj: Any) -> str:
        return f"{obj}: {obj.get_shape_display()}"


class BeginForm(GovukForm):
    """A template of the council and, where there is one, a plan of the directorate."""

    template = TemplateField(
        CoverTemplate.objects.all(), empty_label=None, widget=forms.RadioSelect
    )
    plan = forms.ModelChoiceField(
        Plan.objects.none(),
        required=False,
        help_text="It fills the period, the contact and the background documents. Every text can "
        "be changed afterwards.",
    )

    others = forms.IntegerField(widget=forms.HiddenInput, required=False)
    """How many cover reports the pack had when the form was opened."""

    looks = {"template": Look(size="m", called="a template"), "plan": Look(size="m")}

    def __init__(self, *args: Any, pack: Pack, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        plans = Plan.objects.readable_by(user).filter(directorate=pack.directorate)
        self.fields["plan"].queryset = plans.exclude(  # type: ignore[attr-defined]
            status=Plan.Status.WITHDRAWN
        ).select_related("directorate")
        in_pack = pack.parts.filter(kind=PackPart.Kind.PLAN).values_list("target_id", flat=True)
        self.initial["plan"] = in_pack.first()
        self.initial["others"] = self.others_now = pack.cover_reports.count()

    def clean(self) -> dict[str, Any]:
        """The same form sent twice, or by two people, begins one report."""
        cleaned = super().clean() or self.cleaned_data
        if (cleaned.get("others") or 0) < self.others_now:
            raise ValidationError(
                "A cover report was begun in this pack while you had this page open. It is named "
                "below. Open this page anew if the pack shall have another one"
            )
        return cleaned
