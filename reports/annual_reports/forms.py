"""Writing an annual report: its sections, its list of assessments, and its steps."""

from __future__ import annotations

import hashlib
from typing import Any

from django import forms
from django.db.models import Q

from core.bound_field import Look
from core.conflicts import RevisedModelForm
from core.dates import in_words
from core.forms import GovukForm
from incidents.models import IncidentType, PublishedReturns
from plans.models import Plan
from reports.annual_reports.beginning import plans_to_report_on
from reports.annual_reports.completeness import Completeness
from reports.annual_reports.sections import Section
from reports.models import AnnualReport, ReportedAssessment
from workforce.models import PublishedProfile, Snapshot

PARAGRAPHS = "An empty line begins a new paragraph"


class BeginForm(GovukForm):
    """On which plan an annual report is begun."""

    looks = {"plan": Look(called="the plan")}

    plan = forms.ModelChoiceField(Plan.objects.none(), label="On which plan?")

    def __init__(self, *args: Any, user: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["plan"]
        field.queryset = plans_to_report_on(user)
        field.help_text = "A plan is offered once its reporting periods include a year end"
        field.label_from_instance = lambda plan: f"{plan.title} ({plan.directorate})"


class SectionForm(RevisedModelForm):
    """One section of an annual report."""

    looks = {
        "title": Look(called="a title"),
        "workforce": Look(called="the figures"),
        "returns": Look(called="the figures"),
    }

    class Meta:
        model = AnnualReport
        fields = (
            "title",
            "introduction",
            "vision",
            "workforce",
            "workforce_text",
            "schools_text",
            "returns",
            "returns_text",
            "achievements_text",
        )
        labels = {
            "title": "Title",
            "introduction": "Introduction",
            "vision": "Vision",
            "workforce": "Which workforce figures?",
            "workforce_text": "About the workforce",
            "schools_text": "About schools and pupils",
            "returns": "Which published returns?",
            "returns_text": "About the returns",
            "achievements_text": "About the achievements",
        }
        help_texts = {
            "introduction": PARAGRAPHS,
            "vision": PARAGRAPHS,
            "workforce": "Only what was published of them is printed",
            "workforce_text": f"It stands before the tables. {PARAGRAPHS}",
            "schools_text": f"It stands before the table. {PARAGRAPHS}",
            "returns_text": f"It stands before the table. {PARAGRAPHS}",
            "achievements_text": f"It stands before the tables. {PARAGRAPHS}",
        }

    stood = forms.CharField(widget=forms.HiddenInput, required=False)
    """A mark of what the section held when it was opened: others may save other sections."""

    def __init__(self, *args: Any, section: Section, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        kept = (*section.fields, "revision", "stood")
        for name in [name for name in self.fields if name not in kept]:
            del self.fields[name]
        self.stands = _mark_of([self.initial.get(name) for name in section.fields])
        self.initial["stood"] = self.stands
        for name, field in self.fields.items():
            if isinstance(field.widget, forms.Textarea):
                field.widget.attrs["rows"] = "12"
            if name == "workforce":
                self._offer_workforce(field)
            elif name == "returns":
                self._offer_returns(field)

    def clean(self) -> dict[str, Any] | None:
        if self.cleaned_data.pop("stood", "") == self.stands:
            self.cleaned_data["revision"] = self.instance.revision
        cleaned = super().clean()
        if self.differences:
            self.send_again_with("stood", self.stands)
        return cleaned

    def _offer_workforce(self, field: Any) -> None:
        """The staff of the directorate and of the whole council, and which were published."""
        published = set(PublishedProfile.objects.values_list("directorate", "day"))
        own = Q(directorate=self.instance.plan.directorate) | Q(directorate=None)
        rows = Snapshot.objects.filter(own, base=Snapshot.Base.STAFF)
        field.queryset = rows.select_related("directorate")

        def told(snapshot: Snapshot) -> str:
            is_published = (snapshot.directorate_id, snapshot.day) in published
            return f"{snapshot}, {'published' if is_published else 'not published yet'}"

        field.label_from_instance = told

    def _offer_returns(self, field: Any) -> None:
        """What was published of racist incidents, the latest first."""
        rows = PublishedReturns.objects.filter(type__key=IncidentType.RACIST)
        field.queryset = rows.select_related("type").defer("record")
        field.label_from_instance = lambda row: (
            f"{row}, published on {in_words(row.published_at.date())}"
        )


def _mark_of(values: list[Any]) -> str:
    return hashlib.sha256(repr(values).encode()).hexdigest()[:16]


class AssessmentForm(RevisedModelForm):
    """An equality impact assessment of the year."""

    looks = {
        "title": Look(called="what was assessed"),
        "completed_on": Look(called="the day"),
        "link": Look(called="the address"),
    }

    link = forms.URLField(
        label="Where it is published",
        required=False,
        assume_scheme="https",
        help_text="The whole address, beginning with https://",
    )

    class Meta:
        model = ReportedAssessment
        fields = ("title", "completed_on", "finding", "link")
        labels = {
            "title": "What was assessed?",
            "completed_on": "Completed on",
            "finding": "What was found and done",
        }
        help_texts = {
            "title": "For example, Home to school transport",
            "completed_on": "For example, 15 9 2026",
        }
        widgets = {"finding": forms.Textarea}


class SubmitForm(GovukForm):
    """Submitting an annual report, knowing which actions nobody confirmed."""

    looks = {"seen": Look(called="that you have seen it")}

    number = forms.IntegerField(widget=forms.HiddenInput, required=False)
    """How many actions were not confirmed on the page that was shown."""
    seen = forms.BooleanField()

    def __init__(self, *args: Any, completeness: Completeness, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        untold = len(completeness.not_confirmed)
        self.initial["number"] = untold
        if not untold:
            del self.fields["seen"]
            return
        self.fields["seen"].label = completeness.seen_in_words
        self.fields["seen"].error_messages["required"] = (
            "Select that you have seen which actions were not confirmed"
        )

    def ask_again(self) -> None:
        """Let the page that shows the form once more ask about what is so by now."""
        data = self.data.copy()  # type: ignore[attr-defined]
        data[self.add_prefix("number")] = str(self.initial["number"])
        data.pop(self.add_prefix("seen"), None)
        self.data = data

    @property
    def seen_number(self) -> int:
        """How many unconfirmed actions the author says to have seen."""
        return self.cleaned_data["number"] or 0 if self.cleaned_data.get("seen") else 0
