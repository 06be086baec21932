"""How often one is reminded, and who stands in while one is away."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils import timezone

from accounts.models import User
from core.conflicts import RevisedModelForm
from core.forms import GovukModelForm, Look
from council.models import Absence, Person


class RemindersForm(GovukModelForm):
    """How often a user is reminded at most."""

    looks = {"reminders_every": Look(called="how often you are reminded")}

    class Meta:
        model = User
        fields = ("reminders_every",)
        labels = {"reminders_every": "How often are you reminded at most?"}
        help_texts = {
            "reminders_every": "One mail holds everything that waits for you. "
            "You get none while nothing waits."
        }
        widgets = {"reminders_every": forms.RadioSelect}


class AbsenceForm(RevisedModelForm):
    """A time of absence and the deputy, who may report what the person may."""

    looks = {
        "deputy": Look(called="who stands in"),
        "first_day": Look(called="the first day"),
        "last_day": Look(called="the last day"),
    }
    constraint_messages = {
        "absence_not_upside_down": ("last_day", "The last day must not be before the first"),
        "absence_one_at_a_time": ("first_day", "You are away at that time already"),
    }

    class Meta:
        model = Absence
        fields = ("deputy", "first_day", "last_day")
        labels = {
            "deputy": "Who stands in for you?",
            "first_day": "First day away",
            "last_day": "Last day away",
        }
        help_texts = {
            "deputy": "Somebody with a sign-in. Your reminders go to them, and they report in "
            "your place under their own name."
        }

    def __init__(self, *args: Any, person: Person, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.instance.person = person
        deputy: Any = self.fields["deputy"]
        deputy.queryset = Person.objects.filter(user__is_active=True).exclude(pk=person.pk)

    def clean_last_day(self) -> Any:
        day = self.cleaned_data["last_day"]
        if day < timezone.localdate():
            raise forms.ValidationError("The last day must be today or later")
        return day
