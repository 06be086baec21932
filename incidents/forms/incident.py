"""Recording an incident: no names, nothing that could identify a child."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Q
from django.utils import timezone

from core.conflicts import RevisedModelForm
from core.forms import GovukModelForm, Look
from council.models import School
from incidents.breakdowns import Dimension
from incidents.identifying import refuse_what_identifies
from incidents.models import Category, CategoryList, Incident, IncidentType, Involved


def categories(dimension: Dimension, held: Iterable[int | None] = ()) -> Any:
    """The categories of a dimension that hold today, and those that are held already: what
    was recorded by an earlier list stays as it was recorded."""
    lists = CategoryList.objects.on(timezone.localdate()).filter(dimension=dimension)
    found = Category.objects.filter(Q(list__in=lists) | Q(pk__in=[pk for pk in held if pk]))
    return found.order_by("-list__valid_from", "position")


class IncidentForm(RevisedModelForm):
    """An incident of one's own school."""

    looks = {
        "happened_on": Look(called="the day it happened"),
        "kind": Look(called="what happened"),
        "type": Look(called="the kind of incident"),
    }

    class Meta:
        model = Incident
        fields = (
            "school",
            "type",
            "happened_on",
            "kind",
            "location",
            "support",
            "outcome",
            "governors_informed",
            "note",
        )
        widgets = {
            "kind": forms.RadioSelect,
            "support": forms.CheckboxSelectMultiple,
            "note": forms.Textarea(attrs={"rows": 3}),
        }
        labels = {
            "type": "Kind of incident",
            "happened_on": "When did it happen?",
            "support": "Support for victims",
        }
        help_texts = {
            "note": "Only what cannot be chosen above. No names, and nothing that could identify "
            "somebody: it is never printed",
        }

    def __init__(self, *args: Any, schools: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._among("school", School.objects.filter(pk__in=[each.pk for each in schools]))
        self._among("type", IncidentType.objects.all())
        self._among("location", categories(Dimension.LOCATION, [self.instance.location_id]))
        supported = self.instance.support.values_list("pk", flat=True) if self.instance.pk else ()
        self._among("support", categories(Dimension.SUPPORT, supported))
        kind = self.fields["kind"]
        assert isinstance(kind, forms.ChoiceField)  # noqa: S101
        kind.choices = Incident.Kind.choices
        if len(schools) == 1:
            self.instance.school = schools[0]
            del self.fields["school"]

    def _among(self, name: str, rows: Any) -> None:
        field = self.fields[name]
        assert isinstance(field, forms.ModelChoiceField)  # noqa: S101
        field.queryset = rows
        if name == "location":
            field.empty_label = "Not known"
        if name == "type" and not self.instance.pk:
            self.initial["type"] = rows.filter(key=IncidentType.RACIST).first()

    def clean_happened_on(self) -> Any:
        day = self.cleaned_data["happened_on"]
        if day > timezone.localdate():
            raise ValidationError("The day is in the future")
        return day

    def clean_note(self) -> str:
        note: str = self.cleaned_data["note"]
        refuse_what_identifies(note)
        return note


class InvolvedForm(GovukModelForm):
    """Somebody involved: what is known of them, and no name."""

    mark_optional = False

    class Meta:
        model = Involved
        fields = ("part", "role", "age", "gender", "ethnicity", "done")
        labels = {"role": "Who", "age": "Age", "done": "What was done"}

    part = forms.ChoiceField(
        label="Victim or alleged perpetrator",
        choices=[("", "Nobody more"), *Involved.Part.choices],
        required=False,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, dimension in (
            ("age", Dimension.AGE),
            ("gender", Dimension.GENDER),
            ("ethnicity", Dimension.ETHNICITY),
        ):
            field = self.fields[name]
            assert isinstance(field, forms.ModelChoiceField)  # noqa: S101
            field.queryset = categories(dimension, [getattr(self.instance, f"{name}_id")])
            field.empty_label = "Not known"

    def clean(self) -> dict[str, Any] | None:
        cleaned = super().clean() or self.cleaned_data
        told = any(cleaned.get(name) for name in ("role", "age", "gender", "ethnicity", "done"))
        if (told or self.instance.pk) and not cleaned.get("part"):
            self.add_error("part", "Select whether this is a victim or an alleged perpetrator")
        return cleaned


class _People(forms.BaseInlineFormSet):
    def add_fields(self, form: Any, index: Any) -> None:
        super().add_fields(form, index)
        if "DELETE" in form.fields:
            form.fields["DELETE"].label = "Remove this person"


InvolvedFormSet = forms.inlineformset_factory(
    Incident,
    Involved,
    form=InvolvedForm,
    formset=_People,
    extra=2,
    can_delete=True,
    can_delete_extra=False,
)
