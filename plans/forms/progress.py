"""Reporting progress of an action."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.core.validators import URLValidator

from accounts.models import User
from core.forms import GovukForm, Look
from core.text import TEXT, tidy
from plans.evidence import KINDS_IN_WORDS, check_evidence
from plans.models import CriticalAction, ReportingPeriod
from plans.reporting.acts_on_updates import Report, asks_for_corrective_action

PERIOD_CLOSED = (
    "The reporting period was closed while you were writing. What you typed is still here: "
    "report it again for what is open now, or ask the plan lead to reopen the period"
)


class UpdateForm(GovukForm):
    """How an action stands, in a status and in words, with evidence, for an open period.

    Each row of My work is one of these.
    """

    # Whether one says what is done about it hangs on what else one says.
    mark_optional = False

    looks = {
        "period": Look(called="the reporting period"),
        "status": Look(called="how the action stands"),
        "commentary": Look(called="what has happened"),
        "corrective_action": Look(called="what is done about it"),
        "link": Look(called="the address"),
        "file": Look(called="the file"),
    }

    period = forms.ModelChoiceField(
        label="Reporting period",
        queryset=ReportingPeriod.objects.none(),
        widget=forms.RadioSelect,
        empty_label=None,
        error_messages={"invalid_choice": PERIOD_CLOSED},
    )
    status = forms.ChoiceField(
        label="How does the action stand?",
        choices=CriticalAction.Status.choices,
        widget=forms.RadioSelect,
    )
    commentary = forms.CharField(
        label="What has happened?",
        max_length=TEXT,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text="Two or three sentences that the committee can read",
    )
    corrective_action = forms.CharField(
        label="What is done about it?",
        required=False,
        max_length=TEXT,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Needed where the action is off track or overdue",
    )
    link = forms.URLField(
        label="Link to evidence, if any",
        required=False,
        max_length=500,
        assume_scheme="https",
        help_text="For example, a page of the council’s website",
        validators=[URLValidator(schemes=["http", "https"])],
    )
    file = forms.FileField(
        label="File of evidence, if any",
        required=False,
        allow_empty_file=True,
        help_text=f"{KINDS_IN_WORDS}, smaller than 10 MB",
    )

    def __init__(
        self, *args: Any, action: CriticalAction, periods: list[ReportingPeriod], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.action = action
        period: Any = self.fields["period"]
        period.queryset = ReportingPeriod.objects.filter(pk__in=[p.pk for p in periods])
        if periods:
            self.initial.setdefault("period", periods[0].pk)
        if len(periods) < 2:
            # Nothing to choose, but the page must say for which period it was written.
            period.required, period.widget = bool(periods), forms.HiddenInput()

    def clean_file(self) -> UploadedFile | None:
        """Refuses what is too large, empty, or of no kind that is kept as evidence."""
        file: UploadedFile | None = self.cleaned_data["file"]
        if file is not None:
            check_evidence(file)
        return file

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        status = cleaned.get("status")
        if (
            status
            and not cleaned.get("corrective_action")
            and not self.has_error("corrective_action")
            and asks_for_corrective_action(self.action, status)
        ):
            self.add_error("corrective_action", "Enter what is done about it")
        if self.has_error("period") and self["period"].is_hidden:
            self.add_error(None, PERIOD_CLOSED)
            data: Any = self.data.copy()  # type: ignore[attr-defined]
            data[self.add_prefix("period")] = self.initial.get("period", "")
            self.data = data
        return cleaned

    @property
    def report(self) -> Report:
        """What a valid form reports."""
        link, file = self.cleaned_data["link"], self.cleaned_data["file"]
        return Report(
            status=self.cleaned_data["status"],
            commentary=tidy(self.cleaned_data["commentary"]),
            corrective_action=tidy(self.cleaned_data["corrective_action"]),
            links=(link,) if link else (),
            files=(file,) if file else (),
            author=self.cleaned_data.get("author"),
        )


class ProgressForm(UpdateForm):
    """An update on the page of its action: perhaps in the words of somebody else."""

    looks = UpdateForm.looks | {"author": Look(called="whose words they are")}

    author = forms.ModelChoiceField(
        label="Whose words are they?",
        queryset=User.objects.none(),
        required=False,
        empty_label="My own",
        help_text="If you send an update that somebody named for the action told you",
    )

    field_order = ["period", "status", "commentary", "corrective_action", "author", "link", "file"]

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        named = User.objects.filter(person__criticalactions=self.action, is_active=True)
        of_whom: Any = self.fields["author"]
        of_whom.queryset = named.exclude(pk=user.pk)
        if not of_whom.queryset:
            del self.fields["author"]


class WorkForm(UpdateForm):
    """A row of My work: the same in little space."""

    looks = UpdateForm.looks | {"status": Look(called="how the action stands", width="full")}
    TYPED = ("status", "commentary", "corrective_action", "link", "file")

    status = forms.ChoiceField(
        label="How does it stand?", choices=CriticalAction.Status.choices, widget=forms.Select
    )
    commentary = forms.CharField(
        label="What has happened?", max_length=TEXT, widget=forms.Textarea(attrs={"rows": 2})
    )
    corrective_action = forms.CharField(
        label="What is done about it?",
        required=False,
        max_length=TEXT,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text="Needed where the action is off track or overdue",
    )

    @property
    def is_filled(self) -> bool:
        """Whether somebody typed or chose something in it: an untouched row is left alone."""
        return any(name in self.TYPED for name in self.changed_data)
