"""One form for each kind of the council's own data."""

from __future__ import annotations

from typing import Any

from django import forms

from core.conflicts import RevisedModelForm
from core.forms import Look
from council.models import (
    Area,
    Committee,
    Directorate,
    DisclosureProfile,
    Division,
    Person,
    Strategy,
)


class AreaForm(RevisedModelForm):
    """An area of the borough."""

    constraint_messages = {"area_name_once": ("name", "There is an area with this name already")}
    looks = {"name": Look(called="the name of the area")}

    class Meta:
        model = Area
        fields = ("name",)


class CommitteeForm(RevisedModelForm):
    """A scrutiny committee."""

    constraint_messages = {
        "committee_name_once": ("name", "There is a committee with this name already")
    }
    looks = {"name": Look(called="the name of the committee")}

    class Meta:
        model = Committee
        fields = ("name",)


class DisclosureProfileForm(RevisedModelForm):
    """How small numbers are hidden in one kind of table."""

    constraint_messages = {
        "profile_protects_somehow": (
            "threshold",
            "Hide small numbers, or round: with neither nothing is protected",
        )
    }
    looks = {
        "used_for": Look(called="what it is used for"),
        "threshold": Look(width="3", called="the largest number that is hidden"),
        "base": Look(width="3"),
        "smallest_base": Look(width="3", called="the smallest base"),
    }

    class Meta:
        model = DisclosureProfile
        fields = ("used_for", "threshold", "zero_shown", "base", "smallest_base")
        help_texts = {
            "threshold": "Numbers of people from 1 to this one are hidden, and others from which "
            "they could be worked out. 0 hides none: then numbers must be rounded",
            "base": "For example, 5. Leave this empty to print numbers as they are",
            "smallest_base": "A percentage or rate of fewer people is not printed",
        }
        error_messages = {"used_for": {"unique": "There is a profile for this already"}}


class DirectorateForm(RevisedModelForm):
    """A directorate and the committee that considers its plans."""

    constraint_messages = {
        "directorate_name_once": ("name", "There is a directorate with this name already")
    }
    looks = {"name": Look(called="the name of the directorate")}

    class Meta:
        model = Directorate
        fields = ("name", "committee")
        help_texts = {
            "committee": "Its members read the directorate’s plans once they are submitted"
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _name_the_empty_choice(self, committee="No committee")


class DivisionForm(RevisedModelForm):
    """A division, known by its code within its directorate."""

    constraint_messages = {
        "division_code_once": ("code", "This directorate has a division with this code already")
    }
    looks = {
        "directorate": Look(called="a directorate"),
        "code": Look(width="10", called="the code"),
    }

    class Meta:
        model = Division
        fields = ("directorate", "code", "name")
        labels = {"name": "Full name"}
        help_texts = {
            "code": "As plans print it, such as C&F",
            "name": "Such as Children and Families",
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _name_the_empty_choice(self, directorate="Select a directorate")


class DivisionField(forms.ModelChoiceField):
    """A division, told from others of the same code by its directorate."""

    def label_from_instance(self, obj: Any) -> str:
        return f"{obj}, {obj.directorate}"


class PersonForm(RevisedModelForm):
    """Somebody named in plans."""

    division = DivisionField(
        queryset=Division.objects.select_related("directorate"), required=False
    )

    looks = {
        "name": Look(called="the person’s name"),
        "left_on": Look(called="the day they left"),
    }

    class Meta:
        model = Person
        fields = (
            "name",
            "post",
            "email",
            "directorate",
            "division",
            "named_in_public",
            "left_on",
        )
        labels = {
            "email": "Email address",
            "named_in_public": "Papers for the public name this person",
            "left_on": "Left on",
        }
        help_texts = {
            "name": "As plans print it",
            "post": "Such as Assistant Director, Children and Families",
            "named_in_public": "For senior officers. Instead of anybody else’s name, papers for "
            "the public print the post",
            "left_on": "Leave this empty for somebody who works here. For example, 31 3 2026",
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _name_the_empty_choice(self, directorate="No directorate", division="No division")

    def clean(self) -> dict[str, Any] | None:
        cleaned = super().clean() or self.cleaned_data
        division, directorate = cleaned.get("division"), cleaned.get("directorate")
        if division and directorate and division.directorate_id != directorate.pk:
            self.add_error("division", f"{division} is a division of {division.directorate}")
        elif division and not directorate and "directorate" in cleaned:
            cleaned["directorate"] = division.directorate
        return cleaned


class StrategyForm(RevisedModelForm):
    """A plan or strategy that others link to."""

    constraint_messages = {
        "strategy_name_once": ("name", "There is a plan or strategy with this name already"),
        "strategy_code_once": ("code", "There is a plan or strategy with this code already"),
    }
    looks = {
        "name": Look(called="the name of the plan or strategy"),
        "code": Look(width="10"),
    }

    class Meta:
        model = Strategy
        fields = ("name", "code")
        help_texts = {
            "name": "Such as Children and Young People’s Plan",
            "code": "As plans print it, such as CYPP",
        }


def _name_the_empty_choice(form: forms.BaseForm, **words: str) -> None:
    for name, label in words.items():
        field = form.fields[name]
        assert isinstance(field, forms.ModelChoiceField)  # noqa: S101
        field.empty_label = label
