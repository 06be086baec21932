"""The forms of recommendations: making one, and what is answered to it."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils import timezone

from core.conflicts import RevisedModelForm
from core.dates import in_words
from core.forms import GovukForm, Look
from core.text import TEXT
from council.models import Person
from reports.models import Meeting, Pack, Recommendation
from reports.recommendations.acts import ANSWERED
from reports.recommendations.answering import ANSWERS, Overtaken

State = Recommendation.State
OWNER_MISSING = "Enter who owns the recommendation"
REASON = 2000
"""Longest reason of a handing over: it is kept with both names before it."""


def people_here() -> QuerySet[Person]:
    """Those who can own a recommendation: who has not left."""
    return Person.objects.here(timezone.localdate()).select_related("directorate")


def _long(rows: int = 4) -> forms.Textarea:
    return forms.Textarea(attrs={"rows": rows})


def _after(meeting: Meeting, due: date | None) -> date | None:
    """A due date. Raises ValidationError where it is not after the meeting."""
    if due is not None and due <= meeting.day:
        raise forms.ValidationError(
            f"The due date must be after the meeting of {in_words(meeting.day)}"
        )
    return due


class OwnerField(forms.ModelChoiceField):
    """One of the people who work here, with post and directorate: there are namesakes."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(
            queryset=Person.objects.none(), error_messages={"required": OWNER_MISSING}, **kwargs
        )

    def label_from_instance(self, obj: Any) -> str:
        more = ", ".join(str(part) for part in (obj.post, obj.directorate) if part)
        return f"{obj.name} ({more})" if more else str(obj.name)


class RecommendationForm(RevisedModelForm):
    """What a meeting recommends: to whom, owned by whom, by when."""

    owner = OwnerField(label="Owner", help_text="The person who answers for it")

    looks = {
        "text": Look(called="what is recommended"),
        "owner": Look(called="who owns it"),
        "directorate": Look(called="the directorate"),
        "due": Look(called="the due date"),
        "pack": Look(called="the papers it was made on"),
    }

    class Meta:
        model = Recommendation
        fields = ("text", "directorate", "owner", "due", "pack")
        labels = {"due": "Due date", "pack": "Papers it was made on"}
        help_texts = {
            "text": "In the words of the committee. Everybody who signs in can read it",
            "due": "It does not move when it is late. For example, 30 9 2027",
        }
        widgets = {"text": _long(5)}

    def __init__(self, *args: Any, meeting: Meeting, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.meeting = meeting
        _offer(self, "owner", people_here())
        _offer(self, "pack", Pack.objects.filter(papers__meeting=meeting).distinct())
        self.fields["pack"].required = False
        ours = list(meeting.committee.directorates.all())
        if len(ours) == 1:
            self.initial["directorate"] = ours[0].pk

    def clean_due(self) -> Any:
        return _after(self.meeting, self.cleaned_data["due"])


class CorrectForm(RevisedModelForm):
    """What a recommendation asks, corrected before anybody answered."""

    looks = {
        "text": Look(called="what is recommended"),
        "directorate": Look(called="the directorate"),
        "due": Look(called="the due date"),
    }
    constraint_messages = {"answered_words_stay": (None, ANSWERED)}

    class Meta:
        model = Recommendation
        fields = ("text", "directorate", "due")
        labels = {"due": "Due date"}
        widgets = {"text": _long(5)}

    def clean_due(self) -> Any:
        return _after(self.instance.meeting, self.cleaned_data["due"])


class RespondingForm(GovukForm):
    """What is said to a recommendation, by somebody who has read it up to the response `seen`."""

    seen = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, seen: int, **kwargs: Any) -> None:
        super().__init__(*args, initial={"seen": seen}, **kwargs)

    def tell_overtaken(self, overtaken: Overtaken) -> None:
        """Show what somebody said meanwhile; sending once more is done knowing it."""
        self.add_error(None, str(overtaken))
        data: Any = self.data.copy()  # type: ignore[attr-defined]
        data["seen"] = str(overtaken.last.pk)
        self.data = data


class AnswerForm(RespondingForm):
    """The owner's or the directorate's answer."""

    state = forms.ChoiceField(
        label="What do you answer?",
        widget=forms.RadioSelect,
        required=True,
        error_messages={"required": "Select what you answer"},
    )
    text = forms.CharField(
        label="In words",
        help_text="What was done or will be. If you reject or pause it, say why",
        max_length=TEXT,
        widget=_long(),
    )

    looks = {
        "text": Look(called="your answer in words"),
        "state": Look(called="what you answer"),
    }
    PROGRESS = "progress"
    WORDS = {
        State.ACCEPTED: "It is accepted",
        State.REJECTED: "It is rejected",
        State.PAUSED: "It is paused",
    }
    WHY_MISSING = {
        State.REJECTED: "Enter why it is rejected",
        State.PAUSED: "Enter why it is paused",
    }

    def __init__(self, *args: Any, stands: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        state = self.fields["state"]
        assert isinstance(state, forms.ChoiceField)  # noqa: S101
        progress = (self.PROGRESS, f"How far it has come: it stays {State(stands).label.lower()}")
        moves = [(each.value, self.WORDS[each]) for each in ANSWERS if each != stands]
        state.choices = [progress, *moves]
        # Which answers are offered depends on how it stands now; a clash says so on its own.
        state.error_messages["invalid_choice"] = (
            f"It is {State(stands).label.lower()} already. Select what you answer"
        )

    def clean(self) -> dict[str, Any] | None:
        cleaned = super().clean() or self.cleaned_data
        why = self.WHY_MISSING.get(cleaned.get("state", ""))
        if why and "text" in self.errors and not self["text"].value():
            self.errors["text"] = self.error_class([why])
        return cleaned

    @property
    def moves_to(self) -> str:
        """The state that the answer moves it to; empty for progress."""
        state: str = self.cleaned_data["state"]
        return "" if state == self.PROGRESS else state


class HandOverForm(RespondingForm):
    """The new owner, and why."""

    owner = OwnerField(label="Hand over to")
    reason = forms.CharField(max_length=REASON, widget=_long(3))

    looks = {"owner": Look(called="who owns it"), "reason": Look(called="the reason")}

    def __init__(self, *args: Any, recommendation: Recommendation, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _offer(self, "owner", people_here().exclude(pk=recommendation.owner_id))


class CloseForm(RespondingForm):
    """The committee's words when it closes a recommendation."""

    text = forms.CharField(label="What the committee says", max_length=TEXT, widget=_long())
    meeting = forms.ModelChoiceField(
        label="At which meeting",
        help_text="If it was closed at one",
        queryset=Meeting.objects.none(),
        required=False,
        empty_label="At no meeting",
    )

    looks = {
        "text": Look(called="what the committee says"),
        "meeting": Look(called="the meeting"),
    }

    def __init__(self, *args: Any, recommendation: Recommendation, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        since = Meeting.objects.filter(
            committee=recommendation.committee_id,
            day__gte=recommendation.meeting.day,
            day__lte=timezone.localdate(),
        )
        _offer(self, "meeting", since.select_related("committee"))


class OpenAgainForm(RespondingForm):
    """Why the committee opens again what was done."""

    text = forms.CharField(label="Reason", max_length=TEXT, widget=_long())

    looks = {"text": Look(called="why it is opened again")}


def _offer(form: forms.BaseForm, name: str, rows: QuerySet[Any]) -> None:
    field = form.fields[name]
    assert isinstance(field, forms.ModelChoiceField)  # noqa: S101
    field.queryset = rows
