"""Reporting periods, and what the plan lead says of updates."""

from __future__ import annotations

from typing import Any

from django import forms

from core.bound_field import Look
from core.conflicts import RevisedModelForm
from core.forms import GovukForm
from core.text import TEXT
from plans.models import Plan, ReportingPeriod


class PeriodForm(RevisedModelForm):
    """The name, days and due date of a reporting period that is not closed."""

    constraint_messages = {
        "period_name_once": ("name", "This plan has a period of that name already"),
        "period_finish_not_before_start": ("finish", "The last day must be after the first"),
        "period_due_not_before_start": (
            "due_on",
            "The day must be after the period’s first day",
        ),
        "period_quarters_apart": ("start", "This period overlaps another one"),
        "period_year_end_once": ("kind", "This plan has a year end already"),
    }
    looks = {
        "name": Look(width="20", called="the name of the period"),
        "kind": Look(called="what the period tells of"),
        "start": Look(called="the first day"),
        "finish": Look(called="the last day"),
        "due_on": Look(called="the day by which updates are due"),
    }

    class Meta:
        model = ReportingPeriod
        fields = ("name", "kind", "start", "finish", "due_on")
        labels = {
            "name": "Name",
            "kind": "What does it tell of?",
            "start": "First day",
            "finish": "Last day",
            "due_on": "Updates are due on",
        }
        help_texts = {"name": "For example, Quarter 1"}
        widgets = {"kind": forms.RadioSelect}

    def __init__(self, *args: Any, plan: Plan, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.instance.plan = plan


class ReasonForm(GovukForm):
    """A reason that stays: why a period is reopened, or an update is sent back."""

    reason = forms.CharField(
        max_length=TEXT,
        widget=forms.Textarea(attrs={"rows": 4}),
    )

    def __init__(self, *args: Any, label: str, hint: str, called: str, **kwargs: Any) -> None:
        self.looks = {"reason": Look(called=called)}  # type: ignore[misc]
        super().__init__(*args, **kwargs)
        self.fields["reason"].label = label
        self.fields["reason"].help_text = hint
