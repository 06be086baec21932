"""A meeting, and what it resolved on papers."""

from __future__ import annotations

from typing import Any

from django import forms

from accounts.capabilities import Capability
from accounts.models import User
from core.conflicts import RevisedModelForm
from core.forms import Look
from council.models import Committee
from reports.models import Meeting, Resolution

STAYS = "Papers, resolutions or recommendations name this meeting, so its committee and day stay"


class MeetingForm(RevisedModelForm):
    """When and where a committee meets."""

    looks = {
        "committee": Look(called="the committee"),
        "day": Look(called="the day of the meeting"),
        "begins": Look(width="5", called="the time"),
        "place": Look(width="two-thirds", called="the place"),
    }
    constraint_messages = {
        "committee_meets_once_a_day": ("day", "This committee meets on that day already"),
        "meeting_of_papers_stays": ("day", STAYS),
    }

    class Meta:
        model = Meeting
        fields = ("committee", "day", "begins", "place", "is_cancelled")
        labels = {"day": "Day of the meeting"}
        help_texts = {
            "begins": "For example, 18:30",
            "is_cancelled": "It was cancelled or put off. Add the new meeting, if there is one.",
        }
        error_messages = {"begins": {"invalid": "Enter a time, like 18:30"}}

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        kept = Committee.objects.filter(pk__in=user.reach(Capability.PUBLISH_PAPERS).committees)
        committee = self.fields["committee"]
        assert isinstance(committee, forms.ModelChoiceField)  # noqa: S101
        committee.queryset = kept
        if self.instance.pk is None:
            del self.fields["is_cancelled"]
            if len(kept) == 1:
                self.initial["committee"] = kept[0].pk
        begins = self.fields["begins"].widget
        assert isinstance(begins, forms.TimeInput)  # noqa: S101
        begins.format = "%H:%M"


class ResolutionForm(RevisedModelForm):
    """What a committee resolved on papers."""

    looks = {
        "outcome": Look(called="the outcome"),
        "text": Look(called="what was resolved"),
    }
    constraint_messages = {
        "resolved_once_at_a_meeting": (None, "What was resolved is recorded already"),
    }

    class Meta:
        model = Resolution
        fields = ("outcome", "text")
        labels = {"text": "What was resolved"}
        help_texts = {
            "text": "In the words of the minutes. Everybody who signs in can read it",
        }
        widgets = {
            "outcome": forms.RadioSelect,
            "text": forms.Textarea(attrs={"rows": 5}),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        outcome = self.fields["outcome"]
        assert isinstance(outcome, forms.ChoiceField)  # noqa: S101
        outcome.choices = Resolution.Outcome.choices
